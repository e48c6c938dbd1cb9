"""A Word document to be edited: headings, lists and tables are Word's own; charts are pictures with their texts."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

from dashboard.charts.palette import hexed
from dashboard.paper.paper import Paper
from dashboard.paper.texts import as_texts
from dashboard.paper.typeset import png_of

WIDE_CM, SPARK_CM = 17.0, 5.2
TALL_CM = 15.0  # of two charts together, with their words on one page
CELL_EDGE = "80"  # twentieths of a point at the left and at the right of a cell


def docx_of(paper: Paper) -> bytes:
    import docx

    said = as_texts(paper)
    document = docx.Document()
    _set_up(document, paper, said)
    _head(document, said)
    _numbers(document, said)
    _list(document, said["changed-title"], [(c["strong"], c["text"]) for c in said["changed"]], "List Number")
    _list(document, "To bear in mind", [("", m) for m in said["mind"]], "List Bullet")
    tallest = None if said["full"] else _tallest_cm(said["exhibits"])
    for number, exhibit in enumerate(said["exhibits"]):
        _exhibit(document, exhibit, said, is_first=number == 0, tallest_cm=tallest)
    _list(document, "In brief", [(c["strong"], c["text"]) for c in said["brief"]], "List Bullet")
    _list(document, "Questions to ask", [("", q) for q in said["questions"]], "List Bullet")
    if said["full"]:
        _back(document, said)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, paper: Paper, said: dict[str, Any]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    about = document.core_properties
    day = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day)
    about.title, about.author, about.created, about.modified = said["title"], said["council"], day, day
    about.language, about.keywords, about.comments, about.last_modified_by = (
        "en-GB",
        f"release {paper.release_id}",
        "",
        "",
    )
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.0)
    page.header.paragraphs[0].text = " · ".join(t for t in (said["running"], said["invented"]) if t)
    page.footer.paragraphs[0].text = said["source"]
    for name, size in (
        ("Normal", 11),
        ("Title", 20),
        ("Heading 1", 14),
        ("Heading 2", 11),
        ("Header", 10),
        ("Footer", 9),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(hexed("ink"))
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(4), 1.0
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _head(document: Any, said: dict[str, Any]) -> None:
    document.add_paragraph(said["council"])
    if said["body"]:
        document.add_paragraph().add_run(said["body"]).bold = True
    for line in (*said["lines"], {"label": "For", "text": said["purpose"]}):
        row = document.add_paragraph()
        row.add_run(f"{line['label']}: ").bold = True
        row.add_run(line["text"])
        row.paragraph_format.space_after = 0
    document.add_heading(said["title"], 0)
    _small(document, said["data-line"])
    if said["asks"]:
        _list(document, said["asked"], [("", a) for a in said["asks"]], "List Number", level=2)


def _numbers(document: Any, said: dict[str, Any]) -> None:
    from docx.shared import Cm, Pt

    if not said["numbers"]:
        return
    document.add_heading("In numbers", 1)
    table = document.add_table(rows=1, cols=len(said["numbers"]))
    for cell, number in zip(table.rows[0].cells, said["numbers"], strict=True):
        cell.paragraphs[0].add_run(number["label"]).bold = True
        figure = cell.add_paragraph().add_run(number["figure"])
        figure.bold, figure.font.size = True, Pt(26)
        if number["svg"]:
            picture = cell.add_paragraph().add_run().add_picture(io.BytesIO(png_of(number["svg"])), width=Cm(SPARK_CM))
            picture._inline.docPr.set("descr", number["alt"])
        _verdict(cell.add_paragraph(), number, number["sentence"])
        _small(cell, number["surety"])
    _small(document, said["numbers-note"])


def _verdict(line: Any, standing: dict[str, str], sentence: str) -> None:
    """Mark and word in their colour, and what they rest on."""
    from docx.shared import RGBColor

    word = line.add_run(f"{standing['glyph']} {standing['word']}{': ' if sentence else ''}")
    word.bold, word.font.color.rgb = True, RGBColor.from_string(standing["ink"])
    line.add_run(sentence)


def _list(document: Any, title: str, lines: list[tuple[str, str]], style: str, *, level: int = 1) -> None:
    """Nothing where there is nothing to list: no empty headings."""
    if not lines:
        return
    document.add_heading(title, level)
    for number, (strong, text) in enumerate(lines, start=1):
        line = document.add_paragraph(style=None if style == "List Number" else style)
        if style == "List Number":
            line.add_run(f"{number}. ")  # Word goes on counting from one list to the next
        if strong:
            line.add_run(f"{strong} ").bold = True
        line.add_run(text)


def _exhibit(
    document: Any, exhibit: dict[str, Any], said: dict[str, Any], *, is_first: bool, tallest_cm: float | None
) -> None:
    document.add_heading(f"{exhibit['number']}. {exhibit['title']}", 1).paragraph_format.page_break_before = is_first
    _small(document, exhibit["subtitle"])
    if exhibit["verdict"]:
        _verdict(document.add_paragraph(), exhibit["verdict"], exhibit["verdict"]["surety"])
    if exhibit["svg"]:
        _picture(document, exhibit, tallest_cm=tallest_cm)
    else:
        _figures(document, exhibit)
    for note in exhibit["notes"]:
        line = document.add_paragraph()
        line.add_run(f"{note['label']}: ").bold = True
        line.add_run(note["text"])
    for text in exhibit["mind"]:
        _small(document, text)
    if said["full"]:
        _list(document, "Questions to ask", [("", q) for q in exhibit["questions"]], "List Bullet", level=2)


def _tallest_cm(exhibits: list[dict[str, Any]]) -> float:
    """How high a chart may be, so that two have room on one page: what the lower one leaves, or half for each."""
    tall = [WIDE_CM * _aspect(e["svg"]) * e["share"] for e in exhibits if e["svg"]]
    return max(TALL_CM / 2, TALL_CM - min(tall)) if len(tall) > 1 else TALL_CM


def _aspect(svg: str) -> float:
    """Its height by its width."""
    wide, high = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    return float(high) / float(wide)


def _picture(document: Any, exhibit: dict[str, Any], *, tallest_cm: float | None) -> None:
    """The chart with the text for those who cannot see it; no taller than two pages leave room for."""
    from docx.shared import Cm

    png = io.BytesIO(png_of(exhibit["svg"], share=exhibit["share"]))
    picture = document.add_picture(png, width=Cm(WIDE_CM * exhibit["share"]))
    if tallest_cm is not None and picture.height > Cm(tallest_cm):
        picture.width, picture.height = int(picture.width * Cm(tallest_cm) / picture.height), Cm(tallest_cm)
    picture._inline.docPr.set("descr", exhibit["alt"])
    picture._inline.docPr.set("title", exhibit["title"])


def _figures(document: Any, exhibit: dict[str, Any]) -> None:
    """The table in place of a chart, or where it stands."""
    if exhibit["rows"]:
        _table(document, exhibit)
    if exhibit["table-note"]:
        _small(document, exhibit["table-note"])


def _back(document: Any, said: dict[str, Any]) -> None:
    document.add_page_break()
    document.add_heading("How to read this, and what it cannot show", 1)
    _list(
        document,
        "Not in this paper",
        [(f"{e['title']}.", e["reason"]) for e in said["left-out"]],
        "List Bullet",
        level=2,
    )
    for exhibit in said["exhibits"]:
        _list(
            document,
            f"{exhibit['number']}. {exhibit['question']}",
            [(f"{a['term']}:", a["text"]) for a in exhibit["about"]],
            "List Bullet",
            level=2,
        )
    _list(document, "How children are protected", [("", m) for m in said["method"]], "List Bullet", level=2)
    _list(document, "Words", [(f"{t['term']}:", t["meaning"]) for t in said["glossary"]], "List Bullet", level=2)
    charted = [e for e in said["exhibits"] if e["svg"] and (e["rows"] or e["table-note"])]
    if charted:
        document.add_page_break()
        document.add_heading("The figures behind the charts", 1)
    for exhibit in charted:
        document.add_heading(f"{exhibit['number']}. {exhibit['title']}", 2)
        if exhibit["rows"]:
            _table(document, exhibit)
        else:
            _small(document, exhibit["table-note"])


def _table(document: Any, exhibit: dict[str, Any]) -> None:
    """As wide as the page, each column as wide as its words; what stands under a row is a row of one cell."""
    from docx.oxml import OxmlElement

    lines = [(exhibit["columns"], ""), *zip(exhibit["rows"], exhibit["under"], strict=True)]
    lines = [part for row, under in lines for part in ((row, False), ([under], True)) if any(part[0])]
    across = len(exhibit["columns"])
    table = document.add_table(rows=len(lines), cols=across, style="Table Grid")
    _measured(table, exhibit["widths"])
    cells = table._cells  # asked for row by row, each row looks through the whole table
    for number, (texts, is_under) in enumerate(lines):
        own = cells[number * across : (number + 1) * across]
        if is_under:
            own = [own[0].merge(own[-1])]
        for place, (cell, text) in enumerate(zip(own, texts, strict=True)):
            _cell(cell, text, is_head=number == 0, is_number=exhibit["numeric"][place] and not is_under)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page, and read as heads
    _small(document, exhibit["table-also"])


def _measured(table: Any, widths: list[float]) -> None:
    """Word shares a page between columns as it likes, unless it is told of every cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table.autofit = False
    shares = [Cm(WIDE_CM * width / sum(widths)) for width in widths]
    for column, wide in zip(table.columns, shares, strict=True):
        column.width = wide
    for cell, wide in zip(table._cells, shares * len(table.rows), strict=True):
        cell.width = wide
    edges = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), CELL_EDGE)
        edge.set(qn("w:type"), "dxa")
        edges.append(edge)
    table._tbl.tblPr.append(edges)


def _cell(cell: Any, text: str, *, is_head: bool, is_number: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(8.5), is_head
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _small(place: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    if not text:
        return
    run = place.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(hexed("ink2"))
