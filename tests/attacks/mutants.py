"""Small invented banks and the publications made from them, for mutants: each breaks one rule on purpose."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data_loaders.engine import Engine
from data_loaders.policy.datasets import DatasetPolicy, View
from data_loaders.release import ViewEntry, view_problem
from data_loaders.safety.audit import Published, audit_dataset
from data_loaders.safety.calendar import Calendar, month_number
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Found, Grid, counted
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records
from data_loaders.safety.views.table import view_entry, view_table

FIRST = month_number(date(2024, 4, 1))
K = 5
# With all three margins known one number t is free: t more where the ones are even, t less where they are odd.
FORCING = {
    (0, 0, 0): 10,
    (1, 1, 0): 4,
    (1, 0, 1): 4,
    (0, 1, 1): 3,
    (1, 1, 1): 2,
    (1, 0, 0): 1,
    (0, 1, 0): 10,
    (0, 0, 1): 10,
}


def bank(
    sizes: dict[str, int],
    rows: list[tuple[int, ...]],
    *,
    months: int = 1,
    tied: list[list[str]] | None = None,
    month_of_row: list[int] | None = None,
    person: list[int] | None = None,
) -> Countable:
    """One record for each row (its leaf in each dimension); a child of its own for each unless `person` says otherwise."""
    leaf = {d: np.array([row[i] for row in rows], dtype=np.int64) for i, d in enumerate(sizes)}
    who = np.arange(len(rows)) if person is None else np.array(person)
    when = FIRST + (np.zeros(len(rows), dtype=np.int64) if month_of_row is None else np.array(month_of_row))
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "invented", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": K}, "dominance": 0.5, "coverage": "invented", "tied": tied or [], "part_of": "",
            "dimensions": {
                d: {"title": d, "kind": "nominal", "column": d, "detail": 1.0, "leaves": [f"{d}{i}" for i in range(max(n, 2))]}
                for d, n in sizes.items()
            },
            "views": [{"name": "total", "dimensions": {}}],
        }
    )  # fmt: skip
    hierarchies = {
        d: build_hierarchy(d, [Leaf(f"{d}{i}", f"{d} {i}") for i in range(n)], weakness=lambda b: (float(-len(b)),))
        for d, n in sizes.items()
    }
    records = Records(who.astype(np.int64), when, leaf, int(who.max()) + 1)
    calendar = Calendar(FIRST, FIRST + months - 1, 4)
    return Countable("invented", policy, K, records, calendar, hierarchies, {d: {} for d in sizes})


def view(data: Countable, name: str, cut: dict[str, int], unit: str = "month") -> Published:
    grid = Grid(cut, unit)
    return Published(name, grid, view_table(data, grid, counted(data, grid)))


def entry(data: Countable, made: Published) -> ViewEntry:
    wanted = View(name=made.name, dimensions=dict.fromkeys(made.grid.cut, "each"))
    return view_entry(data, Found(wanted, made.grid, "", 0.0), merges=(), children=("published", ""))


def caught_by(data: Countable, *made: Published) -> list[str]:
    """Names of the checks that fail: those of the audit, and the lock that every reader's door is."""
    failed = [check.name for check in audit_dataset(data, made, Engine()) if check.status == "failed"]
    locked = [p for m in made if (p := view_problem(m.table, entry(data, m), {data.name: data.k}))]
    return [*dict.fromkeys(failed), *(f"the lock: {problem}" for problem in locked)]


def told(mutant: str, catchers: list[str]) -> str:
    return f"mutant: {mutant} → {'caught by ' + ', '.join(catchers) if catchers else 'NOT CAUGHT'}"


def areas_by_month(small: int = 3) -> Countable:
    """Four areas in two months, eight children in each cell but the last, which holds `small`."""
    cells = [(area, month) for month in range(2) for area in range(4)]
    rows = [(area, month) for area, month in cells for _ in range(small if (area, month) == (3, 1) else 8)]
    return bank({"area": 4}, [(area,) for area, _ in rows], months=2, month_of_row=[m for _, m in rows])


def kept(made: Published, rows: pd.Series) -> Published:
    return Published(made.name, made.grid, made.table[rows].reset_index(drop=True))
