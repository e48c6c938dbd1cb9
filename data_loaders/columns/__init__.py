"""Columns and kinds of the published tables of each theme: part of the contract of the lock."""
