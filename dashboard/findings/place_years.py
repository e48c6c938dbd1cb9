"""One year by districts on the map, each district against its own average: two of them can be laid beside each other."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.cache import remembered
from dashboard.ask.months import Months, MonthsAnswer
from dashboard.charts.palette import MAP_CLASSES, Role
from dashboard.charts.place_map import Grid, Key, Place, PlaceMap, rings_of
from dashboard.charts.table import Table, heads
from dashboard.findings.by_area import verdicts_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.place_ground import schematic, under, with_shapes
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.changes import AVERAGE_LIMITS, by_year, times_own_average
from dashboard.measures.outline import outline, parsed
from dashboard.words.course import areas_title
from dashboard.words.format import classes_in_words, count, hundredth, months
from dashboard.words.harm_places import year_total
from dashboard.words.number_format import COUNT, HUNDREDTH
from dashboard.words.places_when import is_elsewhere
from data_loaders.release import Release

DATASET, MAP = "incidents", "place-map"
QUESTION = "How did each district stand against its own average?"
BY_DISTRICT = Months(DATASET, across="place_district")
OWN = "Shades compare each district with its own average of all years shown, not with other districts."
AVERAGE_FILLS: tuple[Role, ...] = (
    "map-less",
    "map-ground",
    *MAP_CLASSES[:3],
)  # less than 0.8 of its own average to 1.6 times and more


def years_of(release: Release) -> dict[str, str]:
    """Whole years of the view of districts, the latest first: first day → what it is called. None where there is but one."""
    _, rows = _years(release)
    named = {
        row.year.date().isoformat(): _span(row.year, row.year_end) for row in rows.drop_duplicates("year").itertuples()
    }
    return named if len(named) > 1 else {}


def latest_year(release: Release) -> pd.DataFrame:
    """Each district in the latest whole year (n, times its own average); nothing where there is but one year to compare."""
    evidence, rows = _years(release)
    if not evidence.is_shown or rows["year"].nunique() < 2:
        return rows.iloc[:0]
    return rows[rows["year"] == rows["year"].max()]


def year_map(release: Release, year: str) -> Finding:
    """Incidents by district in the twelve months that begin on this day."""
    evidence, rows = _years(release)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=MAP, question=QUESTION)
    first = pd.Timestamp(year)
    own = rows[rows["year"] == first]
    if own.empty:
        reason = "The release shows no whole year that begins on this day."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key=MAP, question=QUESTION)
    before = rows.loc[rows["year"] == first - pd.DateOffset(years=1), "n"]
    span, counts = _span(first, own["year_end"].iloc[0]), evidence.counts
    total = year_total(int(own["n"].sum()), int(before.sum()) if len(before) else None, counts)
    title = _title(release, evidence, total, is_latest=first == rows["year"].max())
    places, gone = district_places(release, own, counts)
    columns = heads("district", (counts, COUNT), ("times its own average", HUNDREDTH))
    table = tuple((str(r.area), int(r.n), round(float(r.times), 2)) for r in own.itertuples())
    missing = f" Not on the map: {', '.join(gone)}." if gone else ""
    return Finding(
        MAP, QUESTION, title, f"{span}{f': {total}' if title != total else ''}.{missing}", release.id,
        result=tuple((str(r.area), int(r.n)) for r in own.itertuples()), table=Table(columns, table),
        chart=PlaceMap((Grid(places, own_average_legend(), "Times its own average"),), f"Map of {counts} by district, {span}. {title}.", under(release)),
        bear_in_mind="One year differs from the next by chance too.",
        about=About("A district is made of whole places and follows the borders of areas only roughly.", OWN,
                    tuple(c for c in (evidence.sentence, schematic(release)) if c), source_of(release)),
        links=(Link("Which districts changed", "district-change"),),
    )  # fmt: skip


def _title(release: Release, evidence: MonthsAnswer, total: str, *, is_latest: bool) -> str:
    """Which districts changed, in the words of change by district, of the one year that it is about."""
    verdicts = verdicts_of(evidence.frame, design_effect_of(release, DATASET, split=TIME)) if is_latest else {}
    return areas_title({n: v for n, v in verdicts.items() if not is_elsewhere(n)}, "districts") if verdicts else total


def district_places(release: Release, own: pd.DataFrame, counts: str) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Each district as one outline, and the names of those that have none. own: area_block, area, n, times, step."""
    pieces = with_shapes(release, own).set_index("area_block")["pieces"]
    drawn, gone = [], []
    for row in own.itertuples():
        rings = rings_of(parsed(outline(pieces[row.area_block])))
        if not rings:
            gone.append(str(row.area))
            continue
        said = f"{count(row.n)} {counts}, {hundredth(row.times)} times its own average"
        drawn.append(Place("", str(row.area), said, rings, AVERAGE_FILLS[int(row.step)]))
    return tuple(drawn), tuple(gone)


def own_average_legend() -> tuple[Key, ...]:
    return tuple(
        Key(fill, "plain", words) for fill, words in zip(AVERAGE_FILLS, classes_in_words(AVERAGE_LIMITS), strict=True)
    )


def _years(release: Release) -> tuple[MonthsAnswer, pd.DataFrame]:
    """The view of districts and its whole years, each count beside its own average; made once for a release."""
    return remembered(release, "district years", lambda: _worked(ask(release, BY_DISTRICT)))


def _worked(evidence: MonthsAnswer) -> tuple[MonthsAnswer, pd.DataFrame]:
    return evidence, times_own_average(by_year(evidence.frame))


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return months(start, end)
