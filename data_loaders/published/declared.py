"""Is every table that is about to be published declared, and as it is declared?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_loaders.lock.manifest import Check
from data_loaders.lock.tables import DECLARED, problem_of
from data_loaders.published.kinds import Floors
from data_loaders.published.table import PublishedTable


def check_declarations(
    declared: Mapping[str, PublishedTable], tables: Mapping[str, pd.DataFrame], floors: Floors
) -> Check:
    """The same test as when the release is opened, so that nothing is written which would not open."""
    found = {name: problem_of(name, frame, declared, floors) for name, frame in sorted(tables.items())}
    missing = sorted(set(declared) - set(tables))
    wrong = [f"{name} {problem}" for name, problem in found.items() if problem] + [
        f"{name} is missing" for name in missing
    ]
    return Check(
        name=DECLARED,
        subject="whole release",
        status="failed" if wrong else "passed",
        reason=f"Not so: {'; '.join(wrong[:5])}." if wrong else (
            "Every table is declared, with who could be found in it and why nobody can, and keeps what is declared of its "
            "columns: floors, shares, signs, words, keys and grids."
        ),
        tried=sum(frame.size for frame in tables.values()),
    )  # fmt: skip
