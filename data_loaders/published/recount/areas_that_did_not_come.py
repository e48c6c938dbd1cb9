"""Areas of which a publisher delivered nothing, though the area around them and others like them came: for their recount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def _lies_in(code: str, whole: str, tree: Mapping[str, Mapping[str, str]]) -> bool:
    seen = set[str]()
    while code in tree and code not in seen:
        seen.add(code)
        code = tree[code]["parent_code"]
        if code == whole:
            return True
    return False
