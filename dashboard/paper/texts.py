"""A paper as texts: what paper, page and slides print, so that they cannot differ in a word or a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dashboard.charts.palette import hexed, literal
from dashboard.draw.cells import mark_svg
from dashboard.paper.columns import laid
from dashboard.paper.paper import INVENTED, TABLE_ROWS, Exhibit, KeyNumber, Paper, PaperTable
from dashboard.words.glossary import meanings_in
from dashboard.words.vocabulary import GLYPHS, Standing

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
IN_WORKBOOK = "Its table has {} rows and stands in the workbook."
ALSO = "In the workbook, for each row: {}."


def clean(text: object) -> str:
    """Text that every format can hold: no control characters, one line, no line that begins with a per cent sign."""
    return re.sub(r"(?<=\d) (?=%)", "\u00a0", re.sub(r"[ \t\r\n]+", " ", CONTROL.sub("", str(text))).strip())


def as_texts(paper: Paper) -> dict[str, Any]:
    """All that a format prints; of the terms of the field those that it says."""
    said = _as_texts(paper)
    used = meanings_in(" ".join(_texts_in(said)))
    return {**said, "glossary": [{"term": clean(t), "meaning": clean(m)} for t, m in paper.glossary if t in used]}


def _texts_in(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    for part in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        yield from _texts_in(part)


def _as_texts(paper: Paper) -> dict[str, Any]:
    head = paper.head
    lines = [("Meeting", head.meeting), ("Agenda item", head.item), ("From", head.author)]
    return {
        "council": clean(head.council), "body": clean(head.body), "title": clean(head.title), "purpose": str(head.purpose),
        "purposes": [{"word": str(p), "chosen": p is head.purpose} for p in type(head.purpose)],
        "lines": [{"label": label, "text": clean(text)} for label, text in lines if text],
        "running": ", ".join(clean(t) for t in (head.body or head.title, head.meeting, f"item {head.item}" if head.item else "") if t),
        "year": paper.as_at.year, "month": paper.as_at.month, "day": paper.as_at.day, "data-line": clean(paper.data_line),
        "invented": INVENTED if paper.is_synthetic else "", "asked": clean(paper.asked), "asks": [clean(a) for a in paper.asks],
        "numbers": [_number(n) for n in paper.numbers], "numbers-note": clean(paper.numbers_note), "changed-title": clean(paper.changed_title),
        "changed": [{"strong": clean(s), "text": clean(t)} for s, t in paper.changed], "mind": [clean(m) for m in paper.mind],
        "brief": [{"strong": clean(s), "text": clean(t)} for s, t in paper.brief],
        "exhibits": [_exhibit(number, e) for number, e in enumerate(paper.shown, start=1)], "questions": [clean(q) for q in paper.questions],
        "left-out": [{"title": clean(t), "reason": clean(r)} for t, r in paper.left_out], "method": [clean(m) for m in paper.method],
        "source": clean(paper.source), "full": paper.is_full,
    }  # fmt: skip


def _number(number: KeyNumber) -> dict[str, Any]:
    return {
        "label": clean(number.label), "figure": clean(number.figure), **_standing(number.standing), "sentence": clean(number.sentence), "surety": clean(number.surety), "svg": number.svg,
        "alt": f"Small chart of {clean(number.label)}: {clean(number.standing.word)}, {clean(number.sentence)}",
    }  # fmt: skip


def _standing(standing: Standing) -> dict[str, str]:
    """A verdict's word with its mark, drawn or as a sign, and its colour."""
    return {
        "word": clean(standing.word), "mark": mark_svg(standing.mark, literal("print")), "glyph": GLYPHS[standing.mark],
        "ink": hexed(standing.ink),
    }  # fmt: skip


def _exhibit(number: int, exhibit: Exhibit) -> dict[str, Any]:
    table = exhibit.table
    return {
        "number": number, "title": exhibit.title, "subtitle": exhibit.subtitle, "question": exhibit.question, "svg": exhibit.svg,
        "alt": exhibit.alt, "share": min(1.0, exhibit.ground.width / 640) if exhibit.ground else 1.0,
        "verdict": {**_standing(exhibit.standing), "surety": clean(exhibit.surety)} if exhibit.standing else None,
        "notes": note_lines(exhibit), "mind": [exhibit.bear_in_mind] if exhibit.bear_in_mind else [], "questions": list(exhibit.questions),
        **_figures(table), "table-note": IN_WORKBOOK.format(len(table.written)) if len(table.written) > TABLE_ROWS else "",
        "about": [{"term": t, "text": x} for t, x in exhibit.about],
    }  # fmt: skip


def _figures(table: PaperTable) -> dict[str, Any]:
    """What is printed of a table: nothing of one that is looked up and not read."""
    if not table.is_short:
        return {"columns": [], "numeric": [], "widths": [], "rows": [], "under": [], "table-also": ""}
    page = laid(table)
    return {
        "columns": list(page.columns), "numeric": list(page.is_numeric), "widths": list(page.widths), "rows": [list(row) for row in page.rows],
        "under": list(page.under), "table-also": ALSO.format("; ".join(page.elsewhere)) if page.elsewhere else "",
    }  # fmt: skip


def note_lines(exhibit: Exhibit) -> list[dict[str, str]]:
    """So what, next step and owner as the author wrote them; what was left empty is not there."""
    return [{"label": label, "text": clean(text)} for label, text in exhibit.note.lines]
