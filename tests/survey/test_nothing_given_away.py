"""Fourteen pupils who all gave one answer: through the whole river, on every page, in charts, hover texts, downloads and alt texts."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.ask.survey import SurveyQuestion, questions_of, safety_questions, splits_of
from dashboard.catalogue.pages import find_page
from dashboard.findings.finding import Finding
from dashboard.findings.known_harm import known_harm
from dashboard.findings.recorded_rates import recorded_kinds
from dashboard.findings.survey import answers, change
from dashboard.findings.survey_groups import against_others, groups_apart
from dashboard.findings.survey_overview import EVERY, changes, good_answers
from dashboard.web.body import finding_block
from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release, open_release
from tests.kept import few_views, keep_only
from tests.opened import opened

SURVEY, WAVE, QUESTION, FOURTEEN = "DEMO_SURVEY", "2025", "sleep", 14
TABLES = {
    "survey_questions",
    "survey_responses",
    "missing_episodes",
    "efh_incidents",
    "locations",
}  # of harm, told and recorded
ALONE = re.compile(r"Secondary 6|\bS6\b")


@pytest.fixture(scope="module")
def fourteen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented survey and what is recorded of harm, but only 14 pupils of Secondary 6 took part, all with one answer to a question."""
    folder = tmp_path_factory.mktemp("fourteen")
    write_demo(folder, seed=3, scale=0.5)
    keep_only(folder, TABLES)
    file = folder / "survey_responses.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    is_last = (rows["wave"] == WAVE) & (rows["stage"] == "S6")
    kept = rows.loc[is_last, "pupil_pseudo_id"].unique()[:FOURTEEN]
    rows = rows[~is_last | rows["pupil_pseudo_id"].isin(kept)]
    alike = (rows["wave"] == WAVE) & (rows["stage"] == "S6") & (rows["question_id"] == QUESTION)
    rows.loc[alike, "response_code"] = "Strongly disagree"
    assert alike.sum() == FOURTEEN
    rows.to_csv(file, index=False)
    return folder


@pytest.fixture(scope="module")
def store(fourteen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fourteen-releases")
    publish(fourteen, out=out, policy_file=few_views(fourteen.parent), audience="partnership")
    return out


def findings(release: Release) -> list[Finding]:
    made: list[Finding] = [
        good_answers(release, SURVEY, WAVE, EVERY),
        changes(release, SURVEY),
        groups_apart(release, SURVEY, WAVE),
    ]
    for question in questions_of(release, SURVEY, WAVE)["question_id"]:
        for split in splits_of(release, SurveyQuestion(SURVEY, WAVE, question)):
            asking = SurveyQuestion(SURVEY, WAVE, question, split)
            made += [answers(release, asking), against_others(release, asking)]
        made.append(change(release, SurveyQuestion(SURVEY, WAVE, question)))
    for asking in safety_questions(release):
        made += [
            known_harm(release, SurveyQuestion(asking.survey, asking.wave, asking.question, "LOCALITY"), d)
            for d in recorded_kinds(release)
        ]
    return made


def leaving(finding: Finding, release: Release) -> str:
    """Everything of a finding that leaves the product: its words, chart, table and About as they are drawn, and its download."""
    block = finding_block(finding, release)
    return f"{block.html}\n{block.csv}"


def asked_of(release: Release) -> set[str]:
    """The sentences of the questionnaire about whom it asks: they say nothing of anybody who answered."""
    return {f"Asked of: {stages}." for stages in release.table("survey_questions")["stages_asked"]}


def shares_of(finding: Finding) -> list[float]:
    if finding.table is None:
        return []
    at = [number for number, column in enumerate(finding.table.columns) if column.number.kind == "share"]
    return [float(row[number]) for row in finding.table.rows for number in at if row[number] is not None]


def test_no_table_of_the_release_is_about_the_fourteen(store: Path) -> None:
    release = open_release(store)
    for name in ("survey_cells", "survey_sides", "survey_differences", "survey_blocks"):
        frame = release.table(name)
        assert "S6" not in set(frame.loc[frame["wave"] == WAVE, "block"])
    cells = release.table("survey_cells")
    assert (cells["n"] >= 10).all()
    assert cells["share_pct"].between(0.05, 99.95).all()
    own = cells[(cells["wave"] == WAVE) & (cells["question_id"] == QUESTION)]
    assert not own.empty


def test_no_pupil_school_or_stratum_crosses_the_lock(store: Path, fourteen: Path) -> None:
    release = open_release(store)
    text = "\n".join(frame.to_csv() for frame in release.frames.values()) + (release.path / "manifest.json").read_text(
        encoding="utf-8"
    )
    rows = pd.read_csv(fourteen / "survey_responses.csv", dtype="str", keep_default_na=False)
    for column in ("pupil_pseudo_id", "cluster", "stratum"):
        assert not [value for value in rows[column].unique() if value in text], column


def test_no_two_tables_differ_by_the_fourteen_or_fewer(store: Path) -> None:
    """Bases of all questions, block by block: what one holds and the other does not is nobody or at least ten pupils, and never those."""
    cells = open_release(store).table("survey_cells")
    bases = cells[cells["wave"] == WAVE].groupby(["split", "block", "question_id"])["n"].sum()
    for _, sizes in bases.groupby(level=["split", "block"]):
        different = sorted(set(sizes))
        assert all(b - a >= 10 for a, b in pairwise(different))


def test_no_finding_figure_or_download_tells_of_them(store: Path) -> None:
    release = open_release(store)
    made, questionnaire = findings(release), asked_of(release)
    assert len(made) > 100
    for finding in made:
        text = leaving(finding, release)
        for sentence in questionnaire:
            text = text.replace(sentence, "")
        assert not ALONE.search(text), finding.question
        assert all(0.01 <= share <= 99.99 for share in shares_of(finding)), finding.question
        assert not re.search(r"(?<![\d.,–-])(0|100)\s%(?! )", finding.title)


@pytest.mark.parametrize("url", ["survey", "survey-question", "known-harm"])
def test_no_page_tells_of_them(store: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    sleep = next(w for w in questions_of(open_release(store), SURVEY, WAVE)["wording"] if "sleep" in w)
    page = opened(find_page(url), {"question": sleep, "by": "Stage"})
    assert not page.exception
    bodies = page.get("bidi_component")
    assert len(bodies) == 1
    said = "\n".join([*(json.dumps(str(getattr(part, "value", ""))) for part in page.main), str(bodies[0].proto)])
    assert not ALONE.search(said)
    assert "Withheld" not in said
