"""What pages call the codes of audits and contexts: taken from the descriptions of the deliveries, so that there is one home."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.audits import AUDIT_TABLES, POINTS
from data_loaders.deliveries.contexts import ASKS, CONTEXT_TABLES, PROTECTIVE
from data_loaders.deliveries.places import HARMS
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.themes.made import Made

MORE = {"points": POINTS, "harm_types": HARMS, "young_people_asked_for": ASKS, "protective_factors": PROTECTIVE}


def steering_labels(_tables: Tables, _policy: Policy, _previous: Release | None) -> Made:
    """One row for each code of each coded column; nothing of any record."""
    coded = {f"{t.name}.{c.name}": c.codes for t in (*AUDIT_TABLES, *CONTEXT_TABLES) for c in t.columns if c.codes}
    rows = [
        {"column": column, "code": code, "label": text, "position": at}
        for column, codes in {**coded, **MORE}.items()
        for at, (code, text) in enumerate(codes.items())
    ]
    return Made({"steering_labels": contracted(pd.DataFrame(rows), "steering_labels")}, ())
