"""How large values are in a reference outside the records: what the chains of joins follow.

Values of a column follow `assets/sizes.csv`: the different children of each value in a quarter, on average, counted once in the invented
partnership; a value that it does not know counts as the smallest. Areas follow the young people who live in them, as
delivered (the first year of it, so that a later year changes nothing); places are taken to be alike. Nothing here is a function of a record about a child.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from data_loaders.safety.views.hierarchy import Block, Weakness
from data_loaders.safety.views.places import ELSEWHERE, REST

FILE = Path(__file__).resolve().parents[3] / "assets" / "sizes.csv"
PART = 0.5  # of a split place: any number below 1 that keeps it above none at all


@cache
def sizes_of_values() -> dict[tuple[str, str], float]:
    """(column, code) → different children in a quarter of the invented partnership, on average."""
    rows = pd.read_csv(FILE, dtype={"column": "str", "code": "str"}, keep_default_na=False)
    return {(c, v): float(s) for c, v, s in rows[["column", "code", "children"]].itertuples(index=False)}


def sizes_of_areas(population: pd.DataFrame, codes: Sequence[str]) -> list[float]:
    """Young people of each area; all alike where nobody delivered them, so that the order of the codes decides."""
    if population.empty:
        return [0.0] * len(codes)
    first = population[population["year"] == population["year"].min()]
    both = first[first["sex"] == "ALL"]
    people = (both if len(both) else first).groupby("area_code")["population"].sum()
    return [float(people.get(code, 0.0)) for code in codes]


def sizes_of_places(leaves: Sequence[str]) -> list[float]:
    """Alike: places were split until each is about as well filled as the next. What is left of a split one counts as less."""
    return [0.0 if leaf == ELSEWHERE else PART if leaf.endswith(REST) else 1.0 for leaf in leaves]


def smaller_first(sizes: Sequence[float]) -> Weakness:
    """The weaker block is the one with less in it. A chain asks the same of each block at every step."""
    return cache(lambda block: (-_sum(sizes, block),))


def _sum(sizes: Sequence[float], block: Block) -> float:
    return float(sum(sizes[leaf] for leaf in block))
