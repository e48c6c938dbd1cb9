"""Every delivered row has a fate with a sentence; what is nowhere stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.account.rows import COUNTED, account_of, month_gaps, reconcile
from data_loaders.problem import rows_in_words
from data_loaders.sources import Collected
from data_loaders.sources.delivered import LeftOut
from data_loaders.sources.origin import Origin


def origin(table: str, rows: int, start: date, end: date) -> Origin:
    return Origin(
        table, f"{table}.csv", "", rows, "Invented", end, start, end, "1", "", None, "partnership", True, None, ""
    )


def delivery(
    starts: list[pd.Timestamp], *, hours: int = 2, period: tuple[date, date], read: int | None = None
) -> Collected:
    frame = pd.DataFrame({
        "episode_id": [f"e{n}" for n in range(len(starts))],
        "child_pseudo_id": [f"c{n}" for n in range(len(starts))],
        "counting_unit": "EPISODE",
        "start_dt": pd.DatetimeIndex(starts).tz_localize("UTC"),
    }, index=pd.RangeIndex(2, len(starts) + 2))  # fmt: skip
    frame["end_dt"] = frame["start_dt"] + pd.Timedelta(hours=hours)
    files = np.full(len(frame), "missing_episodes.csv", dtype=object)
    origins = (origin("missing_episodes", read or len(frame), *period),)
    return Collected({"missing_episodes": frame}, {}, {"missing_episodes": files}, origins, (), ())


def days(first: str, count: int) -> list[pd.Timestamp]:
    return list(pd.date_range(first, periods=count, freq="D") + pd.Timedelta(hours=10))


def test_rows_outside_the_declared_period_are_named_with_their_rows() -> None:
    made = delivery(days("2017-03-29", 10), period=(date(2017, 4, 1), date(2018, 3, 31)))
    (account,) = account_of(made)
    assert account.counted == 7
    (problem,) = reconcile(made)
    assert problem.sentence == "missing_episodes.csv: 3 rows begin before 2017-04-01 and are not counted (rows 2–4)."
    assert "period_start" in problem.cure


def test_the_day_of_the_end_belongs_to_the_period_and_the_next_does_not() -> None:
    made = delivery(days("2018-03-30", 4), period=(date(2017, 4, 1), date(2018, 3, 31)))
    assert [p.sentence for p in reconcile(made)] == [
        "missing_episodes.csv: 2 rows begin after 2018-03-31 and are not counted (rows 4–5)."
    ]


def test_a_part_of_a_month_waits_and_is_named() -> None:
    made = delivery(days("2018-03-30", 20), period=(date(2017, 4, 1), date(2018, 4, 20)))
    (account,) = account_of(made)
    assert account.counted == 2
    assert "only a part" in reconcile(made)[0].sentence


def test_everything_outside_stops_instead_of_a_traceback() -> None:
    made = delivery(days("2013-04-01", 5), period=(date(2017, 4, 1), date(2018, 3, 31)))
    assert [p.rule for p in reconcile(made) if p.severity == "stop"] == ["nothing to count"]


def test_what_was_left_out_while_reading_is_named() -> None:
    made = delivery(days("2017-05-01", 5), period=(date(2017, 4, 1), date(2018, 3, 31)), read=8)
    assert "3 rows wait for somebody to read a text" in reconcile(made)[0].sentence
    left = LeftOut("missing_episodes", "missing_episodes.csv", "not kept by the mapping's 'where'", (2, 3))
    both = replace(made, left_out=(left,))
    assert [p.sentence for p in reconcile(both)] == [
        "missing_episodes.csv: 2 rows are left out: not kept by the mapping's 'where' (rows 2–3).",
        "missing_episodes: 1 row waits for somebody to read a text, and no figure counts them.",
    ]
    (account,) = account_of(both)
    said = "5 counted + 2 left out (not kept by the mapping's 'where') + 1 held until somebody has read them"
    assert account.in_words == ("missing_episodes", "8", said)


def test_a_row_whose_day_cannot_be_read_waits_for_no_month() -> None:
    made = delivery(days("2017-05-01", 3), period=(date(2017, 4, 1), date(2018, 3, 31)))
    made.tables["missing_episodes"].iloc[1, 3] = pd.NaT
    assert reconcile(made) == []  # the cell is told where it is read
    assert account_of(made)[0].in_words[2] == "2 counted + 1 without a date that can be read"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 4)), min_size=1, max_size=60), st.integers(1, 90))
def test_fates_always_add_up(rows: list[tuple[int, int]], length: int) -> None:
    starts = [pd.Timestamp("2016-12-01") + pd.Timedelta(days=day) for day, _ in rows]
    made = delivery(starts, hours=30, period=(date(2017, 4, 1), date(2017, 4, 1) + pd.Timedelta(days=length * 7)))
    made.tables["missing_episodes"]["child_pseudo_id"] = [f"c{child}" for _, child in rows]
    (account,) = account_of(made)
    assert int(account.fates.value_counts().sum()) == len(rows) == account.delivered
    told = sum(int(p.sentence.split(": ")[1].split(" row")[0]) for p in reconcile(made) if p.severity == "warn")
    assert told + int((account.fates == COUNTED).sum()) == len(rows)


@pytest.mark.parametrize(
    ("rows", "words"), [([2], "row 2"), ([2, 3, 4, 40], "rows 2–4, 40"), ([9, 2, 3], "rows 2–3, 9")]
)
def test_rows_are_written_as_a_reader_writes_them(rows: list[int], words: str) -> None:
    assert rows_in_words(pd.Index(rows)) == words


def test_a_month_between_two_files_is_not_a_month_without_episodes() -> None:
    made = delivery(days("2017-04-02", 5), period=(date(2017, 4, 1), date(2017, 6, 30)))
    two = (*made.origins, origin("missing_episodes", 1, date(2017, 8, 1), date(2017, 9, 30)))
    gap = Collected(made.tables, {}, made.row_files, two, (), ())
    assert "July 2017" in month_gaps(gap)[0].sentence
    assert not month_gaps(made)


def test_a_delivery_by_its_files(tmp_path: Path) -> None:
    """From files to sentences: what a data manager sees."""
    from data_loaders.sources import collect

    rows = [
        f"m{n},c{n},EPISODE,2017-0{3 + n % 3}-1{n % 9}T10:00,2017-0{3 + n % 3}-1{n % 9}T12:00,W1" for n in range(12)
    ]
    header = "episode_id,child_pseudo_id,counting_unit,start_dt,end_dt,area_from"
    (tmp_path / "missing_episodes.csv").write_text("\n".join([header, *rows]))
    (tmp_path / "manifest.csv").write_text(
        "table,file,supplier_agency,extract_date,period_start,period_end,rows,audience,is_synthetic\n"
        "missing_episodes,missing_episodes.csv,Invented,2017-07-01,2017-04-01,2017-06-30,12,partnership,Y\n"
    )
    sentences = [p.sentence for p in reconcile(collect(tmp_path))]
    assert sentences[0].startswith("missing_episodes.csv: 4 rows begin before 2017-04-01")
