"""Missing episodes, reports and investigations, each with what is known of its time, its child and its return."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pandas as pd

from data_loaders.facts.clocks import clock
from data_loaders.facts.columns import APRIL
from data_loaders.facts.columns import SEVERAL as NAMED_IN
from data_loaders.facts.overlaps import episode_of_rows, one_discussion_each, one_row_each
from data_loaders.facts.school_days import day_kind

HOURS_3 = np.array(["00-03", "03-06", "06-09", "09-12", "12-15", "15-18", "18-21", "21-24"])
WEEKDAYS = np.array(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"])
ARRANGED_WITHIN = pd.Timedelta(hours=72)
COMPLETED_WITHIN = pd.Timedelta(days=7)
SAID = ("accepted", "completed_by", "declined_reason", "offered_again")
YEAR = pd.Timedelta(days=365)


def missing_records(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row for each report, investigation and episode, with every column that the policy's dimensions name."""
    rows = tables["missing_episodes"].reset_index(drop=True)
    first = episode_of_rows(rows)
    episodes = one_row_each(rows, first)
    start, end = episodes["start_dt"], episodes["end_dt"]
    facts = episodes[["child_pseudo_id", "counting_unit", "start_dt", "age_band", "sex", "missing_from"]].copy()
    facts["record"] = episodes["episode_id"]
    for column in ("care_status", "risk_level", "outcome", "harm_reported", "found_context_type"):
        facts[column] = episodes[column]
    facts["area_code"] = episodes["area_from"]
    facts["found_area_code"] = episodes["area_found"]
    # The moment is the same for all that follows from it, whenever that is worked out: a late record keeps its day of the week.
    moment = facts["start_dt"] = with_moments_by_lot(episodes)
    facts["year_band"] = year_band(facts)
    facts["hour_band"] = HOURS_3[moment.dt.hour.to_numpy() // 3]
    facts["weekday"] = WEEKDAYS[moment.dt.day_of_week.to_numpy()]
    facts["day_kind"] = kind_of_day(facts, tables)["day_kind"]
    facts["duration_band"] = np.where(_without_hours(episodes), "NK", duration_band(start, end))
    facts["repeat_band"] = repeat_band(facts)
    after = tables.get("return_discussions")
    own = None if after is None else one_discussion_each(after, rows, first)
    discussions = _discussion_of(episodes, own, tables.get("coverage"))
    # No clock starts at an hour that nobody recorded.
    end = end.where(~_without_hours(episodes) & ~_without_hours(discussions))
    stage = discussion_stage(discussions, end)
    facts["discussion_stage"] = stage
    facts["provider_clock"] = provider_clock(discussions, stage)
    facts["declined_reason"] = declined_reason(discussions, stage)
    facts["offered_again"] = offered_again(discussions, stage)
    facts["arranged_clock"] = clock(end, discussions["arranged_dt"], ARRANGED_WITHIN)
    for column in NAMED_IN:
        facts[column] = discussions[column].to_numpy()
    return facts


def history_again(facts: pd.DataFrame, counted: int, delivered: pd.DataFrame) -> pd.DataFrame:
    """How often a child was counted, over records as they count. The first `counted` of them keep what was said of their past."""
    del delivered
    past = np.where(np.arange(len(facts)) < counted, facts["repeat_band"], repeat_band(facts))
    return facts.assign(repeat_band=past, year_band=year_band(facts))


def kind_of_day(facts: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> dict[str, np.ndarray]:
    return {"day_kind": day_kind(facts["start_dt"], tables.get("school_terms"))}


def _without_hours(rows: pd.DataFrame) -> pd.Series:
    """Rows whose times are known to the day or the month alone."""
    return _known_to(rows, "DAY", "MONTH")


def _known_to(rows: pd.DataFrame, *units: str) -> pd.Series:
    known = rows["times_known_to"] if "times_known_to" in rows else pd.Series("", index=rows.index)
    return known.isin(units)


def with_moments_by_lot(episodes: pd.DataFrame) -> pd.Series:
    """When each began, with an hour (and of a month a day) drawn by the number of the episode where that is not known.

    Where such episodes are of few children they stand anywhere, since a view that is taken away for them, or a group "not known" of few,
    would tell of them, and all at midnight would too; where they are many no hour is shown (data_loaders/policy/hours.py).
    """
    is_day, drawn = _without_hours(episodes).to_numpy(dtype=bool), np.zeros(len(episodes), dtype=np.int64)
    names = episodes["episode_id"].to_numpy()[is_day]
    drawn[is_day] = [int.from_bytes(sha256(str(one).encode()).digest()[:4], "big") for one in names]
    # The shortest day has 23 hours, and the shortest month 28 days: nothing moves into the next one.
    hours = pd.to_timedelta(drawn % 23, unit="h")
    days = pd.to_timedelta(np.where(_known_to(episodes, "MONTH"), drawn // 23 % 28, 0), unit="D")
    return episodes["start_dt"] + hours + days


def duration_band(start: pd.Series, end: pd.Series) -> np.ndarray:
    """Band of the elapsed time, NK where the end is not known. Elapsed: an hour lost or gained in spring or autumn counts."""
    hours = ((end - start).dt.total_seconds() / 3600).to_numpy(dtype=float)
    bands = np.select([hours < 6, hours < 24, hours < 72], ["UNDER_6H", "6_TO_24H", "1_TO_3D"], default="OVER_3D")
    return np.where(np.isnan(hours), "NK", bands)


def repeat_band(episodes: pd.DataFrame) -> np.ndarray:
    """How often the same child was counted, in the same unit, in the 365 days up to and including this one."""
    group = episodes.groupby(["counting_unit", "child_pseudo_id"], sort=False).ngroup().to_numpy()
    seconds = (
        episodes["start_dt"]
        .dt.tz_convert("UTC")
        .dt.tz_localize(None)
        .to_numpy()
        .astype("datetime64[s]")
        .astype(np.int64)
    )
    span = int(seconds.max() - seconds.min()) + int(YEAR.total_seconds()) + 1
    key = group * span * 2 + (seconds - seconds.min())
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    times = np.empty(len(key), dtype=np.int64)
    times[order] = np.arange(len(key)) - np.searchsorted(ranked, ranked - int(YEAR.total_seconds()), side="left") + 1
    return np.select([times <= 1, times <= 3, times <= 9], ["FIRST", "2_TO_3", "4_TO_9"], default="10_OR_MORE")


def year_band(episodes: pd.DataFrame) -> np.ndarray:
    """How often the same child was counted, in the same unit, in the same council year (April to March)."""
    year = episodes["start_dt"].dt.year - (episodes["start_dt"].dt.month < APRIL)
    keys = [episodes["counting_unit"], episodes["child_pseudo_id"], year]
    times = episodes.groupby(keys, sort=False)["start_dt"].transform("size").to_numpy()
    return np.select([times <= 1, times <= 3, times <= 9], ["ONCE", "2_TO_3", "4_TO_9"], default="10_OR_MORE")


def discussion_stage(discussions: pd.DataFrame, returned: pd.Series) -> np.ndarray:
    """The furthest stage that the conversation after the return reached, with its seven-day clock where it took place."""
    offered, accepted = discussions["offered"], discussions["accepted"]
    within = clock(returned, discussions["completed_dt"], COMPLETED_WITHIN)
    stages = [
        (within == "IN_TIME", "COMPLETED_IN_TIME"),
        (within == "LATE", "COMPLETED_LATE"),
        (discussions["completed_dt"].notna(), "COMPLETED_TIME_NK"),
        ((offered == "Y") & (accepted == "Y"), "ACCEPTED"),
        (offered == "Y", "OFFERED"),
        (offered == "N", "NOT_OFFERED"),
    ]
    return np.select([np.asarray(test, dtype=bool) for test, _ in stages], [stage for _, stage in stages], default="NK")


def provider_clock(discussions: pd.DataFrame, stage: np.ndarray) -> np.ndarray:
    """Who had the conversation and whether within seven days; NONE where there was none."""
    who = discussions["completed_by"].fillna("").replace({"": "OTHER", "NK": "OTHER"}).to_numpy(dtype=str)
    took_place = np.char.startswith(stage.astype(str), "COMPLETED")
    timing = np.where(stage == "COMPLETED_IN_TIME", "_IN_TIME", "_LATE")
    return np.where(took_place, np.char.add(who, timing), "NONE")


def declined_reason(discussions: pd.DataFrame, stage: np.ndarray) -> np.ndarray:
    """Why a conversation that was offered did not take place; NONE where it did, or was not offered."""
    return _if_declined(discussions, stage, "declined_reason")


def offered_again(discussions: pd.DataFrame, stage: np.ndarray) -> np.ndarray:
    """Whether a conversation that was declined was offered again; NONE where it was not declined, NK where nobody said."""
    return _if_declined(discussions, stage, "offered_again")


def _if_declined(discussions: pd.DataFrame, stage: np.ndarray, column: str) -> np.ndarray:
    said = discussions[column].fillna("").replace("", "NK").to_numpy(dtype=str)
    is_declined = (stage == "OFFERED") & (discussions["accepted"] == "N").to_numpy(dtype=bool)
    return np.where(is_declined, said, "NONE")


def _discussion_of(
    episodes: pd.DataFrame, discussions: pd.DataFrame | None, coverage: pd.DataFrame | None
) -> pd.DataFrame:
    """The discussion of each episode, row for row. No row means that none was offered only where discussions were delivered."""
    if discussions is None:
        nothing = pd.Series(pd.NaT, index=episodes.index, dtype=episodes["start_dt"].dtype)
        blank = dict.fromkeys((*SAID, *NAMED_IN, "times_known_to"), "")
        return pd.DataFrame({"offered": "NK", "arranged_dt": nothing, "completed_dt": nothing, **blank})
    exactness = ["times_known_to"] if "times_known_to" in discussions else []
    columns = ["offered", "arranged_dt", "completed_dt", *SAID, *NAMED_IN, *exactness]
    found = episodes[["episode_id"]].merge(discussions[["episode_id", *columns]], on="episode_id", how="left")
    silent = np.where(_is_covered(episodes["start_dt"], coverage), "N", "NK")
    found["offered"] = found["offered"].where(found["offered"].notna(), silent)
    return found[columns].fillna(dict.fromkeys((*SAID, *NAMED_IN), ""))


def _is_covered(moments: pd.Series, coverage: pd.DataFrame | None) -> np.ndarray:
    """Whether discussions were delivered for the day of each episode. Who declares no period delivers them for all days."""
    if coverage is None:
        return np.ones(len(moments), dtype=bool)
    own = coverage[coverage["table"] == "return_discussions"]
    if own.empty or own[["period_start", "period_end"]].isna().any(axis=None):
        return np.ones(len(moments), dtype=bool)
    days = moments.dt.tz_localize(None).dt.normalize()
    inside = [((days >= r.period_start) & (days <= r.period_end)).to_numpy() for r in own.itertuples()]
    return np.asarray(np.logical_or.reduce(inside), dtype=bool)
