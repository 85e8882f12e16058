"""Reports: reading a file, its structure, and the passages it is cut into."""
