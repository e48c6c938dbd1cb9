"""Every group of a chain of joins has a name of its own, whichever residual values have joined it by then.

On the rule before, "male, with other" and "male, with other and not known" were both `M+NK`: a table that said one could be read by
the leaves of both.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data_loaders.published.recount.counted import _members
from data_loaders.published.recount.trees import Tree
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.areas import area_leaves
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.hierarchy import Block, Hierarchy, Leaf, build_hierarchy
from data_loaders.safety.views.records import Records


def named(hierarchy: Hierarchy, codes: dict[Block, str]) -> dict[Block, str]:
    """The name of every block of every step."""
    records = Records(np.arange(1), np.zeros(1, dtype=np.int64), {}, 1)
    data = Countable("invented", None, 5, records, Calendar(0, 0, 4), {"d": hierarchy}, {"d": codes})  # type: ignore[arg-type]  # no rule is asked
    return {block: data.block_id("d", block) for step in hierarchy.steps for block in step}


def fewest_first(block: Block) -> tuple[float, ...]:
    return (float(-len(block)),)


@pytest.mark.parametrize("residual", [(), (3,), (2, 3), (0, 3), (0, 1, 3)])
def test_no_two_blocks_of_values_have_one_name(residual: tuple[int, ...]) -> None:
    leaves = [Leaf(code, code) for code in ("OTHER", "F", "M", "NK")]
    hierarchy = build_hierarchy("d", leaves, weakness=fewest_first, residual=frozenset(residual))
    names = named(hierarchy, {})
    assert len(set(names.values())) == len(names)


def test_no_two_blocks_of_areas_have_one_name() -> None:
    rows = [("C", "COUNCIL", "")] + [(f"L{n}", "LOCALITY", "C") for n in range(2)]
    rows += [(f"W{n}", "WARD", f"L{n // 2}") for n in range(4)]
    areas = pd.DataFrame(rows, columns=["area_code", "area_level", "parent_code"])
    known = area_leaves(areas.assign(area_name=areas["area_code"]), ("WARD", "LOCALITY"))
    hierarchy = build_hierarchy(
        "d", known.leaves, weakness=fewest_first, levels=known.levels, residual=known.residual, names=known.names
    )
    names = named(hierarchy, known.codes)
    assert len(set(names.values())) == len(names)
    assert "L0+NK" in names.values()


def test_a_name_says_which_have_joined_by_then() -> None:
    leaves = [Leaf(code, code) for code in ("F", "M", "OTHER", "NK")]
    hierarchy = build_hierarchy("d", leaves, weakness=lambda b: (float(-max(b)),), residual=frozenset({2, 3}))
    names = named(hierarchy, {})
    assert names[1, 2] == "M~OTHER"
    assert names[1, 2, 3] == "M+NK"
    tree = Tree({code: code for code in ("F", "M", "OTHER", "NK")}, frozenset({"OTHER", "NK"}), {}, {}, is_words=True)
    assert _members(tree, "M~OTHER", {"M", "OTHER"}) == ["M", "OTHER"], (
        "the recount reads it without the code that made it"
    )
    assert _members(tree, "M+NK", {"M", "OTHER", "NK"}) == ["M", "OTHER", "NK"]
