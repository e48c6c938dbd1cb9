"""Columns of the survey's published tables: name → column → pandas kind, as in `release.TABLE_COLUMNS`."""

from __future__ import annotations

SURVEY_COLUMNS: dict[str, dict[str, str]] = {
    "survey_questions": {
        "survey_id": "O", "wave": "O", "question_id": "O", "position": "i", "wording": "O", "short": "O", "theme": "O", "shanarri": "O",
        "instrument": "O", "stages_asked": "O", "positive": "O", "scale": "O", "place": "O", "time_of_day": "O",
    },
    "survey_views": {
        "survey_id": "O", "wave": "O", "question_id": "O", "split": "O", "status": "O", "reason": "O", "step": "O",
        "base": "O", "interval": "O",
    },
    "survey_bands": {
        "survey_id": "O", "wave": "O", "question_id": "O", "step": "O", "band": "O", "position": "i", "label": "O",
        "side": "O",
    },
    "survey_blocks": {
        "survey_id": "O", "wave": "O", "split": "O", "block": "O", "label": "O", "position": "i", "leaf": "O",
    },
    "survey_cells": {
        "survey_id": "O", "wave": "O", "question_id": "O", "split": "O", "block": "O", "band": "O", "n": "i",
        "share_pct": "f", "se_pct": "f", "lower_pct": "f", "upper_pct": "f", "degrees": "i",
    },
    "survey_sides": {
        "survey_id": "O", "wave": "O", "question_id": "O", "split": "O", "block": "O", "side": "O", "n": "i",
        "base_n": "i", "share_pct": "f", "se_pct": "f", "lower_pct": "f", "upper_pct": "f", "degrees": "i",
    },
    "survey_differences": {
        "survey_id": "O", "wave": "O", "question_id": "O", "split": "O", "block": "O", "difference_pct": "f",
        "se_pct": "f", "lower_pct": "f", "upper_pct": "f", "p_value": "f",
    },
    "survey_part": {
        "survey_id": "O", "wave": "O", "split": "O", "block": "O", "label": "O", "position": "i", "pupils": "i",
        "sample_pct": "f", "weighted_pct": "f", "population": "f", "population_pct": "f",
    },
}  # fmt: skip
