"""Measuring the answers: questions with their evidence asked, judged, and each failure put down to its cause."""
