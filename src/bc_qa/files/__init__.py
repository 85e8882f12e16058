"""Files that offices have, each read as one plain text: .txt and .md in whatever encoding, .docx, .pdf."""
