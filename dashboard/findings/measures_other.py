"""The measures of the Overview that come in waves, rounds and registers: survey, language, audits, contexts, actions."""

from __future__ import annotations

from dashboard.ask.audits import AuditChoice, has_audits, names_of, rounds_of
from dashboard.ask.published import rows_of
from dashboard.ask.survey import ALL_SPLIT, has_survey, survey_table, waves_of
from dashboard.charts.rows import Spark
from dashboard.findings.asks import has_actions, overdue_verdict
from dashboard.findings.audit_changes import area_verdicts
from dashboard.findings.contexts import has_contexts, overdue
from dashboard.findings.language import YEAR, language_verdict
from dashboard.findings.measure import Measure
from dashboard.findings.survey_rows import change_verdict
from dashboard.measures.language_rates import rates_by_kind, totals_by_period
from dashboard.measures.survey_estimates import comparable_questions, wave_changes
from dashboard.measures.verdict import Verdict
from dashboard.words.format import count, month_short
from dashboard.words.number_format import RATE, SHARE
from data_loaders.release import Release

BLAME = "Fewer words that blame: which documents still hold them, and what is written instead?"


def survey_measures(release: Release) -> list[Measure]:
    """Each question that was put the same way twice."""
    found: list[Measure] = []
    for survey in waves_of(release) if has_survey(release) else ():
        questions, sides = survey_table(release, "questions", survey), survey_table(release, "sides", survey)
        compared = comparable_questions(questions)
        fair = set(compared.loc[compared["is_comparable"], "question_id"])
        rows = wave_changes(sides[(sides["split"] == ALL_SPLIT) & sides["question_id"].isin(fair)])
        short = (
            questions.sort_values("wave").drop_duplicates("question_id", keep="last").set_index("question_id")["short"]
        )
        for r in rows.itertuples():
            verdict, name = change_verdict(r), str(short[r.question_id])
            label = f"Positive answers: {name[:1].lower()}{name[1:]}"
            spark = Spark(
                (float(r.before_pct), float(r.after_pct)), is_points=True, ends=(str(r.wave_before), str(r.wave_after))
            )
            question = f"What lies behind “{name}”, and who can change it?"
            found.append(Measure(f"survey-{r.question_id}", label, verdict, SHARE, str(r.wave_before), spark, question, "Other survey questions",
                                 (("survey", survey),), name))  # fmt: skip
    return found


def language_measures(release: Release) -> list[Measure]:
    """Words that blame, for each 1,000 words: the latest twelve months over the first twelve, fewer being better."""
    language = rows_of(release, "practice_language")
    verdict = language_verdict(language) if len(language) else None
    if verdict is None:
        return []
    rows, quarters = rates_by_kind(language), totals_by_period(language)
    course = tuple(1000 * hits / words for hits, words in quarters if words)
    spark = Spark(
        course,
        compared=((0, YEAR - 1), (len(course) - YEAR, len(course) - 1)),
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
        own.append(Measure(f"audit-{code}", f"Audits: {area[:1].lower()}{area[1:]} good or better", verdict, SHARE, rounds[-2], spark, asked, "Other areas of the audit", part=area))  # fmt: skip
    return own


def context_measures(release: Release) -> list[Measure]:
    """What is overdue: counted, and not compared with anything yet."""
    late = overdue(release) if has_contexts(release) else None
    label = f"Open contexts at level 2, review overdue{'' if late is None or late.is_all else ' (of those shown)'}"
    return [Measure("contexts", label, late.verdict, before_note=_of(late.verdict))] if late is not None else []


def action_measures(release: Release) -> list[Measure]:
    """The same of what was agreed."""
    if not has_actions(release):
        return []
    late = overdue_verdict(release)
    return [Measure("actions", "Actions still open, overdue", late, before_note=_of(late), part="overdue")]


def _of(verdict: Verdict) -> str:
    return f"of {count(verdict.latest.base)} open" if verdict.latest and verdict.latest.base else ""
