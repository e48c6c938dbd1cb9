"""Who took part in a survey, beside the young people who live there, and what may be biased by it."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.survey import ALL_SPLIT, split_titles, survey_table
from dashboard.charts.rows import BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.survey_estimates import took_part
from dashboard.words.form import name_and_rest
from dashboard.words.format import count, percent
from dashboard.words.number_format import COUNT, SHARE_TENTH, TENTH
from dashboard.words.survey import part_title
from data_loaders.release import Release

QUESTION = "Whom did the survey reach?"
NEARLY = 0.1  # a tenth above or below its share: less is said by the ages that a stage at school spans
BIAS = (
    "Those who did not take part may answer otherwise: pupils who are often absent, who are taught elsewhere, who left school, or who "
    "could not read the questions. A survey in schools seldom reaches them, and they may have met more harm.",
    "Each pupil counts once, so a group that took part less than others counts for less than its share of the young people.",
    "Small groups are joined with others, so what is particular to them does not show.",
    "A stage at school spans two ages, so ages are compared only roughly.",
)


def part_splits(release: Release, survey: str, wave: str) -> dict[str, str]:
    rows = survey_table(release, "part", survey)
    own = [s for s in dict.fromkeys(rows.loc[rows["wave"] == wave, "split"]) if s != ALL_SPLIT]
    titles = split_titles(release)
    return {s: titles.get(s, s.title()) for s in sorted(own, key=lambda s: s not in ("LOCALITY", "age"))}


def who_took_part(release: Release, survey: str, wave: str, split: str) -> Finding:
    """Pupils by group: their share of those who took part, and of the young people who live there."""
    part = survey_table(release, "part", survey)
    own = part[(part["wave"] == wave) & (part["split"] == split)].sort_values("position", kind="stable")
    rows = took_part(own).reset_index(drop=True)
    if len(rows) < 2:
        return not_to_be_seen(release, State.HIDDEN, "Some group would be too small to show.", key="survey-part", question=QUESTION)  # fmt: skip
    whole = part[(part["wave"] == wave) & (part["split"] == ALL_SPLIT)]
    few, many = rows.loc[rows["ratio"] < 1 - NEARLY, "label"], rows.loc[rows["ratio"] > 1 + NEARLY, "label"]
    title = part_title(int(whole["pupils"].iloc[0]) if len(whole) else None, list(few), list(many))
    has_people = bool(rows["population"].notna().all())
    high = float(rows[["sample_pct", "population_pct"]].max(axis=None)) * 1.05
    scale = Column("Share", 330, low=0, high=high, ticks=((0, "0"), (high, percent(high))))
    columns = (Column(split_titles(release).get(split, split)), scale, Column("Pupils", 80, "right"), Column("Of every 100 young people", 150, "right"))  # fmt: skip
    mark = "Ring: young people who live there. Dot: pupils." if has_people else "Dot: pupils; no population was delivered to compare with."  # fmt: skip
    return Finding(
        "survey-part", QUESTION, title, f"Share of each group, {wave}. {mark} Disability, ethnicity and care experience are not delivered of pupils.", release.id,
        result=(tuple(few), tuple(many)), table=_table(rows),
        chart=Rows(columns, (Group("", tuple(_row(r) for r in rows.itertuples())),), f"{title}. One row for each group.", 40.0),
        bear_in_mind="Those who were not reached may answer otherwise.",
        about=About("A pupil took part who has a row in the survey, whether or not every question was answered.",
                    "Young people are those of the population file, of the ages that were surveyed.", BIAS, source_of(release)),
    )  # fmt: skip


def _row(row: object) -> Row:
    people, sample = getattr(row, "population_pct", None), float(getattr(row, "sample_pct", 0.0))
    before = None if people is None or people != people else float(people)
    response = float(getattr(row, "response_pct", float("nan")))
    reach = Words("" if response != response else f"{count(response)} took part")
    name, rest = name_and_rest(str(getattr(row, "label", "")))
    return Row((Words(name, note=rest), BeforeLatest(before, sample), Words(count(getattr(row, "pupils", 0))), reach))  # fmt: skip


def _table(rows: pd.DataFrame) -> Table:
    columns = heads("group", ("pupils", COUNT), ("share of pupils", SHARE_TENTH), ("young people", COUNT), ("share of young people", SHARE_TENTH), ("pupils per 100", TENTH))  # fmt: skip
    return Table(columns, tuple(
        (str(r.label), int(r.pupils), float(r.sample_pct), *(_known(v) for v in (r.population, r.population_pct, r.response_pct)))
        for r in rows.itertuples()
    ))  # fmt: skip


def _known(value: float) -> float | None:
    return None if value != value else float(value)
