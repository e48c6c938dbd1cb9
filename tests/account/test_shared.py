"""Files that cover the same days are told, with what tells whether they hold the same events, and the account shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_loaders.account.rows import account_of
from data_loaders.account.shared import shared_days
from data_loaders.sources import collect
from tests.sources.corpus import MANIFEST, Case, text

OTHERS = [
    "f1,d1,EPISODE,2025-05-29T22:00,2025-05-30T05:30,13-15,F,W1",
    "f2,d2,EPISODE,2025-06-01T10:00,2025-06-01T18:00,16-17,M,W2",  # an event that the police have, of a child they name otherwise
    "f3,c3,EPISODE,2025-07-03T10:00,,13-15,F,W1",  # a child whom the police know too
    "f4,d4,EPISODE,2025-12-24T10:00,,13-15,F,W1",
]


def delivered(folder: Path, start: str, end: str):
    rows = (
        f"missing_episodes,{file},{supplier},2026-01-31,{first},{last},public,Y"
        for file, supplier, first, last in (
            ("missing_episodes.csv", "POLICE", "2025-01-01", "2025-10-31"),
            ("missing_episodes social.csv", "SOCIAL_WORK", start, end),
        )
    )
    areas = "ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y"
    manifest = MANIFEST + "\n".join([*rows, areas]) + "\n"
    files = {"missing_episodes.csv": text(), "missing_episodes social.csv": text(OTHERS), "manifest.csv": manifest}
    return collect(Case("two suppliers", "", files).write(folder))


def test_days_of_two_suppliers_are_told_with_their_rows_events_and_children(tmp_path: Path) -> None:
    """By hand: from May to October the police have two episodes (1 June, 25 October), social work three (29 May, 1 June, 3 July)."""
    made = delivered(tmp_path, "2025-05-15", "2025-12-31")
    (told,) = shared_days(made)
    assert told.severity == "warn"
    assert "15 May 2025 to 31 October 2025" in told.sentence
    assert "missing_episodes.csv (POLICE) 2 rows" in told.sentence
    assert "missing_episodes social.csv (SOCIAL_WORK) 3 rows" in told.sentence
    assert "the same event in two of them: 1" in told.sentence
    assert "the same child in two of them: 1" in told.sentence
    account = next(one for one in account_of(made) if one.table == "missing_episodes")
    assert account.shared == 5
    assert "of those counted, 5 begin on days that several files cover" in account.in_words[2]


@pytest.mark.parametrize(("start", "end"), [("2025-11-01", "2025-12-31"), ("2025-02-01", "2025-02-28")])
def test_files_that_share_no_day_with_rows_are_not_told(tmp_path: Path, start: str, end: str) -> None:
    """One goes on where the other ends; and days of which one of the two has no row at all tell nothing twice."""
    assert shared_days(delivered(tmp_path, start, end)) == []


def test_one_file_alone_is_shared_with_nobody(tmp_path: Path) -> None:
    made = collect(Case("one", "", {"missing_episodes.csv": text()}).write(tmp_path))
    assert shared_days(made) == []
    account = next(one for one in account_of(made) if one.table == "missing_episodes")
    assert (account.shared, account.in_words[2]) == (0, "3 counted")
    assert made.origins[0].period_start == date(2025, 1, 1)
