"""The published tables of the steering group, column by column, for the lock: O text, f float, i integer, M date."""

from __future__ import annotations

STEERING_COLUMNS: dict[str, dict[str, str]] = {
    "audit_items": {"item_id": "O", "domain": "O", "level": "O", "practice_area": "O", "wording": "O"},
    "audit_rounds": {"round": "O", "held_on": "M", "frame_n": "f", "records": "i", "drawn": "O"},
    # One row for each group of standards (and of teams) in a round: shown, or withheld with its reason.
    "audit_groups": {"round": "O", "view": "O", "group": "O", "team": "O", "status": "O", "reason": "O"},
    "audit_cells": {"round": "O", "view": "O", "group": "O", "team": "O", "low": "i", "high": "i", "n": "i"},
    # Both auditors: how many records the first put into one band and the second into another.
    "audit_pairs": {
        "round": "O", "view": "O", "group": "O", "first_low": "i", "first_high": "i", "second_low": "i", "second_high": "i", "n": "i",
    },
    "audit_agreement": {
        "round": "O", "view": "O", "group": "O", "scale": "O", "statistic": "O", "value": "f", "lower": "f", "upper": "f",
        "step": "f", "pairs": "f", "status": "O", "reason": "O",
    },
    "system_review": {
        "review_dt": "M", "domain": "O", "level": "O", "component": "O", "rating": "O", "evidence": "O", "agency": "O",
    },
}  # fmt: skip
