"""Makes the trained reader from the questions that stand in benchmarks/: README.md beside this file."""
