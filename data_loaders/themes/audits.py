"""The audit theme: rounds of ratings → safe grids, how far auditors agree, and the review of the system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.policy.audits import AuditPolicy
from data_loaders.reference import contracted
from data_loaders.release import Check, Release
from data_loaders.safety.attack import Attempt
from data_loaders.safety.floor import Floor
from data_loaders.themes.agreement_tables import Scope, agreement_rows, pair_rows, pairs_of, scopes
from data_loaders.themes.made import Made
from data_loaders.themes.rating_views import WHY, Group, RoundViews, round_views

BY_ROUND = ("audit_rounds", "audit_groups", "audit_cells", "audit_pairs", "audit_agreement")
TABLES = ("audit_items", *BY_ROUND, "system_review", "audit_observations", "audit_ties")
OF_RATINGS = ("round", "item_id", "record", "team", "rating", "rater", "is_blind")
OF_TEXT = ("round", "item_id", "team", "rater", "is_blind", "practice_area")
HIDDEN = "Audits: groups and rounds that cannot be shown are hidden to protect children."
SETTLED = "Audits: a round that was published stays as it was; later or corrected ratings of it change nothing, and neither does another name for it."


def audits(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """Rounds that were published stay as they were; new rounds are added. Nothing delivered: empty tables."""
    made = {name: [before] if len(before := _before(previous, name)) else [] for name in TABLES}
    review = tables.get("system_review", pd.DataFrame())
    made["system_review"] = (
        [review.sort_values(["review_dt", "domain", "level", "component"], kind="stable")] if len(review) else []
    )
    seen = tables.get("audit_observations", pd.DataFrame())
    made["audit_observations"] = [seen] if len(seen) else []
    made["audit_ties"] = _ties(tables)
    ratings = _ratings(tables)
    if ratings.empty:
        return Made({name: _joined(frames, name) for name, frames in made.items()}, (_nothing(),))
    items = tables["audit_items"]
    old = _before(previous, "audit_items")
    made["audit_items"].append(items[~items["item_id"].isin(old["item_id"] if len(old) else [])])
    setting = policy.audits
    floor = Floor(setting.k[policy.audience], setting.dominance)
    out = _before(previous, "audit_rounds")
    days = dict(zip(out["round"].astype(str), out["held_on"], strict=True)) if len(out) else {}
    records = {str(name): set(own) for name, own in ratings.groupby("round")["record"]}
    attempts = list[Attempt]()
    fresh: dict[str, list[pd.DataFrame]] = {name: [] for name in BY_ROUND}
    for held in tables["audit_rounds"].sort_values(["held_on", "round"], kind="stable").itertuples():
        rows = ratings[ratings["round"] == held.round]
        is_out = str(held.round) in days or _has_another_name(str(held.round), held.held_on, days, records)
        if is_out or not floor.is_reached(rows["record"].nunique()):
            continue
        first = rows[rows["rater"] == "A"]
        views, tried = round_views(first, setting, floor, items["item_id"])
        if not floor.is_reached(views.ratings["record"].nunique()):  # each standard of few: like a round of few
            continue
        days[str(held.round)] = held.held_on
        told = scopes(pairs_of(rows[rows["item_id"].isin(views.ratings["item_id"])]), views, setting, floor)
        attempts.append(tried)
        for name, frame in _round_tables(held, views, told, setting, floor).items():
            fresh[name].append(frame)
    made |= {name: [*made[name], *fresh[name]] for name in BY_ROUND}
    tables_out = {name: _joined(frames, name) for name, frames in made.items()}
    return Made(tables_out, (_attacked(attempts),), (HIDDEN, SETTLED))


def _has_another_name(name: str, day: object, days: Mapping[str, object], records: Mapping[str, set[str]]) -> bool:
    """Whether a round of the same day is out under a name that is not delivered any more, or of which it shares a record.

    A round that is written otherwise would be told twice: without a record that went meanwhile, what differs is that record's.
    """
    same = [other for other, held_on in days.items() if held_on == day]
    return any(other not in records or bool(records[other] & records.get(name, set())) for other in same)


def _ties(tables: Tables) -> list[pd.DataFrame]:
    """They can be set and changed at any time, also for standards that have been out for years."""
    if len(items := tables.get("audit_items", pd.DataFrame())) == 0:
        return []
    return [items[items["quality_indicator"] != ""]]


def _ratings(tables: Tables) -> pd.DataFrame:
    if any(len(tables.get(name, ())) == 0 for name in ("audit_ratings", "audit_items", "audit_rounds")):
        return pd.DataFrame()
    frame = tables["audit_ratings"].rename(columns={"record_pseudo_id": "record", "team_band": "team"})[
        list(OF_RATINGS)
    ]
    # Records are only told apart: by a number. Texts are held as references: a thousand small parts are taken of these frames, and
    # each would copy its texts letter by letter.
    numbered = frame.assign(record=pd.factorize(frame["record"], sort=True)[0])
    items = tables["audit_items"][["item_id", "practice_area"]]
    return numbered.merge(items, on="item_id").astype(dict.fromkeys(OF_TEXT, object))


def _round_tables(
    held: object, kept: RoundViews, told: list[Scope], setting: AuditPolicy, floor: Floor
) -> dict[str, pd.DataFrame]:
    name = str(getattr(held, "round"))  # noqa: B009 - a named tuple whose fields are not known here
    place = {"round": name}
    groups = [
        {**place, "view": g.view, "group": g.group, "team": g.team, "status": "shown", "reason": ""}
        for g in kept.groups
    ]
    groups += [
        {**place, "view": v, "group": g, "team": t, "status": "withheld", "reason": WHY} for v, g, t in kept.withheld
    ]
    one = {**place, "held_on": getattr(held, "held_on"), "frame_n": getattr(held, "frame_n"),  # noqa: B009
           "records": kept.ratings["record"].nunique(), "drawn": getattr(held, "drawn")}  # fmt: skip # noqa: B009
    return {
        "audit_rounds": pd.DataFrame([one]),
        "audit_groups": pd.DataFrame(groups),
        "audit_cells": pd.DataFrame(_cells(name, kept.groups)),
        "audit_pairs": _frame(row for scope in told for row in pair_rows(name, scope)),
        "audit_agreement": _frame(row for scope in told for row in agreement_rows(name, scope, setting, floor)),
    }


def _cells(name: str, groups: tuple[Group, ...]) -> list[dict[str, object]]:
    return [
        {"round": name, "view": g.view, "group": g.group, "team": g.team, "low": band[0], "high": band[-1], "n": n}
        for g in groups
        for band, n in zip(g.bands, g.counts, strict=True)
    ]


def _frame(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    made = list(rows)
    return pd.DataFrame(made) if made else pd.DataFrame({"round": pd.Series(dtype="str")})


def _joined(frames: list[pd.DataFrame], name: str) -> pd.DataFrame:
    full = [frame for frame in frames if len(frame)]
    return contracted(pd.concat(full, ignore_index=True) if full else pd.DataFrame(), name)


def _before(previous: Release | None, name: str) -> pd.DataFrame:
    return previous.frames.get(name, pd.DataFrame()) if previous is not None else pd.DataFrame()


def _nothing() -> Check:
    return Check(name="audits", subject="audits", status="not applicable", reason="No audit was delivered.")


def _attacked(attempts: list[Attempt]) -> Check:
    """Nothing that all figures of a round tell together; how many cells were tried is no figure for a reader."""
    words = "Of no few records can all figures of a round tell together that they are there, or how many they are."
    if any(attempt.pinned for attempt in attempts):
        return Check(name="across views", subject="audits", status="failed", reason=f"Not so: {words}")
    return Check(name="across views", subject="audits", status="passed", reason=words)
