"""The two clocks, to the minute, over both changes of the clock in a year."""

from __future__ import annotations

import pandas as pd
import pytest

from data_loaders.facts.clocks import clock
from data_loaders.facts.missing import ARRANGED_WITHIN, COMPLETED_WITHIN, duration_band, repeat_band, year_band


def local(*moments: str | None) -> pd.Series:
    made = pd.to_datetime(pd.Series([pd.NaT if m is None else m for m in moments], dtype="object"))
    return made.dt.tz_localize("Europe/London")


@pytest.mark.parametrize(
    ("returned", "arranged", "told"),
    [
        ("2025-06-10T08:00", "2025-06-13T08:00", "IN_TIME"),  # exactly 72 hours
        ("2025-06-10T08:00", "2025-06-13T08:01", "LATE"),
        # Clocks go forward at 01:00 on 30 March 2025: the same wall-clock time three days on is only 71 hours.
        ("2025-03-28T12:00", "2025-03-31T12:00", "IN_TIME"),
        ("2025-03-28T12:00", "2025-03-31T13:00", "IN_TIME"),  # 72 hours
        ("2025-03-28T12:00", "2025-03-31T13:01", "LATE"),
        # Clocks go back at 02:00 on 26 October 2025: the same wall-clock time three days on is 73 hours.
        ("2025-10-24T12:00", "2025-10-27T12:00", "LATE"),
        ("2025-10-24T12:00", "2025-10-27T11:00", "IN_TIME"),  # 72 hours
        ("2025-10-24T12:00", "2025-10-27T11:01", "LATE"),
        ("2025-06-10T00:00", "2025-06-13T00:00", "IN_TIME"),  # a return at midnight
        ("2025-06-09T23:59", "2025-06-13T00:00", "LATE"),
        ("2025-06-10T08:00", None, "NOT_DONE"),
        (None, "2025-06-13T08:00", "NK"),
        (None, None, "NK"),
        ("2025-06-10T08:00", "2025-06-10T07:59", "NK"),  # before the return
        ("2025-06-10T08:00", "2025-06-10T08:00", "IN_TIME"),
    ],
)
def test_arranged_within_72_hours(returned: str | None, arranged: str | None, told: str) -> None:
    assert list(clock(local(returned), local(arranged), ARRANGED_WITHIN)) == [told]


def test_completed_within_seven_days_over_the_autumn_change() -> None:
    """Seven days are 168 hours; from 20 October 18:00 these end on 27 October at 17:00 on the wall."""
    returned = local("2025-10-20T18:00", "2025-10-20T18:00")
    assert list(clock(returned, local("2025-10-27T17:00", "2025-10-27T17:01"), COMPLETED_WITHIN)) == ["IN_TIME", "LATE"]


def test_an_hour_that_happens_twice_is_told_apart_by_its_offset() -> None:
    """01:30 on 26 October 2025 occurs twice; 72 hours before, only the first one is in time."""
    twice = pd.Series(
        pd.to_datetime(["2025-10-26T01:30+01:00", "2025-10-26T01:30+00:00"], utc=True).tz_convert("Europe/London")
    )
    assert list(clock(local("2025-10-23T01:30", "2025-10-23T01:30"), twice, ARRANGED_WITHIN)) == ["IN_TIME", "LATE"]


def test_how_long_counts_elapsed_hours() -> None:
    """From 23:00 to 05:00 is six hours, five when clocks go forward between and seven when they go back."""
    start = local("2025-06-10T23:00", "2025-03-29T23:00", "2025-10-25T23:00", "2025-06-10T23:00")
    end = local("2025-06-11T05:00", "2025-03-30T05:00", "2025-10-26T05:00", None)
    assert list(duration_band(start, end)) == ["6_TO_24H", "UNDER_6H", "6_TO_24H", "NK"]


def episodes(child: list[str], start: list[str], unit: str = "EPISODE") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "episode_id": [f"e{i}" for i in range(len(child))],
            "child_pseudo_id": child,
            "counting_unit": unit,
            "start_dt": local(*start),
        }
    )


def test_repeats_look_back_365_days_and_years_begin_in_april() -> None:
    rows = episodes(
        ["a", "a", "a", "b", "a"],
        ["2024-03-31T23:00", "2024-04-01T00:00", "2025-03-31T23:59", "2024-05-01T10:00", "2025-04-01T00:30"],
    )
    # The third of a is 365 days and 59 minutes after the first, and within 365 days of the second; the last is past both.
    assert list(repeat_band(rows)) == ["FIRST", "2_TO_3", "2_TO_3", "FIRST", "2_TO_3"]
    assert list(year_band(rows)) == ["ONCE", "2_TO_3", "2_TO_3", "ONCE", "ONCE"]
