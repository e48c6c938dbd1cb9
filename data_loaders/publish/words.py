"""What else could give somebody away: the words of a release."""

from __future__ import annotations

import pandas as pd

from data_loaders.guard.cells import findings_in
from data_loaders.release import Check


def check_words(tables: dict[str, pd.DataFrame]) -> Check:
    """Run the identity guard over every text cell that would cross the lock, though it ran on the deliveries before.

    What was doubtful there has been read by a person; here only what is certain counts.
    """
    found = [
        f"{name}.{column}"
        for name, frame in tables.items()
        if len(frame)
        for column in frame.select_dtypes("str")
        if column != "geometry" and _has_certain(frame[column])
    ]
    reason = (
        "No name, address, number or date of birth stands in any text of the release."
        if not found
        else f"Something that identifies a person stands in {', '.join(sorted(found))}. Remove it from the delivery."
    )
    cells = sum(frame.select_dtypes("str").size for frame in tables.values())
    return Check(
        name="words",
        subject="whole release",
        status="failed" if found else "passed",
        reason=reason,
        tried=cells,
    )


def _has_certain(values: pd.Series) -> bool:
    found = findings_in(values, "public place", public=frozenset(), known=frozenset())
    return any(one.level == "certain" for one in found.values())
