"""A dimension that stands empty is told from one that is withheld, and one child more or less in it makes no difference."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from data_loaders.safety.views.hierarchy import Hierarchy, Leaf
from data_loaders.safety.views.records import Records
from data_loaders.safety.views.unfilled import unfilled


def told(*outcome: int, codes: tuple[str, ...] = ("FOUND", "NK")) -> tuple[str, ...]:
    """Of invented records, one of each child: the leaf in which each stands."""
    size = len(outcome)
    leaves = tuple(Leaf(code, code) for code in codes)
    records = Records(np.arange(size), np.zeros(size, dtype=np.int64), {"outcome": np.array(outcome)}, size)
    hierarchy = Hierarchy("outcome", leaves, (), {}, {})
    return unfilled(SimpleNamespace(k=5, records=records, hierarchies={"outcome": hierarchy}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("known", "is_empty"), [(0, True), (1, True), (4, True), (5, False), (30, False)])
def test_nobody_and_too_few_are_told_alike(known: int, is_empty: bool) -> None:
    assert told(*[0] * known, *[1] * 30) == (("outcome",) if is_empty else ())


def test_an_area_that_is_known_in_part_is_not_known() -> None:
    assert told(*[0] * 40, codes=("L1:NK", "NK")) == ("outcome",)


def test_places_that_are_pooled_are_not_called_empty() -> None:
    assert told(*[0] * 40, codes=("elsewhere", "NK")) == ()
