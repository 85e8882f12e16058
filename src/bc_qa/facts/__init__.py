"""Facts: each figure of a report read once, with all that says what it is of."""
