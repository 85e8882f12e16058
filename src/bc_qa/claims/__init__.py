"""Claims: each figure of a submitted text held against the reports."""
