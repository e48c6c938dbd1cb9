"""Which views show numbers of different persons beside their counts."""

from __future__ import annotations

import pandas as pd

from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Found, not_shown
from data_loaders.safety.views.people import telling_beside, telling_numbers

CHILDREN_NOT_SHOWN = "they would tell small groups apart"  # the same words for every cause


def without_telling(attacks: Attacks, found: list[Found]) -> list[Found]:
    """Without views whose counts are numbers of persons that tell of few beside what another audience was shown."""
    telling = telling_beside(attacks.data, {f.view.name: f.grid for f in found if f.grid}, (), attacks.beside)
    return [Found(f.view, None, not_shown(attacks.data), 0) if f.view.name in telling else f for f in found]


def children_shown(attacks: Attacks, found: list[Found]) -> dict[str, tuple[str, str]]:
    """Which views may show numbers of different persons: bands of a year first, then the others in the order of the policy."""
    data, decided = attacks.data, {f.view.name: ("not wanted", "") for f in found}
    grids, shown = {f.view.name: f.grid for f in found if f.grid}, list[str]()
    for candidate in sorted((f for f in found if f.view.children and f.grid), key=lambda f: not _is_banded(data, f)):
        name = candidate.view.name
        is_shown = not (
            telling_numbers(data, grids, [*shown, name]) or name in telling_beside(data, grids, [name], attacks.beside)
        )
        decided[name] = ("published", "") if is_shown else ("withheld", CHILDREN_NOT_SHOWN)
        shown += [name] if is_shown else []
    return decided


def _is_banded(data: Countable, found: Found) -> bool:
    return any(data.policy.dimensions[d].times for d in found.view.dimensions)


def as_shown(frame: pd.DataFrame, children: str) -> pd.DataFrame:
    return frame if children == "published" else frame.drop(columns="children")
