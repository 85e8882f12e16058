"""Files that offices have, each read as one plain text: .docx, .pdf, .xlsx, .html, text in whatever encoding …"""
