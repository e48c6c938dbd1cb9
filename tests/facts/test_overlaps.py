"""Rows that overlap are one episode, and only rows that do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data_loaders.facts.overlaps import episode_of_rows, one_discussion_each, one_row_each


def rows_of(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["child_pseudo_id", "counting_unit", "start_dt", "end_dt"])
    frame.insert(0, "episode_id", [f"e{n}" for n in range(len(frame))])
    for column in ("start_dt", "end_dt"):
        frame[column] = pd.to_datetime(frame[column].where(frame[column] != "", None)).dt.tz_localize("Europe/London")
    return frame


CASES = {
    "one inside another": ((("c", "EPISODE", "2025-01-01 10:00", "2025-01-02 10:00"), ("c", "EPISODE", "2025-01-01 12:00", "2025-01-01 13:00")), [0, 0]),
    "a chain": ((("c", "EPISODE", "2025-01-01 10:00", "2025-01-01 12:00"), ("c", "EPISODE", "2025-01-01 11:00", "2025-01-01 14:00"),
                 ("c", "EPISODE", "2025-01-01 13:00", "2025-01-01 15:00")), [0, 0, 0]),
    "a long one holds a later one": ((("c", "EPISODE", "2025-01-01 10:00", "2025-01-05 12:00"), ("c", "EPISODE", "2025-01-01 11:00", "2025-01-01 12:00"),
                                      ("c", "EPISODE", "2025-01-03 13:00", "2025-01-03 15:00")), [0, 0, 0]),
    "end meets start": ((("c", "EPISODE", "2025-01-01 10:00", "2025-01-01 12:00"), ("c", "EPISODE", "2025-01-01 12:00", "2025-01-01 14:00")), [0, 1]),
    "two children": ((("c", "EPISODE", "2025-01-01 10:00", "2025-01-02 10:00"), ("d", "EPISODE", "2025-01-01 12:00", "2025-01-01 13:00")), [0, 1]),
    "reports stay": ((("c", "REPORT", "2025-01-01 10:00", "2025-01-02 10:00"), ("c", "REPORT", "2025-01-01 12:00", "2025-01-01 13:00")), [0, 1]),
    "no end": ((("c", "EPISODE", "2025-01-01 10:00", ""), ("c", "EPISODE", "2025-01-01 12:00", "2025-01-01 13:00")), [0, 1]),
    "later in the file, earlier in time": ((("c", "EPISODE", "2025-01-01 12:00", "2025-01-01 13:00"), ("c", "EPISODE", "2025-01-01 10:00", "2025-01-01 12:30")), [1, 1]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_rows_that_overlap_are_one(case: str) -> None:
    rows, expected = CASES[case]
    assert episode_of_rows(rows_of(*rows)).tolist() == expected


def test_it_ends_when_the_last_of_them_ends_and_has_the_discussion_after_that() -> None:
    rows = rows_of(*CASES["a chain"][0])
    first = episode_of_rows(rows)
    once = one_row_each(rows, first)
    assert once["episode_id"].tolist() == ["e0"]
    assert once["end_dt"].iloc[0] == pd.Timestamp("2025-01-01 15:00", tz="Europe/London")
    said = pd.DataFrame({"episode_id": ["e0", "e2", "elsewhere"], "offered": ["N", "Y", "Y"]})
    assert one_discussion_each(said, rows, first).to_dict("list") == {"episode_id": ["e0"], "offered": ["Y"]}


def test_any_rows_against_the_slow_way() -> None:
    rng = np.random.default_rng(3)
    start = pd.Timestamp("2025-03-01", tz="Europe/London") + pd.to_timedelta(
        rng.integers(0, 60 * 24 * 60, 400), unit="min"
    )
    rows = pd.DataFrame({"episode_id": [f"e{n}" for n in range(400)], "child_pseudo_id": rng.choice(list("abcdefgh"), 400),
                         "counting_unit": "EPISODE", "start_dt": start, "end_dt": start + pd.to_timedelta(rng.integers(1, 900, 400), unit="min")})  # fmt: skip
    first = episode_of_rows(rows)
    for _, child in rows.groupby("child_pseudo_id"):
        reach = {i: {i} for i in child.index}
        for i in child.index:
            for j in child.index:
                if i != j and rows["start_dt"][i] < rows["end_dt"][j] and rows["start_dt"][j] < rows["end_dt"][i]:
                    reach[i].add(j)
        for i in child.index:  # everything that can be reached through overlaps is one episode
            whole, more = set(), {i}
            while more:
                at = more.pop()
                whole.add(at)
                more |= reach[at] - whole
            assert {first[j] for j in whole} == {min(whole, key=lambda n: (rows["start_dt"][n], n))}
