"""How far a few children make the figures, as a declared table: a coarse number for each dataset and split."""

from __future__ import annotations

from data_loaders.published.kinds import Code, Figure, Key, Reason
from data_loaders.published.rules import Always
from data_loaders.published.table import GoesOn, PublishedTable, declared

# Rounded up to these: each is about half as much again as the one before, so a number says how far to widen an interval and
# no more. It begins at 1.5: to publish 1 would say that no child was counted twice.
GRID = (1.5, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 55.0)
LEAST_RECORDS = 100  # in all; a mean over fewer could tell of somebody
WHOLE, TIME = "", "time"  # all records of a year; one year against the next
WITHHELD = "Hidden to protect children."  # the same words for every cause


def against_the_next(split: str) -> str:
    """The name under which the shares of a split in one year beside those in the next are told."""
    return f"{TIME} {split}"


DESIGN_EFFECTS = PublishedTable(
    name="design_effects",
    of_what=(
        "How many records of a dataset are worth one independent one, because children are counted again: in all (no split), of one "
        "year beside the next (time), of the shares of a split, and of their change from one year to the next (time and the split)."
    ),
    columns={
        "dataset": Key(),
        "split": Key(),
        "effect": Figure(low=GRID[0], high=GRID[-1], may_be_blank=True, places=1),
        "status": Code(allowed=("published", "withheld")),
        "reason": Reason(status="status"),
    },
    who="children",
    why=(
        "Rounded up on a coarse grid, from a hundred records or more; no child weighs more than as many others as the floor "
        "asks do, so it says of no smaller group that it was counted often."
    ),
    goes_on=GoesOn.APPEND,
    rules=(
        Always(lambda f: f["effect"].isna() == (f["status"] == "withheld"), "has an effect that is withheld"),
        Always(lambda f: f["effect"].isna() | f["effect"].isin(GRID), "has an effect that is not on the grid"),
    ),
)  # fmt: skip
EFFECTS = declared(DESIGN_EFFECTS)
