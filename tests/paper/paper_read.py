"""Reads papers back, each format with a reader that wrote none of it: every word, every cell, every hidden part."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import docx
import openpyxl
import pptx
import pypdf

from dashboard.paper.formats import FORMATS
from dashboard.paper.paper import Paper

BODIES = ("cmt", "cpc", "forum", "slt")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d])")
Table = list[list[str]]


def every_text(paper: Paper) -> dict[str, str]:
    """Format → everything in its file that is text: what is shown, what is read aloud, and what is only stored."""
    return {kind: stored_text(kind, form.write(paper)) for kind, form in FORMATS.items()}


def stored_text(kind: str, content: bytes) -> str:
    return "\n".join(_all(kind, content))


def _all(kind: str, content: bytes) -> Iterator[str]:
    if kind == "html":
        yield content.decode()
    elif kind == "pdf":
        paper = pypdf.PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in paper.pages)
        yield from (str(v) for v in (paper.metadata or {}).values())
        yield from alts_of_pdf(content)
    else:  # an archive of XML, with workbooks inside the charts of slides
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                inside = archive.read(name)
                if name.endswith((".xml", ".rels")):
                    yield inside.decode()
                elif name.endswith(".xlsx"):
                    yield from _all("xlsx", inside)


def shown_text(kind: str, content: bytes) -> str:
    """What somebody reads who opens the file."""
    if kind == "pdf":
        return "\n".join(
            _without_furniture([page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages])
        )
    if kind == "html":
        reader = _Html()
        reader.feed(content.decode())
        return "\n".join(reader.texts)
    if kind == "docx":
        paper = docx.Document(io.BytesIO(content))
        cells = (c.text for t in paper.tables for r in t.rows for c in r.cells)
        return "\n".join([*(p.text for p in paper.paragraphs), *cells])
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(c.value) for s in book for row in s.iter_rows() for c in row if c.value is not None)
    show = pptx.Presentation(io.BytesIO(content))
    frames = [s for slide in show.slides for s in shapes_of(slide.shapes)]
    texts = [s.text_frame.text for s in frames if s.has_text_frame]
    cells = [c.text for s in frames if getattr(s, "has_table", False) for row in s.table.rows for c in row.cells]
    notes = [s.notes_slide.notes_text_frame.text for s in show.slides if s.has_notes_slide]
    return "\n".join([*texts, *cells, *notes])


def _without_furniture(pages: list[str]) -> list[str]:
    """Heads and feet stand on every page: without them a paragraph that goes on overleaf is whole again."""
    lines = [[(re.sub(r"\d+", "#", line.strip()), line) for line in page.splitlines()] for page in pages]
    seen = Counter(look for page in lines for look in {look for look, _ in page})
    return ["\n".join(line for look, line in page if len(pages) < 3 or seen[look] < len(pages) - 1) for page in lines]


def shapes_of(shapes) -> Iterator:
    for shape in shapes:
        yield shape
        if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP:
            yield from shapes_of(shape.shapes)


def tables_of(kind: str, content: bytes) -> list[Table]:
    """Every table with its heads, in order."""
    if kind == "html":
        reader = _Html()
        reader.feed(content.decode())
        return reader.tables
    paper = docx.Document(io.BytesIO(content))
    return [[[c.text for c in _once(row.cells)] for row in table.rows] for table in paper.tables]


def _once(cells) -> list:
    """A cell that goes across several columns is read out for each of them."""
    return list({id(cell._tc): cell for cell in cells}.values())


def alts_of_pdf(content: bytes) -> list[str]:
    """The texts of figures in the tree of tags."""
    paper = pypdf.PdfReader(io.BytesIO(content))
    return [str(tag["/Alt"]) for tag in tags_of(paper) if "/Alt" in tag]


def tags_of(paper: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    waiting = [paper.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        tag = waiting.pop().get_object()
        if isinstance(tag, pypdf.generic.DictionaryObject):
            if "/S" in tag:
                yield tag
            waiting += [tag["/K"]] if "/K" in tag else []
        elif isinstance(tag, list):
            waiting += list(tag)


def numbers(text: str) -> set[float]:
    """The numbers of a text, as numbers: 1,234 and 1234.0 are the same."""
    return {float(n.replace(",", "")) for n in NUMBER.findall(text)}


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tables: list[Table] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list) -> None:  # noqa: ARG002
        self._in_style = tag == "style"
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        self._in_cell = tag in ("td", "th")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_style = self._in_cell = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.texts.append(data)
            if getattr(self, "_in_cell", False):
                self.tables[-1][-1][-1] += data
