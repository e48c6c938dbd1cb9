"""Findings from what the Committee keeps: risks, decisions, what was learnt, and what young people heard back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import OnPaper, Table, TableColumn, heads
from dashboard.findings.answered_harm import level_two, reached_ird
from dashboard.findings.clocks import clock
from dashboard.findings.contexts_assessed import felt
from dashboard.findings.finding import About, Finding, source_of, way
from dashboard.findings.measures_missing import EPISODES
from dashboard.measures.overdue import is_over, is_overdue, overdue_verdict
from dashboard.measures.verdict import Answer, Goodness, Verdict
from dashboard.words import committee as words
from dashboard.words.format import day, percent
from dashboard.words.indicators import INVENTED
from dashboard.words.number_format import COUNT, DATE
from data_loaders.release import Release


@dataclass(frozen=True)
class Shown:
    """The finding that tells a figure, by its key in the catalogue; `dataset`: whose latest year it is about, none of a count of all so far;
    `what`: that share of a year by its name."""

    key: str
    told: Callable[[Release], Finding]
    dataset: str = ""
    what: str = ""


class Moved(StrEnum):
    """What became of a decision's own figure. UNTOLD: better, cannot tell, or none that is of the time after it."""

    WORSE = "worse"
    NOT = "not"
    UNTOLD = ""


# Code of a figure → where it is told.
SHOWN_BY: dict[str, Shown] = {
    "REACHED_IRD": Shown("reached-ird", reached_ird, "incidents", "Reached a referral discussion"),
    "LEVEL_2": Shown("level-two", level_two, "incidents", "Answered in the context"),
    "FELT": Shown("contexts-felt", felt),
    "ARRANGED": Shown("discussions-arranged", lambda release: clock(release, EPISODES, "arranged", None), EPISODES, "Arranged within 72 hours"),
    "HELD": Shown("discussions-held", lambda release: clock(release, EPISODES, "held", None), EPISODES, "Held within 7 days"),
}  # fmt: skip
RISKS, DECISIONS = "Which risks are open, and which rise?", "What was decided, and what came of it?"
LEARNING, HEARD = (
    "What was learnt, with whom was it shared, and what changed?",
    "What did young people say, and what did they hear back?",
)


OVERDUE = "overdue"  # the part of a register that the Overview lists


def register_verdict(release: Release, table: str, due: str) -> Verdict:
    """How many of a register's lines are overdue, of those that are not over."""
    rows, today = rows_of(release, table), pd.Timestamp(release.manifest.as_at)
    return overdue_verdict(int(is_overdue(rows, due, today).sum()), int((~is_over(rows)).sum()))


def risks(release: Release) -> Finding | None:
    """Open risks, the gravest first; a review that is overdue is said beside each."""
    rows, today = rows_of(release, "committee_risks"), pd.Timestamp(release.manifest.as_at)
    if rows.empty:
        return None
    courses = code_labels(release, "risk_register.course")
    rows = rows.assign(score=rows["likelihood"] * rows["impact"], late=is_overdue(rows, "review_due", today))
    now = rows[rows["closed"].isna()].sort_values(["score", "risk_id"], ascending=[False, True], kind="stable")
    title = words.risks_title(len(now), int((now["course"] == "RISING").sum()), int(now["late"].sum()))
    columns = (
        Column("Risk"),
        Column("Of 25", 70, "right"),
        Column("Course", 112),
        Column("Owner’s role", 150, hides=True),
        Column("Review", 128),
    )
    lines = tuple(
        Row((
            Words(_text(r.risk), strong=f"{r.risk_id} ", note=_text(r.what_is_done) or "Nothing is recorded of what is done"), Words(f"{r.score}"),
            Words(courses[r.course]), Words(words.owner_words(r.owner_role)),
            Words("none due" if pd.isna(r.review_due) else f"{'overdue since' if r.late else 'due'} {day(r.review_due)}"),
        ))
        for r in now.itertuples()
    )  # fmt: skip
    table = Table(
        heads("risk", "what", ("likelihood", COUNT), ("impact", COUNT), "course", "owner’s role", TableColumn("what is done", on_paper=OnPaper.UNDER), ("review due", DATE), ("closed", DATE)),
        tuple((str(r.risk_id), _text(r.risk), int(r.likelihood), int(r.impact), courses[r.course], words.owner_words(r.owner_role), _text(r.what_is_done), _date(r.review_due), _date(r.closed))
              for r in rows.itertuples()),
    )  # fmt: skip
    return _register(release, "committee-risks", RISKS, title, columns, lines, table, result=(*tuple((str(r.risk_id), int(r.score), str(r.course), bool(r.late)) for r in now.itertuples()), (OVERDUE, register_verdict(release, "committee_risks", "review_due"))),
                     mind=words.OF_WORK, definition=words.SCORE)  # fmt: skip


def decisions(release: Release) -> Finding | None:
    """Overdue ones first, then what is under way, then what is done."""
    rows, today = rows_of(release, "committee_decisions"), pd.Timestamp(release.manifest.as_at)
    if rows.empty:
        return None
    bodies, states = code_labels(release, "decisions.body"), code_labels(release, "decisions.status")
    rows = rows.assign(
        late=is_overdue(rows, "due", today),
        done=is_over(rows),
        bare=(rows["status"] == "DONE") & (rows["what_came"] == ""),
    )
    rows = rows.sort_values(["late", "done", "decided"], ascending=[False, True, False], kind="stable")
    moved = Counter(_moved(release, str(r.shown_by), r.decided) for r in rows.itertuples() if r.status == "DONE")
    title = words.decisions_title(
        len(rows), int(rows["late"].sum()), int(rows["bare"].sum()), worse=moved[Moved.WORSE], still=moved[Moved.NOT]
    )
    figures = {str(r.decision_id): _figure(release, str(r.shown_by), r.decided) for r in rows.itertuples()}
    columns = (
        Column("Decision"),
        Column("State", 150),
        Column("Owner’s role, decided by", 190, hides=True),
        Column("What its figure says", 200),
    )
    lines = tuple(
        Row((
            Words(_text(r.decision), strong=f"{r.decision_id} ", note=_text(r.what_came) or ("Nothing to show for it yet" if r.bare else "")),
            Words(states[r.status], note=f"{'overdue since' if r.late else 'due'} {day(r.due)}" if pd.notna(r.due) and not r.done else ""),
            Words(words.owner_words(r.owner_role), note=f"{bodies[r.body]}, {day(r.decided)}"), figures[str(r.decision_id)],
        ))
        for r in rows.itertuples()
    )  # fmt: skip
    table = Table(
        heads("decision", "what", "by", ("decided", DATE), "owner’s role", ("due", DATE), "state", TableColumn("what came of it", on_paper=OnPaper.UNDER), TableColumn("what its figure says", on_paper=OnPaper.UNDER)),
        tuple((str(r.decision_id), _text(r.decision), bodies[r.body], _date(r.decided), words.owner_words(r.owner_role), _date(r.due), states[r.status], _text(r.what_came), _said(figures[str(r.decision_id)])) for r in rows.itertuples()),
    )  # fmt: skip
    return _register(release, "committee-decisions", DECISIONS, title, columns, lines, table, result=(*tuple((str(r.decision_id), str(r.status), bool(r.late)) for r in rows.itertuples()), (OVERDUE, register_verdict(release, "committee_decisions", "due"))),
                     mind=words.NOTHING_CAME, definition=words.DONE)  # fmt: skip


def _moved(release: Release, code: str, decided: pd.Timestamp) -> Moved:
    """Of a figure whose year begins after the decision; what is of an earlier time too says nothing of what came of it."""
    shown = SHOWN_BY.get(code)
    if shown is None or not shown.dataset or _until(release, shown.dataset) - pd.DateOffset(years=1) < decided:
        return Moved.UNTOLD
    verdict = shown.told(release).result
    if not isinstance(verdict, Verdict):
        return Moved.UNTOLD
    is_worse = verdict.answer is Answer.CHANGED and verdict.goodness is Goodness.WORSE
    return Moved.WORSE if is_worse else Moved.NOT if verdict.answer is Answer.NOT_CHANGED else Moved.UNTOLD


def _figure(release: Release, code: str, decided: pd.Timestamp) -> Words:
    """What the figure that the decision names says, its time, and its page; that none is named is said."""
    if code not in SHOWN_BY:
        return Words(words.NO_FIGURE)
    shown = SHOWN_BY[code]
    finding, until = shown.told(release), _until(release, shown.dataset)
    if not finding.is_shown:
        return Words(f"{finding.title}. {finding.reason}", href=way(shown.key))
    if until < decided:
        return Words(words.ENDS_BEFORE, href=way(shown.key))
    is_after = not shown.dataset or until - pd.DateOffset(years=1) >= decided
    told = finding.title if is_after else _level(shown, finding)
    time = words.figure_time(until, is_of_a_year=bool(shown.dataset), is_after=is_after)
    return Words(told, note=time, href=way(shown.key))


def _level(shown: Shown, finding: Finding) -> str:
    """Where it stands and not whether it changed: a change that holds what was before would be credited to the decision."""
    latest = finding.result.latest if isinstance(finding.result, Verdict) else None
    return f"{shown.what}: {percent(latest.value)}" if latest else shown.what


def _until(release: Release, dataset: str) -> pd.Timestamp:
    """The last day that the figures of a dataset hold; of a count of all so far, the day of the release."""
    ends = [pd.Timestamp(v.period_end) for v in release.manifest.views if v.dataset == dataset and v.period_end]
    return max(ends, default=pd.Timestamp(release.manifest.as_at))


def _said(figure: Words) -> str:
    """A figure of a decision in one cell, its time with it."""
    return f"{figure.text}. {figure.note}" if figure.note else figure.text


def learning(release: Release) -> Finding | None:
    """The newest first."""
    rows = rows_of(release, "committee_learning").sort_values("learnt", ascending=False, kind="stable")
    if rows.empty:
        return None
    origins, partners = (
        code_labels(release, "learning_log.learnt_from"),
        code_labels(release, "learning_log.shared_with"),
    )
    title = words.learning_title(
        len(rows), int((rows["what_changed"] == "").sum()), int((rows["shared_with"] == "NOBODY").sum())
    )
    columns = (Column("What was learnt"), Column("From", 190), Column("Shared with", 190))
    lines = tuple(
        Row((
            Words(_text(r.what), strong=f"{r.entry_id} ", note=_text(r.what_changed) or "Nothing has changed yet"),
            Words(origins[r.learnt_from], note=day(r.learnt)), Words(partners[r.shared_with]),
        ))
        for r in rows.itertuples()
    )  # fmt: skip
    table = Table(
        heads("entry", "what", ("learnt", DATE), "from", "shared with", "what changed"),
        tuple((str(r.entry_id), _text(r.what), _date(r.learnt), origins[r.learnt_from], partners[r.shared_with], _text(r.what_changed)) for r in rows.itertuples()),
    )  # fmt: skip
    return _register(release, "committee-learning", LEARNING, title, columns, lines, table, result=tuple((str(r.entry_id), r.what_changed != "") for r in rows.itertuples()),
                     mind="")  # fmt: skip


def heard(release: Release) -> Finding | None:
    """You said, we did: those that had no word back first."""
    rows = rows_of(release, "committee_heard")
    if rows.empty:
        return None
    ways, answers = (
        code_labels(release, "heard_and_answered.heard_through"),
        code_labels(release, "heard_and_answered.answer"),
    )
    rows = rows.assign(silent=rows["told_back"].isna()).sort_values(
        ["silent", "heard"], ascending=[False, False], kind="stable"
    )
    title = words.heard_title(len(rows), int(rows["silent"].sum()))
    columns = (Column("You said"), Column("We did", 330), Column("Told back", 160))
    lines = tuple(
        Row((
            Words(_text(r.you_said), note=f"{ways[r.heard_through]}, {day(r.heard)}"), Words(_text(r.we_did) or answers[r.answer], note=answers[r.answer] if _text(r.we_did) else ""),
            Words("no word back yet" if r.silent else day(r.told_back)),
        ))
        for r in rows.itertuples()
    )  # fmt: skip
    table = Table(
        heads("you said", ("heard", DATE), TableColumn("through", on_paper=OnPaper.UNDER), "we did", "how far", ("told back", DATE)),
        tuple((_text(r.you_said), _date(r.heard), ways[r.heard_through], _text(r.we_did), answers[r.answer], _date(r.told_back)) for r in rows.itertuples()),
    )  # fmt: skip
    return _register(release, "committee-heard", HEARD, title, columns, lines, table, result=tuple((str(r.heard_id), str(r.answer), bool(r.silent)) for r in rows.itertuples()),
                     mind=words.TOGETHER, definition=words.TOLD_BACK)  # fmt: skip


def _register(
    release: Release,
    key: str,
    question: str,
    title: str,
    columns: tuple[Column, ...],
    lines: tuple[Row, ...],
    table: Table,
    *,
    result: tuple[tuple[object, ...], ...],
    mind: str,
    definition: str = "",
) -> Finding:
    return Finding(
        key, question, title, f"As at {day(pd.Timestamp(release.manifest.as_at))}.", release.id, result=result, table=table,
        chart=Rows(columns, (Group("", lines),), f"{title}. One row for each.", row_height=56.0), bear_in_mind=mind,
        about=About(definition, "", (words.KEPT_BY,), source_of(release)),
    )  # fmt: skip


def _text(text: object) -> str:
    return str(text).removeprefix(INVENTED)


def _date(when: pd.Timestamp) -> date | None:
    return None if pd.isna(when) else when.date()
