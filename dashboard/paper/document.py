"""A Word document to be edited: headings, lists and tables are Word's own; charts are pictures with their texts."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from dashboard.paper.briefing import Briefing
from dashboard.paper.plain import as_texts
from dashboard.paper.typeset import png_of

WIDE_CM = 16.2
INK, ACCENT, MUTED, WARN = "1F2A33", "0B5F6B", "5B6770", "8A3F05"


def docx_of(briefing: Briefing) -> bytes:
    import docx

    said = as_texts(briefing)
    paper = docx.Document()
    _set_up(paper, briefing, said)
    paper.add_heading(said["title"], 0)
    for line in (said["body"], said["purpose"], said["about"]):
        if line:
            paper.add_paragraph(line)
    if said["invented"]:
        paper.add_paragraph(said["invented"], style="Intense Quote")
    paper.add_heading(said["front-title"], 1)
    for entry in said["front"]:
        line = paper.add_paragraph()
        line.add_run(f"{entry['subject']}. ").bold = True
        line.add_run(entry["sentence"])
    for number, item in enumerate(said["items"], start=1):
        _item(paper, number, item)
    paper.add_page_break()
    _back(paper, said)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_up(paper: Any, briefing: Briefing, said: dict[str, Any]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    about = paper.core_properties
    day = datetime(briefing.as_at.year, briefing.as_at.month, briefing.as_at.day)
    about.title, about.author, about.created, about.modified = said["title"], said["council"], day, day
    about.language, about.comments, about.last_modified_by = "en-GB", said["about"], ""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    page.header.paragraphs[0].text = " · ".join(t for t in (said["title"], said["invented-short"] if said["invented"] else "") if t)  # fmt: skip
    page.footer.paragraphs[0].text = said["about"]
    for name, size, colour in (
        ("Normal", 11, INK),
        ("Title", 26, INK),
        ("Heading 1", 13, ACCENT),
        ("Heading 2", 11, ACCENT),
    ):
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)


def _item(paper: Any, number: int, item: dict[str, Any]) -> None:
    from docx.shared import Cm, Pt

    paper.add_page_break()
    paper.add_heading(f"{number} {item['title']}", 1)
    head = paper.add_paragraph().add_run(item["headline"])
    head.bold, head.font.size = True, Pt(14)
    if item["svg"]:
        wide = Cm(WIDE_CM * item["share"])
        picture = paper.add_picture(io.BytesIO(png_of(item["svg"], share=item["share"])), width=wide)
        picture._inline.docPr.set("descr", item["alt"])  # the text for those who cannot see it
        picture._inline.docPr.set("title", item["title"])
    else:
        paper.add_paragraph(item["not-drawn"])
    _small(paper, " · ".join((item["question"], *item["events"])))
    paper.add_heading("What the data tell us", 2)
    for note in item["notes"] + item["more-notes"] or ["What is said above."]:
        paper.add_paragraph(note, style="List Bullet")
    for title, text in (("So what?", item["note"] or item["so-what"]), ("What next?", item["what-next"])):
        if text:
            paper.add_heading(title, 2)
            paper.add_paragraph(text)
    if item["questions"]:
        paper.add_heading("Questions to ask", 2)
    for question in item["questions"]:
        paper.add_paragraph(question, style="List Bullet")
    _small(paper, item["small"])


def _back(paper: Any, said: dict[str, Any]) -> None:
    paper.add_heading("How to read this, and what it cannot show", 1)
    gone = [f"{e['title']}. {e['reason']}" for e in said["left-out"]]
    terms = [f"{e['term']}: {e['meaning']}" for e in said["glossary"]]
    for title, texts in (
        ("Not in this briefing", gone), ("Method", said["method"]), ("Safety", said["safety"]),
        ("What changed in the data since the last meeting", said["quality"]), ("Glossary", terms),
    ):  # fmt: skip
        if texts:
            paper.add_heading(title, 2)
        for text in texts:
            paper.add_paragraph(text, style="List Bullet")
    paper.add_page_break()
    paper.add_heading("The figures behind the charts", 1)
    for number, item in enumerate(said["items"], start=1):
        if item["rows"]:
            paper.add_heading(f"{number} {item['title']}", 2)
            _table(paper, item)


def _table(paper: Any, item: dict[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    lines = [item["columns"], *item["rows"]]
    table = paper.add_table(rows=len(lines), cols=len(item["columns"]), style="Table Grid")
    cells = iter(table._cells)  # asked for row by row, each row looks through the whole table
    for number, texts in enumerate(lines):
        for place, text in enumerate(texts):
            paragraph = next(cells).paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(8), number == 0
            paragraph.paragraph_format.space_after = Pt(0)
            if item["numeric"][place]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page, and read as heads


def _small(paper: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paper.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(MUTED)
