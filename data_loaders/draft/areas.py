"""The areas that a delivery describes: what other files call a place is looked for among their codes and names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES, Column
from data_loaders.problem import nearest
from data_loaders.sources.plain import plain

OF_AREAS = ("area_code", "area_from", "area_found")
OWN_CODE = TABLES["ref_area"].column("area_code")
NO_AREA = ("NK", "NR", "NA")


def is_of_area(column: Column) -> bool:
    """Whether a column refers to an area; the code of ref_area itself does not."""
    return column.name in OF_AREAS and column is not OWN_CODE


@dataclass(frozen=True)
class Areas:
    codes: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)  # a name as everybody means it → its code

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Areas:
        """A name that two areas have tells neither."""
        known = dict.fromkeys(pairs)
        called = [plain(name) for _, name in known]
        return cls(
            frozenset(code for code, _ in known),
            {plain(name): code for code, name in known if called.count(plain(name)) == 1},
        )

    def knows(self, cells: pd.Series) -> np.ndarray:
        return np.asarray(cells.isin([*self.codes, *NO_AREA]) | cells.map(plain).isin([*self.names]), dtype=bool)

    def code(self, text: str) -> str | None:
        """The code of an area that is called so, or nearly so."""
        found = self.names.get(plain(text))
        near = None if found else nearest(text, self.names)
        return found or (self.names[near] if near else None)
