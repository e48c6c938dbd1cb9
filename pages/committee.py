"""What the Committee keeps and has to see: the Minimum Dataset, risks, decisions, what was learnt, what young people heard back."""

from dashboard.show_questions import show_questions_alone

show_questions_alone("committee")
