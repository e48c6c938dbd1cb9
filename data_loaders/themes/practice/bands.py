"""Which bands of agencies and of roles may be named: those in which the only one of a session is one of a crowd."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.practice import FORUM_AGENCIES, REVIEW_KINDS, ROLES, STANCES
from data_loaders.deliveries.several import numbered
from data_loaders.facts import Tables
from data_loaders.policy.practice import Ladder as LadderPolicy

LABELS = {"agency": FORUM_AGENCIES, "role": ROLES, "stance": STANCES, "review": REVIEW_KINDS}
LISTS = {"agency": ("agencies", "agency_band"), "role": ("roles", "role_band")}


@dataclass(frozen=True)
class Ladder:
    """The steps of one dimension that may be used, the finest first. A band is the frozen set of its leaves."""

    dimension: str
    steps: tuple[tuple[frozenset[str], ...], ...]

    def band_of(self, step: int) -> dict[str, str]:
        """Leaf → the name of its band at a step."""
        return {leaf: name_of(band) for band in self.steps[step] for leaf in band}


def name_of(band: frozenset[str]) -> str:
    return "+".join(sorted(band))


def ladder(dimension: str, bands: LadderPolicy, present: set[str]) -> Ladder:
    """The steps of the policy, without bands of which no leaf occurs. All in one band is no step: it splits nothing."""
    steps: list[tuple[frozenset[str], ...]] = []
    for step in bands.steps:
        kept = tuple(sorted((frozenset(b) for b in step if frozenset(b) & present), key=name_of))
        if len(kept) > 1 and kept not in steps:
            steps.append(kept)
    return Ladder(dimension, tuple(steps))


def people(tables: Tables, dimension: str) -> dict[tuple[str, str], int]:
    """(session, leaf) → how many people of it came: as told, or else what was said shows that there were at least so many.

    Where nobody told, different agencies (for a role) or roles (for an agency) are different people; one cell is one person.
    """
    column, spoke = LISTS[dimension]
    other = "role_band" if dimension == "agency" else "agency_band"
    counted = tables["forum_contributions"].groupby(["session_id", spoke])[other].nunique()
    found = {(str(session), str(leaf)): int(n) for (session, leaf), n in counted.items()}
    for row in tables["forum_sessions"].itertuples():
        for leaf, told in (numbered(getattr(row, column)) or {}).items():
            if told is not None:
                found[row.session_id, leaf] = told
    return found


def crowded(tables: Tables, asked: Ladder, crowd: int) -> Ladder:
    """The steps on which every band had a crowd in every session in which it spoke."""
    came = people(tables, asked.dimension)
    spoke: dict[str, set[str]] = {}
    for session, leaf in tables["forum_contributions"][["session_id", LISTS[asked.dimension][1]]].itertuples(
        index=False
    ):
        spoke.setdefault(session, set()).add(leaf)
    kept = [
        step
        for step in asked.steps
        if all(
            sum(came.get((session, leaf), 0) for leaf in band) >= crowd
            for session, leaves in spoke.items()
            for band in step
            if band & leaves
        )
    ]
    return Ladder(asked.dimension, tuple(kept))


def band_table(ladders: list[Ladder], present: dict[str, set[str]]) -> pd.DataFrame:
    """Every band of every step that is used: dimension, band, label, leaf, leaf_label."""
    rows = []
    for one in ladders:
        named = LABELS[one.dimension]
        for band in dict.fromkeys(b for step in one.steps for b in step):
            held = band & present[one.dimension]
            words = [named[leaf] for leaf in named if leaf in held]
            text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
            rows += [(one.dimension, name_of(band), text, leaf, named.get(leaf, leaf)) for leaf in sorted(held)]
    return pd.DataFrame(rows, columns=["dimension", "band", "label", "leaf", "leaf_label"])
