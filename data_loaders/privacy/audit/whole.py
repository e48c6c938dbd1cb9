"""What else could give somebody away: the words of a release."""

from __future__ import annotations

import pandas as pd

from data_loaders.privacy.identifiers import find_identifiers
from data_loaders.release import Check


def check_words(tables: dict[str, pd.DataFrame]) -> Check:
    """Run the identity guard over every text cell that would cross the lock, though it ran on the deliveries before."""
    found = [f"{name}.{column}" for name, frame in tables.items() for column in find_identifiers(frame)]
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
