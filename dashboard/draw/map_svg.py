"""A map as SVG: outside, council, places, ground, circles, names, legend; the same for page, file and paper."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dashboard.charts.palette import FONT, Paint
from dashboard.charts.place_map import HEIGHT, LEFT, WIDTH, Circle, Grid, Key, Place, PlaceMap, Point, Projection, Ring
from dashboard.draw.strokes import Pen
from dashboard.draw.text import colour, markup

LEGEND_LEFT, LEGEND_WIDE, ROW = 13.0, 206.0, 22.0
BADGE = 12.5  # px: half of a number's disc
# A circle was tested by the middles of hexagons of a kilometre; half a hexagon more, and it holds them whole.
HALF_A_CELL_KM = 0.5
ROADS = {"road": ("edge", 2.0), "rail": ("ink2", 1.6), "motorway": ("edge", 3.4)}  # the last is drawn over the others
WATER_AND_PARKS = {"water": "map-water", "park": "map-park"}
BEYOND = 0.32  # of the ink: outside the council a road leads on, and is not what the map is of
EDGES = {"broken": "ink2", "hatched": "rule", "dotted": "ink"}  # "dotted": a strong edge tells it apart without colour
DODGES = (0.0, 26.0, -26.0)  # px down: a name that has no room where it belongs stands a line below or above
NAMES = {"town": (15, 650), "village": (13, 400), "ward": (12, 400), "district": (12, 400), "station": (12, 400)}
LONGEST = {"ward": 20}  # signs: what is called after several places has no room among others


def map_svg(chart: PlaceMap, *, paint: Paint) -> str:
    """The whole map. Each place says itself in `data-said`; finer grids are there and not drawn until asked for."""
    laid = chart.projection()
    pen = Pen(paint)
    parts = [
        pen.rect(0, 0, WIDTH, HEIGHT, "map-outside"), *_beyond(chart, laid, pen), f'<g class="land">{_rings(chart.under.council, laid, "map-ground", paint)}</g>',
        *(_grid(g, n, laid, pen) for n, g in enumerate(chart.grids)), *_ground(chart, laid, pen),
        *(_dot(d.at, d.name, d.said, d.fill, laid, pen) for d in chart.dots),
        *(_circle(c, laid, pen) for c in chart.circles), '<g class="over"></g>', *_names(chart, laid, pen),
        _scale(laid, pen), *_credit(chart, pen), *(_legend(g, n, chart, pen) for n, g in enumerate(chart.grids)),
    ]  # fmt: skip
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" role="img" aria-label="{markup(chart.alt)}" '
        f'font-family="{markup(FONT)}" font-size="13">{pen.hatch()}{"".join(parts)}</svg>'
    )


def course(ring: Ring, laid: Projection, *, closed: bool = True) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(laid.flat, ring)) + ("Z" if closed else "")


def _rings(rings: tuple[Ring, ...], laid: Projection, fill: str, paint: Paint, more: str = "") -> str:
    way = "".join(course(r, laid) for r in rings)
    return f'<path d="{way}" fill="{colour(fill, paint)}" {more}/>' if way else ""


def _grid(grid: Grid, number: int, laid: Projection, pen: Pen) -> str:
    whole = sorted(grid.places, key=lambda p: p.pattern == "broken")  # outlines over the hexagons that they join
    return f'<g class="grid" data-grid="{number}"{_unseen(number)}>{"".join(_place(p, laid, pen) for p in whole)}</g>'


def _unseen(number: int) -> str:
    """Finer grids are drawn when the map is closer."""
    return ' display="none"' if number else ""


def _place(place: Place, laid: Projection, pen: Pen) -> str:
    fill = colour("none" if place.pattern == "broken" else "url(#hatch)" if place.pattern == "hatched" else place.fill, pen.paint)  # fmt: skip
    broken = place.pattern == "broken"
    line = colour(EDGES.get(place.pattern, "surface"), pen.paint)
    look = f'fill="{fill}" stroke="{line}" stroke-width="{1.2 if place.pattern == "plain" else 1.8}"' + (' stroke-dasharray="5 4" pointer-events="stroke"' if broken else "")  # fmt: skip
    key = f' data-place="{markup(place.key)}"' if place.key else ""
    way = "".join(course(r, laid) for r in place.rings)
    return f'<path d="{way}" {look}{key} data-name="{markup(place.name)}" data-said="{markup(place.said)}"/>'


def _beyond(chart: PlaceMap, laid: Projection, pen: Pen) -> Iterator[str]:
    """Roads and railways past the council's edge, faint: land and places are drawn over what lies within."""
    if chart.under.lines:
        yield f'<g class="beyond" opacity="{BEYOND}">{"".join(_ways(chart, laid, pen))}</g>'


def _ground(chart: PlaceMap, laid: Projection, pen: Pen) -> Iterator[str]:
    edge = "".join(course(r, laid) for r in chart.under.council)
    if chart.under.lines:
        yield f'<clipPath id="council"><path d="{edge}"/></clipPath>' if edge else ""
        yield f'<g class="ways"{_within(edge)} pointer-events="none">'
        for line in (x for x in chart.under.lines if x.kind in WATER_AND_PARKS):
            yield _rings(line.rings, laid, WATER_AND_PARKS[line.kind], pen.paint, f'stroke="{colour("before", pen.paint)}" stroke-width="0.8"')  # fmt: skip
        yield from _ways(chart, laid, pen)
        yield from _signs(chart, laid, pen)
        yield "</g>"
    if edge:
        yield f'<path d="{edge}" fill="none" stroke="{colour("ink2", pen.paint)}" stroke-width="1.4" stroke-dasharray="8 3 2 3" pointer-events="none"/>'


def _within(edge: str) -> str:
    return ' clip-path="url(#council)"' if edge else ""


def _ways(chart: PlaceMap, laid: Projection, pen: Pen) -> Iterator[str]:
    """Lesser roads first, so that a motorway crosses over them; a light edge keeps each apart from dark places."""
    for kind, (stroke, width) in ROADS.items():
        way = "".join(
            course(r, laid, closed=False) for line in chart.under.lines if line.kind == kind for r in line.rings
        )
        dash = ' stroke-dasharray="7 4"' if kind == "rail" else ""
        for ink, thick, more in (("surface", width + 1.6, ""), (stroke, width, dash)) if way else ():
            yield f'<path d="{way}" fill="none" stroke="{colour(ink, pen.paint)}" stroke-width="{thick:g}"{more} pointer-events="none"/>'


def _signs(chart: PlaceMap, laid: Projection, pen: Pen) -> Iterator[str]:
    """What a motorway is called, on a plate at its middle."""
    for x, y, half, label in _plates(chart, laid):
        plate = pen.rect(x - half, y - 9, 2 * half, 18, "surface") + pen.text(x, y + 4, [label], ink="ink2")
        yield f'<g class="plate">{plate}</g>'


def _plates(chart: PlaceMap, laid: Projection) -> Iterator[tuple[float, float, float, str]]:
    """Where each plate stands, half its width, and what is on it."""
    for line in (x for x in chart.under.lines if x.kind == "motorway" and x.label):
        way = max(line.rings, key=len, default=())
        inside = [p for p in map(laid.flat, way) if LEFT < p[0] < WIDTH and 0 < p[1] < HEIGHT]
        rings = [(*laid.flat(c.middle), (c.km + HALF_A_CELL_KM) * laid.px_a_km + 2 * BADGE) for c in chart.circles]
        free = [p for p in inside if all(math.dist(p, (x, y)) > far for x, y, far in rings)]
        if not free:
            continue
        (x, y), half = free[len(free) // 3], 5 + 4 * len(line.label)
        yield x, y, half, line.label


def _credit(chart: PlaceMap, pen: Pen) -> Iterator[str]:
    if chart.under.credit:
        yield f'<text class="credit-of-file" x="{WIDTH - 15:g}" y="{HEIGHT - 10:g}" text-anchor="end" font-size="12" fill="{colour("ink2", pen.paint)}">{markup(chart.under.credit)}</text>'


def _dot(at: Point, name: str, said: str, fill: str, laid: Projection, pen: Pen) -> str:
    x, y = laid.flat(at)
    return (
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{colour(fill, pen.paint)}" stroke="{colour("surface", pen.paint)}" '
        f'stroke-width="1.6" data-name="{markup(name)}" data-said="{markup(said)}"/>'
    )


def _circle(circle: Circle, laid: Projection, pen: Pen) -> str:
    x, y = laid.flat(circle.middle)
    r = (circle.km + HALF_A_CELL_KM) * laid.px_a_km
    ink, paper = colour("ink", pen.paint), colour("surface", pen.paint)
    bx, by = _badge(circle, laid)
    return (
        f'<g class="circle" data-place="{markup(circle.key)}" data-name="{markup(circle.name)}" data-said="{markup(circle.said)}">'
        f'<circle class="halo" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="none" stroke="{paper}" stroke-width="6" pointer-events="none"/>'
        f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="none" stroke="{ink}" stroke-width="2.4" pointer-events="stroke"/>'
        f'<circle class="badge" cx="{bx:.1f}" cy="{by:.1f}" r="{BADGE}" fill="{ink}" stroke="{paper}" stroke-width="1.6"/>'
        f'<text class="number" x="{bx:.1f}" y="{by + 5:.1f}" text-anchor="middle" font-size="14" font-weight="650" fill="{paper}">{circle.number}</text></g>'
    )


def _badge(circle: Circle, laid: Projection) -> Point:
    x, y = laid.flat(circle.middle)
    r = (circle.km + HALF_A_CELL_KM) * laid.px_a_km
    return x + r * 0.72, y - r * 0.72


def _names(chart: PlaceMap, laid: Projection, pen: Pen) -> Iterator[str]:
    """Names that would run into a number or into one already written are left out: the larger ones are written first."""
    names, written = chart.under.names, set[str]()
    placed = [
        *((*_badge(c, laid), BADGE) for c in chart.circles),
        *((x, y, half) for x, y, half, _ in _plates(chart, laid)),
    ]
    stops = [laid.flat(n.at) for n in names if n.kind == "station"]
    halo = colour("surface", pen.paint)
    for name in sorted(names, key=lambda n: tuple(NAMES).index(n.kind) if n.kind in NAMES else len(NAMES)):
        size, weight = NAMES.get(name.kind, NAMES["village"])
        x, y = laid.flat(name.at)
        if name.kind == "station":
            yield f'<rect class="stop" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{halo}" stroke="{colour("ink", pen.paint)}" stroke-width="1.6" pointer-events="none"/>'
            continue
        half = len(name.text) * size * 0.26
        rows = [
            y + down
            for down in DODGES
            if all(abs(y + down - b) > 18 or abs(x - a) > half + h + 4 for a, b, h in placed)
        ]
        free = [at for at in rows if all(abs(at - b) > 12 or abs(x - a) > half + 6 for a, b in stops)] or rows
        if (
            not free
            or not 0 < x < WIDTH
            or name.text in written
            or len(name.text) > LONGEST.get(name.kind, len(name.text))
        ):
            continue
        written.add(name.text)
        placed.append((x, free[0], half))
        yield (
            f'<text class="name {markup(name.kind)}" x="{x:.1f}" y="{free[0] + 5:.1f}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{colour("ink", pen.paint)}" '
            f'paint-order="stroke" stroke="{halo}" stroke-width="4" stroke-linejoin="round" pointer-events="none">{markup(name.text)}</text>'
        )


def _scale(laid: Projection, pen: Pen) -> str:
    """A bar of a round length, at most a sixth of the map."""
    km = max((k for k in (0.5, 1, 2, 5, 10, 20, 50) if k * laid.px_a_km <= WIDTH / 6), default=0.5)
    far = WIDTH - 15
    ink = colour("ink", pen.paint)
    return (
        f'<g class="scale"><path d="M{far - km * laid.px_a_km:.1f} 628H{far:g}" stroke="{ink}" stroke-width="2"/>'
        f'<text x="{far:g}" y="622" text-anchor="end" fill="{ink}">{km:g} km</text></g>'
    )


def _legend(grid: Grid, number: int, chart: PlaceMap, pen: Pen) -> str:
    """Inside the map, low at the left."""
    keys = (*grid.legend, *chart.dots_legend)
    tall = 30 + (18 if grid.note else 0) + ROW * len(keys) + 6
    top = HEIGHT - 13 - tall
    ink, ink2 = colour("ink", pen.paint), colour("ink2", pen.paint)
    parts = [
        f'<rect x="{LEGEND_LEFT}" y="{top:.1f}" width="{LEGEND_WIDE}" height="{tall:.1f}" rx="6" fill="{colour("surface", pen.paint)}" stroke="{colour("rule", pen.paint)}"/>',
        f'<text x="{LEGEND_LEFT + 13}" y="{top + 22:.1f}" font-size="14" font-weight="650" fill="{ink}">{markup(grid.title)}</text>',
    ]
    y = top + 32
    if grid.note:
        parts.append(f'<text x="{LEGEND_LEFT + 13}" y="{top + 40:.1f}" fill="{ink2}">{markup(grid.note)}</text>')
        y += 18
    for key in keys:
        parts += [sign(key, LEGEND_LEFT + 13, y, pen), f'<text x="{LEGEND_LEFT + 49}" y="{y + 13:.1f}" font-size="14" fill="{ink}">{markup(key.text)}</text>']  # fmt: skip
        y += ROW
    return f'<g class="keys" data-grid="{number}"{_unseen(number)}>{"".join(parts)}</g>'


def sign(key: Key, x: float, y: float, pen: Pen) -> str:
    """What stands before the words of a legend."""
    ink = colour("ink", pen.paint)
    if key.pattern == "ring":
        return f'<circle cx="{x + 13}" cy="{y + 8:.1f}" r="7.5" fill="none" stroke="{ink}" stroke-width="2.4"/>'
    if key.pattern == "point":
        return f'<circle cx="{x + 13}" cy="{y + 8:.1f}" r="5.5" fill="{colour(key.fill, pen.paint)}"/>'
    fill = "url(#hatch)" if key.pattern == "hatched" else "none" if key.pattern == "broken" else colour(key.fill, pen.paint)  # fmt: skip
    dash = ' stroke-dasharray="5 4"' if key.pattern == "broken" else ""
    line = colour(EDGES.get(key.pattern, "rule"), pen.paint)
    return f'<rect x="{x}" y="{y:.1f}" width="26" height="16" fill="{fill}" stroke="{line}"{dash}/>'
