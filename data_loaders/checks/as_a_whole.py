"""What no single row shows, and all of them together do. Each of these may be right, so each is told and none stops."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data_loaders.account.shared import DATES
from data_loaders.deliveries.missing import AGES
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem

FEWEST = 40  # rows: of fewer, a share moves by chance
SHARE_OF_ONE_DAY = 0.2  # of all rows; a year has 365 of them
SHARE_OF_FIRST_DAYS = 0.25  # of days that are the first of a month; a thirtieth is usual
SHARE_AT_ONCE = 0.2  # of episodes that end in the minute in which they begin
LONG_DAYS = 100  # an episode of which nearly all last hours
FEWEST_CHILDREN, SHARE_OF_CHILDREN = 5, 0.1  # of those with several rows; a few are corrected in any record
FEWEST_COPIES, SHARE_OF_COPIES = 5, 0.1
COARSE_DEGREES = 0.01  # about a kilometre: points in steps of it lie in another street or ward than what happened
FEWEST_POINTS = 10
TIMES_ANOTHER_YEAR = 3  # as many people of the same age in the same area
NOTHING = "else nothing is to be done."
OLDER = {age: at for at, age in enumerate(AGES) if age != "NK"}


def _warn(table: str, column: str, rule: str, said: str, cure: str) -> list[Problem]:
    return [Problem("warn", table, table, None, column, rule, f"{table}, {column}: {said}.", f"{cure}; {NOTHING}")]


def _rows(found: pd.Series, table: str, column: str, rule: str, what: str, cure: str) -> list[Problem]:
    return rows_problem(found, table, table, column, rule, what, f"{cure}; {NOTHING}", severity="warn")


def one_day_stands_for_many(tables: Tables) -> list[Problem]:
    """A day that systems fill in by themselves, or a month that was written as its first day."""
    problems = []
    for table, column in DATES.items():
        if table not in tables or tables[table][column].count() < FEWEST:
            continue
        days = tables[table][column].dropna().dt.tz_localize(None).dt.normalize()
        often = days.value_counts()
        is_first = days.dt.day == 1
        if often.iloc[0] > SHARE_OF_ONE_DAY * len(days):
            said = f"{int(often.iloc[0]):,} of {len(days):,} lie on one day, {often.index[0]:%-d %B %Y}"
            problems += _warn(table, column, "one day for many", said, "If a system writes that day where none is known, deliver the true ones")  # fmt: skip
        elif is_first.sum() > SHARE_OF_FIRST_DAYS * len(days):
            said = f"{int(is_first.sum()):,} of {len(days):,} lie on the first day of a month"
            problems += _warn(table, column, "first days", said, "If only the month is known, deliver months (2025-06) in all rows: then no figure is made by day or hour")  # fmt: skip
    return problems


def episodes_last(tables: Tables) -> list[Problem]:
    """An end that was copied from the start makes an episode of no time, and one in a wrong year makes it of months."""
    if "missing_episodes" not in tables:
        return []
    name, frame = "missing_episodes", tables["missing_episodes"]
    lasts = (frame["end_dt"] - frame["start_dt"]).dropna()
    problems: list[Problem] = []
    at_once = lasts[lasts == pd.Timedelta(0)]
    if len(lasts) >= FEWEST and len(at_once) > SHARE_AT_ONCE * len(lasts):
        said = f"{len(at_once):,} of {len(lasts):,} are the moment at which the episode began"
        problems += _warn(name, "end_dt", "ends at once", said, "If the end is not known, leave it blank: how long children were missing would be told as no time")  # fmt: skip
    long = (frame["end_dt"] - frame["start_dt"]) > pd.Timedelta(days=LONG_DAYS)
    return problems + _rows(long, name, "end_dt", "very long", f"lies more than {LONG_DAYS} days after start_dt",
                            "If the year or the row of the end is wrong, correct it; if it is not known, leave it blank")  # fmt: skip


def a_child_stays_one(tables: Tables) -> list[Problem]:
    """One identifier with two sexes, or that grows younger, is most likely of several children."""
    if "missing_episodes" not in tables:
        return []
    name, frame = "missing_episodes", tables["missing_episodes"]
    rows = pd.DataFrame({"child": frame["child_pseudo_id"], "sex": frame["sex"].where(frame["sex"].isin(["F", "M"])),
                         "age": frame["age_band"].map(OLDER), "when": frame["start_dt"]}).sort_values("when", kind="stable", ignore_index=True)  # fmt: skip
    of_child = rows.groupby("child")
    several = of_child.size() > 1
    differs = (of_child["sex"].nunique() > 1) | (rows["age"] < of_child["age"].cummax()).groupby(rows["child"]).any()
    strange = int((several & differs).sum())
    if strange < FEWEST_CHILDREN or strange < SHARE_OF_CHILDREN * int(several.sum()):
        return []
    said = f"{strange:,} of {int(several.sum()):,} children with several rows have two sexes, or are younger in a later row"
    return _warn(name, "child_pseudo_id", "one for several", said, "If identifiers were given out again to other children, deliver new ones")  # fmt: skip


def incidents_are_told_once(tables: Tables) -> list[Problem]:
    """A query that joins an incident to each of its persons, officers or tags gives it out as often."""
    if "efh_incidents" not in tables or len(tables["efh_incidents"]) < FEWEST:
        return []
    name, frame = "efh_incidents", tables["efh_incidents"]
    again = frame.drop(columns="incident_id").astype("str").duplicated(keep="first")
    if again.sum() < max(FEWEST_COPIES, SHARE_OF_COPIES * len(frame)):
        return []
    return _rows(
        again,
        name,
        "incident_id",
        "copies",
        "is all that tells the row from an earlier one",
        "If a query gave one incident out several times, deliver it once",
    )


def points_are_exact(tables: Tables) -> list[Problem]:
    if "efh_incidents" not in tables:
        return []
    name, points = "efh_incidents", tables["efh_incidents"][["lat", "lon"]].dropna()
    steps = points / COARSE_DEGREES
    coarse = ((steps - steps.round()).abs() < 1e-6).all(axis=1)
    if len(points) < FEWEST_POINTS or coarse.sum() <= len(points) / 2:
        return []
    said = f"{int(coarse.sum()):,} of {len(points):,} points have two decimals or fewer, and are known to about a kilometre"
    return _warn(name, "lat", "coarse points", said, "If more decimals are recorded, deliver five; if not, deliver the area alone, and leave lat and lon blank")  # fmt: skip


def people_add_up(tables: Tables) -> list[Problem]:
    """People of all, by sex, of wards and from year to year: what does not fit makes a rate wrong by as much."""
    if "ref_population" not in tables:
        return []
    name, frame = "ref_population", tables["ref_population"]
    people = frame.groupby(["area_code", "year", "age_band", "sex"])["population"].sum().unstack("sex")
    problems: list[Problem] = []
    if {"ALL", "F", "M"} <= set(people):
        whole = people[["ALL", "F", "M"]].dropna()
        off = whole[(whole["ALL"] - whole["F"] - whole["M"]).abs() > 0.02 * whole["ALL"] + 2]
        if len(off):
            problems += _warn(name, "population", "sexes and all", f"in {len(off):,} of {len(whole):,} groups ALL is not F and M together", "If one of the three is of other years or ages, correct it")  # fmt: skip
    return problems + _from_year_to_year(frame, name) + _parts_of_the_whole(frame, tables["ref_area"], name)


def _from_year_to_year(frame: pd.DataFrame, name: str) -> list[Problem]:
    own = frame.assign(at=range(len(frame))).sort_values("year", ignore_index=True)
    before = own.groupby(["area_code", "age_band", "sex"])["population"].shift()
    larger, smaller = own["population"] > TIMES_ANOTHER_YEAR * before, own["population"] * TIMES_ANOTHER_YEAR < before
    jumps = (larger | smaller) & (own[["population"]].assign(before=before).max(axis=1) >= FEWEST)
    found = pd.Series(jumps.to_numpy()[own["at"].argsort()], index=frame.index)
    return _rows(found, name, "population", "another unit", "is more than three times, or less than a third of, that of the year before",
                 "If one year is in thousands, or of other ages, correct it")  # fmt: skip


def _parts_of_the_whole(frame: pd.DataFrame, areas: pd.DataFrame, name: str) -> list[Problem]:
    """Wards beside the council of which they are parts."""
    level = areas.drop_duplicates("area_code").set_index("area_code")["area_level"]
    known = frame.assign(level=frame["area_code"].map(level))
    sums = known.groupby(["year", "age_band", "sex", "level"])["population"].sum().unstack("level")
    if not {"WARD", "COUNCIL"} <= set(sums):
        return []
    sums = sums[["WARD", "COUNCIL"]].dropna()
    off = sums[(sums["WARD"] - sums["COUNCIL"]).abs() > 0.02 * sums["COUNCIL"] + 2 * int((level == "WARD").sum())]
    if off.empty:
        return []
    said = f"in {len(off):,} of {len(sums):,} groups the wards together are not the council area"
    return _warn(
        name,
        "population",
        "wards and council",
        said,
        "If a ward is missing, or one of the two is of another year, correct it",
    )


def terms_reach_records(tables: Tables) -> list[Problem]:
    """Without a term or holiday on a day, nobody knows what kind of day it was."""
    if "school_terms" not in tables or "missing_episodes" not in tables or tables["school_terms"].empty:
        return []
    name, terms = "school_terms", tables["school_terms"]
    starts = tables["missing_episodes"]["start_dt"].dropna().dt.tz_localize(None)
    inside = starts.between(terms["start_date"].min(), terms["end_date"].max() + pd.Timedelta(days=1))
    if not len(starts) or inside.mean() > 0.5:
        return []
    said = f"terms and holidays reach from {terms['start_date'].min():%-d %B %Y} to {terms['end_date'].max():%-d %B %Y}, and {int((~inside).sum()):,} of {len(starts):,} episodes begin outside"
    return [Problem("warn", name, name, None, "start_date", "other years", f"{name}: {said}.", "Deliver the terms of the years of the records: else school days and holidays are not told apart.")]  # fmt: skip


WHOLE_RELATIONS: tuple[Callable[[Tables], list[Problem]], ...] = (
    one_day_stands_for_many,
    episodes_last,
    a_child_stays_one,
    incidents_are_told_once,
    points_are_exact,
    people_add_up,
    terms_reach_records,
)
