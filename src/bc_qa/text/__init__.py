"""Vietnamese text: normal form, search keys, words, sentences, numbers in words."""
