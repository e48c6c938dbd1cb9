"""A briefing as texts: what paper, page and slides print, so that they cannot differ in a word or a digit."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from dashboard.paper.briefing import INVENTED, Briefing, Item

FIRST_NOTES, LAST_NOTES = 3, 2
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def clean(text: object) -> str:
    """Text that every format can hold: no control characters, one line."""
    return " ".join(CONTROL.sub("", str(text)).split())


def front_title(briefing: Briefing) -> str:
    return "Where things stand" if briefing.since.reason else "What changed since the last meeting"


def short_notes(item: Item) -> list[str]:
    """The first and the last of many notes; all of them stand with the figures at the end."""
    notes = [clean(note) for note in item.finding.notes if note]
    return notes if len(notes) <= FIRST_NOTES + LAST_NOTES else [*notes[:FIRST_NOTES], *notes[-LAST_NOTES:]]


def more_notes(item: Item) -> list[str]:
    notes = [clean(note) for note in item.finding.notes if note]
    return notes[FIRST_NOTES:-LAST_NOTES] if len(notes) > FIRST_NOTES + LAST_NOTES else []


def small_print(item: Item) -> str:
    finding = item.finding
    return clean(" ".join(s for s in (*finding.caveats, finding.definition, f"Source: {finding.source}") if s))


def cell(value: object) -> str:
    """A cell of a table as it is read: the same digits as on the page, thousands apart."""
    if value is None or value is pd.NaT or (isinstance(value, float | np.floating) and np.isnan(value)):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | np.integer):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, float | np.floating):
        return f"{float(value):,.10g}".replace("-", "−")
    if isinstance(value, pd.Timestamp):
        return f"{value:%d %B %Y}"
    return clean(value)


def rows_of(table: pd.DataFrame) -> list[list[str]]:
    return [[cell(v) for v in row] for row in table.itertuples(index=False, name=None)]


def as_texts(briefing: Briefing) -> dict[str, Any]:
    """All that the paper's template reads."""
    return {
        "title": clean(briefing.title), "body": clean(briefing.body), "purpose": clean(briefing.purpose), "council": clean(briefing.council),
        "year": briefing.as_at.year, "month": briefing.as_at.month, "day": briefing.as_at.day, "about": clean(briefing.about),
        "invented": INVENTED if briefing.is_synthetic else "", "invented-short": "Invented data",
        "front-title": front_title(briefing),
        "front": [{"subject": clean(s), "sentence": clean(t)} for s, t in briefing.front],
        "items": [_item(item, briefing) for item in briefing.items],
        "left-out": [{"title": clean(t), "reason": clean(r)} for t, r in briefing.left_out],
        "method": [clean(t) for t in briefing.method], "safety": [clean(t) for t in briefing.safety],
        "glossary": [{"term": clean(t), "meaning": clean(m)} for t, m in briefing.glossary],
        "quality": [clean(t) for t in briefing.since.quality],
    }  # fmt: skip


def _item(item: Item, briefing: Briefing) -> dict[str, Any]:
    finding, table = item.finding, item.finding.table
    return {
        "title": clean(finding.title), "headline": clean(finding.headline), "svg": item.svg, "alt": clean(finding.alt or finding.headline),
        "share": min(1.0, item.ground.width / 640) if item.ground else 1.0, "not-drawn": clean(item.not_drawn),
        "question": clean(finding.question), "events": [clean(e) for e in briefing.events if e.split(".")[0] in item.numbers_of_events],
        "notes": short_notes(item), "more-notes": more_notes(item), "note": clean(item.note),
        "so-what": clean(item.so_what), "what-next": clean(item.what_next), "questions": [clean(q) for q in item.questions],
        "small": small_print(item), "columns": [clean(c) for c in table.columns], "rows": rows_of(table),
        "numeric": [bool(pd.api.types.is_numeric_dtype(table[c].dtype)) for c in table.columns],
    }  # fmt: skip
