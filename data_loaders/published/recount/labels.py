"""Labels again: from the descriptions of the deliveries, column by column."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.deliveries.listed import LISTED
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame


def labels(evidence: Evidence) -> Frame:
    del evidence
    rows = []
    for table in TABLES.values():
        for column in table.columns:
            rows += [
                (f"{table.name}.{column.name}", code, text, at) for at, (code, text) in enumerate(column.codes.items())
            ]
    for name, codes in LISTED.items():
        rows += [(name, code, text, at) for at, (code, text) in enumerate(codes.items())]
    return pd.DataFrame(rows, columns=["column", "code", "label", "position"])


LABELS = {"labels": Recount("Compared with the codes of the deliveries.", labels)}
