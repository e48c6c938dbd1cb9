"""What is out and is not delivered any more, and what is new and looks like it: is it the same under another name?

What stays as it was is found by what its supplier calls it. Under another name the same records would be told twice, and what the
two differ by is what came or went. Nobody but the supplier knows; so it is asked, and nothing is published until somebody answers.
Nothing is asked where something is only added, or only left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from data_loaders.account.last import ANOTHER_NAME, confirmed_or_stopping
from data_loaders.policy import Policy
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.publish.memory import INDICATORS, Out
from data_loaders.sources import Collected
from data_loaders.themes.place.people_cells import shaped_areas
from data_loaders.themes.place.safety_maps import safety_map_table, summed_maps

# Two rounds or periods that begin nearer to each other may be one: partners hold them every half-year at most.
NEAR = pd.Timedelta(days=150)
MOST = 0.5  # of the figures that both show
NOTHING = pd.DataFrame()
CURE = f'If it is, deliver it as it was called before; if it is another, publish with --confirm "{ANOTHER_NAME}".'
WAVE = ["survey_id", "wave"]
ROW = ["indicator_id", "period", "area_code"]
Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Question:
    """Whether rows of a delivered table (`is_new`, one truth for each of its rows) are of something that is out as `was`."""

    table: str
    what: str
    was: str
    is_new: pd.Series


def questions_of_names(collected: Collected, out: Out, policy: Policy, *, confirmed: Collection[str]) -> list[Problem]:
    """One problem for each new name that may be of something that is out: a stop, or a warning where it was confirmed."""
    frames = {} if out.whole is None else out.whole.frames
    known = [f for f in (frames.get(INDICATORS, NOTHING), out.indicators) if len(f)]
    frames = {**frames, INDICATORS: pd.concat(known, ignore_index=True) if known else NOTHING}
    found = [
        *_rounds(collected.tables, frames, policy),
        *_waves(collected.tables, frames, policy),
        *_maps(collected.tables, frames, policy),
        *_indicators(collected.tables, frames, policy),
    ]
    return [confirmed_or_stopping(_problem(question, collected), confirmed) for question in found]


def _problem(question: Question, collected: Collected) -> Problem:
    at = np.flatnonzero(question.is_new.to_numpy(dtype=bool))
    files = collected.row_files.get(question.table)
    file = question.table if files is None else str(files[at[0]])
    rows = [int(question.is_new.index[n]) for n in at if files is None or files[n] == file]
    said = f"{file}, {rows_in_words(rows)}: a new {question.what}. “{question.was}” is out and is not delivered any more; it may be the same under another name."
    return replace(stop(question.table, file, ANOTHER_NAME, said, CURE), row=rows[0], rows=tuple(rows))


def _rounds(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
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


def _waves(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Waves of a survey: of the same wave's name in another survey, or of as many pupils but for few."""
    was, part = out.get("survey_views", NOTHING), out.get("survey_part", NOTHING)
    if was.empty:
        return
    asked = part.loc[part["split"] == "all"].groupby(WAVE)["pupils"].max() if len(part) else pd.Series(dtype=float)
    earlier = {(str(s), str(w)): asked.get((s, w), np.nan) for s, w in was[WAVE].drop_duplicates().to_numpy()}
    came = {table: tables[table] for table in ("survey_responses", "survey_results") if len(tables.get(table, NOTHING))}
    now = {(str(s), str(w)) for frame in came.values() for s, w in frame[WAVE].drop_duplicates().to_numpy()}
    gone = {wave: n for wave, n in earlier.items() if wave not in now}
    for table, frame in came.items():
        for wave, rows in frame.groupby(WAVE):
            pupils = rows["pupil_pseudo_id"].nunique() if "pupil_pseudo_id" in rows else np.nan
            alike = [
                w for w, n in gone.items() if w[1] == wave[1] or abs(n - pupils) < policy.survey.k[policy.audience]
            ]
            if wave not in earlier and alike:
                is_new = (frame["survey_id"] == wave[0]) & (frame["wave"] == wave[1])
                yield Question(table, "wave of a survey", ", ".join(alike[-1]), is_new)


def _maps(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Periods of safety maps with a place that an earlier one has no more: nearly of the same day, or mostly of the same figures."""
    maps, was = tables.get("safety_maps", NOTHING), out.get("safety_maps", NOTHING)
    if maps.empty or was.empty:
        return
    finest, k = policy.places.finest_resolution, policy.places.safety_map_k[policy.audience]
    is_new = ~maps["period"].isin(was["period"])
    made = safety_map_table(maps[is_new], shaped_areas(tables), k=k, finest=finest, previous=None)
    still = summed_maps(maps, finest)[["period", "place"]].drop_duplicates()
    gone = was.merge(still, on=["period", "place"], how="left", indicator="is_still")
    gone = gone[(gone["is_still"] == "left_only") & gone["participants"].notna()]
    for (day, rows), (earlier, left) in product(made.groupby("period"), gone.groupby("period")):
        both = rows.merge(left, on=["place", "time_of_day"])
        is_same = (both["participants_x"] == both["participants_y"]) & (both["feeling_x"] == both["feeling_y"])
        if len(both) and (abs(day - earlier) < NEAR or is_same.mean() >= MOST):
            yield Question("safety_maps", "period of safety maps", f"{earlier:%Y-%m-%d}", maps["period"] == day)


def _indicators(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Published counts: a new area or indicator where another comes no more, or the same time in other words."""
    rows, was = tables.get("cpc_indicators", NOTHING), out[INDICATORS]
    if rows.empty or was.empty:
        return
    count = rows["numerator"].fillna(rows["value"]) if "numerator" in rows else rows["value"]
    rows, was = _dated(rows.assign(numerator=count)).assign(at=range(len(rows))), _dated(was)
    gone = was[~_is_among(was, rows, ROW) & was["numerator"].notna()]
    new = rows[~_is_among(rows, was, ROW)]
    areas = new[~_is_among(new, was, ["indicator_id", "area_code"])].merge(
        gone, on="indicator_id", suffixes=("", "_out")
    )
    yield from _by("area of an indicator", "area_code", areas[_is_of_one_time(areas)], rows)
    others = new[~_is_among(new, was, ["indicator_id"])].merge(
        gone[~_is_among(gone, rows, ["indicator_id"])], on="area_code", suffixes=("", "_out")
    )
    few = (others["numerator"] - others["numerator_out"]).abs() < policy.floors["indicators"]
    others = others[_is_of_one_time(others)].assign(is_near=few)
    mostly = others.groupby(["indicator_id", "indicator_id_out"])["is_near"].transform("mean") >= MOST
    yield from _by("indicator", "indicator_id", others[mostly.astype(bool)], rows)
    times = new.merge(gone, on=["indicator_id", "area_code"], suffixes=("", "_out"))
    yield from _by("time of an indicator", "period", times[times["period_start"].isna() & _is_of_one_time(times)], rows)


def _by(what: str, name: str, pairs: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Question]:
    for _, own in pairs.groupby(name):
        yield Question("cpc_indicators", what, str(own[f"{name}_out"].iloc[-1]), rows["at"].isin(own["at"]))


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """With days, blank where there are none, and the words and numbers of the period, in the order of letters."""
    words = [" ".join(sorted(re.findall(r"[a-z]+|\d+", str(period).casefold()))) for period in rows["period"]]
    days = {day: pd.to_datetime(rows[day]) if day in rows else pd.NaT for day in ("period_start", "period_end")}
    return rows[ROW].assign(**days, numerator=rows["numerator"], words=words)


def _is_of_one_time(pairs: pd.DataFrame) -> pd.Series:
    """Pairs of rows that share a day, or whose periods have the same words and numbers."""
    meets = (pairs["period_start"] <= pairs["period_end_out"]) & (pairs["period_end"] >= pairs["period_start_out"])
    return meets | (pairs["words"] == pairs["words_out"])


def _is_among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    known = {tuple(key) for key in others[columns].astype(str).to_numpy()}
    return pd.Series(
        [tuple(key) in known for key in rows[columns].astype(str).to_numpy()], index=rows.index, dtype=bool
    )
