"""Places on a map: one layer at a time, each with a table that says all that the map says."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import NONE, Months, MonthsAnswer, leaves_of
from dashboard.charts.place_map import Circle, Grid, Key, Place, PlaceMap, rings_of
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.place_grids import count_grids
from dashboard.findings.place_ground import named, schematic, under, with_shapes
from dashboard.findings.place_scan import HIDDEN, LIVING, NOBODY, Cluster, clusters, has_scan, method_of, why_no_scan
from dashboard.findings.place_strengths import (
    done_map,
    feeling_map,
    feelings_of,
    has_done,
    has_strengths,
    safe_places,
    strength_map,
)
from dashboard.findings.place_years import year_map, years_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.outline import outline, parsed
from dashboard.measures.place_density import known_through
from dashboard.words.format import count, months
from dashboard.words.harm_places import BLAMELESS, placed_sentence, range_title, through_title
from dashboard.words.number_format import COUNT, HUNDREDTH, SHARE, TENTH
from dashboard.words.periods import how_long
from dashboard.words.place_scan import against, chance_sentence, scan_title
from data_loaders.release import Release

DATASET, MAP = "incidents", "place-map"
QUESTION = "Where is harm outside the family recorded more than chance explains?"
SPLITS = {"harm": "Harm", "context": "Context", "agency": "Known through"}
NO_LAYER = "This release does not hold what the map is asked to show."
POOLED = (
    "A place that is split finer is added up on the map: a hexagon can hold several lines of the table, and these can have one name. Hidden "
    "rests are not in the sums. Houses are never shown."
)
INCIDENT = "An incident is one event of harm to a child outside the family, as an agency recorded it."
KNOWN = {"one": ("map-4", "Mostly through one agency"), "others": ("map-2", "Mostly through joined agencies"), "several": ("map-1", "Through several")}  # fmt: skip


def has_places(release: Release) -> bool:
    return any(v.dataset == DATASET and v.name == "place" for v in release.manifest.views)


def layers_of(release: Release) -> dict[str, str]:
    """What the map can show of this release: key of the layer → its title."""
    found = {NONE: "Incidents, and clusters" if has_scan(release) else "Incidents"}
    found |= {f"feeling:{key}": f"How safe young people feel: {title}" for key, title in feelings_of(release).items()}
    found |= {f"year:{start}": f"Districts, {span}" for start, span in years_of(release).items()}
    found |= {"known": "Known through one agency or several"}
    found |= {"done": "What is being done"} if has_done(release) else {}
    found |= {"strengths": "Safe places and guardians"} if has_strengths(release) else {}
    for split, title in SPLITS.items():
        evidence = ask(release, Months(DATASET, across="place", split=split))
        groups = (
            dict(zip(evidence.frame["group_block"], evidence.frame["group"], strict=True)) if evidence.is_shown else {}
        )
        found |= {f"{split}:{block}": f"{title}: {name}" for block, name in groups.items()}
    return found


def layer(release: Release, key: str) -> Finding:
    """The finding of one layer of the map. A paper may ask for a layer that this release does not hold."""
    if key not in layers_of(release):
        return not_to_be_seen(release, State.NOT_COVERED, NO_LAYER, key=MAP, question=QUESTION)
    kind, _, rest = key.partition(":")
    made: dict[str, Callable[[], Finding]] = {
        NONE: lambda: place_map(release), "known": lambda: known_to(release), "feeling": lambda: feeling_map(release, rest),
        "year": lambda: year_map(release, rest), "strengths": lambda: strength_map(release), "done": lambda: done_map(release),
    }  # fmt: skip
    return made[kind]() if kind in made else place_map(release, rest, split=kind)


def place_map(release: Release, block: str = NONE, split: str = "harm") -> Finding:
    """Incidents by place over the time that the view covers; `block` is a published group of the split, or none."""
    selection = Months(DATASET, across="place", split=split) if block != NONE else Months(DATASET, across="place")
    evidence = ask(release, selection)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=MAP, question=QUESTION)
    frame = evidence.frame if block == NONE else evidence.frame[evidence.frame["group_block"] == block]
    rows = with_shapes(release, frame)
    found = clusters(release) if block == NONE else ()
    unit, span = evidence.counts, span_of(evidence)
    group = "" if block == NONE or frame.empty else f": {frame['group'].iloc[0]}"
    grids = count_grids(release, rows, title=f"{unit.capitalize()} in a hexagon", years=_years(evidence), unit=unit)
    ring = (Key("none", "ring", "More than chance"),) if found else ()
    grids = tuple(Grid(g.places, (*g.legend, *ring), g.title, g.note) for g in grids)
    why = why_no_scan(release) if block == NONE else "Only all incidents together are held against chance."
    title = (
        range_title(int(rows["n"].max()), int(rows["n"].min()), unit)
        if why
        else scan_title([c.circle for c in found], how_long(frame["period_start"].min(), frame["period_end"].max()))
    )
    drawn = int(rows.loc[rows["has_shape"], "n"].sum())
    is_named = release.dataset(DATASET).protected == "children"
    caveats = (chance_sentence([c.circle for c in found]) if found else why, *((LIVING, HIDDEN, "" if is_named else NOBODY) if found else ()),
               evidence.sentence, POOLED, schematic(release))  # fmt: skip
    return Finding(
        MAP, QUESTION if not group else f"Where are incidents recorded{group}?", title, placed_sentence(int(rows["n"].sum()), drawn, unit, span), release.id,
        result=tuple((c.name, c.circle.n, round(c.circle.times, 1)) for c in found), table=_table(rows, found, unit),
        chart=PlaceMap(grids, f"Map of {unit} by place{group}. {title}. The table holds every place and figure.", under(release), _circles(found), safe_places(release)[0]),
        bear_in_mind=BLAMELESS, links=(Link("Which next?", "places-next"), Link("Felt unsafe", "known-harm")),
        about=About(INCIDENT, method_of(release) if found else "", tuple(c for c in caveats if c), source_of(release)),
    )  # fmt: skip


def _circles(found: tuple[Cluster, ...]) -> tuple[Circle, ...]:
    return tuple(Circle(c.key, c.number, (c.lon, c.lat), c.km, c.name, against(c.circle)) for c in found)


def _table(rows: pd.DataFrame, found: tuple[Cluster, ...], unit: str) -> Table:
    """The circles first, then every published place in the order of its name."""
    columns = heads("place", (unit, COUNT), ("expected", TENTH), ("times", TENTH), ("square km", HUNDREDTH))  # fmt: skip
    first = tuple((f"{c.number}. {c.name}", c.circle.n, round(c.circle.expected, 1), round(c.circle.times, 1), None) for c in found)  # fmt: skip
    each = tuple((str(r.area), int(r.n), None, None, None if pd.isna(r.km2) else round(float(r.km2), 2)) for r in rows.sort_values("area", kind="stable").itertuples())  # fmt: skip
    return Table(columns, first + each)


def known_to(release: Release) -> Finding:
    """Which places are known through one agency's records, and which through several."""
    question = "Through whom is a place known?"
    evidence = ask(release, Months(DATASET, across="place", split="agency"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key=MAP, question=question)
    agencies = {block: len(codes - {"NK"}) for block, codes in leaves_of(release, DATASET, "agency").items()}
    rows = known_through(named(release, evidence.frame), agencies=agencies)
    pieces = with_shapes(release, evidence.frame).set_index("area_block")["pieces"]
    places = tuple(
        Place("", str(r.area), f"{count(r.share_pct)} % of {count(r.n)} through {r.through}", rings_of(parsed(outline(pieces[r.area_block]))), KNOWN[str(r.known)][0])
        for r in rows.itertuples()
    )  # fmt: skip
    legend = tuple(Key(fill, "plain", text) for fill, text in KNOWN.values())
    title = through_title(rows)
    columns = heads("place", (evidence.counts, COUNT), "mostly through", ("share", SHARE), "known")  # fmt: skip
    table = tuple((str(r.area), int(r.n), str(r.through), round(float(r.share_pct)), KNOWN[str(r.known)][1].lower()) for r in rows.itertuples())  # fmt: skip
    return Finding(
        MAP, question, title, f"{count(int(rows['n'].sum()))} {evidence.counts}, {span_of(evidence)}. Four in five records make “mostly”.", release.id,
        result=tuple(sorted(rows["known"].value_counts().items())), table=Table(columns, table),
        chart=PlaceMap((Grid(places, legend, "Known through"),), f"Map of places by the agencies through whose records they are known. {title}.", under(release)),
        bear_in_mind="It says whose records tell of a place, not who knows of it.",
        about=About(INCIDENT, caveats=tuple(c for c in (evidence.sentence, schematic(release)) if c), source=source_of(release)),
    )  # fmt: skip


def span_of(evidence: MonthsAnswer) -> str:
    frame = evidence.frame
    return months(frame["period_start"].min(), frame["period_end"].max())


def _years(evidence: MonthsAnswer) -> str:
    frame = evidence.frame
    years = round((frame["period_end"].max() - frame["period_start"].min()).days / 365.25)
    return {1: "one year", 2: "two years", 3: "three years"}.get(years, span_of(evidence))
