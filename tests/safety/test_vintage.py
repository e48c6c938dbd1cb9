"""Published is published: what stays, what is added, and what a change may tell."""

from __future__ import annotations

import pandas as pd

from data_loaders.safety.floor import Floor
from data_loaders.safety.vintage import append, keep

FLOOR = Floor(5)


def series(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["group", "period_start", "period_end", "n"])
    return frame.assign(
        period_start=pd.to_datetime(frame["period_start"]), period_end=pd.to_datetime(frame["period_end"])
    )


Q1, Q2, Q3 = (("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30"))
YEAR = ("2025-01-01", "2025-12-31")


def added(before: pd.DataFrame, now: pd.DataFrame) -> list[tuple[str, str, int]]:
    made = append(before, now, by=["group"], counts=["n"])
    assert made.iloc[: len(before)].to_csv() == before.to_csv(), "what was published has moved"
    more = made.iloc[len(before) :]
    return [(r.group, f"{r.period_start:%Y-%m}", r.n) for r in more.itertuples()]


def test_later_periods_are_added_and_nothing_published_moves() -> None:
    before = series(("a", *Q1, 10))
    assert added(before, series(("a", *Q1, 10), ("a", *Q2, 12))) == [("a", "2025-04", 12)]


def test_a_late_record_changes_nothing_that_is_out_and_does_not_stop_the_next_period() -> None:
    assert added(series(("a", *Q1, 10)), series(("a", *Q1, 11), ("a", *Q2, 12))) == [("a", "2025-04", 12)]


def test_a_year_that_would_give_a_late_record_away_is_not_added() -> None:
    before = series(("a", *Q1, 10), ("year", "2024-01-01", "2024-12-31", 40))
    on_time = series(("a", *Q1, 10), ("a", *Q2, 12), ("year", "2024-01-01", "2024-12-31", 40), ("year", *YEAR, 44))
    assert ("year", "2025-01", 44) in added(before, on_time)
    late = on_time.assign(n=[11, 12, 40, 45])
    assert added(before, late) == [("a", "2025-04", 12)]


def test_an_erased_record_takes_no_figure_back() -> None:
    assert added(series(("a", *Q1, 10), ("b", *Q1, 7)), series(("a", *Q1, 9), ("a", *Q2, 8))) == [("a", "2025-04", 8)]


def test_a_series_that_stopped_does_not_jump_over_the_period_that_stopped_it() -> None:
    before = series(("a", *Q1, 10), ("half", "2024-07-01", "2024-12-31", 20))
    now = series(
        ("a", *Q1, 11),
        ("half", "2024-07-01", "2024-12-31", 20),
        ("half", "2025-01-01", "2025-06-30", 23),
        ("half", "2025-07-01", "2025-12-31", 24),
    )
    assert added(before, now) == []


def test_a_series_begins_only_while_all_that_is_out_counts_the_same() -> None:
    before = series(("a", *Q1, 10))
    assert added(before, series(("a", *Q1, 10), ("b", *Q1, 7), ("b", *Q2, 9))) == [
        ("b", "2025-01", 7),
        ("b", "2025-04", 9),
    ]
    assert added(before, series(("a", *Q1, 11), ("b", *Q1, 7), ("b", *Q2, 9))) == []
    goes_on = series(("a", *Q1, 11), ("a", *Q2, 8), ("b", *Q1, 7), ("b", *Q2, 9))
    assert added(before, goes_on) == [("a", "2025-04", 8)], "what began goes on, and nothing begins beside it"


def test_nothing_delivered_leaves_what_is_out() -> None:
    assert added(series(("a", *Q1, 10)), series()) == []


def test_a_wave_that_is_out_stays_word_for_word_and_a_new_one_is_added() -> None:
    before = pd.DataFrame({"wave": ["1", "1"], "n": [10, 11]})
    now = pd.DataFrame({"wave": ["1", "2"], "n": [99, 12]})
    assert keep(before, now, ["wave"])["n"].tolist() == [10, 11, 12]
    assert keep(before, now.iloc[:0], ["wave"])["n"].tolist() == [10, 11]
