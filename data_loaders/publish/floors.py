"""A floor that was raised after figures are out: what is out stays, so it would stand below the floor that now holds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_loaders.lock.tables import problem_of
from data_loaders.problem import Problem
from data_loaders.publish.stop import river_stop
from data_loaders.published import TABLES
from data_loaders.published.kinds import Floors

CURE = (
    "Keep the floor under which they were published: raising it hides nothing that is out, and figures counted anew beside them "
    "could be subtracted. If no release was handed to anybody yet, remove the folder of releases and the private one beside it, and publish afresh."
)


def floors_above_what_is_out(out: Mapping[str, pd.DataFrame], before: Floors, floors: Floors) -> list[Problem]:
    """One for each set of figures whose floor is higher now and of which something that stays is below it.

    out: the tables that the next release goes on with; before, floors: whose figures → the least number of persons, then and now.
    """
    problems = []
    for name in (name for name, k in floors.items() if name in before and k > before[name]):
        was = {**floors, name: before[name]}
        below = [
            table for table, frame in sorted(out.items())
            if table in TABLES and problem_of(table, frame, TABLES, floors) and not problem_of(table, frame, TABLES, was)
        ]  # fmt: skip
        if below:
            said = f"The floor of {name} was {before[name]} and is {floors[name]} now. What is out stays as it was published, and {', '.join(below)} would stand below it."
            problems.append(river_stop("policy", "floor raised", said, CURE))
    return problems
