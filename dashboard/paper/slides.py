"""Slides to be edited: charts are PowerPoint's own, maps are shapes, tables are tables. One finding a slide."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from dashboard.draw.slide_text import ACCENT, INK, MUTED, WARN, say
from dashboard.paper.briefing import Briefing
from dashboard.paper.native import draw_native
from dashboard.paper.plain import as_texts

WIDE, TALL = 13.333, 7.5
TITLE_ONLY = 5
TOP = 1.95
ON_SLIDE = 3  # notes beside a chart; all of them stand in the speaker's notes


def pptx_of(briefing: Briefing) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    said = as_texts(briefing)
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(TALL)
    about = show.core_properties
    day = datetime(briefing.as_at.year, briefing.as_at.month, briefing.as_at.day)
    about.title, about.author, about.created, about.modified = said["title"], said["council"], day, day
    about.language, about.last_modified_by = "en-GB", ""
    _front(show, said)
    for number, item in enumerate(briefing.items, start=1):
        texts = said["items"][number - 1]
        slide = _slide(show, said, f"{number}  {texts['title']}", texts["headline"])
        draw_native(slide, item, texts)
        _beside(slide, texts)
        lines = [
            *texts["notes"],
            *texts["more-notes"],
            texts["small"],
            texts["question"],
            *texts["events"],
            texts["alt"],
        ]
        slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)
    _back(show, said)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: Any, said: dict[str, Any], eyebrow: str, headline: str) -> Any:
    from pptx.util import Inches

    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    say(slide, [eyebrow], (0.6, 0.35, 9.5, 0.4), size=13, colour=ACCENT, is_bold=True)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (Inches(v) for v in (0.6, 0.72, 12.1, 1.15))
    size = 24 if len(headline) < 130 else 20 if len(headline) < 230 else 16
    say(slide, [headline], None, size=size, colour=INK, is_bold=True, frame=title.text_frame)
    say(slide, [said["about"]], (0.6, 6.98, 10.0, 0.35), size=10, colour=MUTED)
    if said["invented"]:
        say(slide, [said["invented-short"]], (10.7, 0.35, 2.05, 0.4), size=12, colour=WARN, is_bold=True, is_right=True)
    return slide


def _front(show: Any, said: dict[str, Any]) -> None:
    slide = _slide(show, said, said["council"], said["title"])
    lines = [t for t in (said["body"], said["purpose"], said["invented"]) if t]
    say(slide, lines, (0.6, 1.75, 12.1, 1.2), size=16, colour=MUTED)
    say(slide, [said["front-title"]], (0.6, 3.0, 12.1, 0.4), size=14, colour=ACCENT, is_bold=True)
    sentences = [f"{e['subject']}. {e['sentence']}" for e in said["front"]]
    say(slide, sentences, (0.6, 3.4, 12.1, 3.4), size=14, colour=INK, gap=7)


def _beside(slide: Any, texts: dict[str, Any]) -> None:
    """As many notes as leave room for the questions."""
    so_what = texts["note"] or texts["so-what"]
    for most in range(ON_SLIDE, -1, -1):
        parts = [
            ("What the data tell us", texts["notes"][:most]), ("So what?", [so_what] if so_what else []),
            ("What next?", [texts["what-next"]] if texts["what-next"] else []), ("Questions to ask", texts["questions"]),
        ]  # fmt: skip
        parts = [(title, lines) for title, lines in parts if lines]
        if TOP + sum(_tall(lines) + 0.34 for _, lines in parts) < 6.95:
            break
    top = TOP
    for title, lines in parts:
        say(slide, [title], (8.95, top, 3.8, 0.3), size=12, colour=ACCENT, is_bold=True)
        say(slide, lines, (8.95, top + 0.27, 3.8, _tall(lines)), size=12, colour=INK, gap=4)
        top += _tall(lines) + 0.34


def _tall(lines: list[str]) -> float:
    return sum(0.2 * -(-len(line) // 44) + 0.07 for line in lines) + 0.1


def _back(show: Any, said: dict[str, Any]) -> None:
    gone = [f"{e['title']}. {e['reason']}" for e in said["left-out"]]
    terms = [f"{e['term']}: {e['meaning']}" for e in said["glossary"]]
    for title, texts in (
        ("Not in this briefing", gone), ("Method", said["method"]), ("Safety", said["safety"]),
        ("What changed in the data since the last meeting", said["quality"]), ("Glossary", terms),
    ):  # fmt: skip
        if texts:
            slide = _slide(show, said, "How to read this", title)
            size = 14 if len(texts) < 9 else 11
            say(slide, texts, (0.6, 1.75, 12.1, 5.1), size=size, colour=INK, gap=5)
