"""The grammar of Vietnamese quantities."""
