"""The survey again: every count pupil by pupil, every share from the counts, every error from the clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

import pandas as pd

from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted_answers import CountedWave
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.groups import Split
from data_loaders.published.recount.order import as_published
from data_loaders.published.recount.questions import question_row
from data_loaders.published.recount.survey_part import part_rows
from data_loaders.published.recount.survey_view import SurveyView
from data_loaders.published.recount.waves import Wave, waves

NOT_BY_AREA = ("all", "stage", "sex", "simd")
TABLES = ("questions", "views", "bands", "blocks", "cells", "sides", "differences", "part")


def recounted(evidence: Evidence) -> dict[str, Frame]:
    """All tables of the survey at once."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    for wave in waves(evidence):
        own = wave.rows(evidence) if isinstance(wave, CountedWave) else _rows(wave, evidence)
        own["bands"] = [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in own["bands"])]
        for name, made in own.items():
            rows[name] += [{"survey_id": wave.survey, "wave": wave.wave, **row} for row in made]
    return {f"survey_{name}": pd.DataFrame(made) for name, made in rows.items()}


def _rows(wave: Wave, evidence: Evidence) -> dict[str, list[dict[str, object]]]:
    made: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    shown = _shown(evidence.published["survey_cells"], wave)
    used: dict[str, dict[str, dict[str, None]]] = {name: {} for name in wave.splits}
    for question, asked in wave.questions.items():
        made["questions"].append(question_row(question, asked, wave.sample.asked_stages[question]))
        for split in wave.splits:
            view = _view(evidence, wave, question, split, shown)
            made["views"].append(view.row)
            for name, rows in view.tables.items() if view.step else ():
                made[name] += rows
            for block, leaves in view.leaves.items():
                used[split].setdefault(block, {}).update(dict.fromkeys(leaves))
    made["blocks"] = [row for split, blocks in used.items() for row in _block_rows(wave.splits[split], split, blocks)]
    made["part"] = list(part_rows(wave, evidence))
    return made


Shown: TypeAlias = tuple[tuple[str, ...], frozenset[str]]  # the groups of a view and the bands of its answers


def _shown(cells: Frame, wave: Wave) -> dict[tuple[str, str], Shown]:
    own = cells[(cells["survey_id"] == wave.survey) & (cells["wave"] == wave.wave)]
    views = own.groupby(["question_id", "split"], sort=False)
    return {key: (tuple(dict.fromkeys(rows["block"])), frozenset(rows["band"])) for key, rows in views}


def _view(evidence: Evidence, wave: Wave, question: str, split: str, shown: dict[tuple[str, str], Shown]) -> SurveyView:
    """What a view holds follows from the deliveries and from which groups and bands it shows, and all of one question by area."""
    others = [other for other in wave.splits if other != split and (question, other) in shown]
    kin = [other for other in others if not {split, other} & set(NOT_BY_AREA)]
    least = evidence.policy.survey.k[evidence.policy.audience]
    nothing: Shown = ((), frozenset())
    alone = {
        own: _known(evidence, SurveyView(wave, question, own, *shown.get((question, own), nothing), least))
        for own in (split, *kin)
    }
    if not kin:
        return alone[split]
    return _known(evidence, replace(alone[split], kin=tuple(alone[own] for own in kin)))


def _known(evidence: Evidence, view: SurveyView) -> SurveyView:
    """Worked out once for all corruptions that leave it and its kin as they are."""
    shown = [(own.split, own.shown, sorted(own.bands_shown)) for own in (view, *view.kin)]
    return evidence.read_once(f"survey {view.wave.survey} {view.wave.wave} {view.question} {shown}", lambda _: view)


def _block_rows(split: Split, name: str, blocks: dict[str, dict[str, None]]) -> Iterator[dict[str, object]]:
    for block, leaves in blocks.items():
        for leaf in leaves:
            yield {
                "split": name,
                "block": block,
                "label": split.names[block],
                "position": split.order[block],
                "leaf": leaf,
            }


def _table(name: str) -> Callable[[Evidence], Frame]:
    def expected(evidence: Evidence) -> Frame:
        return as_published(name, evidence.once("survey", recounted)[name], evidence)

    return expected


PUPIL = "Counted again pupil by pupil from the delivered answers, each once; errors from strata and clusters."


SURVEY = {
    "survey_questions": Recount("Compared with the delivered questions.", _table("survey_questions")),
    "survey_views": Recount(
        "Every question by every split is shown with its counts, or said to be withheld.", _table("survey_views")
    ),
    "survey_bands": Recount("Worked out again from the delivered scales.", _table("survey_bands")),
    "survey_blocks": Recount("Worked out again from the delivered codes and areas.", _table("survey_blocks")),
    "survey_cells": Recount(PUPIL, _table("survey_cells")),
    "survey_sides": Recount(PUPIL, _table("survey_sides")),
    "survey_differences": Recount(PUPIL, _table("survey_differences")),
    "survey_part": Recount(
        "Counted again pupil by pupil, beside the delivered estimates of residents.", _table("survey_part")
    ),
}
