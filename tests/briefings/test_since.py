"""Since last meeting: what began, what ended, what says something else, what became of the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.briefings import since as comparing
from dashboard.briefings.composing import front_sentences
from dashboard.briefings.since import Since, Told, actions_closed, compare, quality_changes
from dashboard.briefings.template import Wanted
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.in_force import release_then
from data_loaders.release import Release, ReleaseRefusedError

WANTED = [Wanted(key="week")]


def finding(headline: str, signals: dict[str, bool]) -> Finding:
    table = pd.DataFrame({"period": list(signals), "signal": ["yes" if s else "" for s in signals.values()]})
    return Finding("k", "Title", headline, table, None, "", (), "", "", "", "r")


def compared(monkeypatch: pytest.MonkeyPatch, release: Release, new: Finding, old: Finding) -> Since:
    then = replace(release, id="2026-01-01-before")
    monkeypatch.setattr(comparing, "make_finding", lambda r, *_: old if r is then else new)
    return compare(release, then, WANTED)


def test_a_signal_in_new_months_is_new_and_one_in_old_months_is_judged_anew(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:  # fmt: skip
    old = finding("A.", {"Jan": False, "Feb": True})
    new = finding("A.", {"Jan": True, "Feb": True, "Mar": True})
    made = compared(monkeypatch, release, new, old)
    assert made.new_signals == ("Title: more than chance explains in Mar.",)
    assert made.judged_anew == ("Title: judged anew, now that there is more to judge by: Jan.",)
    assert made.ended_signals == ()


def test_a_signal_that_stood_and_stands_no_more_has_ended(monkeypatch: pytest.MonkeyPatch, release: Release) -> None:
    made = compared(monkeypatch, release, finding("A.", {"Feb": True, "Mar": False}), finding("A.", {"Feb": True}))
    assert made.ended_signals == ("Title: the signal that stood at the last meeting has ended.",)
    assert made.new_signals == ()


@pytest.mark.parametrize(
    ("then", "now", "is_other"),
    [
        (
            "More episodes since May 2024: 57 a month (+46 %).",
            "More episodes since June 2024: 1,058 a month (−4.5 %).",
            False,
        ),
        ("No lasting change.", "More episodes since May 2024: 57 a month.", True),
        ("61 %: within chance.", "61 %: more than chance explains.", True),
    ],
)
def test_later_figures_are_no_change_and_other_words_are(
    then: str, now: str, is_other: bool, monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    made = compared(monkeypatch, release, finding(now, {}), finding(then, {}))
    assert made.told == (Told("Title", then, now, is_other),)


def test_without_an_earlier_release_the_front_page_says_so(release: Release) -> None:
    made = compare(release, None, WANTED)
    front = front_sentences(made, [finding(f"Headline {n}.", {}) for n in range(9)])
    assert "no earlier release" in front[0][1]
    assert len(front) == 5


def test_the_front_page_has_five_sentences_at_most_and_begins_with_what_is_other() -> None:
    told = [Told(f"T{n}", "a", "b", n == 7) for n in range(9)]
    many = tuple(f"Signal {n}." for n in range(9))
    front = front_sentences(Since("id", "1 May 2026", told=tuple(told), new_signals=many, quality=("Held.",)), [])
    assert len(front) == 5
    assert front[1] == ("T7", "b")
    assert ("Data", "Held.") in front


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
    later = replace(release, frames={**release.frames, "some_actions": actions})
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
