"""The tables of one wave, made of its grids."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.survey import SHANARRI, STAGES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.survey.attack import withstand
from data_loaders.survey.grids import Grid, find_grid, floor_of
from data_loaders.survey.groups import splits_of
from data_loaders.survey.part import part_rows
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.shares import base_of, cell_rows, difference_rows, side_rows

NAMES = (
    "survey_questions", "survey_views", "survey_bands", "survey_blocks", "survey_cells", "survey_sides",
    "survey_differences", "survey_part",
)  # fmt: skip
CLUSTERED = "Standard errors follow from weights, strata and clusters."
SIMPLE = "Standard errors take each pupil as drawn alone: the survey names no clusters."


@dataclass(frozen=True)
class MadeWave:
    grids: tuple[Grid, ...]
    tables: dict[str, pd.DataFrame]
    tried: int


def make_wave(wave: Wave, policy: Policy, tables: Tables) -> MadeWave:
    """Choose, attack and work out everything that is published of a wave."""
    k = policy.survey.k[policy.audience]
    splits = splits_of(wave.pupils, policy.survey, tables["ref_area"])
    grids, tried = list[Grid](), 0
    for question in wave.questions:
        floor = floor_of(wave, question, k=k, dominance=policy.survey.dominance)
        found = [find_grid(wave, question, split, floor) for split in splits]
        if not found[0].is_shown:
            found = [grid.withheld(found[0].reason) for grid in found]
        safe, cells = withstand(wave, found, k=k)
        grids, tried = [*grids, *safe], tried + cells
    shown = [grid for grid in grids if grid.is_shown]
    made = {
        "survey_questions": pd.DataFrame([question_row(q) for q in wave.questions]),
        "survey_views": pd.DataFrame([_view_row(wave, grid) for grid in grids]),
        "survey_bands": _stacked([_band_rows(grid) for grid in shown]).drop_duplicates(),
        "survey_blocks": _stacked([_block_rows(grid) for grid in shown]).drop_duplicates(["split", "block", "leaf"]),
        "survey_cells": _stacked([_of(grid, cell_rows(wave, grid)) for grid in shown]),
        "survey_sides": _stacked([_of(grid, side_rows(wave, grid)) for grid in shown]),
        "survey_differences": _stacked([_of(grid, difference_rows(wave, grid)) for grid in shown]),
        "survey_part": part_rows(wave, splits, tables, k=k, dominance=policy.survey.dominance),
    }
    named = {n: frame.assign(survey_id=wave.survey, wave=wave.wave) for n, frame in made.items()}
    return MadeWave(tuple(grids), {n: contracted(frame, n) for n, frame in named.items()}, tried)


def empty_tables() -> dict[str, pd.DataFrame]:
    return {name: contracted(pd.DataFrame(), name) for name in NAMES}


def question_row(question: Question) -> dict[str, object]:
    row = question.row
    return {
        "question_id": question.identifier, "position": question.position, "wording": row["wording"], "short": row["short"] or row["wording"],
        "theme": row["theme"], "shanarri": SHANARRI.get(row["shanarri"], ""), "instrument": row["instrument"],
        "stages_asked": ", ".join(STAGES.get(s, s) for s in sorted(question.stages)) or "All stages surveyed",
        "positive": question.scale.positive, "scale": "; ".join(question.scale.answers.values()),
        "place": row["place"], "time_of_day": row["time_of_day"],
    }  # fmt: skip


def _view_row(wave: Wave, grid: Grid) -> dict[str, object]:
    has_clusters = len(wave.design.stages[0].of) < len(wave.pupils)
    return {
        "question_id": grid.question.identifier, "split": grid.split.name,
        "status": "published" if grid.is_shown else "withheld", "reason": grid.reason, "step": grid.step,
        "base": base_of(grid.bands) if grid.is_shown else "", "interval": CLUSTERED if has_clusters else SIMPLE,
    }  # fmt: skip


def _band_rows(grid: Grid) -> pd.DataFrame:
    rows = [(grid.step, b.code, number, b.label, b.side) for number, b in enumerate(grid.bands)]
    frame = pd.DataFrame(rows, columns=["step", "band", "position", "label", "side"])
    return frame.assign(question_id=grid.question.identifier)


def _block_rows(grid: Grid) -> pd.DataFrame:
    order = {node: number for number, node in enumerate(dict.fromkeys(n for path in grid.split.path for n in path))}
    rows = [
        (block, grid.split.labels[block], order[block], leaf)
        for block in grid.blocks
        for leaf in (grid.split.codes[block] or ("",))
    ]
    return pd.DataFrame(rows, columns=["block", "label", "position", "leaf"]).assign(split=grid.split.name)


def _of(grid: Grid, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(question_id=grid.question.identifier, split=grid.split.name)


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["split", "block", "leaf"])


__all__ = ["NAMES", "MadeWave", "empty_tables", "make_wave"]
