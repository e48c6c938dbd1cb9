"""Slides to be edited: charts are PowerPoint's own, maps are shapes, tables are tables. One finding a slide."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from dashboard.charts.palette import hexed
from dashboard.draw.slide_text import describe, say
from dashboard.paper.native import draw_native
from dashboard.paper.paper import Paper
from dashboard.paper.texts import as_texts
from dashboard.paper.typeset import png_of

WIDE, TALL = 13.333, 7.5
TITLE_ONLY = 5
TOP, FOOT = 1.95, 6.85
ASKS_WITH_NUMBERS, ASK_SIGNS = (
    4,
    115,
)  # lines of what is asked that leave room for the numbers, and signs in one of 15 pt
ON_SLIDE = 12  # lines of words on a slide of words; the rest goes on on the next
INK, MUTED, ACCENT = (hexed(role) for role in ("ink", "ink2", "data"))


def pptx_of(paper: Paper) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    said = as_texts(paper)
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(TALL)
    about = show.core_properties
    day = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day)
    about.title, about.author, about.created, about.modified = said["title"], said["council"], day, day
    about.language, about.keywords, about.last_modified_by = "en-GB", f"release {paper.release_id}", ""
    _front(show, said)
    _words(show, said, said["changed-title"], [f"{c['strong']} {c['text']}" for c in said["changed"]])
    _words(show, said, "In brief", [f"{c['strong']} {c['text']}" for c in said["brief"]])
    for exhibit, texts in zip(paper.shown, said["exhibits"], strict=True):
        slide = _slide(show, said, texts["question"], f"{texts['number']}. {texts['title']}", texts["subtitle"])
        draw_native(slide, exhibit, texts)
        _beside(slide, texts)
        lines = [texts["alt"], *texts["mind"], *(f"{a['term']}: {a['text']}" for a in texts["about"])]
        slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)
    _words(show, said, "Questions to ask", said["questions"])
    _words(show, said, "To bear in mind", said["mind"])
    if said["full"]:
        _words(show, said, "Not in this paper", [f"{e['title']}. {e['reason']}" for e in said["left-out"]])
        _words(show, said, "How children are protected", said["method"])
        _words(show, said, "Words", [f"{t['term']}: {t['meaning']}" for t in said["glossary"]])
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: Any, said: dict[str, Any], eyebrow: str, title: str, subtitle: str = "") -> Any:
    from pptx.util import Inches

    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    say(slide, [eyebrow], (0.6, 0.35, 9.5, 0.35), size=13, colour=MUTED)
    frame = slide.shapes.title
    frame.left, frame.top, frame.width, frame.height = (Inches(v) for v in (0.6, 0.68, 12.1, 0.8))
    size = 24 if len(title) < 90 else 20 if len(title) < 170 else 16
    say(slide, [title], None, size=size, colour=INK, is_bold=True, frame=frame.text_frame)
    if subtitle:
        say(slide, [subtitle], (0.6, 1.5, 12.1, 0.4), size=13, colour=MUTED)
    say(slide, [said["source"]], (0.6, 7.02, 11.0, 0.3), size=10, colour=MUTED)
    if said["invented"]:
        say(slide, [said["invented"]], (10.7, 0.35, 2.05, 0.35), size=12, colour=INK, is_bold=True, is_right=True)
    return slide


def _front(show: Any, said: dict[str, Any]) -> None:
    """Whose paper it is, what is asked, and the three numbers; where much is asked these have a slide of their own."""
    where = " · ".join(t for t in (said["council"], said["running"]) if t)
    slide = _slide(show, said, where, said["title"], f"{said['data-line']} · for {said['purpose']}")
    top, lines = TOP, [f"{n}. {a}" for n, a in enumerate(said["asks"], start=1)]
    rows = sum(-(-len(line) // ASK_SIGNS) for line in lines)
    if lines:
        say(slide, [said["asked"]], (0.6, top, 12.1, 0.3), size=14, colour=INK, is_bold=True)
        say(slide, lines, (0.6, top + 0.32, 12.1, 1.4), size=15, colour=INK, gap=3)
        top += 0.5 + 0.3 * rows
    if rows > ASKS_WITH_NUMBERS and said["numbers"]:
        slide, top = _slide(show, said, where, "In numbers"), TOP
    _numbers(slide, said, top)


def _numbers(slide: Any, said: dict[str, Any], top: float) -> None:
    """Beside each other, each with its small chart and what it says."""
    from pptx.util import Inches

    for number, key in enumerate(said["numbers"]):
        left = 0.6 + 4.15 * number
        say(slide, [key["label"]], (left, top, 3.8, 0.6), size=14, colour=INK, is_bold=True)
        say(slide, [key["figure"]], (left, top + 0.55, 3.8, 0.7), size=36, colour=INK, is_bold=True)
        if key["svg"]:
            made = slide.shapes.add_picture(
                io.BytesIO(png_of(key["svg"])), Inches(left), Inches(top + 1.3), width=Inches(3.0)
            )
            describe(made, title=key["label"], alt=key["alt"])
        say(
            slide,
            [f"{key['glyph']} {key['word']}:"],
            (left, top + 2.4, 3.8, 0.3),
            size=14,
            colour=key["ink"],
            is_bold=True,
        )
        say(
            slide, [t for t in (key["sentence"], key["surety"]) if t], (left, top + 2.66, 3.8, 0.7), size=13, colour=INK
        )


def _beside(slide: Any, texts: dict[str, Any]) -> None:
    """The verdict and the author's words first, then as many questions as there is room for."""
    parts = [(n["label"], [n["text"]], INK) for n in texts["notes"]]
    if verdict := texts["verdict"]:
        parts.insert(
            0,
            (f"{verdict['glyph']} {verdict['word']}", [verdict["surety"]] if verdict["surety"] else [], verdict["ink"]),
        )
    if texts["questions"]:
        parts.append(("Questions to ask", texts["questions"], INK))
    top = TOP
    for title, lines, ink in parts:
        tall = _tall(lines)
        if top + 0.3 + tall > FOOT:
            break
        say(slide, [title], (8.95, top, 3.8, 0.3), size=13, colour=ink, is_bold=True)
        if lines:
            say(slide, lines, (8.95, top + 0.28, 3.8, tall), size=13, colour=INK, gap=4)
        top += tall + 0.4


def _tall(lines: list[str]) -> float:
    """Inches that lines of 13 pt take in a column of 3.8 inches, about 42 signs each."""
    return sum(0.23 * -(-len(line) // 42) + 0.06 for line in lines)


def _words(show: Any, said: dict[str, Any], title: str, lines: list[str]) -> None:
    """A slide of words, or several: nothing runs over its foot."""
    pages: list[list[str]] = [[]]
    used = 0
    for line in lines:
        rows = -(-len(line) // 120)
        if used + rows > ON_SLIDE and pages[-1]:
            pages.append([])
            used = 0
        pages[-1].append(line)
        used += rows
    for page in pages if lines else ():
        slide = _slide(show, said, said["running"], title)
        say(slide, page, (0.6, 1.75, 12.1, 5.0), size=16, colour=INK, gap=7)
