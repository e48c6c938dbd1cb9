"""What can be said of one place: each line from the one view that answers it, or that it cannot be shown and where to look."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import shapely

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, Link, source_of, way
from dashboard.findings.harm_places import span_of
from dashboard.findings.place_ground import DATASET, place_shapes
from dashboard.findings.place_scan import cells_of_place, clusters
from dashboard.findings.place_years import latest_year
from dashboard.measures.place_footprint import footprint
from dashboard.measures.place_grid import boundary
from dashboard.measures.places_near import assets_inside, counts_of_blocks, feelings_inside, rows_of_leaf
from dashboard.words.format import count, month
from dashboard.words.place_card import (
    HIDDEN,
    NOT_TWO_YEARS,
    assets_said,
    done_said,
    expected_said,
    feelings_said,
    groups_said,
    how_much,
    lately_said,
)
from dashboard.words.places_when import is_elsewhere
from data_loaders.release import Release

SPLITS = (("agency", "Through whom"), ("harm", "What harm"), ("context", "In what context"))
WHEN = Months(DATASET, across="place_district", split="time_band", also="day_type")
AROUND = (
    "“Around it”: this place was joined with others before it could be split, for one question with more of them than for another. "
    "Each line says of how many its figures are."
)


@dataclass(frozen=True)
class Line:
    """One line of the card. `strong` comes first and is heavier."""

    what: str
    said: str
    strong: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Spot:
    """What was chosen: a circle, or a hexagon of the map."""

    name: str
    cells: frozenset[str]
    blocks: tuple[str, ...]  # published places that lie wholly in it, most first
    expected: float | None = None


def place_card(release: Release, key: str) -> Finding:
    """All lines of one place. The key is that of a circle, or the code of a hexagon."""
    evidence = ask(release, Months(DATASET, across="place"))
    counts = counts_of_blocks(evidence.frame) if evidence.is_shown else pd.Series(dtype="int64")
    spot = spot_of(release, key, counts)
    n = int(counts.reindex(list(spot.blocks)).sum())
    span = span_of(evidence) if evidence.is_shown else ""
    lines = [
        Line("How much", expected_said(spot.expected, span) if spot.expected else span, how_much(n, evidence.counts)),
        *(_split(release, spot, split, title) for split, title in SPLITS), _when(release, spot), _lately(release, spot),
        Line("Young people", feelings_said(feelings_inside(rows_of(release, "safety_maps"), spot.cells))),
        Line("What protects", assets_said(assets_inside(rows_of(release, "assets"), spot.cells))), _done(release, spot),
    ]  # fmt: skip
    places = f"{count(len(spot.blocks))} places together" if len(spot.blocks) > 1 else ""
    return Finding(
        "place-card", f"What is known of {spot.name}?", spot.name, places, release.id, result=tuple(lines),
        table=Table(heads("what", "said"), tuple((x.what, f"{x.strong} {x.said}".strip()) for x in lines)),
        about=About(caveats=(AROUND,), source=source_of(release)),
    )  # fmt: skip


def spot_of(release: Release, key: str, counts: pd.Series) -> Spot:
    circle = next((c for c in clusters(release) if c.key == key), None)
    cells = frozenset(circle.circle.cells) if circle else cells_of_place(release, key)
    known = frozenset(rows_of(release, "places")["leaf"])
    leaves = leaves_of(release, DATASET, "place")
    prints = {b: [footprint(leaf, known) for leaf in leaves[b]] for b in counts.index}
    inside = [b for b, own in prints.items() if all(own) and frozenset().union(*own) <= cells]
    inside.sort(key=lambda b: -int(counts[b]))
    names = dict(zip(place_shapes(release)["block"], place_shapes(release)["name"], strict=True))
    named = next((names[b] for b in inside if not is_elsewhere(names[b])), names[inside[0]] if inside else "This place")
    if circle:
        return Spot(f"{circle.number} · {circle.name}", cells, tuple(inside), circle.circle.expected)
    return Spot(named, cells, tuple(inside))


def leaf_of(release: Release, spot: Spot) -> str:
    return min(leaves_of(release, DATASET, "place")[spot.blocks[0]]) if spot.blocks else ""


def _split(release: Release, spot: Spot, split: str, title: str) -> Line:
    evidence = ask(release, Months(DATASET, across="place", split=split))
    if not evidence.is_shown or not spot.blocks:
        return Line(title, HIDDEN)
    leaves, leaf = leaves_of(release, DATASET, "place"), leaf_of(release, spot)
    own = rows_of_leaf(evidence.frame, leaves, leaf)
    is_here = any(set(leaves[b]) == {leaf} for b in set(evidence.frame["area_block"]) if leaf in leaves[b])
    return Line(title, groups_said([(str(r.group), int(r.n)) for r in own.itertuples()], evidence.counts, is_here=is_here and len(spot.blocks) == 1))  # fmt: skip


def _when(release: Release, spot: Spot) -> Line:
    """Times are published for districts alone."""
    evidence: MonthsAnswer = ask(release, WHEN)
    leaves, leaf = leaves_of(release, DATASET, "place"), leaf_of(release, spot)
    of = next((b for b in sorted(set(evidence.frame["area_block"])) if leaf and leaf in leaves[b]), "")
    if not evidence.is_shown or not of:
        return Line("When", HIDDEN)
    return Line("When", "Too few to show here.", link=Link("Times for the district", way("day-and-time", district=min(leaves[of]))))  # fmt: skip


def _lately(release: Release, spot: Spot) -> Line:
    """The latest year of the district beside its own average: a place that stands out over all years may have had fewer since."""
    leaves, leaf = leaves_of(release, DATASET, "place"), leaf_of(release, spot)
    own = latest_year(release)
    if own.empty:
        return Line("Lately", NOT_TWO_YEARS)
    here = own[[bool(leaf) and leaf in leaves.get(block, ()) for block in own["area_block"]]]
    if here.empty:
        return Line("Lately", HIDDEN)
    row = here.iloc[0]
    said = lately_said(int(row["n"]), float(row["times"]), month(row["year_end"]))
    return Line("Lately", said, link=Link("Changes", way("district-change")))


def _done(release: Release, spot: Spot) -> Line:
    if not len(rows_of(release, "interventions")):
        return Line("Being done", "Nothing was delivered.")
    here = done_here(release, spot)
    said = done_said(
        [(str(r["type"]), "now" if pd.isna(r["end_date"]) else month(r["end_date"])) for _, r in here.iterrows()]
    )
    one = (
        way("one-intervention", intervention=str(here["intervention_id"].iloc[0])) if len(here) == 1 else "did-it-work"
    )
    return Line("Being done", said, link=Link("Before and after", one) if len(here) else None)


def done_here(release: Release, spot: Spot) -> pd.DataFrame:
    """Interventions whose ground lies in some of its hexagons."""
    rows = rows_of(release, "interventions")
    if rows.empty or not spot.cells:
        return rows.iloc[:0]
    ground = shapely.union_all([shapely.Polygon(boundary(cell)) for cell in spot.cells]).buffer(-0.001)
    return rows[[bool(text) and shapely.from_geojson(text).intersects(ground) for text in rows["geometry"]]]
