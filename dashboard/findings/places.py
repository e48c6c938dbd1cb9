"""Where: areas by their rate, judged by a funnel and never ranked; and from where to where."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.shapes import Flows, Funnel
from dashboard.charts.table import Table, heads
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.area_rates import area_rates, block_population, funnel_lines, smallest_found, width_of
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_or_whole, latest_years
from dashboard.words import places as words
from dashboard.words.format import months
from dashboard.words.number_format import COUNT, RATE
from data_loaders.release import Release

RATES, FLOW = (
    "Does an area differ by more than its size and chance explain?",
    "Where are children found who go missing from an area?",
)
STEPS = 40  # sizes at which the limits of chance are drawn: a smooth line


def area_funnel(release: Release, dataset: str, level: str) -> Finding:
    """Episodes per 1,000 aged 10–17 in the latest year, for each area of a level."""
    evidence = ask(release, Months(dataset, level))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="funnel", question=RATES)
    years = latest_years(evidence.frame, ["area_block", "area"])
    latest = years[years["year"] == "latest"]
    if len(latest) < 2:
        state, reason = _why_none_is_compared(evidence.frame, level)
        return not_to_be_seen(release, state, reason, key="funnel", question=RATES)
    end = latest["year_end"].iloc[0]
    people = block_population(rows_of(release, "population"), leaves_of(release, dataset, "area"), end.year)
    counts = latest.assign(population=latest["area_block"].map(people))
    if counts["population"].notna().sum() < 2:
        return not_to_be_seen(
            release, State.NOT_DELIVERED, "No population was delivered for these areas.", key="funnel", question=RATES
        )
    spread, effect = (
        overdispersion(cells_of(evidence.frame, down="area_block")),
        design_effect_of(release, dataset, split="area"),
    )
    rows = area_rates(counts, design_effect=effect, seen=spread)
    unknown = sorted(counts.loc[counts["population"].isna(), "area"])
    found_at = smallest_found(rows, dispersion=width_of(effect, spread))
    said = words.funnel_sentence(rows, evidence.counts, not_compared=unknown, is_known=effect is not None, found_at=found_at)  # fmt: skip
    joined = words.joined_areas(level) if are_joined(release, level, latest["area"]) else ""
    title = words.funnel_title(rows, is_known=effect is not None)
    span = months(latest["year_start"].iloc[0], end)
    return Finding(
        "funnel", RATES, title, f"{evidence.counts.capitalize()} per 1,000 aged 10 to 17, by {level.lower()}, {span}. {joined}Shaded: what chance allows.", release.id,
        result=tuple(sorted(rows.loc[rows["is_signal"], "area"])), table=_rates_table(rows, evidence.counts),
        chart=_funnel(rows, funnel_lines(rows, dispersion=width_of(effect, spread)), f"{title}. Areas by their size and rate."),
        bear_in_mind=words.WHERE_FROM, about=About("", said, (evidence.sentence, words.MANY, words.LINES), source_of(release)),
    )  # fmt: skip


def are_joined(release: Release, level: str, shown: Iterable[str]) -> bool:
    """Whether some area stands under another name than one of its own level."""
    areas = rows_of(release, "areas")
    return not set(shown) <= set(areas.loc[areas["area_level"] == level, "area_name"])


def _why_none_is_compared(figures: pd.DataFrame, level: str) -> tuple[State, str]:
    """Areas that were never delivered are not areas that are shown together, and neither is a figure of the whole period."""
    if figures["area_block"].nunique() > 1:
        reason = f"By {level.lower()}, figures are for the whole period only, and no year can be told from it."
        return State.NOT_COVERED, reason
    if level == "COUNCIL":
        return State.NOT_DELIVERED, "No areas within the council were delivered for this release."
    return State.NOT_COVERED, f"By {level.lower()}, there is one figure for all areas, and none to compare it with."


def _funnel(rows: pd.DataFrame, curve: pd.DataFrame, alt: str) -> Funnel:
    """The outer limits at even steps of size."""
    sizes = np.linspace(float(rows["population"].min()) * 0.6, float(rows["population"].max()) * 1.1, STEPS)
    low, high = (_at(curve, side, sizes) for side in ("lower", "upper"))
    limits = tuple(zip((float(s) for s in sizes), low, high, strict=True))
    outside = tuple(int(i) for i in np.flatnonzero(rows["is_signal"].to_numpy()))
    return Funnel(tuple(rows["area"]), tuple(float(v) for v in rows["population"]), tuple(float(v) for v in rows["rate_per_1000"]), limits,
                  float(curve["average"].iloc[0]), "people aged 10 to 17", RATE, alt, outside)  # fmt: skip


def _at(curve: pd.DataFrame, side: str, sizes: np.ndarray) -> list[float]:
    line = curve[[f"{side}_998_population", f"{side}_998_rate"]].dropna().sort_values(f"{side}_998_population")
    least = 0.0 if side == "lower" else None  # at sizes for which one record is within chance, none is too
    return [float(v) for v in np.interp(sizes, line.iloc[:, 0], line.iloc[:, 1], left=least)]


def _rates_table(rows: pd.DataFrame, counts: str) -> Table:
    columns = heads("area", ("people aged 10 to 17", COUNT), (counts, COUNT), ("per 1,000", RATE), ("from", RATE), ("to", RATE), "beyond chance")  # fmt: skip
    ordered = rows.sort_values("area", kind="stable")
    return Table(columns, tuple(
        (str(r.area), int(r.population), int(r.n), float(r.rate_per_1000), float(r.lower_per_1000), float(r.upper_per_1000), "yes" if r.is_signal else "no")
        for r in ordered.itertuples()
    ))  # fmt: skip


def flow(release: Release, dataset: str) -> Finding:
    """From where to where, in the latest year or over the whole time, as far as groups are large enough."""
    evidence = ask(release, Months(dataset, "LOCALITY", split="found_area", at="LOCALITY"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="flow", question=FLOW)
    rows = latest_or_whole(evidence.frame, ["area", "group"])
    title = words.flow_sentence(rows, evidence.counts)
    return Finding(
        "flow", FLOW, title, f"{evidence.counts.capitalize()}: down, missing from; across, found in. {months(rows['year_start'].iloc[0], rows['year_end'].iloc[0])}.",
        release.id, table=_flow_table(rows, evidence), chart=_flows(rows, title), bear_in_mind=words.DOTS,
        about=About("", "", (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def _flows(rows: pd.DataFrame, title: str) -> Flows:
    origins, ends = tuple(dict.fromkeys(rows["area"])), tuple(dict.fromkeys(rows["group"]))
    counts = {(r.area, r.group): float(r.n) for r in rows.itertuples()}
    return Flows(
        origins,
        ends,
        tuple(tuple(counts.get((o, e)) for e in ends) for o in origins),
        f"{title}. From each area to each.",
    )


def _flow_table(rows: pd.DataFrame, evidence: MonthsAnswer) -> Table:
    columns = heads("missing from", "found in", (evidence.counts, COUNT))
    return Table(columns, tuple((str(r.area), str(r.group), int(r.n)) for r in rows.itertuples()))
