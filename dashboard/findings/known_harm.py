"""Known and unknown harm: where pupils feel unsafe, beside what agencies record in the same areas."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.ask.survey import ALL_SPLIT, AREA_SPLITS, SurveyQuestion, block_leaves, splits_of
from dashboard.figures.felt_recorded import felt_recorded_figure
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.area_rates import area_rates, block_population
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_years
from dashboard.measures.survey_estimates import district_leaves, felt_and_recorded, same_areas, unsafe_by_area
from dashboard.words.known_harm import CAVEATS, case_notes, case_sentence
from data_loaders.release import Release

KEY, TITLE = "known-harm", "Felt and recorded, area by area"
DISTRICT = {"place": "DISTRICT"}
DISTRICTS = "Incidents are counted by districts of places, which follow the borders of areas roughly; those whose place is not known stand with one of them."


def recorded_kinds(release: Release) -> dict[str, str]:
    """Datasets that are counted by area, or by the district of a place, with what a page calls them."""
    known = [
        v
        for v in release.manifest.views
        if v.status == "published" and (list(v.dimensions) == ["area"] or v.dimensions == DISTRICT)
    ]
    return {v.dataset: release.dataset(v.dataset).title for v in known}


def recorded_levels(release: Release, asking: SurveyQuestion, dataset: str) -> list[str]:
    """Levels of areas at which a dataset can stand beside a question, the coarsest first."""
    asked = splits_of(release, asking)
    return [x for x in AREA_SPLITS[::-1] if x in asked and not recorded_rates(release, dataset, x).empty]


def known_harm(release: Release, asking: SurveyQuestion, dataset: str) -> Finding:
    """`asking.split` is a level of areas; the question is one about feeling safe somewhere."""
    found = ask(release, asking)
    if not found.is_shown:
        return unanswered(release, found, key=KEY, title=TITLE)
    rates, counts = recorded_rates(release, dataset, asking.split), release.dataset(dataset).counts
    felt = unsafe_by_area(found.sides, found.differences)
    if felt.empty or rates.empty:
        reason = "Too few pupils answered on the bad end of the scale, or no year is covered, to compare these areas."
        return withheld_finding(release, key=KEY, title=TITLE, reason=reason)
    pairs = same_areas(block_leaves(release, asking), dict(zip(rates["area_block"], rates["leaves"], strict=True)))
    rows = felt_and_recorded(felt, rates.assign(block=rates["area_block"].map(pairs)))
    if rows.empty:
        return withheld_finding(
            release, key=KEY, title=TITLE, reason="The survey and the records are not shown for the same areas."
        )
    rows = rows.sort_values("label", kind="stable").reset_index(drop=True)
    unsafe = " or ".join(found.bands.loc[found.bands["side"] == "negative", "label"]).lower()
    whole = ask(release, SurveyQuestion(asking.survey, asking.wave, asking.question, ALL_SPLIT)).sides
    average = float(whole.loc[whole["side"] == "negative", "share_pct"].iloc[0])
    span = f"{rates['year_start'].iloc[0]:%B %Y} to {rates['year_end'].iloc[0]:%B %Y}"
    headline = case_sentence(rows)
    recorded = f"{counts} per 1,000 aged 10–17, {span}"
    table = pd.DataFrame({"area": rows["label"], f"{unsafe} (%)": rows["share_pct"], "felt from": rows["lower_pct"], "felt to": rows["upper_pct"],
                          f"{counts} per 1,000": rows["rate_per_1000"].round(1), "recorded from": rows["lower_per_1000"].round(1),
                          "recorded to": rows["upper_per_1000"].round(1), "case": rows["case"]})  # fmt: skip
    return Finding(
        key=KEY, title=TITLE, headline=headline, table=table,
        figure=felt_recorded_figure(rows, felt=f"{unsafe}: {found.question['short']}", recorded=recorded, average_felt=average),
        alt=f"Areas as points: pupils who feel {unsafe} across, {recorded} up, both with intervals. {headline} The table holds every figure.",
        notes=case_notes(rows), caveats=(*CAVEATS, DISTRICTS if dataset_is_placed(release, dataset) else "", found.interval),
        definition=f"The question: {found.question['wording']} Wave {asking.wave}; shares are of those who {found.base if found.base == 'answered' else 'were asked'}.",
        source=source_of(release), question=f"{found.question['wording']} beside {recorded}", release_id=release.id,
    )  # fmt: skip


def dataset_is_placed(release: Release, dataset: str) -> bool:
    """Whether a dataset is counted by places, whose districts follow the borders of areas roughly."""
    return not any(list(v.dimensions) == ["area"] for v in release.views(dataset))


def recorded_rates(release: Release, dataset: str, level: str) -> pd.DataFrame:
    """Recorded per 1,000 young people in the latest year of each area, with the average of them all; empty where not shown."""
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
    return rows.assign(average_per_1000=1000 * rows["n"].sum() / rows["population"].sum())
