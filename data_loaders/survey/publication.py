"""The tables of one wave, made of its grids."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.survey import SHANARRI, STAGES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.safety.floor import Floor
from data_loaders.survey.bases import ALL_STAGES
from data_loaders.survey.denominators import base_of
from data_loaders.survey.detail import detail_of
from data_loaders.survey.effects import kin_of, pupils_per_degree
from data_loaders.survey.grids import WHY, View
from data_loaders.survey.groups import splits_of
from data_loaders.survey.part import part_rows
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.shares import Counted, cell_rows, difference_rows, side_rows
from data_loaders.survey.standing import UNKNOWN

NAMES = (
    "survey_questions", "survey_views", "survey_bands", "survey_blocks", "survey_cells", "survey_sides",
    "survey_differences", "survey_part",
)  # fmt: skip
# How sure a share is said to be: of all pupils, and of groups.
EACH_ONCE = (
    "Each pupil counts once; standard errors follow from strata and clusters, by one design effect for all answers."
)
ONCE = "Shares of groups count each pupil once; standard errors follow from strata and clusters, by one design effect for all groups and answers."
NAMED = {**STAGES, UNKNOWN: "Stages of few and not known"}
SIMPLE = "Standard errors take each pupil as drawn alone: the survey names no clusters."


def wave_tables(wave: Wave, policy: Policy, tables: Tables) -> dict[str, pd.DataFrame]:
    """Choose, attack and work out everything that is published of a wave."""
    floor = Floor(policy.survey.k[policy.audience])
    splits = splits_of(wave.pupils, policy.survey, tables["ref_area"], floor.k)
    detail = detail_of(wave, splits, floor)
    shown = [view for view in detail.views if view.is_shown]
    each = pupils_per_degree(wave, floor.k)
    counted = [Counted(view, kin_of(view, shown), wave, each) for view in shown]
    made = {
        "survey_questions": pd.DataFrame([question_row(q) for q in wave.questions]),
        "survey_views": pd.DataFrame([_view_row(wave, view) for view in detail.views]),
        "survey_bands": _stacked([_band_rows(view) for view in shown]).drop_duplicates(),
        "survey_blocks": _stacked([_block_rows(view) for view in shown]).drop_duplicates(["split", "block", "leaf"]),
        "survey_cells": _stacked([_of(own.view, cell_rows(own)) for own in counted]),
        "survey_sides": _stacked([_of(own.view, side_rows(own)) for own in counted]),
        "survey_differences": _stacked([_of(own.view, difference_rows(own)) for own in counted]),
        "survey_part": part_rows(wave, [(split, detail.part[split.name]) for split in splits], tables, floor),
    }
    named = {n: frame.assign(survey_id=wave.survey, wave=wave.wave) for n, frame in made.items()}
    return {n: contracted(frame, n) for n, frame in named.items()}


def empty_tables() -> dict[str, pd.DataFrame]:
    return {name: contracted(pd.DataFrame(), name) for name in NAMES}


def question_row(question: Question) -> dict[str, object]:
    row = question.row
    return {
        "question_id": question.identifier, "position": question.position, "wording": row["wording"], "short": row["short"] or row["wording"],
        "theme": row["theme"], "shanarri": SHANARRI.get(row["shanarri"], ""), "instrument": row["instrument"],
        "stages_asked": ", ".join(NAMED[s] for s in sorted(question.stages)) or ALL_STAGES,
        "positive": question.scale.positive, "scale": "; ".join(question.scale.answers.values()),
        "place": row["place"], "time_of_day": row["time_of_day"],
    }  # fmt: skip


def _view_row(wave: Wave, view: View) -> dict[str, object]:
    return {
        "question_id": view.question.identifier, "split": view.split.name,
        "status": "published" if view.is_shown else "withheld", "reason": "" if view.is_shown else WHY, "step": view.step,
        "base": base_of(view.answers) if view.is_shown else "", "interval": _interval(wave, view),
    }  # fmt: skip


def _interval(wave: Wave, view: View) -> str:
    if not wave.has_clusters:
        return SIMPLE
    return EACH_ONCE if view.split.name == "all" else ONCE


def _band_rows(view: View) -> pd.DataFrame:
    rows = [(view.step, a.code, number, a.label, a.side) for number, a in enumerate(view.answers)]
    frame = pd.DataFrame(rows, columns=["step", "band", "position", "label", "side"])
    return frame.assign(question_id=view.question.identifier)


def _block_rows(view: View) -> pd.DataFrame:
    order = {band.code: at for at, band in enumerate(band for step in view.split.ladder.steps for band in step)}
    rows = [
        (block.code, block.label, order[block.code], leaf)
        for block in view.blocks
        for leaf in (view.split.delivered(block) or ("",))
    ]
    return pd.DataFrame(rows, columns=["block", "label", "position", "leaf"]).assign(split=view.split.name)


def _of(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(question_id=view.question.identifier, split=view.split.name)


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["split", "block", "leaf"])


__all__ = ["NAMES", "empty_tables", "wave_tables"]
