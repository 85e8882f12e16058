"""Trusting nobody: replies and texts held against the report."""
