"""A count by area, the year before and the latest: rings and dots, counts, and a verdict in a word for each area."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.answer import Reason
from dashboard.ask.asking import ask
from dashboard.ask.months import ALL, Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.course import is_monthly, no_course, verdict_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of, state_of
from dashboard.findings.judgement import typed_verdict
from dashboard.findings.measure import judged
from dashboard.findings.reasons import WHY
from dashboard.measures.area_rates import block_population
from dashboard.measures.changes import year_changes
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.latest_year import latest_years, years_side_by_side
from dashboard.measures.verdict import WIDE, Answer, Direction, Doubt, Estimate, Kind, Level, Verdict
from dashboard.words.course import areas_title, no_change_rule
from dashboard.words.form import name_and_rest
from dashboard.words.format import count, month
from dashboard.words.number_format import COUNT, RATE, SHARE
from dashboard.words.standing import standing_of, verdict_word
from dashboard.words.vocabulary import Standing
from data_loaders.release import Release

QUESTION, TOGETHER = "Where?", "All"
NO_CHANGE = no_change_rule(WIDE)
AS_RECORDED = "Both years stand as they were recorded, each in its own way: they are not compared."
LEVELS = {"LOCALITY": "localities", "COMMUNITY": "communities", "WARD": "wards"}


def areas_finding(release: Release, dataset: str, *, chosen: str = "", level: str = "LOCALITY") -> Finding:
    """Each area's latest year beside the one before; a row asks for its area."""
    evidence = ask(release, Months(dataset, level))
    whole = ask(release, Months(dataset))
    if not evidence.is_shown:
        is_published = evidence.view is not None or evidence.reason is not Reason.NOT_COVERED
        reason, state = evidence.why if is_published else f"{whole.counts.capitalize()} are published for all of the council alone.", state_of(evidence)  # fmt: skip
        return Finding("areas", QUESTION, "Not shown by area", "", release.id, state, reason, links=(WHY,))  # fmt: skip
    years = latest_years(evidence.frame, ["area_block", "area"])
    if set(years["year"]) != {"latest", "before"}:
        reason = (
            f"By {LEVELS.get(level, level.lower())}, figures reach over too long a time for two years to be compared."
        )
        return Finding("areas", QUESTION, "Not compared by area yet", "", release.id, State.NOT_COVERED, reason, links=(Link("Rates by area", "missing-where"),))  # fmt: skip
    of_all = _of_all(release, whole)
    verdicts = area_verdicts(release, dataset, level)
    counts = years_side_by_side(years, ["area_block", "area"]).sort_index(level="area")
    people = _people(release, dataset, years)
    rows = [_row(str(area), int(r["before"]), int(r["latest"]), people.get(str(block)), verdicts[str(area)],
                 key=str(block), is_chosen=str(block) == chosen) for (block, area), r in counts.iterrows()]  # fmt: skip
    total = _total(of_all, counts, sum(people.values()) if len(people) == len(counts) else None)
    rates = [v for row in [*rows, total] for v in _rates(row) if v is not None]
    mean = _rates(total)[1]
    high = max(rates, default=1.0) * 1.02
    strip = Column("Per 1,000 aged 10 to 17", 104, low=0, high=high, reference=mean,
                   ticks=((0, "0"), *(((mean, f"all {count(mean)}"),) if mean else ()), (high, count(high))))  # fmt: skip
    what = evidence.counts.split()[-1]
    columns = (Column(LEVELS.get(level, level).capitalize()), strip, Column(what.capitalize(), align="right"), Column("Change", 124))  # fmt: skip
    title = areas_title(verdicts, LEVELS.get(level, level.lower()))
    ends = {str(r.year): r.year_end for r in years.itertuples()}
    subtitle = f"{what.capitalize()} per 1,000 aged 10 to 17. Ring: year to {month(ends['before'])}. Dot: year to {month(ends['latest'])}."
    return Finding(
        "areas", QUESTION, title, subtitle, release.id, result=(*verdicts.items(), (TOGETHER, of_all)),
        table=_table(counts, people, verdicts, total), chart=Rows(columns, (Group("", (*rows, total)),), f"{title}. Choose a row to show that area."),
        bear_in_mind=AS_RECORDED if of_all.answer is Answer.RECORDING_CHANGED else "",
        about=About(method=f"Each area’s latest year against the one before, widened by how much areas vary; no order of merit. {NO_CHANGE}", source=source_of(release)),
    )  # fmt: skip


def _people(release: Release, dataset: str, years: pd.DataFrame) -> dict[str, float]:
    if not len(rows_of(release, "population")):
        return {}
    end = years.loc[years["year"] == "latest", "year_end"].iloc[0]
    found = block_population(rows_of(release, "population"), leaves_of(release, dataset, "area"), end.year)
    return {str(block): float(n) for block, n in found.items() if pd.notna(n) and block in set(years["area_block"])}


def area_verdicts(release: Release, dataset: str, level: str) -> dict[str, Verdict]:
    """The verdict of each area of a level, by its name; empty where two years cannot be compared."""
    evidence = ask(release, Months(dataset, level))
    return verdicts_within(release, dataset, evidence.frame) if evidence.is_shown else {}


def verdicts_within(release: Release, dataset: str, frame: pd.DataFrame) -> dict[str, Verdict]:
    """Of each area, or of each group in the column of areas. Whoever records otherwise does so in every one of them."""
    verdicts = verdicts_of(frame, design_effect_of(release, dataset, split=TIME))
    if _of_all(release, ask(release, Months(dataset))).answer is not Answer.RECORDING_CHANGED:
        return verdicts
    return {area: _recorded_otherwise(v) for area, v in verdicts.items()}


def verdicts_of(frame: pd.DataFrame, effect: DesignEffect | None) -> dict[str, Verdict]:
    """One for each area: changed beyond chance, not, or a range too wide to say."""
    return {str(r.area): _verdict(r) for r in year_changes(frame, design_effect=effect).dropna().itertuples()}


def _verdict(row: object) -> Verdict:
    before, latest, ratio, lower, upper = (float(getattr(row, n)) for n in ("before", "latest", "ratio", "lower", "upper"))  # fmt: skip
    return judged(
        Estimate(ratio, lower, upper), latest=Level(latest, "latest year"), before=Level(before, "year before"),
        is_beyond=bool(getattr(row, "is_beyond_chance", False)), good_end=Direction.NEITHER, kind=Kind.YEAR_ON_YEAR,
    )  # fmt: skip


def _recorded_otherwise(verdict: Verdict) -> Verdict:
    """What is said of the whole council, in the same word; a change of the area alone would be one of how it records."""
    why = "Recording changed between the two years."
    return Verdict(Answer.RECORDING_CHANGED, verdict.kind, latest=verdict.latest, before=verdict.before, why=why)


def _row(area: str, before: int, latest: int, people: float | None, verdict: Verdict, *, key: str, is_chosen: bool) -> Row:  # fmt: skip
    rates = BeforeLatest(*(n / people * 1000 if people else None for n in (before, latest)))
    name, rest = name_and_rest(area)
    return Row((Words(name, note=rest), rates, _pair(before, latest), standing_of(verdict)), key, is_chosen=is_chosen)


def _pair(before: int, latest: int) -> Words:
    return Words("", count(latest), f"{count(before)} →")


def _of_all(release: Release, whole: MonthsAnswer) -> Verdict:
    """The verdict of the whole council is that of its own course: one question has one answer."""
    if whole.is_shown and is_monthly(whole):
        return typed_verdict(verdict_of(release, whole))
    if whole.is_shown:
        return no_course(whole)
    return Verdict(Answer.NOT_COMPARED, Kind.STEP, why=whole.why, doubt=Doubt.NOT_COVERED)


def _total(verdict: Verdict, counts: pd.DataFrame, people: float | None) -> Row:
    before, latest = int(counts["before"].sum()), int(counts["latest"].sum())
    row = _row(TOGETHER, before, latest, people, verdict, key=ALL, is_chosen=False)
    return Row(row.cells, row.key, is_strong=True)


def _rates(row: Row) -> tuple[float | None, float | None]:
    cell = next(c for c in row.cells if isinstance(c, BeforeLatest))
    return cell.before, cell.latest


def _table(counts: pd.DataFrame, people: dict[str, float], verdicts: dict[str, Verdict], total: Row) -> Table:
    columns = heads("area", ("year before", COUNT), ("latest year", COUNT), ("per 1,000, year before", RATE), ("per 1,000, latest", RATE), ("change would fit from", SHARE), ("to", SHARE), "verdict")  # fmt: skip
    rows = []
    for (block, area), r in counts.iterrows():
        verdict, own = verdicts[str(area)], people.get(str(block))
        span = tuple((v - 1) * 100 for v in (verdict.estimate.low, verdict.estimate.high)) if verdict.estimate else (None, None)  # fmt: skip
        rates = tuple(float(r[year]) / own * 1000 if own else None for year in ("before", "latest"))
        rows.append((str(area), int(r["before"]), int(r["latest"]), *rates, *span, verdict_word(verdict)))
    sums = tuple(int(counts[year].sum()) for year in ("before", "latest"))
    word = next(c.word for c in total.cells if isinstance(c, Standing))
    return Table(columns, (*rows, (TOGETHER, *sums, *_rates(total), None, None, word)))
