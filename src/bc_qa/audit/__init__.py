"""The audit: a report held against itself, a module for each kind of finding."""
