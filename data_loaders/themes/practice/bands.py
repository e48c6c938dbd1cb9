"""Which bands of agencies and of roles may be named: those in which the only one of a session is one of a crowd."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.practice import FORUM_AGENCIES, REVIEW_KINDS, ROLES, STANCES
from data_loaders.deliveries.several import numbered
from data_loaders.facts import Tables
from data_loaders.policy.practice import Ladder as LadderPolicy
from data_loaders.safety.ladder import Ladder, banded

LABELS = {"agency": FORUM_AGENCIES, "role": ROLES, "stance": STANCES, "review": REVIEW_KINDS}
LISTS = {"agency": ("agencies", "agency_band"), "role": ("roles", "role_band")}


def ladder(dimension: str, policy: LadderPolicy) -> Ladder:
    """The steps of the policy, whoever came: a band of nobody is as much in the way as one of few. All in one band is no step."""
    return banded(dimension, LABELS[dimension], policy.steps).splitting()


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
            sum(came.get((session, leaf), 0) for leaf in band.leaves) >= crowd
            for session, leaves in spoke.items()
            for band in step
            if band.leaves & leaves
        )
    ]
    return Ladder(asked.dimension, tuple(kept))


def band_table(counts: pd.DataFrame, quotes: pd.DataFrame, ladders: list[Ladder]) -> pd.DataFrame:
    """Every band in which something is shown: dimension, band, label, leaf, leaf_label; each names all of its leaves."""
    rows = []
    for one in ladders:
        shown = set(counts.loc[counts["split"] == one.dimension, "group"])
        shown |= set(quotes["band"]) - {""} if one.dimension == "agency" and len(quotes) else set()
        order = list(dict.fromkeys(band.code for step in one.steps for band in step))
        for code in [*(c for c in order if c in shown), *sorted(shown - set(order))]:
            leaves, names = code.split("+"), LABELS[one.dimension]
            label = banded(one.dimension, names, [[leaves]]).steps[0][0].label
            rows += [(one.dimension, code, label, leaf, names[leaf]) for leaf in sorted(leaves)]
    return pd.DataFrame(rows, columns=["dimension", "band", "label", "leaf", "leaf_label"])
