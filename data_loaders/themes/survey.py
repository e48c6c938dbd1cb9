"""The survey of pupils: for each question and wave, full grids of groups × answers in which every cell holds k pupils.

The proof stands in `data_loaders/survey/recount.py`, beside the checks that recount it; what the proof does not reach is attacked
in `data_loaders/survey/attack.py`. A wave that was published before is kept word for word; rows that came late wait for a
re-basing.
"""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.release import Check, Release
from data_loaders.survey.publication import NAMES, MadeWave, empty_tables, make_wave
from data_loaders.survey.pupils import waves_of
from data_loaders.survey.recount import check_bases, check_counts, check_floor, check_kept
from data_loaders.survey.results import waves_of_results
from data_loaders.themes.made import Made


def survey(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """The survey's tables, empty where no survey was delivered."""
    before = _before(previous)
    if "survey_questions" not in tables:
        return Made(before or empty_tables(), ())
    known = (
        set(zip(before["survey_views"]["survey_id"], before["survey_views"]["wave"], strict=True)) if before else set()
    )
    questions, responses = tables["survey_questions"], tables.get("survey_responses")
    waves = waves_of(responses, questions) if responses is not None else []
    new = [make_wave(w, policy, tables) for w in waves if (w.survey, w.wave) not in known]
    known |= {(w.survey, w.wave) for w in waves}
    counted = [made for key, made in waves_of_results(tables, policy).items() if key not in known]
    made = _joined(before, [*(m.tables for m in new), *counted])
    checks = _checks(made, new, tables, policy, before) if len(made["survey_views"]) else ()
    return Made(made, checks, _notices(made, before))


def _before(previous: Release | None) -> dict[str, pd.DataFrame]:
    return {} if previous is None or not set(NAMES) <= set(previous.frames) else {n: previous.table(n) for n in NAMES}


def _joined(before: dict[str, pd.DataFrame], new: list[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    parts = [p for p in [before, *new] if p]
    return {n: pd.concat([p[n] for p in parts], ignore_index=True) for n in NAMES} if parts else empty_tables()


def _checks(
    made: dict[str, pd.DataFrame], new: list[MadeWave], tables: Tables, policy: Policy, before: dict[str, pd.DataFrame]
) -> tuple[Check, ...]:
    k = policy.survey.k[policy.audience]
    checks = [check_floor(made, k), check_bases(made, k)]
    if new:
        fresh = _joined({}, [m.tables for m in new])
        checks.append(check_counts(fresh, tables["survey_responses"], tables["survey_questions"]))
    tried = sum(m.tried for m in new)
    checks.append(Check(
        name="survey crossed splits", subject="survey", status="passed", tried=tried,
        reason=f"Of {tried:,} groups that only two splits together would describe and that hold fewer than {k}, each could as well "
               "be empty: a second table fits everything published. Splits of which that is not so are withheld.",
    ))  # fmt: skip
    return (*checks, check_kept(made, before)) if before else tuple(checks)


def _notices(made: dict[str, pd.DataFrame], before: dict[str, pd.DataFrame]) -> tuple[str, ...]:
    views = made["survey_views"]
    hidden = int((views["status"] == "withheld").sum())
    told = f"Survey: {hidden} of {len(views)} splits of questions are withheld; the page of each question says which and why."
    kept = (
        "Survey: waves that were published before are kept as they were; answers that came late wait for a re-basing."
    )
    return (*([told] if hidden else []), *([kept] if before else []))
