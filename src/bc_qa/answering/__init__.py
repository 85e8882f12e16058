"""From a question to a reply: what is asked, which sentence says it, which value it is."""
