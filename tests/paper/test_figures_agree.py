"""Every number of every format is the page's: what a finding says and holds is in the file, and nothing else is."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

import numpy as np
import openpyxl
import pandas as pd
import pptx
import pytest
from paper_read import BODIES, NUMBER, numbers, shapes_of, shown_text, tables_of

from dashboard.catalogue.register import finding_of
from dashboard.findings.on_paper import figure_finding
from dashboard.paper.briefing import Briefing, Item
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import find_template
from data_loaders.release import Release

Written = Callable[[str, str], bytes]
WORDS = ("pdf", "pptx", "docx", "html", "xlsx")


def said(item: Item) -> list[str]:
    f = item.finding
    return [f.title, f.headline, *f.notes, *f.caveats, f.definition, f.source, f.question]


def of_table(table: pd.DataFrame) -> set[float]:
    found = set().union(*(numbers(str(c)) for c in table.columns))
    for column in table:
        if pd.api.types.is_numeric_dtype(table[column].dtype):
            found |= {round(abs(float(v)), 6) for v in table[column].dropna()}
        else:
            found |= numbers(" | ".join(str(v) for v in table[column]))
    return found


def of_axes(item: Item) -> set[float]:
    """Ticks and texts inside a chart, which stand on the page's chart too."""
    panels = item.chart.panels if item.chart else ()
    texts = [t for p in panels for _, t in (*p.x.ticks, *p.y.ticks)]
    texts += [t for p in panels for s in p.series for t in (*s.texts, *s.names, s.name)]
    texts += [t for p in panels if p.tiles for line in p.tiles.texts for t in line]
    texts += [p.title for p in panels] + [r.text for p in panels for r in p.remarks]
    return numbers(" | ".join([*texts, *([n for _, _, n in item.ground.names] if item.ground else [])]))


def around(briefing: Briefing) -> set[float]:
    """Numbers that are of the release and not of a finding."""
    b = briefing
    texts = [b.title, b.body, b.purpose, b.about, *b.events, *b.method, *b.safety, *(f"{t} {m}" for t, m in b.glossary)]
    texts += [f"{s} {t}" for s, t in (*b.front, *b.left_out)]
    texts += [t for i in b.items for t in (*i.questions, i.so_what, i.what_next, i.note)]
    return numbers(" | ".join(texts))


@pytest.mark.parametrize("name", BODIES)
def test_a_briefing_holds_the_findings_of_the_pages(
    name: str, briefings: dict[str, Briefing], release: Release
) -> None:
    made = {i.finding.title: i.finding for i in briefings[name].items}
    gone = {title for title, _ in briefings[name].left_out}
    for wanted in find_template(name).findings:
        finding = figure_finding(finding_of(release, wanted.key, wanted.asked))
        if finding is None or finding.withheld:
            assert finding is None or finding.title in gone
            continue
        pd.testing.assert_frame_equal(made[finding.title].table, finding.table)
        assert made[finding.title].headline == finding.headline


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("name", BODIES)
def test_no_number_is_on_paper_that_is_not_on_the_page(name: str, kind: str, briefings: dict[str, Briefing]) -> None:
    briefing = briefings[name]
    allowed = around(briefing) | {float(n) for n in range(1, len(briefing.items) + 1)}
    for item in briefing.items:
        allowed |= (
            numbers(" | ".join(said(item))) | numbers(item.finding.alt) | of_table(item.finding.table) | of_axes(item)
        )
    content = FORMATS[kind].write(briefing)
    text = shown_text(kind, content)
    if kind == "pdf":
        allowed |= {float(n) for n in range(1, 60)}  # pages
    assert {n for n in numbers(text) if round(n, 6) not in {round(a, 6) for a in allowed}} == set()


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("name", BODIES)
def test_every_sentence_of_a_finding_is_on_paper_to_the_digit(
    name: str, kind: str, briefings: dict[str, Briefing], written: Written
) -> None:
    content = written(name, kind)
    text = "".join(shown_text(kind, content).split()).replace("\u00ad", "")
    for item in briefings[name].items:
        for sentence in said(item):
            assert "".join(sentence.split()) in text, sentence


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("name", BODIES)
def test_tables_are_the_pages_cell_by_cell(
    name: str, kind: str, briefings: dict[str, Briefing], written: Written
) -> None:
    found = tables_of(kind, written(name, kind))
    shown = [i.finding.table for i in briefings[name].items if len(i.finding.table)]
    assert len(found) == len(shown)
    for table, texts in zip(shown, found, strict=True):
        assert texts[0] == [" ".join(str(c).split()) for c in table.columns]
        assert len(texts) == len(table) + 1
        for row, cells in zip(table.itertuples(index=False), texts[1:], strict=True):
            for value, cell in zip(row, cells, strict=True):
                if isinstance(value, str):
                    assert cell == " ".join(value.split())
                elif pd.isna(value):
                    assert cell == "–"
                else:
                    assert float(cell.replace(",", "").replace("−", "-")) == pytest.approx(float(value), abs=1e-9)


@pytest.mark.parametrize("name", BODIES)
def test_paper_holds_every_figure_of_every_table(name: str, briefings: dict[str, Briefing], written: Written) -> None:
    """Counted: a figure that stands in three cells stands on paper three times at least."""
    text = shown_text("pdf", written(name, "pdf"))
    printed = Counter(float(n.replace(",", "")) for n in NUMBER.findall(text))
    wanted: Counter[float] = Counter()
    for item in briefings[name].items:
        numeric = item.finding.table.select_dtypes("number")
        wanted.update(round(abs(float(v)), 9) for v in numeric.to_numpy().ravel() if not pd.isna(v))
    assert {n: c for n, c in wanted.items() if printed[n] < c} == {}


@pytest.mark.parametrize("name", BODIES)
def test_the_workbook_holds_numbers_as_numbers_and_no_formula(
    name: str, briefings: dict[str, Briefing], written: Written
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(name, "xlsx")))
    assert len(book.sheetnames) == len(briefings[name].items) + 1
    for item, sheet in zip(briefings[name].items, book.worksheets[1:], strict=True):
        table = item.finding.table
        rows = [list(r) for r in sheet.iter_rows(values_only=True)][-len(table) :]
        for row, values in zip(table.itertuples(index=False), rows, strict=True):
            for value, cell in zip(row, values, strict=False):
                if isinstance(value, str):
                    assert str(cell or "").lstrip("'") == " ".join(value.split()).lstrip("'")
                else:
                    assert cell == ("–" if pd.isna(value) else value)
        assert [c.coordinate for r in sheet.iter_rows() for c in r if c.data_type == "f"] == []


def drawn_on_the_page(item: Item) -> np.ndarray:
    """Every number that the figure on the page draws, by plotly's own objects."""
    if item.chart is None:
        return np.array([])
    if hasattr(item.finding.figure, "lowered"):
        series = [s for p in item.finding.figure.lowered(width=640).panels for s in p.series]
        sides = [v for s in series for v in (s.x, s.y, s.low, s.high)]
        return np.array([float(v) for side in sides for v in side if isinstance(v, int | float)])
    traces = item.finding.figure.data
    return np.concatenate(
        [np.asarray(v, dtype=float) for t in traces for v in (t.x, t.y) if np.asarray(v).dtype.kind in "if"]
    )


@pytest.mark.parametrize("name", BODIES)
def test_charts_on_slides_are_charts_and_hold_the_figures_of_the_page(
    name: str, briefings: dict[str, Briefing], written: Written
) -> None:
    show = pptx.Presentation(io.BytesIO(written(name, "pptx")))
    slides = list(show.slides)[1 : len(briefings[name].items) + 1]
    charts = 0
    for item, slide in zip(briefings[name].items, slides, strict=True):
        known = drawn_on_the_page(item)
        for shape in slide.shapes:
            if shape.has_chart:
                charts += 1
                assert shape.chart.part.chart_workbook.xlsx_part is not None  # what "edit data" opens
                values = [v for series in shape.chart.plots[0].series for v in series.values if v is not None]
                assert values
                assert [v for v in values if np.abs(known - v).min() > 1e-9] == [], item.finding.title
        if item.ground is not None:
            assert sum(s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.FREEFORM for s in shapes_of(slide.shapes)) > 20
    assert charts >= 2
