"""The Vietnamese of reports and questions as data beside its examples: cues, word lists, synonyms."""
