"""Who took part in a survey, beside the young people who live there, and what may be biased by it."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.survey import SPLIT_TITLES, survey_table
from dashboard.figures.part import part_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.measures.survey_estimates import took_part
from dashboard.words.survey import part_sentence
from data_loaders.release import Release

TITLES = {**SPLIT_TITLES, "age": "Age"}
BIAS = (
    "Those who did not take part may answer otherwise: pupils who are often absent, who are taught elsewhere, who left school, or "
    "who could not read the questions are seldom reached by a survey in schools, and may have met more harm than others.",
    "Weights make groups count by their share; they cannot make up for those of a group who were not reached.",
    "A small group’s figures are joined with others, so what is particular to it does not show.",
)


def part_splits(release: Release, survey: str, wave: str) -> dict[str, str]:
    rows = survey_table(release, "part", survey)
    own = [s for s in dict.fromkeys(rows.loc[rows["wave"] == wave, "split"]) if s != "all"]
    return {s: TITLES.get(s, s.title()) for s in sorted(own, key=lambda s: s not in ("LOCALITY", "age"))}


def who_took_part(release: Release, survey: str, wave: str, split: str) -> Finding:
    """Pupils by group: their share of those who took part, weighted, and of the young people who live there."""
    title = "Who took part, and for how many they stand"
    part = survey_table(release, "part", survey)
    rows = took_part(
        part[(part["wave"] == wave) & (part["split"] == split)].sort_values("position", kind="stable")
    ).reset_index(drop=True)
    if len(rows) < 2:
        return withheld_finding(
            release, key="survey-part", title=title, reason="Some group would be too small to show."
        )
    whole = part[(part["wave"] == wave) & (part["split"] == "all")]
    total = f"{int(whole['pupils'].iloc[0]):,} pupils took part. " if len(whole) else ""
    headline = f"{total}{part_sentence(rows)}"
    table = pd.DataFrame(
        {
            "group": rows["label"],
            "pupils": rows["pupils"],
            "share of pupils (%)": rows["sample_pct"],
            "weighted share (%)": rows["weighted_pct"],
        }
    )
    if rows["population"].notna().all():
        table = table.assign(**{"young people": rows["population"].astype(int), "share of young people (%)": rows["population_pct"],
                                "pupils per 100 young people": rows["response_pct"].round(1)})  # fmt: skip
    return Finding(
        key="survey-part", title=title, headline=headline, table=table, figure=part_figure(rows),
        alt=f"Dots: share of pupils, weighted share and share of young people, by {TITLES.get(split, split).lower()}. {headline} The table holds every figure.",
        notes=(f"Wave {wave}.", *BIAS),
        caveats=("Young people are those of the population file, of the ages that were surveyed; a stage at school spans two ages, so ages are compared only roughly.",),
        definition="A pupil took part who has a row in the survey, whether or not every question was answered.",
        source=source_of(release), question=f"{title}, wave {wave}, by {TITLES.get(split, split).lower()}", release_id=release.id,
    )  # fmt: skip
