"""What a dated event may concern: the datasets that are counted by month, and the delivered tables beside them."""

from __future__ import annotations

COUNTED_BY_MONTH = {  # names of datasets of the policy
    "missing_episodes": "Missing episodes",
    "missing_reports": "Missing reports",
    "missing_investigations": "Missing investigations",
    "incidents": "Incidents of harm outside the family",
}
CONCERNED = COUNTED_BY_MONTH | {
    "return_discussions": "Return discussions",
    "intelligence_sharing": "Intelligence shared",
    "survey_responses": "Survey",
    "audit_ratings": "Audits",
    "context_cases": "Contexts",
    "forum_contributions": "Practitioners' forum",
}
