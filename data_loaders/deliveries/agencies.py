"""Agencies, as every table calls them."""

from __future__ import annotations

AGENCIES = {
    "POLICE": "Police", "SOCIAL_WORK": "Social work", "EDUCATION": "Education", "HEALTH": "Health", "CLD_YOUTH": "Youth work",
    "BARNARDOS": "Barnardo's", "COMMUNITY": "Community", "YOUNG_PERSON": "Young people", "NK": "Not known",
}  # fmt: skip
