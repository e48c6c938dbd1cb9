"""The same figures on page and paper: what a finding says and holds is in every format, over the whole catalogue."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import openpyxl
import pptx
import pypdf
import pytest
from paper_read import BODIES, numbers, shapes_of, shown_text, tables_of

from dashboard.catalogue.overview import measures_of
from dashboard.paper.columns import laid
from dashboard.paper.key_numbers import CHANGES
from dashboard.paper.paper import TABLE_ROWS, Exhibit, Paper, PaperTable
from data_loaders.release import Release

Written = Callable[[str, str], bytes]
Printed = Callable[[str, str], str]
WORDS = ("pdf", "pptx", "docx", "html", "xlsx")
# The whole catalogue; the findings of a body at full length are some of the same.
WHOLE = ["everything", *(pytest.param(f"{name} full", marks=pytest.mark.long) for name in BODIES)]
# Reading a PDF back takes longer than all other formats together: every third finding of the catalogue is read there, all in the others.
SAID = [
    ("a third", "pdf"),
    *(
        pytest.param(name, kind, marks=[pytest.mark.long] if name != "everything" or kind == "pdf" else [])
        for name in ("everything", *(f"{name} full" for name in BODIES))
        for kind in WORDS
    ),
]
# Two pages of one body in every format, and those of the others as they are printed and sent; all are made in the same way.
SHORT = [
    pytest.param(name, kind, marks=[pytest.mark.long] if name != BODIES[0] and kind not in ("pdf", "html") else [])
    for name in BODIES
    for kind in WORDS
]
# Codes of the machine: two or more words joined by underscores, or by capitals; a hash of a release.
CODE = re.compile(r"(?<![\w/.-])(?:[a-z]+_[a-z_]+|[A-Z]{2,}_[A-Z_]+|[0-9a-f]{16})(?![\w-])")
FILE_NAME = re.compile(r"\b[\w-]+\.(?:csv|parquet|toml|py|json|geojson)\b")


@pytest.fixture(scope="module")
def printed_text(written: Written) -> Printed:
    """What a person reads in a paper of a format; each is read once, since reading a PDF takes longer than making it."""
    return cache(lambda name, kind: shown_text(kind, written(name, kind)))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "").replace("‐", "-")


@pytest.mark.parametrize(("name", "kind"), SAID)
def test_every_finding_says_the_same_in_every_format(name: str, kind: str, papers: dict[str, Paper], printed_text: Printed) -> None:  # fmt: skip
    text = squeezed(printed_text(name, kind))
    for exhibit in papers[name].exhibits:
        assert squeezed(exhibit.title) in text, exhibit.title
        assert all(squeezed(about) in text for _, about in exhibit.about), exhibit.title


def names_nothing_of_the_machine(paper: Paper, text: str) -> None:
    assert CODE.findall(text) == []
    assert FILE_NAME.findall(text) == []
    assert paper.release_id not in text


@pytest.mark.parametrize(("name", "kind"), SAID)
def test_no_code_file_name_or_release_is_on_paper(name: str, kind: str, papers: dict[str, Paper], printed_text: Printed) -> None:  # fmt: skip
    names_nothing_of_the_machine(papers[name], printed_text(name, kind))


@pytest.mark.parametrize(("name", "kind"), SHORT)
def test_nor_on_two_pages(name: str, kind: str, papers: dict[str, Paper], printed_text: Printed) -> None:
    names_nothing_of_the_machine(papers[name], printed_text(name, kind))


def printed(table: PaperTable) -> list[list[str]]:
    """Heads, and each row with what stands under it in a row of one cell; `test_columns.py` holds that nothing is lost by it."""
    page = laid(table)
    rows = [part for row, under in zip(page.rows, page.under, strict=True) for part in (list(row), [under]) if any(part)]  # fmt: skip
    return [list(page.columns), *rows]


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("name", WHOLE)
def test_short_tables_are_printed_cell_by_cell_and_long_ones_are_not(name: str, kind: str, papers: dict[str, Paper], written: Written) -> None:  # fmt: skip
    found = tables_of(kind, written(name, kind))
    found = found[1:] if kind == "docx" and papers[name].numbers else found  # the three numbers stand beside each other
    shown = [e.table for e in papers[name].exhibits if e.table.is_short]
    assert max(len([row for row in table if len(row) == len(table[0])]) for table in found) <= TABLE_ROWS + 1
    assert sorted(map(str, found)) == sorted(map(str, map(printed, shown)))


@pytest.mark.parametrize("name", WHOLE)
def test_the_workbook_holds_every_figure_as_a_number_and_no_formula(name: str, papers: dict[str, Paper], written: Written) -> None:  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(written(name, "xlsx")))
    assert len(book.sheetnames) == len(papers[name].exhibits) + 1
    for exhibit, sheet in zip(papers[name].exhibits, book.worksheets[1:], strict=True):
        cells = [c.value for row in sheet.iter_rows() for c in row]
        held = Counter(round(v, 9) for v in cells if isinstance(v, int | float))
        wanted = Counter(
            round(v, 9) for row in exhibit.table.values for v in row if isinstance(v, int | float) and v == v
        )
        assert wanted <= held, exhibit.title
        assert [c.coordinate for r in sheet.iter_rows() for c in r if c.data_type == "f"] == []


def drawn(exhibit: Exhibit) -> set[float]:
    """Every number that the plain chart draws."""
    panels = exhibit.chart.panels if exhibit.chart else ()
    values = [v for p in panels for s in p.series for side in (s.x, s.y, s.low, s.high) for v in side]
    values += [v for p in panels for b in p.bands for side in (b.low, b.high) for v in side]
    return {round(float(v), 6) for v in values if isinstance(v, int | float)}


@pytest.mark.parametrize("name", ["everything"])
def test_no_slide_is_blank_and_its_chart_holds_the_figures_of_the_page(name: str, papers: dict[str, Paper], written: Written) -> None:  # fmt: skip
    show = pptx.Presentation(io.BytesIO(written(name, "pptx")))
    slides = {s.shapes.title.text_frame.text: s for s in show.slides}
    charts = 0
    for number, exhibit in enumerate(papers[name].exhibits, start=1):
        shapes = list(shapes_of(slides[f"{number}. {exhibit.title}"].shapes))
        texts = [s.text_frame.text for s in shapes if s.has_text_frame]
        pictures = [s for s in shapes if s.shape_type in (13, 5)]  # a picture, or a shape of a map
        held = [s.chart for s in shapes if getattr(s, "has_chart", False)]
        tables = [s for s in shapes if getattr(s, "has_table", False)]
        assert held or pictures or tables or any("workbook" in t or "no figures" in t for t in texts), exhibit.title
        for chart in held:
            charts += 1
            assert chart.part.chart_workbook.xlsx_part is not None  # what "edit data" opens
            values = [v for series in chart.plots[0].series for v in series.values if v is not None]
            assert values, exhibit.title
            low, high = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
            assert low is None or high is None or low < high, exhibit.title  # turned round, nothing would be seen
            assert {round(v, 6) for v in values} - drawn(exhibit) == set(), exhibit.title
            assert all(s.name and not CODE.search(s.name) for s in chart.plots[0].series)
    assert charts >= 5


@pytest.mark.parametrize("name", WHOLE)
def test_every_chart_of_the_catalogue_is_drawn_and_not_blank(name: str, papers: dict[str, Paper]) -> None:
    for exhibit in papers[name].exhibits:
        assert exhibit.svg or exhibit.table.written, exhibit.title
        if exhibit.svg:
            assert len(re.findall(r"<(?:path|circle|rect|line)\b", exhibit.svg)) >= 5, exhibit.title
            assert not re.search(r"(?i)[\s\",]nan[\s\",]", exhibit.svg), exhibit.title


@pytest.mark.parametrize("name", BODIES)
def test_two_pages_are_two_pages(name: str, papers: dict[str, Paper], written: Written) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(written(name, "pdf"))).pages) == 2
    assert len(papers[name].shown) == 2
    assert 1 <= len(papers[name].questions) <= 5
    assert len(papers[name].changed) <= CHANGES + 1
    assert len(papers[name].numbers) == 3


@pytest.mark.parametrize("name", BODIES)
def test_the_first_page_leaves_out_no_change_that_the_overview_lists(name: str, papers: dict[str, Paper], release: Release) -> None:  # fmt: skip
    said = " ".join(
        [*(n.label for n in papers[name].numbers), *(f"{what} {how}" for what, how in papers[name].changed)]
    )
    changed = [m.label for m in measures_of(release) if m.is_changed]
    assert len(changed) > 3
    assert [label for label in changed if label not in said] == []


def test_the_committee_reads_of_the_72_hours(papers: dict[str, Paper], printed_text: Printed) -> None:
    text = printed_text("cpc", "pdf")
    assert "72 hours" in text
    assert any("72 hours" in n.label and n.standing.word == "Better, target missed" for n in papers["cpc"].numbers)


@pytest.mark.parametrize("kind", ["pdf", "pptx", "docx", "html"])
def test_the_three_numbers_are_those_of_the_overview(
    kind: str, papers: dict[str, Paper], printed_text: Printed
) -> None:
    text = squeezed(printed_text("cpc", kind))
    for number in papers["cpc"].numbers:
        assert squeezed(number.figure) in text
        assert squeezed(number.sentence) in text
        assert numbers(number.sentence)
