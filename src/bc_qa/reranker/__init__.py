"""The trained reader: how surely a passage answers a question, and which of its words are the answer."""
