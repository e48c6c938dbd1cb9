"""The published tables of the steering group, column by column, for the lock: O text, f float, i integer, M date."""

from __future__ import annotations

STEERING_COLUMNS: dict[str, dict[str, str]] = {
    "steering_labels": {"column": "O", "code": "O", "label": "O", "position": "i"},
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
    # Contexts that may be shown one by one, under a key that is no identifier of the delivery, dated by month.
    "context_shown": {
        "key": "O", "label": "O", "context_type": "O", "place": "O", "size_band": "O", "stage": "O", "weeks_in_stage": "i", "referred": "M",
        "review": "O", "closure_outcome": "O", "harm_types": "O", "asked_for": "O", "as_at": "M",
    },
    "context_weights": {"key": "O", "month": "M", "context": "O", "weight": "f"},
    "context_risks": {"key": "O", "month": "M", "risk": "O", "likelihood": "i", "impact": "i", "protective_factors": "O", "network": "O"},
    "context_measures": {"key": "O", "month": "M", "measure": "O", "value": "f", "told": "O", "scale": "O"},
    "context_interventions": {"key": "O", "type": "O", "month": "M", "month_end": "M", "lead_agency": "O"},
    # All contexts, or those that are pooled, counted together; n is 0 only where the row is withheld.
    "context_pooled": {"question": "O", "whom": "O", "group": "O", "n": "i", "status": "O", "reason": "O", "as_at": "M"},
    "context_curves": {"question": "O", "day_from": "i", "day_to": "i", "n_ended": "i", "n_waiting": "i", "as_at": "M"},
}  # fmt: skip
