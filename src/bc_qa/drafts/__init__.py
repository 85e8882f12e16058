"""Drafts that offices write, read as text, and .docx given back with a comment on each figure."""
