"""The measures of the Overview that come in waves, rounds and registers: survey, language, audits, contexts, actions."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.audits import AuditChoice, has_audits, names_of, rounds_of
from dashboard.ask.published import rows_of
from dashboard.ask.survey import has_survey, waves_of
from dashboard.charts.rows import Spark
from dashboard.findings.asks import actions_verdict, has_actions
from dashboard.findings.audit_changes import area_verdicts
from dashboard.findings.committee import OVERDUE, register_verdict
from dashboard.findings.contexts import has_contexts, overdue
from dashboard.findings.language import language_verdict
from dashboard.findings.measure import Measure, share_number
from dashboard.findings.survey_overview import Compared, compared
from dashboard.measures.language_rates import first_and_last, rates_by_kind, totals_by_period
from dashboard.measures.verdict import Verdict
from dashboard.words.form import lower_first
from dashboard.words.format import count, day_short, month_short
from dashboard.words.number_format import RATE
from data_loaders.release import Release

BLAME = "Fewer words that blame: which documents still hold them, and what is written instead?"


def survey_measures(release: Release) -> list[Measure]:
    """Each question of the latest wave, as many as its page lists; nothing while there is one wave alone."""
    surveys = {name: compared(release, name) for name in waves_of(release)} if has_survey(release) else {}
    return [
        _asked_again(since, question, survey)
        for survey, since in surveys.items()
        for question in since.short
        if since.before and question in since.verdicts
    ]


def _asked_again(since: Compared, key: str, survey: str) -> Measure:
    verdict, name, spark = since.verdicts[key], since.short[key], None
    if verdict.before is not None and verdict.latest is not None:
        ends = (verdict.before.label, verdict.latest.label)
        spark = Spark((verdict.before.value, verdict.latest.value), is_points=True, ends=ends)
    return Measure(
        f"survey-{key}", f"Positive answers: {lower_first(name)}", verdict, share_number(verdict), since.before, spark,
        f"What lies behind “{name}”, and who can change it?", "Other survey questions", (("survey", survey),), name,
    )  # fmt: skip


def language_measures(release: Release) -> list[Measure]:
    """Words that blame, for each 1,000 words: the latest twelve months over the first twelve, fewer being better."""
    language = rows_of(release, "practice_language")
    verdict = language_verdict(language) if len(language) else None
    if verdict is None:
        return []
    rows, periods = rates_by_kind(language), totals_by_period(language)
    first, last = (end["period_start"].nunique() for end in first_and_last(rows) or (rows, rows))
    course = tuple(1000 * hits / words for hits, words in periods if words)
    spark = Spark(
        course,
        compared=((0, first - 1), (len(course) - last, len(course) - 1)),
        ends=(month_short(rows["period_start"].min()), month_short(rows["period_end"].max())),
    )
    label, note = "Words that blame the child, per 1,000 words", f"year from {month_short(rows['period_start'].min())}"
    return [Measure("language", label, verdict, RATE, note, spark, BLAME)]


def audit_measures(release: Release) -> list[Measure]:
    """Areas of practice rated good or better: the latest round against the one before."""
    rounds = rounds_of(release) if has_audits(release) else []
    if len(rounds) < 2:
        return []
    names, own = names_of(release, "practice_area"), list[Measure]()
    for code, verdict in area_verdicts(release, AuditChoice(round=rounds[-1])).items():
        if verdict.latest is None or verdict.before is None:
            continue
        area = names[code]
        spark = Spark((verdict.before.value, verdict.latest.value), is_points=True, ends=(rounds[-2], rounds[-1]))
        asked = f"{area} is rated otherwise than a round ago: what did teams do differently?"
        own.append(Measure(f"audit-{code}", f"Audits: {area[:1].lower()}{area[1:]} good or better", verdict, share_number(verdict), rounds[-2], spark, asked, "Other areas of the audit", part=area))  # fmt: skip
    return own


def context_measures(release: Release) -> list[Measure]:
    """Reviews that are past their day."""
    if not has_contexts(release):
        return []
    late = overdue(release)
    label = f"Open contexts at level 2, review overdue{'' if late.is_all else ' (of those shown)'}"
    return [Measure("contexts", label, late.verdict, before_note=_of(late.verdict, release))]


def action_measures(release: Release) -> list[Measure]:
    """The same of what was agreed."""
    if not has_actions(release):
        return []
    late = actions_verdict(release)
    return [Measure("actions", "Actions still open, overdue", late, before_note=_of(late, release), part="overdue")]


def risk_measures(release: Release) -> list[Measure]:
    """The same of the Committee's risks, whose reviews have a day."""
    return _register_measure(release, "committee_risks", "review_due", "Risks still open, review overdue")


def decision_measures(release: Release) -> list[Measure]:
    """The same of its decisions."""
    return _register_measure(release, "committee_decisions", "due", "Decisions not done, overdue")


def _register_measure(release: Release, table: str, due: str, label: str) -> list[Measure]:
    if rows_of(release, table).empty:
        return []
    late = register_verdict(release, table, due)
    return [Measure(table, label, late, before_note=_of(late, release), part=OVERDUE)]


def _of(verdict: Verdict, release: Release) -> str:
    """What is late is so on a day, and every day since there may be more."""
    base = verdict.latest.base if verdict.latest else None
    return f"of {count(base)} open, {day_short(pd.Timestamp(release.manifest.as_at))}" if base else ""
