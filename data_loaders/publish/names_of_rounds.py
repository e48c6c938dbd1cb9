"""Rounds of audits that are new where one that looks like it is out, or stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from data_loaders.policy import Policy
from data_loaders.publish.question import MOST, NEAR, NOTHING, Frames, Question


def rounds(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Rounds of audits: held within a few months of each other, or of as many records but for few. A round of the same day is the same."""
    held, was, k = (
        tables.get("audit_rounds", NOTHING),
        out.get("audit_rounds", NOTHING),
        policy.audits.k[policy.audience],
    )
    if held.empty or was.empty or tables.get("audit_ratings", NOTHING).empty:
        return
    records = tables["audit_ratings"].groupby("round")["record_pseudo_id"].nunique()
    gone = was[~was["round"].isin(held["round"])]
    for one in held[~held["round"].isin(was["round"]) & ~held["held_on"].isin(gone["held_on"])].itertuples():
        n = records.get(one.round, 0)
        alike = gone[((gone["held_on"] - one.held_on).abs() < NEAR) | ((gone["records"] - n).abs() < k)]
        if n >= k and len(alike):
            yield Question(
                "audit_rounds", "round of an audit", str(alike["round"].iloc[-1]), held["round"] == one.round
            )


def rounds_beside(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Rounds of audits within a few months of another that is out or held before it, of mostly the same records. Those of one day are one."""
    held, was = tables.get("audit_rounds", NOTHING), out.get("audit_rounds", NOTHING)
    if held.empty or tables.get("audit_ratings", NOTHING).empty:
        return
    is_out = held["round"].isin(was["round"] if len(was) else [])
    read = {name: set(own) for name, own in tables["audit_ratings"].groupby("round")["record_pseudo_id"]}
    days = dict(zip(held["round"], held["held_on"], strict=True))
    ordered = [*held.loc[is_out, "round"], *held[~is_out].sort_values(["held_on", "round"])["round"]]
    for at, name in enumerate(ordered):
        own, before = read.get(name, set()), ordered[:at]
        near = [one for one in before if days[one] != days[name] and abs(days[one] - days[name]) < NEAR]
        same = [
            one
            for one in near
            if (other := read.get(one, set())) and len(own & other) >= MOST * min(len(own), len(other))
        ]
        if same and name not in set(was.get("round", [])) and len(own) >= policy.audits.k[policy.audience]:
            yield Question(
                "audit_rounds",
                "round of an audit",
                str(same[-1]),
                held["round"] == name,
                why="has mostly the same records",
            )
