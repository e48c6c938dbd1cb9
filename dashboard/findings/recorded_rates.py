"""What agencies record by area, per 1,000 young people, wherever it can stand beside an answer of a survey."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.ask.survey import AREA_SPLITS, SurveyQuestion, splits_of
from dashboard.findings.design_effects import design_effect_of
from dashboard.measures.area_rates import area_rates, block_population
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_years
from dashboard.measures.survey_estimates import district_leaves
from data_loaders.release import Release

DISTRICT = {"place": "DISTRICT"}


def recorded_kinds(release: Release) -> dict[str, str]:
    """Datasets that are counted by area, or by the district of a place, with what a page calls them; harm itself before going missing."""
    known = [
        v
        for v in release.manifest.views
        if v.status == "published" and (list(v.dimensions) == ["area"] or v.dimensions == DISTRICT)
    ]
    harm_first = sorted({v.dataset for v in known}, key=lambda name: (name.startswith("missing_"), name))
    return {name: release.dataset(name).title for name in harm_first}


def recorded_levels(release: Release, asking: SurveyQuestion, dataset: str) -> list[str]:
    """Levels of areas at which a dataset can stand beside a question, the coarsest first."""
    asked = splits_of(release, asking)
    return [x for x in AREA_SPLITS[::-1] if x in asked and not recorded_rates(release, dataset, x).empty]


def dataset_is_placed(release: Release, dataset: str) -> bool:
    """Whether a dataset is counted by places, whose districts follow the borders of areas roughly."""
    return not any(list(v.dimensions) == ["area"] for v in release.views(dataset))


def recorded_rates(release: Release, dataset: str, level: str) -> pd.DataFrame:
    """Recorded per 1,000 young people in the latest year of each area, with the average of them all; empty where not shown.

    recorded: how many there are in all, those in none of these areas among them.
    """
    is_placed = dataset_is_placed(release, dataset)
    asked = Months(dataset, split="place", at="DISTRICT") if is_placed else Months(dataset, level)
    frame = ask(release, asked).frame
    if is_placed:
        frame = frame.assign(area=frame["group"], area_block=frame["group_block"])
    years = latest_years(frame, ["area_block", "area"])
    latest = years[years["year"] == "latest"]
    if latest.empty:
        return latest
    leaves = leaves_of(release, dataset, "place" if is_placed else "area")
    leaves = {block: leaves[block] for block in latest["area_block"]}
    if is_placed:
        leaves = district_leaves(rows_of(release, "places"), leaves, rows_of(release, "areas"), level)
    people = block_population(rows_of(release, "population"), leaves, latest["year_end"].iloc[0].year)
    counts = latest.assign(
        population=latest["area_block"].map(people), leaves=latest["area_block"].map(leaves)
    ).dropna()
    if counts.empty:
        return counts
    rows = area_rates(
        counts,
        design_effect=design_effect_of(release, dataset, split="area"),
        seen=overdispersion(cells_of(frame, down="area_block")),
    )
    return rows.assign(average_per_1000=1000 * rows["n"].sum() / rows["population"].sum(), recorded=latest["n"].sum())
