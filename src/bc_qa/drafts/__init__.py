"""Drafts that offices write: .docx, .txt and .md read as text, and .docx given back with a comment on each figure."""
