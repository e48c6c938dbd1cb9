"""The columns of the published tables of practice: a part of the lock's contract (`release.TABLE_COLUMNS`)."""

from __future__ import annotations

PRACTICE_COLUMNS: dict[str, dict[str, str]] = {
    "practice_limits": {"name": "O", "value": "i"},
    "practice_codebook": {
        "theme_code": "O", "parent_code": "O", "label": "O", "definition": "O", "version": "O", "root": "O", "position": "i",
        "in_use": "O",
    },
    "practice_counts": {
        "view": "O", "split": "O", "code": "O", "kind": "O", "group": "O", "unit": "O", "period_start": "M", "period_end": "M",
        "n": "i", "base": "i",
    },
    "practice_status": {"view": "O", "split": "O", "code": "O", "kind": "O", "status": "O", "reason": "O"},
    "practice_bands": {"dimension": "O", "band": "O", "label": "O", "leaf": "O", "leaf_label": "O"},
    "practice_pairs": {
        "theme_a": "O", "theme_b": "O", "period_start": "M", "period_end": "M", "both": "i", "only_a": "i", "only_b": "i",
        "neither": "i",
    },
    "practice_agreement": {"theme_code": "O", "both": "i", "one": "i", "neither": "i"},
    "practice_disagreements": {"theme_a": "O", "theme_b": "O", "n": "i"},
    "practice_quotes": {
        "theme_code": "O", "stance": "O", "text": "O", "band": "O", "period_start": "M", "period_end": "M",
    },
    "practice_actions": {
        "action_id": "O", "origin_type": "O", "theme_code": "O", "description": "O", "owner_role": "O", "due": "M",
        "status": "O", "closed": "M", "evidence": "O",
    },
    "practice_sessions": {"type": "O", "period_start": "M", "period_end": "M", "sessions": "i", "attendees": "f"},
    "practice_training": {
        "period_start": "M", "agency": "O", "course": "O", "eligible": "f", "trained": "f", "status": "O",
    },
    "practice_sharing": {
        "view": "O", "from_agency": "O", "to_agency": "O", "unit": "O", "period_start": "M", "period_end": "M", "items": "i",
        "acted_on": "i",
    },
    "practice_language": {
        "doc_type": "O", "category": "O", "unit": "O", "period_start": "M", "period_end": "M", "words": "i", "hits": "i",
    },
    "practice_terms": {
        "term": "O", "pattern": "O", "category": "O", "why": "O", "alternatives": "O", "exceptions": "O",
    },
}  # fmt: skip
