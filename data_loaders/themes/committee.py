"""What the Committee keeps goes into a release as it was delivered: it counts nobody, so there is nothing to join or withhold."""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.themes.made import Made

DELIVERED = {
    "committee_risks": "risk_register",
    "committee_decisions": "decisions",
    "committee_learning": "learning_log",
    "committee_heard": "heard_and_answered",
    "committee_targets": "targets",
}


def committee(tables: Tables, _policy: Policy, _previous: Release | None) -> Made:
    """Each register as it stands today: what was corrected in it, was corrected by those who keep it."""
    return Made({name: contracted(tables.get(source, pd.DataFrame()), name) for name, source in DELIVERED.items()}, ())
