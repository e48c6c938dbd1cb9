"""Another kind of police record as a monthly series, by the example of docs/commands.md and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.ask.asking import ask
from dashboard.ask.months import Months
from dashboard.catalogue.overview import all_measures, not_shown
from dashboard.findings.finding import State
from dashboard.findings.trend import trend_finding
from dashboard.measures.verdict import Answer, Verdict
from dashboard.selection import Selection
from data_loaders.publish import publish
from data_loaders.release import Release, open_release

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
HEADER = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
MONTHS = {"2022-01": 6, "2022-02": 9, "2022-03": 7}


def example(language: str) -> str:
    """The block of the example in the docs: what a data manager would copy."""
    text = DOCS.read_text(encoding="utf-8").split("### Example: monthly police records")[1]
    return re.search(rf"```{language}\n(.*?)```", text, re.DOTALL).group(1)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Invented rows under the columns of street-level records: blank identifiers, blank context, other kinds of crime."""
    folder, out = tmp_path_factory.mktemp("street"), tmp_path_factory.mktemp("releases")
    for month, count in MONTHS.items():
        rows = [
            f",{month},Invented force,Invented force,-1.2{n},54.7{n},On or near Invented Street,,Invented 00{n},{kind},,"
            for n, kind in enumerate(
                ["Anti-social behaviour"] * (count - 2) + ["Violence and sexual offences"] * 2 + ["Burglary"] * 4
            )
        ]
        (folder / f"{month}-invented-street.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    (folder / "mapping.toml").write_text(example("toml"), encoding="utf-8")
    (folder / "ref_area.csv").write_text(example("csv"), encoding="utf-8")
    publish(folder, out=out, policy_file=POLICY, audience="partnership")
    return open_release(out)


def test_the_months_are_those_of_the_files(release: Release) -> None:
    frame = ask(release, Months("missing_reports")).frame
    assert list(frame["period_start"].dt.strftime("%Y-%m")) == list(MONTHS)
    assert list(frame["n"]) == list(MONTHS.values())


def test_the_page_shows_three_months_and_judges_none(release: Release) -> None:
    finding = trend_finding(release, Selection("missing_reports"), months=36)
    assert finding.state is State.SHOWN
    assert [row[1] for row in finding.table.rows] == list(MONTHS.values())
    assert isinstance(finding.result, Verdict)
    assert finding.result.answer is Answer.NOT_COMPARED
    assert finding.chart.stretches == ()


def test_the_overview_says_what_was_not_delivered(release: Release) -> None:
    found = {m.key: m.verdict for m in all_measures(release)}
    assert found["missing_reports"].answer is Answer.NOT_COMPARED
    assert not_shown(release)[:2] == ("Missing episodes", "Missing-person investigations")
    assert "repeats" not in found
