"""What pages call a code: taken from the descriptions of the deliveries, so that there is one home."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.deliveries.listed import LISTED
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.themes.made import Made


def labels(_tables: Tables, _policy: Policy, _previous: Release | None) -> Made:
    """One row for each code of each coded column; nothing of any record."""
    coded = {f"{table.name}.{c.name}": c.codes for table in TABLES.values() for c in table.columns if c.codes}
    rows = [
        {"column": column, "code": code, "label": text, "position": at}
        for column, codes in {**coded, **LISTED}.items()
        for at, (code, text) in enumerate(codes.items())
    ]
    return Made({"labels": contracted(pd.DataFrame(rows), "labels")}, ())
