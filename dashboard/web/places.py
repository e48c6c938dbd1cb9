"""The body of the map's page: the map, the list of circles beside it, and the card of the chosen place."""

from __future__ import annotations

from typing import Any

import shapely

from dashboard.ask.cache import remembered
from dashboard.catalogue.register import finding_of
from dashboard.charts.place_map import Circle, PlaceMap
from dashboard.draw.text import markup
from dashboard.findings.finding import Finding
from dashboard.findings.harm_places import MAP, layers_of
from dashboard.findings.place_card import Line
from dashboard.findings.place_scan import clusters
from dashboard.web.anatomy import links_html
from dashboard.web.body import Block, finding_block, page_data
from dashboard.web.plan import layers_html
from dashboard.words.form import capital
from dashboard.words.place_scan import chance_sentence
from data_loaders.release import Release

FIND = "Find a place, town or station"
LONG = 14  # rows that stand beside the map; more are scrolled there, so that what follows the map is not a page away
FEW = 2  # figures of a row that their heads above the list tell apart
KINDS = {
    "none": "", "feeling": "How safe young people feel", "year": "What has changed", "known": "Through whom it is known", "done": "What is being done",
}  # fmt: skip
APART = {"feeling": ": ", "year": ", "}  # what stands between the name of a kind and what sets one of its layers apart


MORE = (
    "What harm",
    "In what context",
)  # lines of the card that are opened; long, and the same question on another page


def known_layers(release: Release) -> dict[str, str]:
    """What the map can show, by code."""
    return remembered(release, "layers", lambda: layers_of(release))


def map_with_page(release: Release, code: str) -> Finding | None:
    """The map of one layer, and beside it what its page opens with, so that nobody waits for the one and then for the other."""
    finding = finding_of(release, MAP, {"layer": code})
    if finding is not None and isinstance(finding.chart, PlaceMap):
        page_of(release, code, next((c.key for c in finding.chart.circles), ""))
    return finding


def page_of(release: Release, code: str, place: str) -> dict[str, Any]:
    """What the component is sent, worked out once for each layer and place."""
    return remembered(release, ("places page", code, place), lambda: places_page(release, layer_code=code, place=place))


def places_page(release: Release, *, layer_code: str, place: str) -> dict[str, Any]:
    """What the component is sent for one layer and one place."""
    finding = finding_of(release, MAP, {"layer": layer_code})
    if finding is None:
        return page_data((), release)
    blocks = [
        finding_block(
            finding, release, order=1, layers=layers_html(*_kinds(release, layer_code), _within(release, layer_code))
        )
    ]
    if isinstance(finding.chart, PlaceMap):
        card = finding_of(release, "place-card", {"place": place}) if place else None
        listed = _list(release, finding.chart, place) or _areas(
            finding
        )  # without a list the map would take the whole page
        blocks.append(Block("places", listed, "side", 2))
        blocks.append(Block("card", _card(card, place) if card else "", "side", 3))
    return page_data(tuple(b for b in blocks if b.html), release)


def places_of(chart: PlaceMap) -> dict[str, str]:
    """Every place that can be chosen: the circles, then the hexagons by name."""
    hexagons = {p.key: p.name for p in chart.grids[0].places if p.key} if chart.grids else {}
    return {c.key: f"{c.number}. {c.name}" for c in chart.circles} | dict(
        sorted(hexagons.items(), key=lambda each: each[1])
    )


def _kinds(release: Release, chosen: str) -> tuple[dict[str, str], str]:
    """Each kind of layer by the first of its kind, or by the one that is chosen."""
    known = known_layers(release)
    found: dict[str, str] = {}
    current = ""
    for kind, title in KINDS.items():
        own = [code for code in known if code.partition(":")[0] == kind]
        if own:
            code = chosen if chosen in own else own[0]
            found[code] = title or known[code]
            current = code if code == chosen else current
    return found, current


def _within(release: Release, chosen: str) -> dict[str, str]:
    """The layers of the kind that is chosen, where it has several and is one of the map's own: code → what sets it apart."""
    kind = chosen.partition(":")[0]
    own = {code: name for code, name in known_layers(release).items() if code.partition(":")[0] == kind}
    if kind not in KINDS or len(own) < FEW:
        return {}
    return {code: capital(name.partition(APART[kind])[2]) for code, name in own.items()}


def _list(release: Release, chart: PlaceMap, chosen: str) -> str:
    known = places_of(chart)
    each = [(name, key) for key, name in known.items()] + _on_the_ground(chart)
    names = "".join(f'<option value="{markup(name)}" data-key="{markup(key)}"></option>' for name, key in each)
    find = (
        f'<label class="silent" for="find-place">{FIND}</label><input id="find-place" class="find" list="all-places" placeholder="{FIND}" autocomplete="off"><datalist id="all-places">{names}</datalist>'
        if known
        else ""
    )
    if not chart.circles:
        return find
    first = chosen if chosen in {c.key for c in chart.circles} else chart.circles[0].key
    of = {c.key: c.circle for c in clusters(release)}
    parts = [
        (title, [c for c in chart.circles if of[c.key].is_one_place is is_single])
        for title, is_single in (("More than chance explains", False), ("Many at one place", True))
    ]
    lists = "".join(
        f'<div class="heads"><h3>{title}</h3><small>recorded against expected</small></div>'
        f'<ol class="circles">{"".join(_row(c, chosen, is_stop=c.key == first) for c in circles)}</ol>'
        for title, circles in parts
        if circles
    )
    return f'{find}{lists}<p class="note">{markup(chance_sentence(list(of.values())))}</p>'


def _areas(finding: Finding) -> str:
    """What is drawn in pieces that cannot be chosen, as a list: each with its figures, as the table has them."""
    if finding.table is None:
        return ""
    written = finding.table.written()
    head, *figures = (column.name for column in finding.table.columns)
    used = [
        n for n, _ in enumerate(figures, 1) if any(row[n] for row in written)
    ]  # a column that says nothing of any is none
    figures = [figures[n - 1] for n in used]
    rows = "".join(
        f"<div><dt>{markup(row[0])}</dt><dd>{markup(_beside(figures, [row[n] for n in used]))}</dd></div>"
        for row in written
    )
    told = "" if len(figures) > FEW else "; ".join(figures)
    heads = f'<div class="heads"><h3>{markup(head.capitalize())}</h3><small>{markup(told)}</small></div>'
    scrolled = f' tabindex="0" role="group" aria-label="{markup(head.capitalize())}"' if len(written) > LONG else ""
    return f'<div class="spot wide">{heads}<dl{scrolled}>{rows}</dl></div>'


def _beside(heads: list[str], said: list[str]) -> str:
    """Figures of a row; where they are more than a reader keeps in mind, each behind its name."""
    if len(heads) <= FEW:
        return "; ".join(said)
    return " · ".join(f"{head} {text}" for head, text in zip(heads, said, strict=True) if text)


def _on_the_ground(chart: PlaceMap) -> list[tuple[str, str]]:
    """Towns and stations, each with the hexagon that it lies in."""
    cells = [(p.key, shapely.union_all([shapely.Polygon(r) for r in p.rings])) for p in chart.grids[0].places if p.key] if chart.grids else []  # fmt: skip
    found = [(n.text, next((k for k, cell in cells if cell.covers(shapely.Point(n.at))), "")) for n in chart.under.names if n.text]  # fmt: skip
    return sorted({name: key for name, key in found if key}.items())


def _row(circle: Circle, chosen: str, *, is_stop: bool) -> str:
    count, _, times = circle.said.rpartition(", ")
    n, _, rest = count.partition(" ")
    return (
        f'<li><button type="button" data-place="{markup(circle.key)}" aria-pressed="{"true" if circle.key == chosen else "false"}" tabindex="{0 if is_stop else -1}">'
        f'<i aria-hidden="true">{circle.number}</i><span>{markup(circle.name)}</span><span class="right"><b>{markup(n)}</b> {markup(rest)}<br><small>{markup(times)}</small></span></button></li>'
    )


def _card(card: Finding, place: str) -> str:
    lines = card.result if isinstance(card.result, tuple) else ()
    known = [line for line in lines if isinstance(line, Line)]
    rows, behind = (
        "".join(_line(line) for line in known if (line.what in MORE) is is_more) for is_more in (False, True)
    )
    caveat = f'<p class="note">{markup(" ".join(card.about.caveats))}</p>'
    more = f"<details><summary>{' · '.join(MORE)}</summary><dl>{behind}</dl>{caveat}</details>" if behind else caveat
    return (
        f'<div class="spot" data-chosen="{markup(place)}" data-answered="{markup(place)}" aria-live="polite"><div class="heads"><h3>{markup(card.title)}</h3><small>{markup(card.subtitle)}</small></div>'
        f"<dl>{rows}</dl>{more}</div>"
    )


def _line(line: Line) -> str:
    strong = f"<b>{markup(line.strong)}</b> " if line.strong else ""
    link = links_html((line.link,)) if line.link else ""
    return f"<div><dt>{markup(line.what)}</dt><dd>{strong}{markup(line.said)}{link}</dd></div>"
