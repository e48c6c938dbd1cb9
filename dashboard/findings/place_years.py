"""One year by districts on the map: two of them beside each other compare two periods."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.cache import remembered
from dashboard.ask.months import Months, MonthsAnswer
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of
from dashboard.findings.place_ground import base_ground, schematic, with_shapes
from dashboard.findings.unanswered import unanswered
from dashboard.maps.drawn import by_own_average, own_average_legend, picture
from dashboard.maps.outline import outline
from dashboard.measures.changes import by_year, times_own_average
from dashboard.words.harm_places import year_sentence
from data_loaders.release import Release

DATASET, MAP = "incidents", "place-map"
BY_DISTRICT = Months(DATASET, across="place_district")
OWN = "Shades compare each district with its own average of all years shown, not with other districts, so two years can be laid beside each other."


def years_of(release: Release) -> dict[str, str]:
    """Whole years of the view of districts, the latest first: first day → what it is called. None where there is but one."""
    _, rows = _years(release)
    named = {f"{row.year:%Y-%m-%d}": _span(row.year, row.year_end) for row in rows.drop_duplicates("year").itertuples()}
    return named if len(named) > 1 else {}


def year_map(release: Release, year: str) -> Finding:
    """Incidents by district in the twelve months that begin on this day."""
    evidence, rows = _years(release)
    title = f"Incidents by district, {years_of(release).get(year, year)}"
    first = pd.Timestamp(year)
    own = rows[rows["year"] == first]
    if not evidence.is_shown:
        return unanswered(release, evidence, key=MAP, title=title)
    if own.empty:
        reason = "The release shows no whole year that begins on this day."
        return nothing_finding(release, key=MAP, title=title, reason=reason)
    drawn = with_shapes(release, own).set_index("area_block").loc[own["area_block"]].reset_index()
    drawn = drawn.assign(
        times=own["times"].to_numpy(), step=own["step"].to_numpy(), shapes=[(outline(p),) for p in drawn["pieces"]]
    )
    texts = [f"{n:,} incidents, {t:.2f} times its own average" for n, t in zip(drawn["n"], drawn["times"], strict=True)]
    before = rows.loc[rows["year"] == first - pd.DateOffset(years=1), "n"]
    span = _span(first, own["year_end"].iloc[0])
    headline = year_sentence(int(own["n"].sum()), int(before.sum()) if len(before) else None, evidence.counts, span)
    return Finding(
        key=MAP,
        title=title,
        headline=headline,
        table=pd.DataFrame({"district": own["area"], evidence.counts: own["n"], "times its own average": own["times"].round(2)}),
        figure=picture(base_ground(release), by_own_average(drawn.assign(text=texts)), own_average_legend()),
        alt=f"Map of incidents by district, {span}. {headline} The table holds every district and figure.",
        notes=(f"{span}.", *(f"Not on the map: {r.area}, {r.n:,} incidents." for r in drawn.itertuples() if not r.shapes[0])),
        caveats=(evidence.sentence, OWN, "One year differs from the next by chance too.", schematic(release)),
        definition="A district is made of whole places and follows the borders of areas only roughly.",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def _years(release: Release) -> tuple[MonthsAnswer, pd.DataFrame]:
    """The view of districts and its whole years, each count beside its own average; made once for a release."""
    return remembered(release, "district years", lambda: _made(ask(release, BY_DISTRICT)))


def _made(evidence: MonthsAnswer) -> tuple[MonthsAnswer, pd.DataFrame]:
    return evidence, times_own_average(by_year(evidence.frame))


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return f"{start:%B %Y} to {end:%B %Y}"
