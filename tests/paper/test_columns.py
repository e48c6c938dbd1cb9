"""No table of a paper prints over itself, leaves its page or loses a column, however many columns it has and however long its words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pptx
import pypdf
import pytest
from paper_read import shapes_of, tables_of
from PIL import Image, ImageFont

from dashboard.charts.table import OnPaper, Table, TableColumn
from dashboard.paper.columns import PAGE, laid
from dashboard.paper.document import WIDE_CM
from dashboard.paper.exhibit import table_of
from dashboard.paper.formats import FORMATS
from dashboard.paper.paper import Exhibit, Paper, PaperTable
from dashboard.paper.typeset import fonts, pages_of
from dashboard.words.number_format import COUNT, TENTH

Written = Callable[[str, str], bytes]
TYPE_PT, EDGES_PT, PAGE_PT = 8.5, 8.0, 176 / 25.4 * 72  # as paper.typ has them
MARGIN = 17 / 210  # of a page's width


def many(columns: int, word: str, cell: str) -> Table:
    heads = (TableColumn("what"), *(TableColumn(f"{word} {n}", TENTH if n % 2 else COUNT) for n in range(columns - 2)), TableColumn("verdict"))  # fmt: skip
    return Table(heads, tuple((f"{cell} {n}", *(1234567.0 + n for _ in range(columns - 2)), cell) for n in range(4)))


WORLDS = {
    "twelve columns": many(12, "number", "Children subject to a discussion"),
    "thirty columns": many(30, "corroboration", "Interagency collaboration"),
    "three hundred letters without a space": many(6, "b" * 300, "w" * 300),
    "sentences in every cell": Table(
        tuple(TableColumn(name) for name in ("code", "what", "recommended", "found", "owner")),
        tuple((f"R-{n}", *("Which harm outside the family reaches a discussion, and which does not? " * 9 for _ in range(4))) for n in range(3)),
    ),
    "one column": Table((TableColumn("only"),), (("word",), ("w" * 200,))),
    "as the finding says": Table(
        (TableColumn("what"), TableColumn("question", on_paper=OnPaper.UNDER), TableColumn("base", COUNT, OnPaper.ELSEWHERE)),
        (("Registrations", "For how many?", 68000),),
    ),
}  # fmt: skip


@cache
def face(style: str) -> ImageFont.FreeTypeFont:
    fonts()
    from font_source_sans_pro import __file__ as home

    return ImageFont.truetype(str(Path(home).parent / "files" / f"SourceSansPro-{style}.ttf"), 1000)


def longest_word(texts: list[str], style: str = "Regular") -> float:
    """pt at the type size of tables, measured in the font itself."""
    words = (word for text in texts for word in re.split("[ \u200b]", text))
    return max(face(style).getlength(word) for word in words) / 1000 * TYPE_PT


def held(table: PaperTable) -> Iterator[tuple[float, float]]:
    """Of each column that is printed: how wide it is between its edges in the PDF, and its longest word, both in pt."""
    page = laid(table)
    for n, width in enumerate(page.widths):
        words = longest_word([row[n] for row in page.rows])
        yield width / sum(page.widths) * PAGE_PT - EDGES_PT, max(words, longest_word([page.columns[n]], "Semibold"))


def all_tables(papers: dict[str, Paper]) -> dict[str, PaperTable]:
    """Of the whole catalogue, of the Committee's paper, and of worlds that are worse than either."""
    known = {
        f"{e.key} {n}": e.table for name in ("everything", "cpc full") for n, e in enumerate(papers[name].exhibits)
    }
    return {**{k: t for k, t in known.items() if t.is_short}, **{k: table_of(t) for k, t in WORLDS.items()}}


def test_every_column_is_as_wide_as_its_longest_word_and_the_page_holds_them_all(papers: dict[str, Paper]) -> None:
    told = all_tables(papers)
    assert len(told) > 40
    assert max(len(t.columns) for t in told.values()) == 30
    for name, table in told.items():
        assert sum(laid(table).widths) <= PAGE + 1e-9, name
        for room, word in held(table):
            assert room >= word, name


def test_every_figure_of_a_short_table_is_a_cell_or_under_its_row_or_said_to_be_elsewhere(papers: dict[str, Paper]) -> None:  # fmt: skip
    for name, table in all_tables(papers).items():
        page = laid(table)
        for n, head in enumerate(table.columns):
            if head in page.elsewhere and table.on_paper[n] is OnPaper.ELSEWHERE:
                continue
            for row, cells, under in zip(table.written, page.rows, page.under, strict=True):
                said = [*cells, under, under[:1].lower() + under[1:]]
                assert row[n] == "–" or any(row[n] in text.replace("\u200b", "") for text in said), (name, head)


def test_the_minimum_dataset_on_paper_is_measure_three_years_comparator_and_verdict(papers: dict[str, Paper]) -> None:
    exhibit = next(e for e in papers["cpc full"].exhibits if e.key == "minimum-dataset")
    page = laid(exhibit.table)
    assert (page.columns[0], page.columns[-1], len(page.columns)) == ("kind of measure", "verdict", 6)
    assert all("question: " in under for under in page.under)
    assert (
        len(page.elsewhere) == 6
    )  # numbers and what they are of, ours and the comparator's, and its two earlier years


def extreme(papers: dict[str, Paper]) -> Paper:
    first = papers["cpc full"].exhibits[0]
    shown = [replace(first, key=name, title=name, question=name, svg="", chart=None, table=table_of(t)) for name, t in WORLDS.items()]  # fmt: skip
    return replace(papers["cpc full"], exhibits=tuple(shown))


@pytest.mark.parametrize("of", ["cpc full", "worlds"])
def test_nothing_is_printed_in_the_margins(of: str, papers: dict[str, Paper]) -> None:
    paper = extreme(papers) if of == "worlds" else papers[of]
    for number, page in enumerate(pages_of(paper), start=1):
        picture = np.asarray(Image.open(io.BytesIO(page)).convert("L"), int)
        edge = int(MARGIN * picture.shape[1]) - 3
        assert picture[:, :edge].min() > 250, number
        assert picture[:, -edge:].min() > 250, number


def test_words_of_a_table_are_whole_in_the_pdf(papers: dict[str, Paper], written: Written) -> None:
    pages = pypdf.PdfReader(io.BytesIO(written("cpc full", "pdf"))).pages
    words = set(re.split(r"\s+", " ".join(page.extract_text() for page in pages)))
    for exhibit in papers["cpc full"].exhibits:
        if exhibit.table.is_short:
            page = laid(exhibit.table)
            wanted = {w for text in (*page.columns, *(c for row in page.rows for c in row)) for w in text.split()}
            assert wanted - words == set(), exhibit.title


def test_a_document_shares_its_page_as_the_words_need_it(papers: dict[str, Paper]) -> None:
    """Calibri, which Word prints, is narrower than the type that is measured here."""
    made = docx.Document(io.BytesIO(FORMATS["docx"].write(extreme(papers))))
    for table in made.tables[1:]:
        rows = [list({id(c._tc): c for c in row.cells}.values()) for row in table.rows]
        for row in rows:
            assert sum(cell.width.cm for cell in row) == pytest.approx(WIDE_CM, abs=0.01)
        for cells in (row for row in rows if len(row) == len(table.columns)):
            for cell in cells:
                assert cell.width.pt - EDGES_PT >= longest_word([cell.text]), cell.text[:40]


def test_tables_on_slides_have_room(papers: dict[str, Paper]) -> None:
    several = (papers["cpc full"], extreme(papers))
    found = 0
    for show in (pptx.Presentation(io.BytesIO(FORMATS["pptx"].write(paper))) for paper in several):
        frames = [s for slide in show.slides for s in shapes_of(slide.shapes) if getattr(s, "has_table", False)]
        for frame in frames:
            found += 1
            columns = list(frame.table.columns)
            assert sum(c.width.inches for c in columns) <= 8.01
            if len({c.width for c in columns}) == 1:
                continue  # squares of a chart: their words are codes and months
            for place, column in enumerate(columns):
                words = longest_word([frame.table.cell(n, place).text for n in range(len(frame.table.rows))])
                assert column.width.pt - 2 * 0.06 * 72 >= words * 11 / TYPE_PT
    assert found >= 3


def test_a_web_page_holds_what_the_paper_prints_and_says_each_head_where_it_is_narrow(papers: dict[str, Paper]) -> None:
    content = FORMATS["html"].write(extreme(papers))
    found = tables_of("html", content)
    for table, rows in zip(WORLDS.values(), found, strict=True):
        page = laid(table_of(table))
        assert rows[0] == list(page.columns)
        assert [row for row in rows[1:] if len(row) == len(page.columns)][: len(page.rows)]
    assert re.findall(r'data-head="([^"]*)"', content.decode())[-1] == "what"


def test_no_cell_of_a_workbook_is_hidden_by_its_neighbour(papers: dict[str, Paper]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(extreme(papers))))
    for sheet in book.worksheets[1:]:
        heads = sheet[int(sheet.freeze_panes[1:]) - 1]
        for cell in heads:
            assert cell.alignment.wrap_text
            assert sheet.column_dimensions[cell.column_letter].width >= min(50, max(map(len, str(cell.value).split())))


def test_the_workbook_is_named_where_the_paper_leaves_a_column_out(papers: dict[str, Paper], written: Written) -> None:
    exhibit: Exhibit = next(e for e in papers["cpc full"].exhibits if e.key == "minimum-dataset")
    said = f"In the workbook, for each row: {'; '.join(laid(exhibit.table).elsewhere)}."
    assert said in written("cpc full", "html").decode()
    assert said in [p.text for p in docx.Document(io.BytesIO(written("cpc full", "docx"))).paragraphs]
