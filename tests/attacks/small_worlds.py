"""Small invented worlds on hand-made records, published by the product and attacked with a solver alone.

The attacker has the printed tables and knows which wards make which locality. The unknown is the table of counts over
month, ward, sex and age; every printed cell is an equation. A true group of 1 to k−1 children (a ward or locality, with or
without a sex, with or without an age, in a month or in all) is known to be there when no table that fits leaves it empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import counted
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records
from data_loaders.safety.views.table import block_rows, view_table

FIRST, MONTHS = 2023 * 12 + 3, 3
WARDS, LOCALITY = 5, (0, 0, 0, 1, 1)
SIZES = {"area": WARDS, "sex": 2, "age": 3}
VIEWS = ({}, {"area": "LOCALITY"}, {"area": "WARD"}, {"sex": "each"}, {"age": "each"},
         {"area": "LOCALITY", "sex": "each"}, {"area": "LOCALITY", "age": "each"}, {"sex": "each", "age": "each"})  # fmt: skip
MUST_HOLD = 1e-6  # a least number above this is at least one record: counts are whole


def small_world(seed: int) -> pd.DataFrame:
    """One row a record: child, month, area, sex, age. A child keeps ward, sex and age; some children come often."""
    rng = np.random.default_rng(seed)
    children = int(rng.integers(60, 400))
    wards = rng.choice(WARDS, children, p=rng.dirichlet([3.0] * WARDS))
    lean = rng.uniform(0.0, 0.25, WARDS)  # in some wards nearly all are girls
    sex = (rng.random(children) < lean[wards]).astype(int)
    age = rng.choice(3, children, p=rng.dirichlet([3.0] * 3))
    times = rng.geometric(rng.uniform(0.3, 0.9), children)
    who = np.repeat(np.arange(children), times)
    month = rng.integers(0, MONTHS, len(who))
    return pd.DataFrame({"child": who, "month": month, "area": wards[who], "sex": sex[who], "age": age[who]})


def four_boys() -> pd.DataFrame:
    """52 episodes of a ward: 29 by girls and 23 by four boys. The rest of its locality: 40 by boys, none by girls."""
    rows = [(child, 0, 0) for child in range(29)] + [(100 + n % 4, 0, 1) for n in range(23)]
    rows += [(200 + n, 1, 1) for n in range(20)] + [(300 + n, 2, 1) for n in range(20)]
    rows += [(400 + n, 3 + n % 2, n % 3 % 2) for n in range(80)]
    made = pd.DataFrame(rows, columns=["child", "area", "sex"])
    return made.assign(month=np.arange(len(made)) % MONTHS, age=made["child"] % 3)


def ready(rows: pd.DataFrame, k: int = 5) -> Countable:
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "missing", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": k, "public": max(k, 10)}, "dominance": 0.5, "coverage": "missing_episodes", "tied": [], "part_of": "",
            "dimensions": {
                "area": {"title": "a", "kind": "area", "column": "area_code", "detail": 3.0, "levels": ["WARD", "LOCALITY"]},
                **{d: {"title": d, "kind": "nominal", "column": d, "detail": 2.0, "leaves": [str(i) for i in range(SIZES[d])]}
                   for d in ("sex", "age")},
            },
            "views": [{"name": "_".join(["v", *v]) + ("w" * (v.get("area") == "WARD")), "dimensions": v} for v in VIEWS],
        }
    )  # fmt: skip
    hierarchies = {}
    for name, size in SIZES.items():
        levels = (
            [("WARD", tuple((i,) for i in range(size))), ("LOCALITY", ((0, 1, 2), (3, 4)))] if name == "area" else []
        )
        leaves = [Leaf(f"{name}{i}", f"{name} {i}") for i in range(size)]
        hierarchies[name] = build_hierarchy(name, leaves, weakness=lambda b: (float(-len(b)),), levels=levels)
    who = pd.factorize(rows["child"])[0].astype(np.int64)
    leaf = {d: rows[d].to_numpy(dtype=np.int64) for d in SIZES}
    records = Records(who, FIRST + rows["month"].to_numpy(dtype=np.int64), leaf, int(who.max()) + 1)
    calendar = Calendar(FIRST, FIRST + MONTHS - 1, 4)
    return Countable("invented", policy, k, records, calendar, hierarchies, {d: {} for d in SIZES})


@dataclass(frozen=True)
class Printed:
    """What a reader holds: the tables, and which leaves a block is made of."""

    tables: dict[str, pd.DataFrame]
    blocks: pd.DataFrame
    detail: float


def publish_small(rows: pd.DataFrame, k: int = 5) -> Printed:
    data = ready(rows, k)
    found = [f for f in choose_together(Attacks(data), 1.0) if f.grid]
    tables = {f.view.name: view_table(data, f.grid, counted(data, f.grid)) for f in found}
    return Printed(tables, block_rows(data, [f.grid for f in found]), sum(f.score for f in found))


def known_to_be_there(printed: Printed, rows: pd.DataFrame, k: int = 5) -> list[str]:
    """True groups of 1 to k−1 children of which the printed tables prove that they hold somebody."""
    shape = (MONTHS, *SIZES.values())
    at = dict(zip(("month", *SIZES), np.unravel_index(np.arange(np.prod(shape)), shape), strict=True))
    equations, totals = _equations(printed, at)
    base = np.ravel_multi_index(tuple(rows[a].to_numpy() for a in at), shape)
    told = []
    areas = [{w} for w in range(WARDS)] + [{0, 1, 2}, {3, 4}, set(range(WARDS))]
    sexes, ages = [{0}, {1}, {0, 1}], [{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}]
    months = [{m} for m in range(MONTHS)] + [set(range(MONTHS))]
    for group in product(months, areas, sexes, ages):
        inside = np.all([np.isin(at[a], list(values)) for a, values in zip(at, group, strict=True)], axis=0)
        children = rows["child"][inside[base]].nunique()
        if 0 < children < k:
            least = linprog(inside.astype(float), A_eq=equations, b_eq=totals, method="highs")
            if least.fun > MUST_HOLD:
                told.append(f"{group}: at least {least.fun:.2f} records of {children} children")
    return told


def _equations(printed: Printed, at: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    rows, totals = [np.zeros(len(at["month"]))], [0.0]
    blocks = printed.blocks
    for table in printed.tables.values():
        dims = [c for c in table.columns if c not in ("period_start", "period_end", "n", "children")]
        members = {
            d: {b: set(own["leaf"].str.removeprefix(d).astype(int)) for b, own in blocks[blocks["dimension"] == d].groupby("block")}
            for d in dims
        }  # fmt: skip
        for cell in table.to_dict("records"):
            first, last = (cell[c].year * 12 + cell[c].month - 1 - FIRST for c in ("period_start", "period_end"))
            inside = (at["month"] >= first) & (at["month"] <= last)
            for d in dims:
                inside &= np.isin(at[d], list(members[d][cell[d]]))
            rows.append(inside.astype(float))
            totals.append(float(cell["n"]))
    return np.array(rows), np.array(totals)
