"""System review: where the partnership stands on the four domains, at both levels, over all reviews."""

from dashboard.show_questions import show_questions_alone

show_questions_alone("system-review")
