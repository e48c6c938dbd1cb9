"""Repeat missing: how much of the line a few children make, and the trend without them."""

from dashboard.show_questions import show_questions_alone

show_questions_alone("missing-repeats")
