"""Rules between columns and between tables."""

from __future__ import annotations

from collections.abc import Callable

from data_loaders.checks.practice import PRACTICE_RELATIONS
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem, stop

NOT_AN_AREA = ("", "NK", "NR", "NA")


def end_not_before_start(tables: Tables) -> list[Problem]:
    frame = tables["missing_episodes"]
    return rows_problem(frame["end_dt"] < frame["start_dt"], "missing_episodes", "missing_episodes", "end_dt", "end before start",
                        "lies before start_dt", "Correct the two times.")  # fmt: skip


def areas_are_known(tables: Tables) -> list[Problem]:
    known = set(tables["ref_area"]["area_code"]) | set(NOT_AN_AREA)
    frame = tables["missing_episodes"]
    problems = rows_problem(~frame["area_from"].isin(known), "missing_episodes", "missing_episodes", "area_from", "unknown area",
                            "is no area of ref_area", "Add the area to ref_area, or write NK.")  # fmt: skip
    areas = tables["ref_area"]
    orphan = ~areas["parent_code"].isin(set(areas["area_code"]) | {""})
    return problems + rows_problem(orphan, "ref_area", "ref_area", "parent_code", "unknown parent",
                                   "is no area of ref_area", "Add the parent, or leave it blank.")  # fmt: skip


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


def discussions_have_episodes(tables: Tables) -> list[Problem]:
    if "return_discussions" not in tables:
        return []
    frame, episodes = tables["return_discussions"], tables["missing_episodes"]
    name = "return_discussions"
    problems = rows_problem(~frame["episode_id"].isin(episodes["episode_id"]), name, name, "episode_id", "no episode",
                            "is no episode of missing_episodes", "Deliver both tables from one extract.")  # fmt: skip
    problems += rows_problem(frame.duplicated("episode_id"), name, name, "episode_id", "second discussion",
                             "has a discussion in an earlier row", "Deliver one row for each episode.")  # fmt: skip
    return problems + rows_problem(frame["completed_dt"] < frame["offered_dt"], name, name, "completed_dt", "completed before offered",
                                   "lies before offered_dt", "Correct the two times.")  # fmt: skip


def overlapping_episodes(tables: Tables) -> list[Problem]:
    """One child, two episodes of one unit at the same time: probably one. Both are counted, and the report says so."""
    frame = tables["missing_episodes"].sort_values(["counting_unit", "child_pseudo_id", "start_dt"])
    same = (frame["child_pseudo_id"] == frame["child_pseudo_id"].shift()) & (
        frame["counting_unit"] == frame["counting_unit"].shift()
    )
    overlaps = int((same & (frame["start_dt"] < frame["end_dt"].shift())).sum())
    sentence = "missing_episodes: some episodes of one child and one counting unit overlap in time; both are counted."
    return (
        [
            Problem(
                "warn",
                "missing_episodes",
                "missing_episodes",
                None,
                "start_dt",
                "overlap",
                sentence,
                "Merge them at the source.",
            )
        ]
        if overlaps
        else []
    )


RELATIONS: tuple[Callable[[Tables], list[Problem]], ...] = (
    end_not_before_start,
    areas_are_known,
    areas_do_not_circle,
    discussions_have_episodes,
    overlapping_episodes,
    *PRACTICE_RELATIONS,
)
