"""Every chart by every renderer: axes with ends and words, the same values in all, and no text of the data as markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from samples import rows, shapes, table, trend

from dashboard.charts.marks import Remark
from dashboard.charts.palette import THEMES, Theme, contrast, hexed, literal, on_page
from dashboard.charts.rows import Column, Group, Parted, Row, Rows, Words
from dashboard.charts.shapes import Course, HeatGrid, Multiples
from dashboard.charts.strips import Strip, Strips
from dashboard.charts.trend import Event, Point, Stretch, Trend, most_of
from dashboard.draw.file import csv_text
from dashboard.draw.slide_chart import kind_of
from dashboard.draw.svg import svg_of
from dashboard.draw.table_html import figures_html, rows_html
from dashboard.draw.text import href
from dashboard.findings.finding import About, Finding, Link, State, way
from dashboard.web.anatomy import Switch, charts_of, finding_html
from dashboard.words.number_format import COUNT, SHARE

HOSTILE = [
    "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "'onmouseover='alert(1)", "]]></style><svg onload=x>",
    "javascript:alert(1)", "&lt;b&gt;", "a\u202eb\u0007c",
]  # fmt: skip
ELEMENTS = {
    "svg", "g", "defs", "pattern", "rect", "line", "path", "text", "tspan", "circle", "table", "thead", "tbody", "tr", "th", "td", "b",
    "span", "a", "button", "p", "div", "h2", "h4", "ol", "li", "i", "html",
}  # fmt: skip
ATTRIBUTES = re.compile(r"on\w+|src|srcdoc|action|formaction|xlink:href")
EVERY = [*shapes(), rows()]


def tree(markup: str) -> ET.Element:
    return ET.fromstring(f"<html>{markup}</html>".replace(" hidden>", ' hidden="">'))


@pytest.mark.parametrize("chart", EVERY, ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("width", [892.0, 358.0])
def test_axes_have_ends_and_words_and_all_is_drawn(chart: Any, width: float) -> None:
    lowered = chart.lowered(width=width)
    assert lowered.panels
    for panel in lowered.panels:
        if panel.tiles is None:
            assert panel.x.low != panel.x.high
            assert panel.y.low != panel.y.high
            assert not panel.x.is_shown or panel.x.ticks
            assert not panel.y.is_shown or panel.y.ticks
            assert panel.series
    for theme in THEMES:
        assert "var(" not in svg_of(lowered, alt="a", paint=literal(theme))


@pytest.mark.parametrize("chart", EVERY, ids=lambda c: type(c).__name__)
def test_a_slide_has_a_chart_of_its_own_for_every_panel(chart: Any) -> None:
    for panel in chart.lowered(width=892.0).panels:
        has_bars_with_intervals = {s.kind for s in panel.series} == {"bars", "dots"}  # a slide has its table instead
        is_from_where_to_where = panel.x.kind == panel.y.kind == "category"  # and there its picture
        assert panel.tiles is not None or has_bars_with_intervals or is_from_where_to_where or kind_of(panel)


def test_the_course_is_whole_between_its_two_colours() -> None:
    series = {s.name: s for s in trend().lowered(width=892.0).panels[0].series}
    before, latest = series["before"], series["latest"]
    assert [*before.y[:-1], *latest.y] == [p.value for p in trend().points]
    assert before.y[-1] == latest.y[0]  # the line leads over


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_chart_is_markup(text: str) -> None:
    for chart in shapes(text):
        for width in (892.0, 358.0):
            found = list(tree(svg_of(chart.lowered(width=width), alt=text, paint=on_page)).iter())  # type: ignore[attr-defined]
            assert {e.tag for e in found} <= ELEMENTS
            assert [a for e in found for a in e.attrib if ATTRIBUTES.fullmatch(a)] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_finding_is_markup(text: str) -> None:
    short, links = text[:40], (Link(text, way("missing", area=text)),)
    about = About(text, text, (text,), text)
    for chart in (trend(text), rows(text)):
        finding = Finding(text, text, short, text, text, State.SHOWN, "", None, table(text), chart, short, about, links)
        found = list(tree(finding_html(finding, charts_of(finding), switch=Switch(text, text, True))).iter())
        assert {e.tag for e in found} <= ELEMENTS
        assert [a for e in found for a in e.attrib if ATTRIBUTES.fullmatch(a)] == []
        assert [e.get("href") for e in found if (e.get("href") or "").startswith(("javascript", "data", "//"))] == []
    hidden = Finding(text, text, short, text, text, State.HIDDEN, text, links=links)
    assert {e.tag for e in tree(finding_html(hidden, charts_of(hidden))).iter()} <= ELEMENTS
    assert {e.tag for e in tree(rows_html(rows(text)) + figures_html(table(text), caption=text)).iter()} <= ELEMENTS


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "https://elsewhere.example", "data:text/html,x"])  # fmt: skip
def test_a_link_leads_nowhere_but_into_the_product(address: str) -> None:
    assert href(address) == "#"
    assert href("missing?count=episodes#trend") == "missing?count=episodes#trend"


def test_what_a_spreadsheet_would_run_is_a_word() -> None:
    text = csv_text(table("=cmd()"), [("question", "+1")])
    assert "'=cmd()" in text
    assert "'+1" in text
    assert ",1234" in text


def level_words(values: list[float], before: int) -> list[Remark]:
    """The words of the averages before the latest, of a course whose level changes after so many points."""
    at = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(len(values))]
    points = tuple(Point(day, value, f"{day:%B %Y}") for day, value in zip(at, values, strict=True))
    ends = [(0, before), (before, len(values))]
    levels = tuple(
        Stretch(
            start, stop, sum(values[start:stop]) / (stop - start), (None,) * (stop - start), (None,) * (stop - start)
        )
        for start, stop in ends
    )
    (panel,) = Trend(points, levels, COUNT, "a").lowered(width=892.0).panels
    return [remark for remark in panel.remarks if remark.text == " on average" and remark.colour == "ink2"]


@pytest.mark.parametrize(("calm", "is_under"), [((40.0, 42.0, 41.0), False), ((70.0, 72.0, 71.0), True)])
def test_the_words_of_an_average_stand_on_the_side_that_its_line_keeps_away_from(
    calm: tuple[float, ...], is_under: bool
) -> None:
    """Half a year under the average of 48, or over that of 63; the other half crosses it each month."""
    (words,) = level_words([*calm, *calm, *(90.0, 20.0) * 3, *[90.0] * 12], 12)
    assert (words.down > 0) == is_under


def test_an_average_has_its_words_wherever_they_have_room() -> None:
    """Years of four quarters are as long as years of twelve months; a level of one point has no room for words."""
    assert len(level_words([50.0] * 4 + [60.0] * 8, 4)) == 1
    assert level_words([50.0] + [60.0] * 11, 1) == []


def test_two_courses_beside_each_other_have_one_scale() -> None:
    reach = 3 * most_of(trend())
    high = replace(trend(), reach=reach).lowered().panels[0].y.high
    assert high >= reach
    assert high > trend().lowered().panels[0].y.high


def test_a_long_list_says_how_many_rows_a_narrow_page_keeps_for_later() -> None:
    one = rows().rows[0]
    for many, is_kept in ((8, False), (9, True)):
        listed = replace(rows(), groups=(Group("a", (one,) * 4), Group("b", (one,) * (many - 4))))
        html = rows_html(listed)
        assert ("Show all 9 rows" in html) is is_kept
        assert html.count('<tr class="later"') == (3 if is_kept else 0)
    closed = rows_html(replace(rows(), groups=(Group("c", (one,) * 9, is_closed_when_narrow=True),)))
    assert "c (9)" in closed
    assert "later" not in closed


def test_rows_that_the_title_counts_stay_in_sight_on_a_narrow_page() -> None:
    one = rows().rows[0]
    told = replace(one, is_told=True)
    html = rows_html(replace(rows(), groups=(Group("a", (one,) * 7), Group("b", (one, told, one)))))
    assert html.count('<tr class="later"') == 1 + 2
    assert '<tr class="group later"' not in html  # the group of the row that stays


def test_how_a_column_is_read_goes_where_the_column_goes() -> None:
    """A page that leaves the column out explains nothing that is not there."""
    first, *others = rows().columns
    hidden = replace(others[0], hides=True, reading="Dot: the change.")
    shown = replace(others[0], reading="Dot: the change.")
    for column, looks in ((hidden, "foot wide-only"), (shown, "foot")):
        assert f'<p class="{looks}">Dot: the change.</p>' in rows_html(replace(rows(), columns=(first, column, *others[1:])))  # fmt: skip


def test_words_of_an_event_keep_to_two_lines_and_are_whole_where_there_is_room() -> None:
    events = (Event(trend().points[0].at, "Partners agree one definition of an episode"),)
    drawn = svg_of(replace(trend(), events=events).lowered(width=892), alt="a", paint=on_page)
    assert "definition of an episode" in drawn


LONG = "An agreement about how information is shared between all partners of the partnership, with what was added to it a year later"


def test_a_long_name_is_never_cut() -> None:
    """Of events that are near each other, of small charts beside each other, and of strips."""
    at = trend().points[8].at
    events = tuple(Event(date(at.year, month, 1), f"{LONG} {month}") for month in (3, 4, 5, 6))
    many = Multiples(
        (at, date(at.year + 1, 1, 1)), tuple(Course(f"{LONG} {n}", (1.0, 2.0)) for n in range(5)), COUNT, "a"
    )
    strips = Strips(tuple(Strip(f"{LONG} {n}", "2025", 5.0, 4.0, 6.0) for n in range(3)), COUNT, "a")
    cases = (
        (replace(trend(), events=events), 892, 4),
        (many, 892, 5),
        (many, 300, 5),
        (strips, 892, 3),
        (strips, 300, 3),
    )
    for chart, width, names in cases:
        drawn = svg_of(chart.lowered(width=width), alt="a", paint=on_page)
        said = " ".join(re.findall(r">([^<>]+)<", drawn))
        assert "…" not in said
        assert said.count("a year later") == names


def test_a_chart_without_its_table_or_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        Finding("k", "q", "t", "s", "r", chart=trend())
    with pytest.raises(ValueError, match="does not say why"):
        Finding("k", "q", "t", "s", "r", State.HIDDEN)


def test_rows_hold_each_figure_once_in_marks_too() -> None:
    assert isinstance(rows(), Rows)
    panel = rows().lowered(width=640.0).panels[0]
    assert {s.name: s.x for s in panel.series if s.name in ("before", "latest")} == {"before": (20,), "latest": (60,)}


def read_in(theme: Theme, written: str) -> str:
    """What a browser paints: a role of the theme, or the half of `light-dark` that the theme asks for."""
    if written.startswith("light-dark("):
        return written[11:-1].split(",")[theme == "dark"]
    return literal(theme)(written[6:-1]) if written.startswith("var(--") else written


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_on_a_tile_can_be_read_on_every_shade(theme: Theme) -> None:
    values = tuple((step * 10.0,) for step in range(11))
    grid = HeatGrid(("share",), tuple(f"row {n}" for n in range(11)), values, SHARE, "alt")
    drawn = svg_of(grid.lowered(width=640), alt="alt", paint=on_page)
    tiles = re.findall(r'<rect [^>]*fill="([^"]+)"/><text [^>]*fill="([^"]+)"[^>]*>(\d+)', drawn)
    assert len(tiles) == 11
    assert len({fill for fill, _, _ in tiles}) > 3, "shades"
    assert [n for fill, ink, n in tiles if contrast(*(f"#{hexed(read_in(theme, c))}" for c in (fill, ink))) < 4.5] == []


def test_an_answer_that_is_good_in_one_row_and_bad_in_another_keeps_its_own_colour() -> None:
    """ "Never" safe is the worst, "never" bullied the best: the colour says how good, and the legend says so by its words."""
    safe = Parted((30.0, 70.0), ("Never", "Always"), ("rating-1", "rating-6"), 1)
    bullied = Parted((10.0, 90.0), ("Always", "Never"), ("rating-1", "rating-6"), 1)
    grid = Rows((Column("question"), Column("answers", low=-50, high=100)), (Group("", (Row((Words("", "safe"), safe)), Row((Words("", "bullied"), bullied)))),), "alt",
                legend=(("rating-1", "Most negative"), ("rating-6", "Most positive")))  # fmt: skip
    (panel,) = grid.lowered().panels
    found = {
        (series.name, series.colour, y, x) for series in panel.series for y, x in zip(series.y, series.x, strict=True)
    }
    assert found == {
        ("Most negative", "rating-1", 0.0, 30.0), ("Most negative", "rating-1", 1.0, 10.0),
        ("Most positive", "rating-6", 0.0, 70.0), ("Most positive", "rating-6", 1.0, 90.0),
    }  # fmt: skip


@pytest.mark.parametrize("width", [350.0, 892.0])
def test_heads_of_columns_do_not_stand_over_each_other(width: float) -> None:
    """At six px a sign, a little less than they take."""
    halves = tuple(f"{a} to\n{b} {year}" for year in (2023, 2024, 2025) for a, b in (("Apr", "Sep"), ("Oct", "Mar")))
    (panel,) = HeatGrid(halves, ("Coatbridge and around",), ((1.0,) * 6,), SHARE, "alt").lowered(width=width).panels
    assert panel.tiles is not None
    longest = max(len(line) for head in panel.tiles.columns for line in head.split("\n"))
    beside = max(len(line) for line in panel.tiles.lines[0].split("\n"))
    assert 6 * longest <= (width - 6 * beside) / 6
    assert [" ".join(head.split()) for head in panel.tiles.columns] == [" ".join(head.split()) for head in halves]
