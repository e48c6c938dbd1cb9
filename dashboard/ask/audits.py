"""Audits: each chart is answered from the one published view that holds its dimension and its filters."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.ask.answer import Answer, Reason
from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.measures.rating_bands import good_or_better, independent_records, joined_bands
from data_loaders.release import Release

AREA, ITEM, TEAM_AREA = "area", "item", "team_area"
INDICATOR = "quality_indicator"
ITEM_ONLY = ("item_id", "domain", "level", INDICATOR)
WHOM = "records"
INVENTED = "Invented standard: "  # said once, by the chip of every page and file


ALL = "all"
DIMENSIONS = ("round", "practice_area", "item_id", "domain", "level", "team")
ONLY_AREAS = (
    "By group of teams, single standards would be too few records to show: only whole areas of practice are. "
    "Choose all teams, or all standards, domains and levels."
)
TOO_FEW = "Nothing of this choice is large enough to show."


@dataclass(frozen=True)
class AuditChoice:
    """A filter for each dimension; `ALL` where nothing is asked for. A chart is not narrowed by its own dimension."""

    round: str = ALL
    practice_area: str = ALL
    item_id: str = ALL
    domain: str = ALL
    level: str = ALL
    team: str = ALL

    def without(self, *dimensions: str) -> dict[str, str]:
        """The filters that are set, those of some dimensions left out."""
        asked = {name: getattr(self, name) for name in DIMENSIONS}
        return {name: value for name, value in asked.items() if value != ALL and name not in dimensions}


@dataclass(frozen=True)
class RatingsBy:
    """Ratings by some dimensions (the round first), narrowed by the filters of all others."""

    choice: AuditChoice
    by: tuple[str, ...]

    def answered(self, release: Release) -> RatingsAnswer:
        asked, by = self.choice.without("round", *self.by), list(self.by)
        is_by_team = "team" in by or "team" in asked
        if is_by_team and any(name in asked or name in by for name in ITEM_ONLY):
            return RatingsAnswer(frame=pd.DataFrame(), reason=Reason.WITHHELD, why=ONLY_AREAS, whom=WHOM)
        needs_items = any(name in asked or name in by for name in ITEM_ONLY) or not _has_areas(release)
        view = TEAM_AREA if is_by_team else ITEM if needs_items else AREA
        cells = _narrowed(
            _described(release, view), asked, is_same_in_each_round=is_by_team and "practice_area" not in asked
        )
        if cells.empty:
            return RatingsAnswer(frame=pd.DataFrame(), reason=Reason.WITHHELD, why=TOO_FEW, whom=WHOM)
        bands = joined_bands(cells, by, ["group", "team"])
        bands = bands.merge(_records(release, cells, by), on=by)
        return RatingsAnswer(
            frame=bands, shares=good_or_better(bands, by), notes=_withheld(release, view, self.choice), whom=WHOM
        )


@dataclass(frozen=True, kw_only=True)
class RatingsAnswer(Answer):
    """`frame` (bands of ratings) and `shares`: one row for each round and group."""

    shares: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: tuple[str, ...] = ()


def has_audits(release: Release) -> bool:
    return len(release.frames.get("audit_cells", ())) > 0


def standards_in(release: Release, dimension: str) -> pd.Series:
    """How many standards each group of a dimension holds: a record is rated once for each."""
    return rows_of(release, "audit_items").groupby(dimension).size()


def names_of(release: Release, dimension: str) -> dict[str, str]:
    """Code → what pages call a value of a dimension, in the order of the audit tool."""
    if dimension in ("round", "team"):
        return {name: name for name in (rounds_of(release) if dimension == "round" else teams_of(release))}
    if dimension == "item_id":
        items = release.table("audit_items")
        wording = items["wording"].astype(str).str.removeprefix(INVENTED)
        return dict(zip(items["item_id"].astype(str), wording.str[:1].str.upper() + wording.str[1:], strict=True))
    return code_labels(release, f"audit_items.{dimension}")


def indicators_of(release: Release) -> dict[str, str]:
    """Standard → the national quality indicator that it is tied to."""
    ties = rows_of(release, "audit_ties")
    return dict(zip(ties["item_id"], ties[INDICATOR], strict=True)) if len(ties) else {}


def round_row(release: Release, name: str) -> pd.Series:
    """How a round was held: its day, records read and drawn from, and how they were picked."""
    rounds = release.table("audit_rounds")
    return rounds[rounds["round"] == name].iloc[0]


def rounds_of(release: Release) -> list[str]:
    """Rounds in the order in which they were held."""
    return list(release.table("audit_rounds").sort_values(["held_on", "round"], kind="stable")["round"].astype(str))


def teams_of(release: Release) -> list[str]:
    cells = release.table("audit_cells")
    return sorted(str(team) for team in cells.loc[cells["view"] == TEAM_AREA, "team"].unique())


def _narrowed(cells: pd.DataFrame, asked: dict[str, str], *, is_same_in_each_round: bool) -> pd.DataFrame:
    for name, value in asked.items():
        cells = cells[cells[name] == value]
    if is_same_in_each_round and len(cells):
        # The same areas in each round: else a change of what is shown would look like a change of practice.
        held = cells.groupby("group")["round"].nunique()
        cells = cells[cells["group"].isin(held.index[held == cells["round"].nunique()])]
    return cells


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
        ties = indicators_of(release)
        cells = cells.assign(**{INDICATOR: cells["item_id"].map(ties)})  # of what is tied to none: in no group of them
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
    names = code_labels(release, "audit_items.practice_area")
    return tuple(
        f"{r.round}, {names.get(r.group, r.group)}: {r.reason}"
        for r in rows.drop_duplicates(["group", "round"]).itertuples()
    )
