"""From an accepted grid to the table that is published, and the words that say what was merged and why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data_loaders.deliveries.derived import named_together
from data_loaders.release import ViewEntry
from data_loaders.safety.calendar import month_end, month_start
from data_loaders.safety.floor import Tally
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Found, Grid, first_step


def view_table(data: Countable, grid: Grid, found: Tally) -> pd.DataFrame:
    """Columns period_start, period_end, one for each dimension (block ids), n, children; one row for each cell."""
    periods = data.calendar.periods(grid.unit)
    keys: list[list[object]] = [list(range(len(periods)))]
    for dimension, step in grid.cut.items():
        keys.append([data.block_id(dimension, block) for block in data.hierarchies[dimension].steps[step]])
    index = pd.MultiIndex.from_product(keys, names=["period", *grid.cut])
    frame = index.to_frame(index=False)
    starts = pd.to_datetime([month_start(s) for s, _ in periods]).as_unit("s")
    ends = pd.to_datetime([month_end(e) for _, e in periods]).as_unit("s")
    position = frame.pop("period").to_numpy(dtype=np.int64)
    frame.insert(0, "period_start", starts[position])
    frame.insert(1, "period_end", ends[position])
    for dimension in grid.cut:
        frame[dimension] = frame[dimension].astype("str")
    frame["n"], frame["children"] = found.n, found.persons
    return frame


def view_entry(data: Countable, found: Found, *, merges: tuple[str, ...], children: tuple[str, str]) -> ViewEntry:
    grid = found.grid
    periods = data.calendar.periods(grid.unit) if grid else []
    first: date | None = month_start(periods[0][0]) if periods else None
    last: date | None = month_end(periods[-1][1]) if periods else None
    cells = len(periods)
    for dimension, step in (grid.cut if grid else {}).items():
        cells *= len(data.hierarchies[dimension].steps[step])
    return ViewEntry(
        dataset=data.name,
        name=found.view.name,
        status="published" if grid else "withheld",
        reason=found.reason,
        dimensions=dict(found.view.dimensions),
        cut=dict(grid.cut) if grid else {},
        time_unit=grid.unit if grid else None,  # type: ignore[arg-type]  # the finder takes units from TIME_UNITS
        period_start=first,
        period_end=last,
        cells=cells if grid else 0,
        merges=merges,
        children=children[0] if grid else "not wanted",  # type: ignore[arg-type]  # one of the three literals
        children_reason=children[1],
    )


def merge_sentences(data: Countable, found: Found) -> tuple[str, ...]:
    """One sentence for each joined block of a view: what was joined. The same words for every cause."""
    if found.grid is None:
        return ()
    sentences = []
    for dimension, step in found.grid.cut.items():
        hierarchy = data.hierarchies[dimension]
        first = first_step(data, dimension, found.view.dimensions[dimension]) or 0
        before = set(hierarchy.steps[first])
        for block in hierarchy.steps[step]:
            parts = [b for b in hierarchy.steps[first] if set(b) <= set(block) and not set(b) <= hierarchy.residual]
            if block not in before and len(parts) > 1:
                sentences.append(f"{named_together([hierarchy.label(part) for part in parts])} are shown together.")
    return tuple(sentences)


def block_rows(data: Countable, grids: list[Grid]) -> pd.DataFrame:
    """The blocks in use, one row for each leaf of each: what a block id of a view table means."""
    rows: list[tuple[str, str, str, str, int, str, str]] = []
    for dimension, hierarchy in data.hierarchies.items():
        used = {b for g in grids if dimension in g.cut for b in hierarchy.steps[g.cut[dimension]]}
        for block in sorted(used):
            for leaf in block:
                known = hierarchy.leaves[leaf]
                rows.append(
                    (data.name, dimension, data.block_id(dimension, block), _capital(hierarchy.label(block)),
                     block[0], known.code, known.label)
                )  # fmt: skip
    return pd.DataFrame(rows, columns=["dataset", "dimension", "block", "label", "position", "leaf", "leaf_label"])


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
