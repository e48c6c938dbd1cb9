"""Invented case reviews, training, shared intelligence and counts of words: what stands beside the forum's voice."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.story import MONTHS, Story

TERMS = Path(__file__).parents[2] / "assets" / "language_terms.toml"
REVIEWS = {"SINGLE_AGENCY": 48, "MULTI_AGENCY": 42, "LEARNING_REVIEW": 6}
GAPS = {"CON_SHARE": 0.62, "CON_COORD": 0.4, "CON_ROLES": 0.45, "CUL_LANG": 0.36, "CAP_APPLY": 0.3, "CUL_TRAIN": 0.25}
STRENGTHS = {"CUL_COMMIT": 0.5, "CON_SHARE": 0.2, "CAP_REFLECT": 0.3, "CUL_LANG": 0.3, "CON_ROLES": 0.25}
CONTEXTS = {"NEIGHBOURHOOD": 0.5, "PEER": 0.55, "ONLINE": 0.45, "SCHOOL": 0.4, "HOME": 0.35, "TRANSPORT": 0.15}
STAFF = {"SOCIAL_WORK": 210, "EDUCATION": 160, "POLICE": 90, "HEALTH": 60, "CLD_YOUTH": 40, "BARNARDOS": 24}
PACE = {"SOCIAL_WORK": 1.05, "EDUCATION": 0.86, "POLICE": 0.94, "HEALTH": 0.72, "CLD_YOUTH": 1.0, "BARNARDOS": 0.9}
COURSES = {"Contextual safeguarding, level 1": (0.25, 0.82), "Context conferences, level 2": (0.08, 0.48)}
FLOWS = {
    ("POLICE", "SOCIAL_WORK"): 18, ("POLICE", "EDUCATION"): 9, ("EDUCATION", "POLICE"): 6, ("SOCIAL_WORK", "POLICE"): 8,
    ("EDUCATION", "SOCIAL_WORK"): 10, ("HEALTH", "SOCIAL_WORK"): 4, ("POLICE", "BARNARDOS"): 4, ("SOCIAL_WORK", "BARNARDOS"): 3,
    ("BARNARDOS", "POLICE"): 3, ("CLD_YOUTH", "POLICE"): 2,
}  # fmt: skip
DOCUMENTS = {"ASSESSMENT": (34, 2400), "PLAN": (30, 1100), "REFERRAL": (40, 700), "MINUTES": (16, 1600)}
CATEGORIES, CATEGORY_SHARE = ("CHOICE", "LABEL", "ENGAGEMENT", "MINIMISING"), (0.38, 0.34, 0.2, 0.08)
QUARTERS = MONTHS[::3]


def record_tables(story: Story) -> dict[str, pa.Table]:
    """case_reviews, training, intelligence_sharing, language_terms and language_scans."""
    return {
        "case_reviews": _reviews(story), "training": _training(), "intelligence_sharing": _sharing(story),
        "language_terms": _terms(), "language_scans": _scans(story),
    }  # fmt: skip


def _reviews(story: Story) -> pa.Table:
    rng = story.rng(71)
    names = identifiers(rng, "v", sum(REVIEWS.values()))
    kinds = np.repeat(list(REVIEWS), list(REVIEWS.values()))
    rows = []
    for name, kind in zip(names, kinds, strict=True):
        quarter = f"{rng.choice(QUARTERS)}-01"
        contexts = "; ".join(c for c, share in CONTEXTS.items() if rng.random() < share) or "NK"
        gaps = {t for t, share in GAPS.items() if rng.random() < share * (0.8 if kind == "SINGLE_AGENCY" else 1.1)} or {
            "CON_SHARE"
        }
        strengths = {t for t, share in STRENGTHS.items() if rng.random() < share} - gaps
        rows += [
            {
                "review_id": name,
                "type": kind,
                "quarter": quarter,
                "theme_code": t,
                "contexts": contexts,
                "strength_or_gap": side,
            }
            for side, found in (("GAP", gaps), ("STRENGTH", strengths))
            for t in sorted(found)
        ]
    return pa.Table.from_pylist(rows)


def _training() -> pa.Table:
    last = len(QUARTERS) - 1
    return pa.Table.from_pylist([
        {
            "period": f"{quarter}-01", "agency": agency, "course": f"Invented: {course}", "eligible_n": staff,
            "trained_n": round(staff * (low + (high - low) * at / last) * PACE[agency]),
        }
        for at, quarter in enumerate(QUARTERS)
        for agency, staff in STAFF.items()
        for course, (low, high) in COURSES.items()
    ])  # fmt: skip


def _sharing(story: Story) -> pa.Table:
    rng = story.rng(72)
    change = story.planted.get("sharing_agreement", {"month": "2100-01", "before": 0.6, "after": 0.6})
    since = np.datetime64(change["month"], "M")
    rows = []
    for month in MONTHS:
        for (giver, taker), many in FLOWS.items():
            items = int(rng.poisson(many * (1.2 if month >= since else 1.0)))
            acted = int(rng.binomial(items, change["after"] if month >= since else change["before"]))
            rows.append({
                "period": f"{month}-01", "from_agency": giver, "to_agency": taker, "items_n": items, "acted_on_n": acted,
            })  # fmt: skip
    return pa.Table.from_pylist(rows)


def _terms() -> pa.Table:
    """The product's own list, as a partnership would deliver it after editing."""
    terms = tomllib.loads(TERMS.read_text(encoding="utf-8"))["terms"]
    columns = ("term", "pattern", "category", "why", "alternatives", "exceptions")
    return pa.Table.from_pylist(
        [{c: "; ".join(t[c]) if isinstance(t[c], list) else t[c] for c in columns} for t in terms]
    )


def _scans(story: Story) -> pa.Table:
    rng = story.rng(73)
    change = story.planted.get("blaming_language", {"before": 1.5, "after": 1.5})
    rates = np.linspace(change["before"], change["after"], len(QUARTERS))
    rows = []
    for quarter, rate in zip(QUARTERS, rates, strict=True):
        for kind, (documents, length) in DOCUMENTS.items():
            for _ in range(max(6, round(documents * min(1.0, story.scale)))):
                words = max(120, int(rng.normal(length, length / 6)))
                hits = rng.multinomial(int(rng.poisson(rate * words / 1000)), CATEGORY_SHARE)
                rows.append({
                    "scan_dt": str(quarter.astype("datetime64[D]") + int(rng.integers(0, 90))), "doc_type": kind, "words_n": words,
                    "hits": "; ".join(f"{c}:{n}" for c, n in zip(CATEGORIES, hits, strict=True) if n),
                })  # fmt: skip
    names = identifiers(rng, "n", len(rows))
    return pa.Table.from_pylist([{"scan_id": n, **row} for n, row in zip(names, rows, strict=True)])
