"""From deliveries to records that can be counted: what was said by whom it may have been, and what reviews found."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_loaders.deliveries.several import codes_in
from data_loaders.facts import Tables
from data_loaders.safety.calendar import whole_months
from data_loaders.safety.floor import Bools, Floor
from data_loaders.safety.ladder import Leaves, leaves_of


@dataclass(frozen=True)
class Counted:
    """`frame`: month, voice (a number for whoever may be behind a record) and the leaves of each ladder; one row for each record.

    `marks`: (theme or context, kind) → which records are meant, as their index.
    """

    frame: pd.DataFrame
    marks: dict[tuple[str, str], frozenset[str]]
    # Every question that is asked of these records asks for the same few of both.
    _marked: dict[tuple[str, str], Bools] = field(init=False, default_factory=dict, repr=False, compare=False)
    _leaves: dict[str, Leaves] = field(init=False, default_factory=dict, repr=False, compare=False)

    def leaves(self, dimension: str) -> Leaves:
        if dimension not in self._leaves:
            self._leaves[dimension] = leaves_of(self.frame[dimension])
        return self._leaves[dimension]

    def marked(self, mark: tuple[str, str]) -> Bools:
        """Which records are meant; of several kinds joined by "+" those of any."""
        if mark not in self._marked:
            self._marked[mark] = self._meant(*mark)
        return self._marked[mark]

    def _meant(self, code: str, kinds: str) -> Bools:
        held = frozenset().union(*(self.marks.get((code, kind), frozenset()) for kind in kinds.split("+")))
        index = self.frame.index.to_numpy(dtype=object)
        return np.fromiter((i in held for i in index), bool, len(index))


def first_readings(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings that are counted: of each contribution those of whoever read it first, so that nothing counts twice."""
    ordered = codings.sort_values(["contribution_id", "coded_dt", "coder"], kind="stable")
    first = ordered.groupby("contribution_id")["coder"].transform("first")
    return ordered[ordered["coder"] == first]


def roots_of(codebook: pd.DataFrame) -> dict[str, str]:
    """Theme → its root, from the latest version that holds it. A root is its own."""
    parents = dict(
        zip(codebook["theme_code"], codebook["parent_code"], strict=True)
        if codebook.empty
        else latest(codebook)[["theme_code", "parent_code"]].itertuples(index=False, name=None)
    )

    def root(code: str) -> str:
        while parents.get(code):
            code = parents[code]
        return code

    return {code: root(code) for code in parents}


def latest(codebook: pd.DataFrame) -> pd.DataFrame:
    """Each theme as the latest version that holds it has it, in the order of the codebook."""
    numbered = codebook.assign(number=codebook["version"].astype(int))
    kept = numbered.sort_values("number", kind="stable").drop_duplicates("theme_code", keep="last")
    return kept.sort_index().drop(columns="number")


def months_of(days: pd.Series) -> pd.Series:
    return (days.dt.year * 12 + days.dt.month - 1).astype("int64")


def covered_months(tables: Tables, name: str, days: pd.Series) -> tuple[int, int]:
    """The whole months that the files of a table cover, as they say; else those of its rows, of which `days` are."""
    files = tables.get("coverage", pd.DataFrame(columns=["table", "period_start", "period_end"]))
    own = files[files["table"] == name]
    first, last = own["period_start"].min(), own["period_end"].max()
    if pd.isna(first) or pd.isna(last):
        months = months_of(days)
        return int(months.min()), int(months.max())
    return whole_months(first.date(), last.date())


def told_months(sessions: pd.DataFrame, floor: Floor) -> pd.Series:
    """The months of sessions to which as many came as may be told: the time of the forum, whoever spoke in them or not."""
    return months_of(sessions["date"])[[floor.is_reached(int(came)) for came in sessions["attendees_n"]]]


def _numbers(voices: pd.Series) -> pd.Series:
    return pd.Series(pd.factorize(voices)[0].astype("int64"), index=voices.index)


def contributions(tables: Tables) -> Counted | None:
    """What was said. A voice is one agency and role in one session: it may be one person, and is counted as one."""
    if not {"forum_sessions", "forum_contributions", "theme_codings", "theme_codebook"} <= set(tables):
        return None
    dates = tables["forum_sessions"].set_index("session_id")["date"]
    said = tables["forum_contributions"]
    frame = pd.DataFrame(
        {
            "month": months_of(said["session_id"].map(dates)),
            "voice": _numbers(said["session_id"] + "|" + said["agency_band"] + "|" + said["role_band"]),
            "agency": said["agency_band"], "role": said["role_band"],
        }
    ).astype({"agency": object, "role": object}).set_index(said["contribution_id"])  # fmt: skip
    roots = roots_of(tables["theme_codebook"])
    found: dict[tuple[str, str], set[str]] = {}
    for row in first_readings(tables["theme_codings"]).itertuples():
        for theme in {row.theme_code, roots[row.theme_code]}:
            for kind in ("", row.stance):
                found.setdefault((theme, kind), set()).add(row.contribution_id)
    return Counted(frame, {key: frozenset(ids) for key, ids in found.items()})


def reviews(tables: Tables) -> Counted | None:
    """What reviews found: one record and one voice for each review."""
    if not {"case_reviews", "theme_codebook"} <= set(tables):
        return None
    rows = tables["case_reviews"]
    once = rows.drop_duplicates("review_id")
    frame = pd.DataFrame(
        {
            "month": months_of(once["quarter"]),
            "voice": _numbers(once["review_id"]),
            "review": once["type"].astype(object),
        }
    ).set_index(once["review_id"])
    roots = roots_of(tables["theme_codebook"])
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows.itertuples():
        for theme in {row.theme_code, roots[row.theme_code]}:
            found.setdefault((theme, row.strength_or_gap), set()).add(row.review_id)
        for context in set(codes_in(row.contexts)) - {"NK"}:
            found.setdefault((context, "CONTEXT"), set()).add(row.review_id)
    return Counted(frame, {key: frozenset(ids) for key, ids in found.items()})
