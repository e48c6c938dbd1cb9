"""Since last meeting: what began, what ended, what says something else, what became of the data."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.catalogue.overview import measures_of
from dashboard.catalogue.register import for_papers
from dashboard.charts.table import Table, TableColumn
from dashboard.charts.trend import Point, Trend
from dashboard.findings.finding import Finding, State
from dashboard.in_force import release_then
from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.paper import since as comparing
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft
from dashboard.paper.key_numbers import CHANGES, is_new, lines_of
from dashboard.paper.registers import became_overdue, newly_written
from dashboard.paper.since import Since, actions_closed, compare, quality_changes
from dashboard.paper.standing import Change, is_same_verdict
from dashboard.paper.template import Wanted, find_template
from dashboard.words.number_format import COUNT
from data_loaders.release import Release, ReleaseRefusedError

WANTED = [Wanted(key="week")]


def finding(
    title: str, result: Hashable = None, *, counts: tuple[int, ...] = (), signals: tuple[int, ...] = ()
) -> Finding:
    """A finding of months with these counts; `signals`: which of them chance seldom makes."""
    months = ("January 2026", "February 2026", "March 2026")[: len(counts)]
    points = tuple(
        Point(date(2026, n, 1), float(c), m) for n, (m, c) in enumerate(zip(months, counts, strict=True), start=1)
    )
    table = Table((TableColumn("month"), TableColumn("episodes", COUNT)), tuple(zip(months, counts, strict=True)))
    chart = Trend(points, (), COUNT, "A course.", signals=signals) if counts else None
    return Finding("k", "Question?", title, "", "r", result=result, table=table, chart=chart)


def hidden(reason: str) -> Finding:
    return Finding("k", "Question?", "Hidden", "", "r", State.HIDDEN, reason)


def verdict(way: Direction = Direction.MORE) -> Verdict:
    return Verdict(Answer.CHANGED, Kind.YEAR_ON_YEAR, way)


UNSURE = Verdict(Answer.CANNOT_TELL, Kind.YEAR_ON_YEAR, why="Too wide.")
Made = Finding | None


def compared(monkeypatch: pytest.MonkeyPatch, release: Release, new: Made, old: Made) -> Since:
    then = replace(release, id="2026-01-01-before")
    monkeypatch.setattr(comparing, "finding_of", lambda r, *_: old if r is then else new)
    return compare(release, then, WANTED)


def test_a_signal_in_new_months_is_new_and_one_in_old_months_is_judged_anew(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:  # fmt: skip
    old, new = finding("A.", counts=(1, 9), signals=(1,)), finding("A.", counts=(1, 9, 9), signals=(0, 1, 2))
    made = compared(monkeypatch, release, new, old)
    assert made.new_signals == ("Question?: more than chance explains in March 2026.",)
    assert made.judged_anew == ("Question?: seen otherwise, now that there are more months to compare: January 2026.",)
    assert made.ended_signals == ()


def test_a_signal_that_stood_and_stands_no_more_has_ended(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:
    old, new = finding("A.", counts=(1, 9), signals=(1,)), finding("A.", counts=(1, 9, 2), signals=(1,))
    made = compared(monkeypatch, release, new, old)
    assert made.ended_signals == ("Question?: the signal that stood at the last meeting has ended.",)
    assert made.new_signals == ()


def areas(**verdicts: Verdict) -> Finding:
    return finding("A.", tuple(verdicts.items()))


def of(counted: str, result: Verdict) -> Finding:
    return replace(finding("A.", result), counted=counted)


@pytest.mark.parametrize(
    ("old", "new", "change", "why"),
    [
        (finding("57.", verdict()), finding("61, in other words.", verdict()), Change.SAME, ""),
        (finding("A.", UNSURE), finding("A.", verdict()), Change.CHANGED, "A change is seen now: more."),
        (finding("A.", verdict()), finding("A.", UNSURE), Change.CHANGED, "no longer clear"),
        (finding("A.", verdict()), finding("A.", verdict(Direction.FEWER)), Change.CHANGED, "It goes the other way now: fewer."),
        (areas(North=UNSURE, South=UNSURE), areas(North=verdict(), South=UNSURE), Change.CHANGED, "Another answer for North."),
        (areas(North=UNSURE, South=UNSURE), areas(**{"North and South": UNSURE}), Change.CHANGED, "joined differently"),
        (finding("A.", (("Police", 12),)), finding("A.", (("Police", 19),)), Change.SAME, ""),
        (finding("A.", ("bus_evening",)), finding("A.", ("bus_evening", "at_home")), Change.CHANGED, "Now also one part."),
        (finding("A.", (("A-01", "OPEN"),)), finding("A.", (("A-01", "DONE"),)), Change.CHANGED, "Another answer for one part."),
        (finding("A.", counts=(4, 5)), finding("A.", counts=(4, 5, 6)), Change.SAME, ""),
        (of("all contexts", UNSURE), of("those that are shown", UNSURE), Change.OTHER_SET, "Now: those that are shown. Then: all contexts."),
        (of("all contexts", UNSURE), of("all contexts", UNSURE), Change.SAME, ""),
        (of("all contexts", UNSURE), of("those that are shown", verdict()), Change.CHANGED, "Then: all contexts."),
        (finding("A.", counts=(4, 5)), finding("A.", counts=(9, 9, 6)), Change.SAME, "Figures of 2 earlier periods"),
    ],
)  # fmt: skip
def test_results_are_compared_and_not_sentences(
    old: Finding, new: Finding, change: Change, why: str, monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    (one,) = compared(monkeypatch, release, new, old).compared
    assert one.change is change
    assert why in one.why
    assert bool(why) == bool(one.why)
    assert "bus_evening" not in one.why  # codes are counted, not named


@pytest.mark.parametrize(
    ("old", "new", "change", "says"),
    [
        (None, finding("A."), Change.NEW, "Not delivered."),
        (hidden("Too few."), finding("A."), Change.NEW, "could not be shown then: Too few."),
        (finding("A."), None, Change.GONE, "not delivered this time"),
        (finding("A."), hidden("Its publication is paused."), Change.GONE, "Its publication is paused."),
    ],
)
def test_what_is_new_and_what_is_gone_says_why(
    old: Made, new: Made, change: Change, says: str, monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    (one,) = compared(monkeypatch, release, new, old).compared
    assert one.change is change
    assert says in (one.why or one.then)  # what was said then is told once
    assert one.is_other


def test_a_release_beside_itself_has_changed_nothing(release: Release) -> None:
    then = replace(release, id="2026-01-01-before")
    wanted = [Wanted(key=key) for key in for_papers()]
    since = compare(release, then, wanted)
    assert [one.title for one in since.compared if one.is_other or one.why] == []
    assert (since.new_signals, since.ended_signals, since.judged_anew) == ((), (), ())


def test_a_verdict_is_the_same_while_it_may_have_begun_in_the_same_months() -> None:
    month = pd.Timestamp("2024-10-01")
    was = Verdict(Answer.CHANGED, Kind.STEP, Direction.MORE, since=month, since_low=pd.Timestamp("2024-08-01"),
                  since_high=pd.Timestamp("2025-01-01"))  # fmt: skip
    assert is_same_verdict(was, replace(was, since=pd.Timestamp("2024-12-01")))
    assert not is_same_verdict(was, replace(was, since=pd.Timestamp("2025-09-01")))
    assert not is_same_verdict(was, replace(was, direction=Direction.FEWER))
    assert not is_same_verdict(was, replace(was, answer=Answer.CANNOT_TELL, why="Too short."))


def test_without_an_earlier_release_the_paper_says_so(release: Release) -> None:
    assert "after the next one" in compare(release, None, WANTED).reason
    made = compose(release, find_template("forum"), Draft(picks=()))
    assert made.changed_title == "Other measures that changed"
    assert any("no earlier release" in line for line in made.mind)


def test_the_paper_names_every_change_what_is_new_first(release: Release) -> None:
    measures = measures_of(release)
    changed = tuple(m for m in measures if m.is_changed)
    assert len(changed) > CHANGES
    assert not any(is_new(m, measures) for m in measures)
    assert all(is_new(m, ()) for m in changed)
    last = replace(changed[-1], verdict=replace(changed[-1].verdict, answer=Answer.CANNOT_TELL, why="Too short."))
    lines = lines_of(changed, tuple(last if m is changed[-1] else m for m in measures))
    assert lines[0][0] == f"{changed[-1].label}:"
    assert [text.startswith("New since the last meeting.") for _, text in lines] == [True] + [False] * CHANGES
    said = " ".join(" ".join(line) for line in lines)
    assert [m.label for m in changed if m.label not in said] == []


def test_what_became_of_the_data_is_told(release: Release) -> None:
    manifest = release.manifest
    first, *rest = manifest.datasets
    views = [v for v in manifest.views if v.dataset == first.name and v.status == "published"]
    gone = views[-1].model_copy(update={"status": "withheld"})
    changed = manifest.model_copy(update={
        "datasets": (first.model_copy(update={"held": "More is held back."}), *rest[:-1]),
        "views": tuple(gone if v is views[-1] else v for v in manifest.views),
        "notices": (*manifest.notices, "A view pauses."), "rebased": "New recording.",
    })  # fmt: skip
    said = quality_changes(replace(release, manifest=changed), release)
    assert f"{first.title}: More is held back." in said
    assert any("now withheld" in s for s in said)
    assert f"{rest[-1].title}: not delivered this time." in said
    assert "A view pauses." in said
    assert "The series begins again: New recording." in said
    assert quality_changes(release, release) == []


def test_actions_closed_since_are_named(release: Release) -> None:
    day = pd.Timestamp(release.manifest.as_at)
    actions = pd.DataFrame({
        "description": ["Old.", "New.", "Open."], "status": ["closed", "closed", "open"],
        "closed": [day - timedelta(days=9), day + timedelta(days=9), pd.NaT],
    })  # fmt: skip
    later = replace(release, id="2026-07-20-later", frames={**release.frames, "some_actions": actions})
    assert actions_closed(later, release) == [f"New. Closed {day + timedelta(days=9):%d %B %Y}."]


def with_registers(release: Release, **tables: dict[str, object]) -> Release:
    """A release of 20 April with these registers alone."""
    empty = {name: release.frames[name].iloc[:0] for name in REGISTER_TABLES}
    return replace(as_at(release, date(2026, 4, 20)), id=" ".join(tables), frames={**release.frames, **empty, **{name: pd.DataFrame(rows) for name, rows in tables.items()}})  # fmt: skip


REGISTER_TABLES = (
    "practice_actions",
    "committee_decisions",
    "committee_risks",
    "committee_learning",
    "committee_heard",
)
DAYS = ("2026-01-19", "2026-01-20", "2026-04-19", "2026-04-20")  # the day before each meeting's release, and its own


def test_what_became_overdue_since_is_named_and_what_was_overdue_before_is_not(release: Release) -> None:
    now = with_registers(release, committee_decisions={
        "decision_id": ["D-1", "D-2", "D-3", "D-4", "D-5"], "decision": ["Invented example: a.", "b.", "c.", "d.", "e."],
        "decided": pd.to_datetime(["2024-01-01"] * 5), "due": pd.to_datetime([*DAYS, "2026-02-01"]), "status": ["OPEN"] * 4 + ["DONE"],
    })  # fmt: skip
    then = as_at(release, date(2026, 1, 20))
    said = became_overdue(now, then)
    assert said[:2] == ["D-2 b. Overdue since 20 January 2026.", "D-3 c. Overdue since 19 April 2026."]
    assert said[2:] == ["No register of actions was delivered.", "No register of risks was delivered."]


def test_what_was_newly_learnt_and_said_is_named(release: Release) -> None:
    now = with_registers(
        release, committee_learning={"entry_id": ["L-1", "L-2"], "what": ["Old.", "New."], "learnt": pd.to_datetime(DAYS[1:3])},
        committee_heard={"you_said": ["A light is out."], "heard": pd.to_datetime([DAYS[3]])},
    )  # fmt: skip
    said = newly_written(now, as_at(release, date(2026, 1, 20)))
    assert said[:2] == ["L-2 New. (19 April 2026)", "Young people said: “A light is out.” (20 April 2026)"]
    assert said[2:] == ["No decision was delivered.", "No register of risks was delivered."]


def test_a_theme_that_is_delivered_for_the_first_time_is_named_among_the_data(release: Release) -> None:
    """A finding that is said not to have been delivered then, and a list of data that knows nothing of it, are two answers."""
    kept = tuple(s for s in release.manifest.sources if not s.table.startswith("context"))
    without = replace(release, manifest=release.manifest.model_copy(update={"sources": kept}))
    assert "Context at level 2: delivered for the first time." in quality_changes(release, without)
    assert "Context at level 2: not delivered this time." in quality_changes(without, release)


def as_at(release: Release, day: date, previous: str | None = None) -> Release:
    manifest = release.manifest.model_copy(update={"as_at": day, "previous": previous})
    return replace(release, id=f"{day}", manifest=manifest)


def test_the_release_of_the_last_meeting_is_found_in_the_store(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = {
        "2026-01-20": as_at(release, date(2026, 1, 20), "gone"),
        "2026-04-20": as_at(release, date(2026, 4, 20), "2026-01-20"),
    }
    now = as_at(release, date(2026, 7, 20), "2026-04-20")

    def opened(_root: Path, _audience: str, identifier: str, **_: object) -> Release:
        if identifier not in chain:
            raise ReleaseRefusedError("It is gone.")
        return chain[identifier]

    monkeypatch.setattr(in_force, "open_release", opened)
    found = {
        day: release_then(Path(), now, day) for day in (None, date(2026, 5, 1), date(2026, 4, 19), date(2020, 1, 1))
    }
    assert [r.id if r else None for r in found.values()] == ["2026-04-20", "2026-04-20", "2026-01-20", None]
