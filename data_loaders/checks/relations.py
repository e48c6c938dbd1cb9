"""Rules between columns and between tables."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data_loaders.checks.as_a_whole import WHOLE_RELATIONS
from data_loaders.checks.audits import AUDIT_RELATIONS
from data_loaders.checks.committee import COMMITTEE_RELATIONS
from data_loaders.checks.contexts import CONTEXT_RELATIONS
from data_loaders.checks.events import EVENT_RELATIONS
from data_loaders.checks.ground import ground_can_be_drawn
from data_loaders.checks.indicators import INDICATOR_RELATIONS
from data_loaders.checks.persons import PERSON_RELATIONS
from data_loaders.checks.place_relations import PLACE_RELATIONS
from data_loaders.checks.practice import PRACTICE_RELATIONS
from data_loaders.checks.survey import SURVEY_RELATIONS
from data_loaders.checks.tables import strangers_among
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem, stop
from data_loaders.sources.kinds import bare_identifiers

CODE_OF_THE_STATE = r"[ENSW][0-9]{8}"  # of the Government Statistical Service: wards, councils, data zones
NOT_AN_AREA = ("", "NK", "NR", "NA")


def end_not_before_start(tables: Tables) -> list[Problem]:
    if "missing_episodes" not in tables:
        return []
    frame = tables["missing_episodes"]
    wrong = frame["end_dt"] < frame["start_dt"]
    is_exchanged = wrong.sum() > frame["end_dt"].notna().sum() / 2
    cure = "Start and end may stand in each other's column: exchange them in mapping.toml, under [missing_episodes], columns." if is_exchanged else "Correct the two times."  # fmt: skip
    return rows_problem(wrong, "missing_episodes", "missing_episodes", "end_dt", "end before start", "lies before start_dt", cure)  # fmt: skip


def areas_are_known(tables: Tables) -> list[Problem]:
    known = set(tables["ref_area"]["area_code"]) | set(NOT_AN_AREA)
    problems = []
    for name, column in (("missing_episodes", "area_from"), ("efh_incidents", "area_code")):
        if name in tables:
            strange = ~tables[name][column].isin(known)
            delivered = tables[name].loc[strange, column].value_counts()
            called = dict(zip(tables["ref_area"]["area_name"], tables["ref_area"]["area_code"], strict=True))
            what = f"is no area of ref_area{strangers_among(delivered, called)}"
            cure = _cure_of_areas(name, column, tables[name].loc[strange, column], tables["ref_area"])
            problems += rows_problem(strange, name, name, column, "unknown area", what, cure)
    areas = tables["ref_area"]
    orphan = ~areas["parent_code"].isin(set(areas["area_code"]) | {""})
    return problems + rows_problem(orphan, "ref_area", "ref_area", "parent_code", "unknown parent",
                                   "is no area of ref_area", "Add the parent, or leave it blank.")  # fmt: skip


def _cure_of_areas(table: str, column: str, strange: pd.Series, areas: pd.DataFrame) -> str:
    """Most areas that are not known are known by another name, or in other letters."""
    if strange.isin(areas["area_name"]).all():
        return f"It is the name of an area: write its code, or map names to codes in mapping.toml under [{table}.codes.{column}]; draft proposes it."
    if strange.str.upper().isin(areas["area_code"].str.upper()).all():
        return "It differs from an area's code by small and capital letters alone: write it as ref_area does."
    if strange.str.fullmatch(CODE_OF_THE_STATE).all():
        return "Codes of areas change when boundaries do: deliver ref_area with the codes of the same year; or map old ones to new ones in mapping.toml, where one became one."
    return "Add the area to ref_area, or write NK."


def one_council_is_the_whole(tables: Tables) -> list[Problem]:
    """Every total is of the council; with a second one nobody could say of which, and its rows would count as the first one's."""
    areas = tables["ref_area"]
    second = (areas["area_level"] == "COUNCIL") & (areas["area_level"] == "COUNCIL").cumsum().gt(1)
    return rows_problem(second, "ref_area", "ref_area", "area_level", "second council", "is a second council area, and a release is of one",
                        "Leave its areas out, or deliver and publish it by itself.")  # fmt: skip


def areas_do_not_circle(tables: Tables) -> list[Problem]:
    areas = tables["ref_area"]
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    for code in parent:
        seen, at = {code}, parent[code]
        while at:
            if at in seen:
                return [
                    stop(
                        "ref_area",
                        "ref_area",
                        "circle",
                        f"ref_area: the areas above {code} lead back to themselves.",
                        "Correct parent_code.",
                    )
                ]
            seen.add(at)
            at = parent.get(at, "")
    return []


def references_fit(tables: Tables) -> list[Problem]:
    """What everything else leans on: people of areas that are known, terms that end after they start, events of known areas,
    published figures inside their own limits."""
    areas, problems = tables["ref_area"], list[Problem]()
    known = {*areas["area_code"], *areas["area_name"], *NOT_AN_AREA, "ALL"}  # an event may name its area as people do
    for name, column, cure in (("ref_population", "area_code", "Add the area to ref_area, or leave the row out."),
                               ("events", "scope", "Add the area to ref_area, or leave it blank.")):  # fmt: skip
        if name in tables:
            problems += rows_problem(~tables[name][column].isin(known), name, name, column, "unknown area", "is no area of ref_area", cure)  # fmt: skip
    if "school_terms" in tables:
        frame = tables["school_terms"]
        problems += rows_problem(frame["end_date"] < frame["start_date"], "school_terms", "school_terms", "end_date", "end before start",
                                 "lies before start_date", "Correct the two days.")  # fmt: skip
    if "cpc_indicators" in tables:
        frame = tables["cpc_indicators"]
        outside = (frame["value"] < frame["lower"]) | (frame["value"] > frame["upper"])
        problems += rows_problem(outside, "cpc_indicators", "cpc_indicators", "value", "outside its limits", "lies outside its own limits",
                                 "Correct value, lower or upper.")  # fmt: skip
    return problems


def discussions_have_episodes(tables: Tables) -> list[Problem]:
    if not {"return_discussions", "missing_episodes"} <= set(tables):
        return []
    frame, episodes = tables["return_discussions"], tables["missing_episodes"]
    name = "return_discussions"
    known = set(episodes["episode_id"].tolist())  # a set: `isin` takes seconds over a million texts
    lost = pd.Series([e not in known for e in frame["episode_id"].tolist()], index=frame.index, dtype=bool)
    cure = "Deliver both tables from one extract."
    if (
        lost.any()
        and bare_identifiers(frame.loc[lost, "episode_id"]).isin(set(bare_identifiers(episodes["episode_id"]))).all()
    ):
        cure = "It is the identifier of an episode but for zeros in front, blanks or small letters: a spreadsheet may have taken the zeros. Format the column as text, and deliver again."
    problems = rows_problem(lost, name, name, "episode_id", "no episode",
                            "is no episode of missing_episodes", cure)  # fmt: skip
    problems += rows_problem(frame.duplicated("episode_id"), name, name, "episode_id", "second discussion",
                             "has a discussion in an earlier row", "Deliver one row for each episode.")  # fmt: skip
    return problems + rows_problem(frame["completed_dt"] < frame["offered_dt"], name, name, "completed_dt", "completed before offered",
                                   "lies before offered_dt", "Correct the two times.")  # fmt: skip


def arranged_after_return(tables: Tables) -> list[Problem]:
    """A discussion dated before the child was back starts no clock: it counts as not known, and the report says so."""
    if "return_discussions" not in tables or "missing_episodes" not in tables:
        return []
    frame = tables["return_discussions"]
    back = tables["missing_episodes"].drop_duplicates("episode_id").set_index("episode_id")["end_dt"]
    returned = frame["episode_id"].map(back)
    early = int(((frame["arranged_dt"] < returned) | (frame["completed_dt"] < returned)).sum())
    sentence = (
        f"return_discussions: {early:,} rows are dated before the child was back; their clocks count as not known."
    )
    problem = Problem("warn", "return_discussions", "return_discussions", None, "arranged_dt", "before return", sentence,
                      "Correct the times at the source.")  # fmt: skip
    return [problem] if early else []


RELATIONS: tuple[Callable[[Tables], list[Problem]], ...] = (
    end_not_before_start,
    *PERSON_RELATIONS,
    *EVENT_RELATIONS,
    areas_are_known,
    one_council_is_the_whole,
    areas_do_not_circle,
    references_fit,
    *INDICATOR_RELATIONS,
    discussions_have_episodes,
    *SURVEY_RELATIONS,
    arranged_after_return,
    *PLACE_RELATIONS,
    ground_can_be_drawn,
    *AUDIT_RELATIONS,
    *CONTEXT_RELATIONS,
    *COMMITTEE_RELATIONS,
    *PRACTICE_RELATIONS,
    *WHOLE_RELATIONS,
)
