"""Not delivered, not covered, withheld: each is said, and none for another. On hand-made answers of the demo's release."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.ask.answer import Reason
from dashboard.ask.asking import ask
from dashboard.ask.audits import AuditChoice, RatingsBy
from dashboard.ask.delivered import NEEDED_BY_DIMENSION, THEMES
from dashboard.ask.months import Months
from dashboard.ask.survey import SurveyQuestion, questions_of, waves_of
from dashboard.findings.discussions import path
from dashboard.findings.finding import State
from data_loaders.deliveries import TABLES
from data_loaders.release import Release

EPISODES = "missing_episodes"
TALKS = Months(EPISODES, split="discussion")


def without(release: Release, *tables: str) -> Release:
    """The same release, of which these were never delivered; its views of them are marked as withheld, as they would be."""
    kept = tuple(s for s in release.manifest.sources if s.table not in tables)
    views = tuple(
        v.model_copy(update={"status": "withheld", "reason": "Too few children."})
        if "discussion" in v.dimensions
        else v
        for v in release.manifest.views
    )
    manifest = release.manifest.model_copy(update={"sources": kept, "views": views})
    return replace(release, id=f"2026-01-01-without-{'-'.join(tables)}", manifest=manifest)


def test_discussions_that_were_never_delivered_are_not_called_withheld(release: Release) -> None:
    bare = without(release, "return_discussions")
    answer = ask(bare, TALKS)
    assert answer.reason is Reason.NOT_DELIVERED
    assert "return discussions were delivered" in answer.why
    finding = path(bare, EPISODES)
    assert finding.state is State.NOT_DELIVERED
    assert "protect" not in finding.title + finding.reason


def test_what_is_withheld_is_said_to_be(release: Release) -> None:
    answer = ask(without(release), TALKS)
    assert answer.reason is Reason.WITHHELD
    assert answer.why == "Too few children."
    assert path(without(release), EPISODES).state is State.HIDDEN


def test_a_column_that_nobody_filled_in_is_not_called_withheld(release: Release) -> None:
    own = release.dataset(EPISODES).model_copy(update={"unfilled": ("outcome",)})
    others = tuple(d for d in release.manifest.datasets if d.name != EPISODES)
    manifest = release.manifest.model_copy(update={"datasets": (own, *others)})
    answer = ask(replace(release, id="2026-01-01-unfilled", manifest=manifest), Months(EPISODES, split="outcome"))
    assert answer.reason is Reason.NOT_DELIVERED
    assert "filled in for nobody" in answer.why
    assert "protect" not in answer.why


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Months("missing_dragons"), Reason.NOT_DELIVERED),
        (Months(EPISODES, "PARISH"), Reason.NOT_DELIVERED),
        (Months(EPISODES, "WARD", split="outcome"), Reason.NOT_COVERED),
        (Months(EPISODES), None),
    ],
)  # fmt: skip
def test_months(question: Months, reason: Reason | None, release: Release) -> None:
    answer = ask(release, question)
    assert answer.reason is reason
    assert bool(answer.why) == (reason is not None)
    assert answer.frame.empty == (reason is not None)


def test_other_themes(release: Release) -> None:
    survey, waves = next(iter(waves_of(release).items()))
    question = str(questions_of(release, survey, waves[0])["question_id"].iloc[0])
    assert ask(release, SurveyQuestion(survey, waves[0], question)).is_shown
    assert ask(release, SurveyQuestion(survey, waves[0], "no such")).reason is Reason.NOT_COVERED
    assert ask(release, RatingsBy(AuditChoice(team="Early help"), ("round", "item_id"))).reason is Reason.WITHHELD


def test_every_source_that_is_named_is_a_table_that_can_be_delivered() -> None:
    named = {s for theme in THEMES.values() for s in theme.sources} | set(NEEDED_BY_DIMENSION.values())
    assert named - set(TABLES) == set()


def test_an_answer_is_worked_out_once_and_its_tables_stay_with_the_caller(release: Release) -> None:
    first = ask(release, Months(EPISODES)).frame
    first["n"] = 0
    first.loc[0, "area"] = "changed"
    again = ask(release, Months(EPISODES)).frame
    assert (again["n"] > 0).all()
    pd.testing.assert_frame_equal(again, Months(EPISODES).answered(release).frame)
