"""Since last meeting: what began, what ended, what says something else, what became of the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.in_force import release_then
from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.paper import since as comparing
from dashboard.paper.composing import compose, measures_of
from dashboard.paper.draft import Draft
from dashboard.paper.key_numbers import changed_since, lines_of
from dashboard.paper.since import Since, actions_closed, compare, quality_changes
from dashboard.paper.standing import Change, is_same_verdict
from dashboard.paper.template import Wanted, find_template
from data_loaders.release import Release, ReleaseRefusedError

WANTED = [Wanted(key="week")]


def finding(headline: str, signals: dict[str, bool]) -> Finding:
    table = pd.DataFrame({"period": list(signals), "signal": ["yes" if s else "" for s in signals.values()]})
    return Finding("k", "Title", headline, table, None, "", (), "", "", "", "r")


def compared(monkeypatch: pytest.MonkeyPatch, release: Release, new: Finding, old: Finding) -> Since:
    then = replace(release, id="2026-01-01-before")
    monkeypatch.setattr(comparing, "finding_of", lambda r, *_: old if r is then else new)
    return compare(release, then, WANTED)


def test_a_signal_in_new_months_is_new_and_one_in_old_months_is_judged_anew(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:  # fmt: skip
    old = finding("A.", {"Jan": False, "Feb": True})
    new = finding("A.", {"Jan": True, "Feb": True, "Mar": True})
    made = compared(monkeypatch, release, new, old)
    assert made.new_signals == ("Title: more than chance explains in Mar.",)
    assert made.judged_anew == ("Title: seen otherwise, now that there are more months to compare: Jan.",)
    assert made.ended_signals == ()


def test_a_signal_that_stood_and_stands_no_more_has_ended(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:
    made = compared(monkeypatch, release, finding("A.", {"Feb": True, "Mar": False}), finding("A.", {"Feb": True}))
    assert made.ended_signals == ("Title: the signal that stood at the last meeting has ended.",)
    assert made.new_signals == ()


def levels(headline: str, *centre: float, counts: int = 0) -> Finding:
    """A chart of periods with these centre lines; `counts`: what stands beside each period, more than its number."""
    made = finding(headline, {f"P{n}": False for n, _ in enumerate(centre)})
    numbers = [counts + n for n, _ in enumerate(centre)]
    table = made.table.assign(**{"centre line": list(centre)})
    table.insert(1, "episodes", numbers)
    return replace(made, table=table)


@pytest.mark.parametrize(
    ("old", "new", "change", "why"),
    [
        (levels("57 a month.", 50, 57), levels("61 a month.", 50, 61), Change.SAME, ""),
        (levels("No change.", 50, 50), levels("No change.", 50, 57), Change.CHANGED, ""),
        (levels("More.", 50, 57), levels("Other words for more.", 48, 59, 59), Change.SAME, ""),
        (levels("More.", 50, 57), levels("Fewer.", 57, 50), Change.CHANGED, ""),
        (levels("A.", 50, 50), levels("A.", 50, 50, counts=9), Change.SAME, "2 earlier periods"),
    ],
)
def test_results_are_compared_and_not_sentences(
    old: Finding, new: Finding, change: Change, why: str, monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    (one,) = compared(monkeypatch, release, new, old).compared
    assert one.change is change
    assert why in one.why
    assert bool(why) == bool(one.why)


@pytest.mark.parametrize(
    ("old", "new", "change", "says"),
    [
        (None, finding("A.", {}), Change.NEW, "It was not delivered then."),
        (replace(finding("A.", {}), withheld="Too few."), finding("A.", {}), Change.NEW, "could not be shown then"),
        (finding("A.", {}), None, Change.GONE, "not delivered this time"),
        (finding("A.", {}), replace(finding("Not shown.", {}), withheld="Too few."), Change.GONE, "Too few."),
    ],
)
def test_what_is_new_and_what_is_gone_says_why(
    old: Finding | None,
    new: Finding | None,
    change: Change,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    release: Release,
) -> None:
    then = replace(release, id="2026-01-01-before")
    monkeypatch.setattr(comparing, "finding_of", lambda r, *_: old if r is then else new)
    (one,) = compare(release, then, WANTED).compared
    assert one.change is change
    assert says in one.why
    assert one.is_other


def test_a_verdict_is_the_same_while_it_may_have_begun_in_the_same_months() -> None:
    month = pd.Timestamp("2024-10-01")
    was = Verdict(Answer.CHANGED, Kind.STEP, Direction.MORE, since=month, since_low=pd.Timestamp("2024-08-01"),
                  since_high=pd.Timestamp("2025-01-01"))  # fmt: skip
    assert is_same_verdict(was, replace(was, since=pd.Timestamp("2024-12-01")))
    assert not is_same_verdict(was, replace(was, since=pd.Timestamp("2025-09-01")))
    assert not is_same_verdict(was, replace(was, direction=Direction.FEWER))
    assert not is_same_verdict(was, replace(was, answer=Answer.CANNOT_TELL, why="Too short."))


def test_without_an_earlier_release_the_paper_says_so(release: Release) -> None:
    assert "no earlier release" in compare(release, None, WANTED).reason
    made = compose(release, find_template("forum"), Draft(picks=()))
    assert made.changed_title == "What else has changed"
    assert any("no earlier release" in line for line in made.mind)


def test_the_paper_names_at_most_three_measures_whose_verdict_is_another(release: Release) -> None:
    measures = measures_of(release)
    changed = [m for m in measures if m.is_changed]
    assert changed_since(measures, measures) == ()
    assert changed_since(measures, ()) == tuple(m for m in measures if m.verdict.is_finding)
    first = replace(changed[0], verdict=replace(changed[0].verdict, answer=Answer.CANNOT_TELL, why="Too short."))
    before = tuple(first if m is changed[0] else m for m in measures)
    assert changed_since(measures, before) == (changed[0],)
    assert len(lines_of(measures)) == 3


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
    assert "The series was begun afresh: New recording." in said
    assert quality_changes(release, release) == []


def test_actions_closed_since_are_named(release: Release) -> None:
    day = pd.Timestamp(release.manifest.as_at)
    actions = pd.DataFrame({
        "description": ["Old.", "New.", "Open."], "status": ["closed", "closed", "open"],
        "closed": [day - timedelta(days=9), day + timedelta(days=9), pd.NaT],
    })  # fmt: skip
    later = replace(release, id="2026-07-20-later", frames={**release.frames, "some_actions": actions})
    assert actions_closed(later, release) == [f"New. Closed {day + timedelta(days=9):%d %B %Y}."]


def test_the_release_of_the_last_meeting_is_found_in_the_store(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_at(day: date, previous: str | None) -> Release:
        return replace(
            release, id=f"{day}", manifest=release.manifest.model_copy(update={"as_at": day, "previous": previous})
        )

    chain = {"2026-01-20": as_at(date(2026, 1, 20), "gone"), "2026-04-20": as_at(date(2026, 4, 20), "2026-01-20")}
    now = as_at(date(2026, 7, 20), "2026-04-20")

    def opened(_root: Path, _audience: str, identifier: str) -> Release:
        if identifier not in chain:
            raise ReleaseRefusedError("It is gone.")
        return chain[identifier]

    monkeypatch.setattr(in_force, "open_release", opened)
    found = {
        day: release_then(Path(), now, day) for day in (None, date(2026, 5, 1), date(2026, 4, 19), date(2020, 1, 1))
    }
    assert [r.id if r else None for r in found.values()] == ["2026-04-20", "2026-04-20", "2026-01-20", None]
