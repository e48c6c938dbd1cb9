"""Sentences. They say no more than their numbers, and never a cause."""
