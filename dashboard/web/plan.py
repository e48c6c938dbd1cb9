"""The map inside a finding: its layers and legend at the left, closer and wider at the right, and one line for what is pointed at."""

from __future__ import annotations

from dashboard.charts.palette import on_page
from dashboard.charts.place_map import LEFT, Key, PlaceMap
from dashboard.draw.map_svg import map_svg, sign
from dashboard.draw.strokes import Pen
from dashboard.draw.text import markup

HOW = "Map. Arrow keys go from place to place, Enter shows what is known of it."


def plan_html(chart: PlaceMap, layers: str = "") -> str:
    """`layers`: the controls inside the map, as `layers_html` writes them."""
    dots = (
        '<label class="safe"><input type="checkbox" data-dots> Safe places, clubs, libraries</label>'
        if chart.dots and not chart.dots_legend
        else ""
    )
    inside = f'<div class="layers">{layers}{dots}</div>' if layers or dots else ""
    credit = f'<p class="credit">{markup(chart.under.credit)}</p>' if chart.under.credit else ""
    return (
        f'<div class="plan" data-left="{LEFT}"><div class="drawn wide sheet" tabindex="0" role="application" aria-label="{HOW}">{map_svg(chart, paint=on_page)}</div>'
        f'{inside}<div class="zoom"><button type="button" data-zoom="in" aria-label="Closer">+</button>'
        f'<button type="button" data-zoom="out" aria-label="Wider">\u2212</button></div><p class="strip" aria-live="polite"></p>{_below(chart)}{credit}</div>'
    )


def _below(chart: PlaceMap) -> str:
    """The legends once more: for a page so narrow that none has room on the map, and for a map that is closer, past whose edge its
    own has gone. One is seen: that of the hexagons that are drawn."""
    told = [(g.title, g.note, g.legend) for g in chart.grids] or [("", "", ())]
    return "".join(
        f'<div class="legend below" data-legend="{n}"{" hidden" if n else ""}><b>{markup(title)}</b><small>{markup(note)}</small>'
        f"{_signs((*keys, *chart.dots_legend))}</div>"
        for n, (title, note, keys) in enumerate(told)
    )


def _signs(keys: tuple[Key, ...]) -> str:
    return "".join(f'<span><svg width="26" height="16" aria-hidden="true">{sign(k, 0, 0, Pen(on_page))}</svg>{markup(k.text)}</span>' for k in keys)  # fmt: skip


def layers_html(kinds: dict[str, str], chosen: str, within: dict[str, str]) -> str:
    """One radio for each kind of layer; the value is the layer that it begins with. `within`: those of the kind that is chosen."""
    group = (
        f'<div role="radiogroup" aria-label="{markup(kinds.get(chosen, ""))}">{_radios("within", within, chosen)}</div>'
    )
    shown = "".join(
        _radios("layer", {c: t}, chosen) + (group if within and c == chosen else "") for c, t in kinds.items()
    )
    return f"<fieldset><legend>The map shows</legend>{shown}</fieldset>"


def _radios(name: str, titles: dict[str, str], chosen: str) -> str:
    return "".join(
        f'<label><input type="radio" name="{name}" value="{markup(code)}"{" checked" if code == chosen else ""}> {markup(title)}</label>'
        for code, title in titles.items()
    )
