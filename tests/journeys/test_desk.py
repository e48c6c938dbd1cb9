"""A year at the desk, in a real browser: months come, late rows with them, a bad one is taken back, a file is mended, a child erased."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest
from data_manager import STEPS, at_the_desk, months
from visitor import violations

from data_loaders.store.journal import journal
from data_loaders.store.releases import standings

CHILD = "invented-007"
pytestmark = pytest.mark.browser


def twice(rows: pd.DataFrame, month: str) -> pd.DataFrame:
    bad = rows[rows["start_dt"].str[:7] == month]
    return pd.concat(
        [rows, bad.assign(episode_id="again-" + bad["episode_id"], child_pseudo_id="again-" + bad["child_pseudo_id"])]
    )


def test_three_months_at_the_desk(tmp_path: Path) -> None:
    whole = months.episodes("2025-08-31")
    late = whole.index[whole["start_dt"].str[:7] == "2025-05"][:5]  # these come in August
    june, july = (whole[whole["start_dt"] < end].drop(late) for end in ("2025-07-01", "2025-08-01"))
    with at_the_desk(tmp_path) as desk:
        desk.receive(june, "2025-06-30")
        desk.publish()
        desk.receive(twice(july, "2025-07"), "2025-07-31")
        desk.publish()
        assert desk.shown()["2025-07"] == 90
        desk.take_back()
        assert "2025-07" not in desk.shown()
        desk.mend(july, "2025-07-31")
        desk.publish()
        assert desk.shown() == months.delivered_months(july)
        desk.receive(whole, "2025-08-31")
        desk.step("Before publishing")
        desk.press("Check now")
        desk.sees("Records that came late: 5 of missing")
        desk.sees("to August 2025")
        desk.publish()
        before = desk.shown()
        assert before == {**months.delivered_months(july), "2025-08": 45 + 5}
        desk.erase(CHILD)
        assert CHILD not in "".join(f.read_text() for f in desk.deliveries.iterdir())
        assert desk.shown() == before
        for step, theme in zip(STEPS, cycle(("dark", "light"))):  # each of them in both by the year below
            desk.step(step)
            desk.page.emulate_media(color_scheme=theme)
            desk.settle()
            assert (step, theme, violations(desk.page)) == (step, theme, [])


ERASED = {3: "invented-011", 8: CHILD}  # after which month of the year, counted from nought
DOUBLED, MENDED, LATE = (
    5,
    7,
    2,
)  # the month that comes doubled; the one whose file is mended; rows of each that come with the next


def year() -> Iterator[tuple[int, str, pd.DataFrame]]:
    """Twelve months: the number of each, its last day, and all rows that have come by then; nobody delivers an erased child again."""
    whole = months.episodes("2026-05-31")
    for number, end in enumerate(pd.date_range("2025-06-30", periods=12, freq="ME")):
        gone = [child for at, child in ERASED.items() if at < number]
        here = whole[(whole["start_dt"].str[:10] <= f"{end:%Y-%m-%d}") & ~whole["child_pseudo_id"].isin(gone)]
        of_the_month = here.index[here["start_dt"].str[:7] == f"{end:%Y-%m}"]
        yield number, f"{end:%Y-%m-%d}", here.drop(of_the_month[:LATE])


@pytest.mark.long
def test_twelve_months_at_the_desk(tmp_path: Path) -> None:
    """Every month some rows come late; one comes doubled and is taken back, one file is mended, a child is erased after two."""
    keys, shown = set[str](), dict[str, int]()
    with at_the_desk(tmp_path) as desk:
        for number, end, here in year():
            if number == DOUBLED:
                desk.receive(twice(here, end[:7]), end)
                desk.publish()
                desk.take_back()
                assert desk.shown() == shown
            if number == MENDED:
                desk.mend(here, end)
                assert desk.shown() == shown
            else:
                desk.receive(here, end)
            fresh = here[~here["episode_id"].isin(keys)]
            desk.publish()
            if number:
                desk.sees(f"Records that came late: {int((fresh['start_dt'].str[:7] != end[:7]).sum())} of missing")
            shown, before = desk.shown(), shown
            expected = {**before, end[:7]: len(fresh)} if number else months.delivered_months(here)
            assert shown == expected  # what was out stays; a late row counts in the month with which it came
            keys |= set(here["episode_id"])
            if number in ERASED:
                desk.erase(ERASED[number])
                assert desk.shown() == shown
                assert ERASED[number] not in "".join(file.read_text() for file in desk.deliveries.iterdir())
        assert sum(shown.values()) == len(keys)
        assert [one.standing for one in standings(desk.out, "partnership")] == ["in force", *["earlier"] * 11]
        assert [entry.what.split(" ")[0] for entry in journal(desk.out)] == ["child", "rolled", "child"]
        desk.looks_right(tmp_path / "pictures")
