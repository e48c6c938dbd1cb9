"""In which order rows counted again are held against published ones: by their declared names, since order says nothing."""

from __future__ import annotations

import numpy as np

from data_loaders.published import TABLES
from data_loaders.published.recount.evidence import Evidence, Frame


def as_published(table: str, made: Frame, evidence: Evidence) -> Frame:
    """Rows in the order in which they are published; what is not published stands last, as it was made."""
    if made.empty:
        return made
    keys = TABLES[table].keys
    own = evidence.published[table][keys].itertuples(index=False, name=None)
    place = {key: at for at, key in enumerate(own)}
    order = [place.get(key, len(place)) for key in made[keys].itertuples(index=False, name=None)]
    return made.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
