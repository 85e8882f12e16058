"""What the passages of an index say of a question or a claim: terms, support, values, ranking."""
