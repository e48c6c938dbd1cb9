"""Before and after: published figures of the method, effects recovered over many worlds, and silence where little is there."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.displacement import (
    Pair,
    district_blocks,
    evaluate,
    relative_rate_ratio,
)


def test_a_fall_everywhere_passes_for_no_effect_and_none_next_door() -> None:
    """All areas fall by a fifth, of very unequal sizes: in 250 worlds about one in twenty intervals leaves 1 out."""
    rng = np.random.default_rng(18)
    false = beside = 0
    for _ in range(250):
        rows = {
            name: [*rng.poisson(mean, 8).tolist(), *rng.poisson(mean * 0.8, 4).tolist()]
            for name, mean in (("t", 20), ("c", 90), ("d", 40))
        }
        made = evaluate(
            quarters(rows), pd.Timestamp("2025-04-01"), target="t", comparison="c", displacement="d", dispersion=1.0
        )
        false += made.relative is not None and made.relative.is_beyond_chance
        beside += made.beside is not None and made.beside.is_beyond_chance
    assert false <= 23  # more than 23 of 250 at one in twenty has a chance of about 1 in 500
    assert beside <= 23


def test_a_ratio_of_ratios_by_hand() -> None:
    """(30/60) ÷ (40/40) = 0.5; the log's standard error is √(1/30 + 1/60 + 1/40 + 1/40) = √0.1."""
    made = relative_rate_ratio(Pair(60, 30), Pair(40, 40))
    assert made.value == pytest.approx(0.5)
    assert made.lower == pytest.approx(0.5 * np.exp(-1.959964 * 0.1**0.5))
    with pytest.raises(ValueError, match="at least one"):
        relative_rate_ratio(Pair(0, 3), Pair(4, 4))


def quarters(values: dict[str, list[int]], first: str = "2023-04-01") -> pd.DataFrame:
    starts = pd.date_range(first, periods=len(next(iter(values.values()))), freq="QS-APR")
    ends = starts + pd.offsets.QuarterEnd(0)
    return pd.concat(
        [
            pd.DataFrame({"period_start": starts, "period_end": ends, "area_block": b, "n": n})
            for b, n in values.items()
        ],
        ignore_index=True,
    )


def test_only_whole_years_on_both_sides_are_compared() -> None:
    frame = quarters({"t": list(range(1, 13)), "c": [10] * 12})
    made = evaluate(frame, pd.Timestamp("2024-11-15"), target="t", comparison="c", dispersion=1.0)
    assert made.target == Pair(3 + 4 + 5 + 6, 8 + 9 + 10 + 11)  # the seventh quarter, in which it starts, is in neither
    assert made.days == 365


@pytest.mark.parametrize(
    ("start", "blocks", "words"),
    [
        ("2025-10-01", ("t", "c"), "too early"), ("2023-06-01", ("t", "c"), "too early"), ("2024-04-01", ("t", "t"), "joined"),
        ("2024-04-01", ("t", ""), "no comparison"), ("2024-04-01", ("few", "c"), "too few"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said(start: str, blocks: tuple[str, str], words: str) -> None:
    frame = quarters({"t": [9] * 12, "c": [10] * 12, "few": [1] * 12})
    made = evaluate(frame, pd.Timestamp(start), target=blocks[0], comparison=blocks[1], dispersion=1.0)
    assert words in made.why_not
    assert made.relative is None


def test_planted_effects_are_found_and_nothing_where_nothing_was_planted() -> None:
    """250 worlds each: without an effect about one in twenty intervals leaves 1 out; with 60 % fewer nearly all do."""
    rng = np.random.default_rng(8)
    false = found = covered = 0
    for _ in range(250):
        calm = {"t": rng.poisson(22, 12).tolist(), "c": rng.poisson(22, 12).tolist()}
        made = evaluate(quarters(calm), pd.Timestamp("2025-04-01"), target="t", comparison="c", dispersion=1.0).relative
        false += made is not None and made.is_beyond_chance
        less = {**calm, "t": [*calm["t"][:8], *rng.poisson(22 * 0.4, 4).tolist()]}
        made = evaluate(quarters(less), pd.Timestamp("2025-04-01"), target="t", comparison="c", dispersion=1.0).relative
        found += made is not None and made.upper < 1
        covered += made is not None and made.lower <= 0.4 <= made.upper
    assert 0.02 <= false / 250 <= 0.08
    assert found / 250 >= 0.95
    assert 0.92 <= covered / 250 <= 0.98


def test_an_area_is_found_in_the_block_that_holds_all_its_places() -> None:
    places = pd.DataFrame({"leaf": ["a", "b", "c", "elsewhere"], "area_code": ["W1", "W2", "W3", ""]})
    areas = pd.DataFrame(
        {"area_code": ["C", "L1", "L2", "W1", "W2", "W3"], "parent_code": ["", "C", "C", "L1", "L1", "L2"]}
    )
    leaves = {"x": frozenset({"a", "b"}), "y": frozenset({"c", "elsewhere"})}
    found = district_blocks(places, areas, leaves, ["x", "y"])
    assert found == {"W1": "x", "W2": "x", "L1": "x", "W3": "y", "L2": "y"}
