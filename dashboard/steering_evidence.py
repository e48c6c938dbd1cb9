"""The router of the audits: each chart is answered from the one published view that holds its dimension and its filters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.rating_bands import good_or_better, independent_records, joined_bands
from dashboard.steering_selection import ALL, AuditChoice
from data_loaders.release import Release

AREA, ITEM, TEAM_AREA = "area", "item", "team_area"
ITEM_ONLY = ("item_id", "domain", "level")
DOMAIN_LEVEL = ["domain", "level"]


@dataclass(frozen=True)
class Ratings:
    """`bands` and `shares`: one row for each round and group; empty with a reason where nothing may be shown."""

    bands: pd.DataFrame
    shares: pd.DataFrame
    reason: str = ""
    notes: tuple[str, ...] = ()


def has_audits(release: Release) -> bool:
    return len(release.frames.get("audit_cells", ())) > 0


def labels_of(release: Release, column: str) -> dict[str, str]:
    """Code → what pages call it, in order. `column` as table.column of the delivery."""
    rows = release.frames.get("steering_labels", pd.DataFrame(columns=["column", "code", "label", "position"]))
    rows = rows[rows["column"] == column].sort_values("position", kind="stable")
    return dict(zip(rows["code"].astype(str), rows["label"].astype(str), strict=True))


def rounds_of(release: Release) -> list[str]:
    """Rounds in the order in which they were held."""
    return list(release.table("audit_rounds").sort_values(["held_on", "round"], kind="stable")["round"].astype(str))


def teams_of(release: Release) -> list[str]:
    cells = release.table("audit_cells")
    return sorted(str(team) for team in cells.loc[cells["view"] == TEAM_AREA, "team"].unique())


def ratings_by(release: Release, choice: AuditChoice, by: list[str]) -> Ratings:
    """Ratings by `by` (the round first), narrowed by the filters of all other dimensions."""
    asked = choice.without("round", *by)
    is_by_team = "team" in by or "team" in asked
    if is_by_team and any(name in asked or name in by for name in ITEM_ONLY):
        return Ratings(pd.DataFrame(), pd.DataFrame(), "By group of teams, single standards would be too few records to show: "
                       "only whole areas of practice are. Choose all teams, or all standards, domains and levels.")  # fmt: skip
    needs_items = any(name in asked or name in by for name in ITEM_ONLY) or not _has_areas(release)
    view = TEAM_AREA if is_by_team else ITEM if needs_items else AREA
    cells = _described(release, view)
    for name, value in asked.items():
        cells = cells[cells[name] == value]
    if is_by_team and "practice_area" not in asked and len(cells):
        # The same areas in each round: else a change of what is shown would look like a change of practice.
        held = cells.groupby("group")["round"].nunique()
        cells = cells[cells["group"].isin(held.index[held == cells["round"].nunique()])]
    if cells.empty:
        return Ratings(pd.DataFrame(), pd.DataFrame(), "Nothing of this choice is large enough to show.")
    bands = joined_bands(cells, by, ["group", "team"])
    bands = bands.merge(_records(release, cells, by), on=by)
    return Ratings(bands, good_or_better(bands, by), "", _withheld(release, view, choice))


def _has_areas(release: Release) -> bool:
    """Whether areas are published in every round; else they are put together from their standards, more coarsely."""
    cells = release.table("audit_cells")
    return set(cells.loc[cells["view"] == AREA, "round"]) == set(cells["round"])


def _described(release: Release, view: str) -> pd.DataFrame:
    """Published cells of a view with what their group belongs to, and how many standards stand behind it."""
    cells = release.table("audit_cells")
    cells = cells[cells["view"] == view]
    items = release.table("audit_items")
    if view == ITEM:
        cells = cells.assign(standards=1).merge(items.drop(columns="wording"), left_on="group", right_on="item_id")
    else:
        shown = release.table("audit_cells").query("view == 'item'")[["round", "group"]].drop_duplicates()
        many = shown.merge(items, left_on="group", right_on="item_id").groupby(["round", "practice_area"]).size()
        cells = cells.assign(practice_area=cells["group"])
        cells = cells.merge(many.rename("standards").reset_index(), on=["round", "practice_area"])
    order = {name: at for at, name in enumerate(rounds_of(release))}
    return cells.sort_values("round", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def _records(release: Release, cells: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Independent records behind each group; the population correction only where whole rounds were drawn at random."""
    held = release.table("audit_rounds").set_index("round")
    made = []
    for key, rows in cells.groupby(groups, sort=False):
        once = rows.drop_duplicates(["group"])["standards"].sum()
        drawn = held.loc[key[0]]
        random = drawn["drawn"] in ("RANDOM", "SYSTEMATIC", "ALL") and (cells["view"] != TEAM_AREA).all()
        frame = float(drawn["frame_n"]) if random else np.nan
        made.append((*key, independent_records(rows["n"].sum(), once, read=float(drawn["records"]), frame=frame)))
    return pd.DataFrame(made, columns=[*groups, "records"])


def _withheld(release: Release, view: str, choice: AuditChoice) -> tuple[str, ...]:
    rows = release.table("audit_groups")
    rows = rows[(rows["view"] == view) & (rows["status"] == "withheld")]
    if choice.round != ALL:
        rows = rows[rows["round"] == choice.round]
    names = labels_of(release, "audit_items.practice_area")
    return tuple(
        f"{r.round}, {names.get(r.group, r.group)}: {r.reason}"
        for r in rows.drop_duplicates(["group", "round"]).itertuples()
    )
