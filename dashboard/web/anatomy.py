"""A finding as HTML: question, title, subtitle, tabs, chart, one line to bear in mind, quiet tools. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.catalogue.register import address_of
from dashboard.charts.marks import Chart
from dashboard.charts.palette import on_page
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.rows import Row, Rows, Words
from dashboard.charts.trend import NARROW, WIDE, Trend
from dashboard.draw.svg import frame_of, svg_of
from dashboard.draw.table_html import figures_html, rows_html
from dashboard.draw.text import href, markup
from dashboard.findings.finding import Finding, Link
from dashboard.web.plan import plan_html

TABS = (("chart", "Chart"), ("table", "Table"), ("about", "About"))
TOOLS = (("link", "Copy link"), ("png", "PNG"), ("svg", "SVG"), ("csv", "CSV"))


@dataclass(frozen=True)
class Switch:
    """A choice on the chart itself, which the page keeps."""

    name: str
    label: str
    is_on: bool


def charts_of(finding: Finding, *, width: float = WIDE) -> dict[str, Chart]:
    """The marks of a chart at both widths of a page: drawn, and read by the pointer. Rows and maps have widths of their own."""
    chart = finding.chart
    if chart is None or isinstance(chart, PlaceMap | Rows) or not finding.is_shown:
        return {}
    return {name: chart.lowered(width=w) for name, w in (("wide", width), ("narrow", NARROW))}


def finding_html(
    finding: Finding, charts: Mapping[str, Chart], *, switch: Switch | None = None, layers: str = ""
) -> str:
    """`layers`: what else a map can show, inside it."""
    if not finding.is_shown:
        return f'<div class="state">{_head(finding, tabs="")}{_reason(finding)}</div>'
    key = markup(finding.key)
    panels = {"chart": _chart(finding, charts, layers), "table": _figures(finding), "about": _about(finding)}
    shown = {name: body for name, body in panels.items() if body}
    bodies = "".join(
        f'<div role="tabpanel" id="{key}-{name}" class="panel {name}" aria-labelledby="{key}-tab-{name}"{"" if n == 0 else " hidden"}>{body}</div>'
        for n, (name, body) in enumerate(shown.items())
    )
    return (
        _head(finding, tabs=_tabs(key, shown, "Map" if isinstance(finding.chart, PlaceMap) else "Chart"))
        + bodies
        + _foot(finding, switch)
    )


def _head(finding: Finding, *, tabs: str) -> str:
    subtitle = f'<p class="subtitle">{markup(finding.subtitle)}</p>' if finding.subtitle else ""
    weak = f'<p class="weak">{markup(finding.weak)}</p>' if finding.weak else ""
    return (
        f'<p class="question">{markup(finding.question)}</p><div class="headline"><h2>{markup(finding.title)}</h2>{tabs}</div>{subtitle}{weak}'
    )  # fmt: skip


def _tabs(key: str, shown: dict[str, str], first: str) -> str:
    if len(shown) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" role="tab" id="{key}-tab-{name}" aria-controls="{key}-{name}" data-tab="{name}" '
        f'aria-selected="{"true" if name == next(iter(shown)) else "false"}" tabindex="{0 if name == next(iter(shown)) else -1}">{first if name == "chart" else title}</button>'
        for name, title in TABS
        if name in shown
    )
    return f'<div role="tablist" aria-label="Ways to see this finding">{buttons}</div>'


def _chart(finding: Finding, charts: Mapping[str, Chart], layers: str) -> str:
    chart = finding.chart
    if isinstance(chart, PlaceMap):
        return plan_html(chart, layers)
    if chart is None:
        return ""
    if isinstance(chart, Rows):
        return rows_html(addressed(chart))
    drawn = "".join(
        f'<div class="drawn {name}" tabindex="0">{svg_of(c, alt=chart.alt, paint=on_page)}</div>'
        for name, c in charts.items()
    )
    listed = _letters(chart) if isinstance(chart, Trend) else ""
    return f'{drawn}<p class="readout" aria-live="polite"></p>{listed}'


def _letters(trend: Trend) -> str:
    """What the letters on a narrow chart stand for."""
    events = sorted(trend.events, key=lambda event: event.at)
    lines = "".join(f"<li>{markup(e.label)}</li>" for e in events)
    return f'<ol class="letters" type="a">{lines}</ol>' if lines else ""


def readings(finding: Finding, charts: Mapping[str, Chart]) -> dict[str, list[list[object]]]:
    """For each drawn width of a course: x in px, y in px and the words that the pointer tells there."""
    trend = finding.chart
    if not isinstance(trend, Trend):
        return {}
    found: dict[str, list[list[object]]] = {}
    for name, chart in charts.items():
        frame, axis, up = frame_of(chart), chart.panels[0].x, chart.panels[0].y
        values = {s.x[i]: s.y[i] for s in chart.panels[0].series if s.name in ("before", "latest") for i in range(len(s.x))}  # fmt: skip
        points = [(x, v) for x, v in sorted(values.items(), key=lambda pair: float(pair[0] or 0)) if v is not None]
        labels = [p.label for p in trend.points if p.value is not None]
        found[name] = [
            [
                round(frame.left + (float(x) - axis.low) / (axis.high - axis.low) * (frame.right - frame.left), 1),  # type: ignore[arg-type]  # never None on a line
                round(frame.bottom - (float(v) - up.low) / (up.high - up.low) * (frame.bottom - frame.top), 1),
                f"{trend.number.write(v)} in {label}",
            ]
            for (x, v), label in zip(points, labels, strict=True)
        ]
    return found


def _figures(finding: Finding) -> str:
    return figures_html(finding.table, caption=f"{finding.title}: every figure") if finding.table else ""


def _about(finding: Finding) -> str:
    about = finding.about
    parts = [
        ("What is counted", about.definition), ("How it is judged", about.method), ("To bear in mind", " ".join(about.caveats)),
        ("Source", about.source),
    ]  # fmt: skip
    return "".join(f"<h4>{title}</h4><p>{markup(text)}</p>" for title, text in parts if text)


def _shortened(label: str) -> str:
    """A tool's name, of which a phone shows what follows its verb; a screen reader says it whole."""
    verb, _, rest = label.partition(" ")
    return (
        f'<span class="verb">{markup(verb)} </span><span class="what">{markup(rest)}</span>' if rest else markup(label)
    )


def _foot(finding: Finding, switch: Switch | None) -> str:
    mind = f'<p class="mind">{markup(finding.bear_in_mind)}{links_html(finding.links)}</p>' if finding.bear_in_mind else ""  # fmt: skip
    turned = "" if switch is None else (
        f'<button type="button" role="switch" class="switch" data-switch="{markup(switch.name)}" '
        f'aria-checked="{"true" if switch.is_on else "false"}"><i></i><span>{_shortened(switch.label)}</span></button>'
    )  # fmt: skip
    tools = "".join(
        f'<button type="button" data-tool="{name}">{_shortened(title)}</button>'
        for name, title in TOOLS
        if (name not in ("png", "svg") or finding.chart is not None) and (name != "csv" or finding.table is not None)
    )
    paper = (
        f'<button type="button" data-tool="paper" aria-pressed="false" hidden>{_shortened("Add to my paper")}</button>'
    )
    return f'<div class="under">{mind}<div class="tools">{turned}{tools}{paper}</div></div><p class="refusal" role="status"></p>'


def links_html(links: tuple[Link, ...]) -> str:
    return "".join(f' <a href="{href(address_of(x.href))}" target="_self">{markup(x.text)}</a>' for x in links)


def addressed(rows: Rows) -> Rows:
    """With the addresses of what its words lead to."""
    groups = (replace(group, rows=tuple(map(_addressed, group.rows))) for group in rows.groups)
    return replace(rows, groups=tuple(groups))


def _addressed(row: Row) -> Row:
    cells = (replace(c, href=address_of(c.href)) if isinstance(c, Words) and c.href else c for c in row.cells)
    return replace(row, cells=tuple(cells))


def _reason(finding: Finding) -> str:
    return f'<p class="reason">{markup(finding.reason)}</p><p>{links_html(finding.links)}</p>'
