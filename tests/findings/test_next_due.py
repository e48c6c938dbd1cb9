"""When the next data are due: what came first of what suppliers said, nothing where nobody said it, and never a day in the past as future."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.findings.finding import due_line
from data_loaders.checks.origins import check_origins
from data_loaders.lock.manifest import Manifest, Source
from data_loaders.release import Release
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin

ORIGIN = Origin("events", "events.csv", "", 3, "OTHER", date(2026, 4, 20), None, None, "1", "", None, "public", False, None, "")  # fmt: skip


def manifest(*due: date | None) -> Manifest:
    return Manifest.model_construct(sources=tuple(Source.model_construct(next_due=day) for day in due))


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        ((), date(2026, 5, 1), ""),
        ((None, None), date(2026, 5, 1), ""),
        ((date(2026, 10, 1), None, date(2026, 7, 20)), date(2026, 5, 1), "next due July 2026"),
        ((date(2026, 7, 20),), date(2026, 7, 31), "next due July 2026"),  # the month is what was promised
        ((date(2026, 7, 20),), date(2026, 8, 1), "next was due July 2026"),
        ((date(2026, 12, 20),), date(2027, 1, 1), "next was due December 2026"),
    ],
)
def test_the_first_that_is_due_is_said(due: tuple[date | None, ...], today: date, words: str) -> None:
    assert due_line(manifest(*due), today) == words


def test_the_invented_partnership_delivers_again_after_a_quarter(release: Release) -> None:
    assert due_line(release.manifest, date(2026, 5, 1)) == "next due July 2026"  # drawn in April


@pytest.mark.parametrize(("due", "problems"), [(None, 0), (date(2026, 7, 20), 0), (date(2026, 4, 20), 1), (date(2025, 7, 20), 1)])  # fmt: skip
def test_a_delivery_that_was_due_before_this_one_is_refused(due: date | None, problems: int) -> None:
    found = check_origins(Collected({}, {}, {}, (replace(ORIGIN, next_due=due),), (), ()))
    assert [problem.rule for problem in found] == ["next due"] * problems
