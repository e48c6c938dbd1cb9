"""Areas of an indicator beside the area around them, for its recount: those of which nothing came, and what all leave of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from data_loaders.published.recount.evidence import Frame

Row = dict[Any, Any]


def did_not_come(rows: list[Row], areas: Frame, time: str) -> Iterator[Row]:
    """For each such area a row of the same indicator and time that shows nothing. time: what tells the time of a row."""
    tree = (
        {}
        if "parent_code" not in areas
        else areas.set_index("area_code")[["parent_code", "area_level"]].fillna("").to_dict("index")
    )
    for name in dict.fromkeys((row["indicator_id"], row[time]) for row in rows):
        own = [row for row in rows if (row["indicator_id"], row[time]) == name]
        came = {row["area_code"] for row in own}
        for whole in {row["area_code"] for row in own if not np.isnan(float(row["numerator"]))}:
            levels = {tree[code]["area_level"] for code in came if _lies_in(code, whole, tree)}
            for code, area in tree.items():
                if code not in came and area["area_level"] in levels and _lies_in(code, whole, tree):
                    yield own[0] | {"area_code": code, "is_out": False, "numerator": np.nan, "denominator": np.nan,
                                    "value": np.nan, "numerator_status": "withheld by its publisher"}  # fmt: skip


def whose_areas_leave_few(rows: list[Row], areas: Frame, time: str, k: int) -> Iterator[Row]:
    """The rows of all areas of one level in another, where 1 to k−1 of it are in none of them, or in two. rows: those shown."""
    tree = (
        {}
        if "parent_code" not in areas
        else areas.set_index("area_code")[["parent_code", "area_level"]].fillna("").to_dict("index")
    )
    for whole in (row for row in rows if row["area_code"] in tree):
        beside = [r for r in rows if (r["indicator_id"], r[time]) == (whole["indicator_id"], whole[time])]
        for level in sorted({str(area["area_level"]) for area in tree.values()}):
            codes = [
                c for c, area in tree.items() if area["area_level"] == level and _lies_in(c, whole["area_code"], tree)
            ]
            figures = [[r for r in beside if r["area_code"] == code] for code in codes]
            if codes and all(figures) and any(_few(whole, figures, of, k) for of in MEASURES):
                yield from (row for own in figures for row in own)


def _few(whole: Row, figures: list[list[Row]], of: Callable[[Row], float], k: int) -> bool:
    """Whether the least or the most that the areas make leaves few of the whole; what is blank somewhere is not known to anybody."""
    told = [[of(row) for row in own] for own in figures]
    if np.isnan([of(whole), *(n for own in told for n in own)]).any():
        return False
    return any(0 < abs(of(whole) - sum(map(end, told))) < k for end in (min, max))


MEASURES: tuple[Callable[[Row], float], ...] = (
    lambda row: float(row["numerator"]),
    lambda row: float(row["denominator"]),
    lambda row: float(row["denominator"]) - float(row["numerator"]),
)


def _lies_in(code: str, whole: str, tree: Mapping[str, Mapping[str, str]]) -> bool:
    seen = set[str]()
    while code in tree and code not in seen:
        seen.add(code)
        code = tree[code]["parent_code"]
        if code == whole:
            return True
    return False
