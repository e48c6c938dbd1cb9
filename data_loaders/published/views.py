"""Views of counted datasets, declared as a kind: one table for each, whose columns follow from its entry in the manifest."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.published.kinds import Block, Column, Count, Date
from data_loaders.published.rules import FullGrid, InOrder
from data_loaders.published.table import GoesOn, PublishedTable

PERIOD = ("period_start", "period_end")


def view_table(*, dataset: str, name: str, dimensions: Sequence[str], counts: Sequence[str]) -> PublishedTable:
    """The declaration of one view: a full grid of its blocks and periods, exact counts, none below its dataset's floor."""
    columns: dict[str, Column] = {"period_start": Date(is_key=True), "period_end": Date()}
    columns |= {dimension: Block() for dimension in dimensions}
    columns |= {count: Count(of=count, whose=dataset) for count in counts}
    grid = FullGrid((), (PERIOD, *((dimension,) for dimension in dimensions)))
    return PublishedTable(
        name=f"{dataset}.{name}",
        of_what="Records of a period and of the groups of the view.",
        columns=columns,
        who="children",
        why="A full grid of exact counts, each of enough different children; tried together with all other views for what they tell of few.",
        goes_on=GoesOn.APPEND,
        rules=(InOrder(*PERIOD), grid),
    )
