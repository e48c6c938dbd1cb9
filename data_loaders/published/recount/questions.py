"""The questions of a survey as they were put in a wave."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.survey import SHANARRI, STAGES
from data_loaders.published.recount.answers import Ladder, ladder_of
from data_loaders.published.recount.evidence import Evidence


@dataclass(frozen=True)
class Question:
    position: int
    row: pd.Series
    ladder: Ladder


def questions_of(evidence: Evidence, survey: str, wave: str) -> dict[str, Question]:
    """The questions as they were put in a wave: a row of its own comes before the one for all waves."""
    rows = evidence.table("survey_questions")
    own: dict[str, tuple[int, pd.Series]] = {}
    for at, (_, row) in enumerate(rows[rows["survey_id"] == survey].iterrows()):
        if row["wave"] == wave or (row["wave"] == "" and row["question_id"] not in own):
            own[row["question_id"]] = (at, row)
    ordered = sorted(own.items(), key=lambda item: item[1][0])
    found = {}
    for number, (question, (_, row)) in enumerate(ordered):
        if ladder := ladder_of(row["scale"], row["positive_direction"]):
            found[question] = Question(number, row, ladder)
    return found


def question_row(question: str, asked: Question, stages: frozenset[str]) -> dict[str, object]:
    row = asked.row
    return {
        "question_id": question, "position": asked.position, "wording": row["wording"], "short": row["short"] or row["wording"],
        "theme": row["theme"], "shanarri": SHANARRI.get(row["shanarri"], ""), "instrument": row["instrument"],
        "stages_asked": ", ".join(STAGES.get(s, "Stages of few and not known") for s in sorted(stages)) or "All stages surveyed",
        "positive": asked.ladder.good, "scale": "; ".join(asked.ladder.labels.values()), "place": row["place"],
        "time_of_day": row["time_of_day"],
    }  # fmt: skip
