"""The survey of pupils: for each question and wave, full grids of groups × answers in which every cell holds k pupils.

The proof stands in `data_loaders/survey/bases.py`; every figure is counted again in `data_loaders/published/recount`. A wave that was published before is kept
word for word.
"""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.release import Check, Release
from data_loaders.survey.bases import check_bases
from data_loaders.survey.publication import NAMES, empty_tables, wave_tables
from data_loaders.survey.pupils import waves_of
from data_loaders.survey.results import waves_of_results
from data_loaders.themes.made import Made

HIDDEN = "Survey: splits of questions that cannot be shown are hidden to protect pupils."
SETTLED = "Survey: a wave that was published stays as it was; answers that come later change nothing."


def survey(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """The survey's tables, empty where no survey was delivered."""
    before = _before(previous)
    if "survey_questions" not in tables:
        return Made(before or empty_tables(), ())
    known = (
        set(zip(before["survey_views"]["survey_id"], before["survey_views"]["wave"], strict=True)) if before else set()
    )
    questions, responses = tables["survey_questions"], tables.get("survey_responses")
    k = policy.survey.k[policy.audience]
    waves = waves_of(responses, questions, k) if responses is not None else []
    new = [wave_tables(w, policy, tables) for w in waves if (w.survey, w.wave) not in known]
    known |= {(w.survey, w.wave) for w in waves}
    counted = [made for key, made in waves_of_results(tables, policy).items() if key not in known]
    made = _joined(before, [*new, *counted])
    checks = _checks(made, policy) if len(made["survey_views"]) else ()
    return Made(made, checks, (HIDDEN, SETTLED))


def _before(previous: Release | None) -> dict[str, pd.DataFrame]:
    return {} if previous is None or not set(NAMES) <= set(previous.frames) else {n: previous.table(n) for n in NAMES}


def _joined(before: dict[str, pd.DataFrame], new: list[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    parts = [p for p in [before, *new] if p]
    return {n: pd.concat([p[n] for p in parts], ignore_index=True) for n in NAMES} if parts else empty_tables()


def _checks(made: dict[str, pd.DataFrame], policy: Policy) -> tuple[Check, ...]:
    crossed = Check(
        name="survey crossed splits", subject="survey", status="passed",
        reason="Of no few pupils can two splits of a question together tell that they are there. Of two "
               "splits of which that is not so, one is hidden.",
    )  # fmt: skip
    return check_bases(made, policy.survey.k[policy.audience]), crossed
