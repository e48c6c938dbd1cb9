"""Small courses beside each other, one for each area or group, and which of them changed between the latest two years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from dashboard.ask.months import NONE, MonthsAnswer
from dashboard.charts.shapes import Course, Multiples
from dashboard.charts.table import Table, heads
from dashboard.findings.by_area import LEVELS, NO_CHANGE, verdicts_within
from dashboard.findings.course import BEAR_IN_MIND, QUESTION, about_course, span_of
from dashboard.findings.finding import Finding
from dashboard.measures.verdict import Verdict
from dashboard.words.course import ABOVE, JUDGED, NOT_SPLIT, areas_title, years_of_course
from dashboard.words.form import capital, number_of
from dashboard.words.format import month
from dashboard.words.number_format import COUNT
from dashboard.words.periods import UNIT_WORDS
from data_loaders.release import Release


def several_courses(release: Release, evidence: MonthsAnswer, frame: pd.DataFrame) -> Finding:
    """On one scale, in their fixed order. The verdicts are of all that is shown, also where fewer months are drawn."""
    names, verdicts = _names(frame), _verdicts(release, evidence)
    starts = sorted(set(frame["period_start"]))
    at = tuple(s.date() for s in starts)
    courses, rows = [], []
    for name in dict.fromkeys(names):
        own = frame[names == name].set_index("period_start")["n"].reindex(starts)
        values = tuple(None if pd.isna(v) else float(v) for v in own)
        courses.append(Course(_heading(name, verdicts), values))
        rows += [(name, month(s), None if v is None else int(v)) for s, v in zip(starts, values, strict=True)]
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    each = f"{'in' if unit.startswith('the ') else 'a'} {unit}"
    question, counts = evidence.question, evidence.counts
    is_split = question.split != NONE
    by = (
        evidence.dataset.dimension_titles[question.split].lower()
        if is_split
        else LEVELS.get(question.level, question.level).lower()
    )
    what = f"{capital(counts)} by {by}"
    named = {f"“{name}”" if is_split else name: verdict for name, verdict in verdicts.items()}
    title = areas_title(named, f"groups by {by}" if is_split else by) if verdicts else f"{what}: not compared"
    about = about_course(release, evidence, f"{JUDGED} {NO_CHANGE}" if verdicts else "")
    alt = f"{what}: {number_of(len(courses), 'small course', 'small courses')} on one scale."
    return Finding(
        "trend", QUESTION, title, f"{capital(counts.split()[-1])} {each}, {span_of(frame, evidence)}. One scale for all.{ABOVE.format(each=unit) if verdicts else ''}", release.id,
        result=tuple(verdicts.items()), table=Table(heads(by, "from", (counts, COUNT)), tuple(rows)),
        chart=Multiples(at, tuple(courses), COUNT, alt, tuple(month(d) for d in at)), bear_in_mind=BEAR_IN_MIND,
        about=replace(about, caveats=(*about.caveats, *((NOT_SPLIT,) if is_split else ()))),
    )  # fmt: skip


def _heading(name: str, verdicts: Mapping[str, Verdict]) -> str:
    """With the two years that the title compares, since the ends of its line are of a month each."""
    verdict = verdicts.get(name)
    if verdict is None or verdict.latest is None or verdict.before is None:
        return name
    return years_of_course(name, verdict.before.value, verdict.latest.value)


def _names(frame: pd.DataFrame) -> pd.Series:
    return pd.Series([", ".join(str(p) for p in key if p) for key in zip(frame["area"], frame["group"], strict=True)], index=frame.index)  # fmt: skip


def _verdicts(release: Release, evidence: MonthsAnswer) -> dict[str, Verdict]:
    """Of counts alone: how often the same children are counted again is known of these, and not of numbers of children."""
    if evidence.question.measure != "n":
        return {}
    names = _names(evidence.frame)
    return verdicts_within(release, evidence.question.dataset, evidence.frame.assign(area=names, area_block=names))
