"""What codes are called: one table for all codes of delivered columns, so that no page and no other table has a list of its own."""

from __future__ import annotations

from data_loaders.published.kinds import Key, Label, Whole
from data_loaders.published.rules import OneName
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

LABELS = declared(
    PublishedTable(
        name="labels",
        of_what="What a code of a delivered column is called.",
        columns={"column": Key(), "code": Key(), "label": Label(), "position": Whole(low=0)},
        who=NOBODY,
        why="What codes are called; nothing of any record.",
        goes_on=GoesOn.ANEW,
        rules=(OneName("column", "code", "label"),),
    )
)
