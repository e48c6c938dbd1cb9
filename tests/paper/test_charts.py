"""From the figures of pages to paper: what is drawn is where the figure has it, and what is unknown becomes a table."""

from __future__ import annotations

import re

import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from dashboard.charts.axes import nice_step
from dashboard.charts.marks import NotDrawnError
from dashboard.charts.palette import hexed, readable_on
from dashboard.draw.slide_chart import kind_of
from dashboard.draw.svg import svg_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.paper.draft import AuthorNote
from dashboard.paper.exhibit import exhibit_of
from dashboard.paper.tiles import shade
from dashboard.paper.translation import chart_of


def finding(figure: object) -> Finding:
    return Finding("x", "Title", "Headline.", pd.DataFrame({"a": [1]}), figure, "Alt.", (), "", "", "Question", "r")


def test_points_stand_where_their_values_are() -> None:
    chart = chart_of(go.Figure(go.Scatter(x=[0, 5, 10], y=[0, 50, 100], mode="markers")))
    spots = [
        (float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg_of(chart, alt="a"))
    ]
    assert len(spots) == 3
    assert spots[1][0] == pytest.approx((spots[0][0] + spots[2][0]) / 2, abs=0.02)
    assert spots[1][1] == pytest.approx((spots[0][1] + spots[2][1]) / 2, abs=0.02)
    assert spots[0][1] > spots[2][1]  # more is higher


def test_bars_that_stand_on_each_other_do_so_on_both_sides_of_zero() -> None:
    figure = go.Figure()
    for name, values in (("disagree", [-20, -30]), ("strongly", [-10, -5]), ("agree", [40, 60])):
        figure.add_bar(y=["one", "two"], x=values, orientation="h", name=name)
    figure.update_layout(barmode="relative", showlegend=True)
    series = chart_of(figure).panels[0].series
    assert [(s.low, s.high) for s in series] == [((-20, -30), (0, 0)), ((-30, -35), (-20, -30)), ((0, 0), (40, 60))]
    axis = chart_of(figure).panels[0].x
    assert axis.low <= -35
    assert axis.high >= 60


def test_bars_side_by_side_have_a_slot_each_and_hatching_is_kept() -> None:
    figure = go.Figure([go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[2], marker={"pattern": {"shape": "/"}})])
    series = chart_of(figure).panels[0].series
    assert [s.slot for s in series] == [(0, 2), (1, 2)]
    assert "url(#hatch)" in svg_of(chart_of(figure), alt="a")


def test_a_gap_in_the_figures_is_a_gap_on_paper() -> None:
    figure = go.Figure(go.Scatter(x=[1, 2, 3, 4, 5], y=[1, 2, None, 4, 5], mode="lines"))
    assert len(re.findall(r'<path d="M[^"]+" fill="none"', svg_of(chart_of(figure), alt="a"))) == 2


def test_panels_that_share_a_scale_have_the_same_axis() -> None:
    figure = make_subplots(1, 2, shared_yaxes="all", subplot_titles=["one", "two"])
    figure.add_scatter(x=[1, 2], y=[1, 2], row=1, col=1)
    figure.add_scatter(x=[1, 2], y=[100, 200], row=1, col=2)
    one, two = chart_of(figure).panels
    assert (one.y.low, one.y.high) == (two.y.low, two.y.high)
    assert (one.title, two.title) == ("one", "two")


@pytest.mark.parametrize(
    "figure",
    [
        go.Figure(go.Sankey(node={"label": ["a", "b"]}, link={"source": [0], "target": [1], "value": [3]})),
        go.Figure(go.Pie(values=[1, 2])),
        go.Figure(),
        go.Figure(go.Scatterpolar(r=[1], theta=[0])),
        go.Figure(go.Heatmap(z=[])),
        go.Figure(go.Scatter(x=[0, 1, 1], y=[0, 0, 1], fill="toself")),
        go.Figure(go.Scatter(x=[1, 10], y=[1, 2])).update_xaxes(type="log"),
        object(),
    ],
    ids=["sankey", "pie", "nothing", "polar", "empty grid", "shapes", "logarithms", "no figure"],
)
def test_a_figure_that_paper_does_not_know_becomes_its_table(figure: object) -> None:
    exhibit = exhibit_of(finding(figure), note=AuthorNote())
    assert exhibit.svg == ""
    assert exhibit.table.written == (("1",),)


def test_texts_of_data_cannot_become_markup_in_a_drawing() -> None:
    evil = '</svg><script>x</script>"&'
    figure = go.Figure(go.Scatter(x=[1], y=[1], mode="markers+text", text=[evil], name=evil, showlegend=True))
    figure.update_xaxes(title={"text": evil}, tickvals=[1], ticktext=[evil])
    figure.update_layout(showlegend=True)
    svg = svg_of(chart_of(figure), alt=evil)
    assert "<script" not in svg
    assert svg.count("</svg>") == 1


def test_kinds_of_native_charts() -> None:
    dates = pd.date_range("2025-01-01", periods=3, freq="MS")
    assert kind_of(chart_of(go.Figure(go.Scatter(x=dates, y=[1, 2, 3]))).panels[0]) == "time"
    assert kind_of(chart_of(go.Figure(go.Bar(x=["a"], y=[1]))).panels[0]) == "bars"
    assert kind_of(chart_of(go.Figure(go.Scatter(x=[1.5, 2.7], y=[1, 2], mode="markers"))).panels[0]) == "cloud"
    assert kind_of(chart_of(go.Figure(go.Heatmap(z=[[1]]))).panels[0]) == ""
    spread = {"array": [1, 1], "arrayminus": [1, 1]}
    dots = go.Figure(go.Scatter(x=[3, 4], y=[0, 1], error_x=spread, mode="markers"))
    dots.update_yaxes(tickvals=[0, 1], ticktext=["a", "b"])
    assert kind_of(chart_of(dots).panels[0]) == "dots"


def test_steps_and_colours() -> None:
    assert [nice_step(v) for v in (0.03, 0.9, 1.0, 1.1, 23, 51, 700)] == [0.05, 1, 1, 2, 50, 100, 1000]
    assert shade([[0, "#000000"], [1, "#ffffff"]], 0.5) == "#808080"
    assert shade([[0, "#102030"], [1, "#ffffff"]], -3) == "#102030"
    assert hexed("rgba(0, 0, 0, 0.5)") == "808080"
    assert readable_on("#0b4e57") == "#ffffff"
    with pytest.raises(NotDrawnError):
        chart_of(go.Figure(go.Pie(values=[1])))
