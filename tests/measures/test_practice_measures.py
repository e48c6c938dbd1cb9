"""Asks, themes, language and records: small worked examples whose answers are known beforehand."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.measures.asks import actions_on, asks_of, by_origin, standing
from dashboard.measures.language_rates import (
    first_and_last,
    months_in,
    rates_by_category,
    rates_by_kind,
    year_against_year,
)
from dashboard.measures.practice_records import acted_on_series, apart, coverage, latest_flows, review_shares
from dashboard.measures.theme_shares import (
    emergence,
    latest_codebook,
    shares_over_time,
    spread_of,
    theme_years,
    together,
)

DAY = pd.Timestamp("2026-04-20")


def register(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["theme_code", "status", "due", "closed", "evidence"])
    return frame.assign(due=pd.to_datetime(frame["due"]), closed=pd.to_datetime(frame["closed"]), origin_type="FORUM")


def test_an_action_is_overdue_only_while_it_is_open_and_past_its_day() -> None:
    rows = actions_on(
        register(
            ("A", "OPEN", "2026-04-10", "", ""), ("A", "IN_PROGRESS", "2026-05-01", "", ""), ("A", "DONE", "2026-01-01", "2026-01-11", "Shown."),
            ("A", "OPEN", "", "", ""), ("A", "STOPPED", "2026-01-01", "2026-02-01", ""), ("A", "OPEN", "2026-04-20", "", ""),
        ),
        DAY,
    )  # fmt: skip
    assert rows["is_overdue"].tolist() == [True, False, False, False, False, False]
    assert rows["days_late"].tolist() == [10, 0, 10, 0, 0, 0]
    assert rows["is_evidenced"].tolist() == [False, False, True, False, False, False]


def test_where_an_ask_stands() -> None:
    actions = actions_on(
        register(
            ("DONE", "DONE", "", "2026-01-01", "Shown."), ("BARE", "DONE", "", "2026-01-01", ""), ("HALF", "DONE", "", "2026-01-01", "Shown."),
            ("HALF", "OPEN", "", "", ""), ("WAITS", "OPEN", "", "", ""), ("GONE", "STOPPED", "", "2026-01-01", ""),
        ),
        DAY,
    )  # fmt: skip
    rows = standing(pd.DataFrame({"code": ["DONE", "BARE", "HALF", "WAITS", "GONE", "NONE"]}), actions)
    assert rows["standing"].tolist() == [
        "Answered",
        "Under way",
        "Under way",
        "Agreed, not begun",
        "Stopped",
        "No action yet",
    ]
    assert rows["actions"].tolist() == [1, 1, 2, 1, 1, 0]
    grid = by_origin(actions, pd.Series({"DONE": "Capacity", "HALF": "Culture"}), {"FORUM": "Forum", "AUDIT": "Audit"})
    assert grid.set_index(["root", "origin"]).loc[("Culture", "Forum"), ["done", "open"]].tolist() == [1, 1]
    assert grid.set_index(["root", "origin"]).loc[("Culture", "Audit"), "actions"] == 0


def grid(*rows: tuple[str, str, str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "group", "period_start", "period_end", "n", "base"])
    return frame.assign(
        view="themes", split="stance", kind="", period_start=pd.to_datetime(frame["period_start"]), period_end=pd.to_datetime(frame["period_end"])
    )  # fmt: skip


def test_asks_are_added_up_and_a_joined_band_is_no_exact_ask() -> None:
    rows = asks_of(grid(("A", "ASK", "2024-04-01", "2025-03-31", 10, 50), ("A", "ASK", "2025-04-01", "2026-03-31", 7, 40),
                        ("B", "ASK+BARRIER", "2024-04-01", "2025-03-31", 20, 50), ("A", "PRAISE", "2024-04-01", "2025-03-31", 6, 50)))  # fmt: skip
    assert rows.set_index("code")["n"].to_dict() == {"A": 17, "B": 20}
    assert rows.set_index("code")["is_exact"].to_dict() == {"A": True, "B": False}


QUARTERS = [("2024-04-01", "2024-06-30"), ("2024-07-01", "2024-09-30"), ("2024-10-01", "2024-12-31"), ("2025-01-01", "2025-03-31"),
            ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30"), ("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31")]  # fmt: skip


def test_years_of_a_theme_are_sums_of_its_quarters() -> None:
    rows = grid(*[("A", "", s, e, n, 50) for (s, e), n in zip(QUARTERS, (5, 6, 5, 6, 12, 13, 12, 13), strict=True)])
    years = theme_years(rows, "code").set_index("year")
    assert years.loc["latest", ["n", "base"]].tolist() == [50, 200]
    assert years.loc["before", ["n", "base"]].tolist() == [22, 200]
    assert years.loc["latest", "share_pct"] == pytest.approx(25.0)
    assert years.loc["latest", "lower_pct"] == pytest.approx(19.51, abs=0.02)  # Wilson, 50 of 200, by hand
    assert spread_of(rows) == 1.0  # a change between years is no spread within them
    wild = grid(*[("A", "", s, e, n, 50) for (s, e), n in zip(QUARTERS, (5, 40, 5, 40, 5, 40, 5, 40), strict=True)])
    assert spread_of(wild) > 10


def test_only_what_was_not_there_for_two_periods_and_has_stayed_has_emerged() -> None:
    start = pd.Timestamp("2024-04-01")
    rows = grid(*[("OLD", "", s, e, 9, 50) for s, e in QUARTERS], *[("NEW", "", s, e, 9, 50) for s, e in QUARTERS[3:]],
                *[("THIN", "", s, e, 9, 50) for s, e in QUARTERS[1:]], *[("LAST", "", s, e, 9, 50) for s, e in QUARTERS[7:]])  # fmt: skip
    found = emergence(rows, start)
    assert found["code"].tolist() == ["NEW"]
    assert found["since"].tolist() == [pd.Timestamp("2025-01-01")]
    assert shares_over_time(rows)["share_pct"].unique().tolist() == [18.0]


def test_themes_that_know_nothing_of_each_other_come_together_by_chance() -> None:
    pairs = pd.DataFrame(
        [("A", "B", 20, 80, 80, 320), ("A", "C", 60, 40, 40, 360)],
        columns=["theme_a", "theme_b", "both", "only_a", "only_b", "neither"],
    )
    rows = together(pairs)
    assert rows.set_index(["theme_a", "theme_b"])["times_chance"].round(3).to_dict() == {
        ("A", "B"): 1.0,
        ("A", "C"): 3.0,
        ("B", "A"): 1.0,
        ("C", "A"): 3.0,
    }
    assert rows.set_index(["theme_a", "theme_b"])["is_beyond_chance"].to_dict() == {
        ("A", "B"): False,
        ("A", "C"): True,
        ("B", "A"): False,
        ("C", "A"): True,
    }


def test_the_latest_codebook_keeps_what_older_versions_alone_hold() -> None:
    book = pd.DataFrame(
        [("R", "", "Root", "d", "1", "R", 0, "no"), ("A", "R", "Old name", "d", "1", "R", 1, "no"), ("R", "", "Root", "d", "10", "R", 0, "yes"), ("B", "R", "B", "d", "2", "R", 2, "no"),
         ("A", "R", "New name", "another", "10", "R", 1, "yes")],
        columns=["theme_code", "parent_code", "label", "definition", "version", "root", "position", "in_use"],
    )  # fmt: skip
    rows = latest_codebook(book).set_index("theme_code")
    assert rows["label"].to_dict() == {"R": "Root", "A": "New name", "B": "B"}
    assert bool(rows.loc["A", "is_redefined"])
    assert rows.loc["A", "versions"] == "1, 10"


def scans(*rows: tuple[str, str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["doc_type", "category", "period_start", "words", "hits"])
    start = pd.to_datetime(frame["period_start"])
    return frame.assign(period_start=start, period_end=start + pd.DateOffset(years=1) - pd.Timedelta(days=1))


def test_words_that_blame_for_each_thousand() -> None:
    rows = scans(("PLAN", "LABEL", "2023-04-01", 10_000, 12), ("PLAN", "CHOICE", "2023-04-01", 10_000, 8), ("PLAN", "LABEL", "2025-04-01", 20_000, 10),
                 ("PLAN", "CHOICE", "2025-04-01", 20_000, 0))  # fmt: skip
    kinds = rates_by_kind(rows)
    assert kinds["rate"].tolist() == [2.0, 0.5]
    assert kinds["words"].tolist() == [10_000, 20_000]
    assert rates_by_category(rows).set_index(["category", "words"]).loc[("LABEL", 20_000), "rate"] == 0.5
    change = year_against_year(rows)
    assert change is not None
    assert change.value == pytest.approx(0.25)
    assert change.is_beyond_chance
    assert year_against_year(rows[rows["period_start"] < "2024-01-01"]) is None


def test_periods_of_either_end_cover_a_year_where_some_are_longer() -> None:
    """Quarters, of which one of few stands with the next: the latest twelve months are fifteen."""
    ends = [
        "2023-06-30",
        "2023-09-30",
        "2023-12-31",
        "2024-03-31",
        "2024-06-30",
        "2024-12-31",
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
    ]
    starts = ["2023-04-01", *(str((pd.Timestamp(end) + pd.Timedelta(days=1)).date()) for end in ends[:-1])]
    rows = pd.DataFrame({"period_start": pd.to_datetime(starts), "period_end": pd.to_datetime(ends)})
    found = first_and_last(rows)
    assert found is not None
    first, last = found
    assert [str(day.date()) for day in (first["period_end"].max(), last["period_start"].min())] == [
        "2024-03-31",
        "2024-07-01",
    ]
    assert [months_in(first), months_in(last)] == [12, 15]
    assert first_and_last(rows.iloc[:7]) is not None
    assert first_and_last(rows.iloc[:6]) is None, "the two times would share a quarter"


def test_reviews_training_and_sharing() -> None:
    reviews = grid(
        ("A", "X", "2024-04-01", "2025-03-31", 10, 20),
        ("A", "X", "2025-04-01", "2026-03-31", 20, 20),
        ("A", "Y", "2024-04-01", "2026-03-31", 5, 60),
    )
    shares = review_shares(reviews).set_index("group")
    assert shares["share_pct"].to_dict() == {"X": 75.0, "Y": pytest.approx(8.333, abs=0.001)}
    assert apart(review_shares(reviews)) == ["A"]
    assert apart(review_shares(reviews.assign(n=[10, 10, 30]))) == []
    training = pd.DataFrame([("2025-01-01", "P", "c", 50.0, 20.0), ("2025-04-01", "P", "c", float("nan"), float("nan")), ("2025-04-01", "H", "c", float("nan"), float("nan"))],
                            columns=["period_start", "agency", "course", "eligible", "trained"])  # fmt: skip
    shown = coverage(training).set_index("agency")
    assert shown.loc["P", "share_pct"] == 40.0
    assert pd.isna(shown.loc["H", "share_pct"])
    sharing = pd.DataFrame(
        [("flow", "2024-01-01", 10, 5), ("flow", "2025-01-01", 40, 30), ("total", "2025-01-01", 40, 30)],
        columns=["view", "period_end", "items", "acted_on"],
    )
    assert latest_flows(sharing)["share_pct"].tolist() == [75.0]
    assert acted_on_series(sharing)[["n", "base"]].to_numpy().tolist() == [[30, 40]]
