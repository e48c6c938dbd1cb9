"""What the Committee keeps is told as it was written, what is late or missing before what went well."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts.rows import Words
from dashboard.findings import minimum_dataset as dataset
from dashboard.findings.audit_observations import observations
from dashboard.findings.committee import SHOWN_BY, Shown, decisions, heard, learning, risks
from dashboard.findings.dataset_kinds import kinds
from dashboard.findings.finding import Finding
from dashboard.findings.indicators import published_indicators
from dashboard.findings.minimum_dataset import minimum_dataset
from dashboard.measures.verdict import Answer, Direction, Doubt, Goodness, Kind, Verdict
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft
from dashboard.paper.template import find_template
from dashboard.words import committee as words
from data_loaders.checks.committee import COMMITTEE_RELATIONS
from data_loaders.release import Release
from data_loaders.sources.collect import Collected

TODAY = "2026-04-20"  # the day of the extract of the invented world


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def made(finding: Finding | None) -> Finding:
    assert finding is not None
    return finding


def results(finding: Finding) -> tuple[tuple[object, ...], ...]:
    assert isinstance(finding.result, tuple)
    return finding.result


def test_open_risks_are_counted_and_the_gravest_stands_first(release: Release, deliveries: Path) -> None:
    now = [r for r in lines(deliveries, "risk_register") if not r["closed"]]
    rising, late = sum(r["course"] == "RISING" for r in now), sum("" < r["review_due"] < TODAY for r in now)
    assert (len(now), rising, late) == (5, 1, 2)  # as planted in demo/committee.toml
    told = made(risks(release))
    assert told.title == "5 risks are open; one rises; 2 are overdue for review"
    scores = {r["risk_id"]: int(r["likelihood"]) * int(r["impact"]) for r in now}
    assert [row[:2] for row in results(told)[:-1]] == sorted(scores.items(), key=lambda s: (-s[1], s[0]))


def test_a_decision_that_is_done_and_shows_nothing_is_named(release: Release, deliveries: Path) -> None:
    rows = lines(deliveries, "decisions")
    bare = [r for r in rows if r["status"] == "DONE" and not r["what_came"]]
    late = [r for r in rows if r["status"] not in ("DONE", "STOPPED") and "" < r["due"] < TODAY]
    assert (len(rows), len(late), len(bare)) == (5, 1, 1)
    told = made(decisions(release))
    assert told.title.startswith("5 decisions; one is overdue; one done has nothing to show yet")
    assert results(told)[0][0] == late[0]["decision_id"]  # what is overdue stands first


def test_a_done_decision_whose_own_figure_did_not_move_or_got_worse_is_named(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D-01 is done, and was decided in June 2024: the year to March 2026 is wholly of the time after it."""
    rows = release.frames["committee_decisions"]

    def title(answer: Answer, goodness: Goodness = Goodness.NEITHER, **first: object) -> str:
        way = Direction.FEWER if answer is Answer.CHANGED else Direction.NEITHER
        verdict = Verdict(answer, Kind.YEAR_ON_YEAR, way, goodness=goodness, why="a reason")
        figure = Finding("key", "Question?", "A figure", "", release.id, result=verdict)
        monkeypatch.setitem(SHOWN_BY, "REACHED_IRD", Shown("reached-ird", lambda _: figure, "incidents"))
        told = rows.copy()
        told.loc[told["decision_id"] != "D-01", "shown_by"] = ""
        told.loc[told["decision_id"] == "D-01", list(first)] = list(first.values())
        frames = {**release.frames, "committee_decisions": told}
        return made(decisions(replace(release, id=f"{answer} {goodness} {first}", frames=frames))).title

    still, worse = "; no change found after one", "; worse after one"
    assert title(Answer.NOT_CHANGED, status="DONE").endswith(still)
    assert worse in title(Answer.CHANGED, Goodness.WORSE)
    silent = (
        title(Answer.CHANGED, Goodness.BETTER),
        title(Answer.CANNOT_TELL),
        title(Answer.NOT_CHANGED, shown_by=""),  # without a figure of its own nothing is said
        title(Answer.NOT_CHANGED, decided=pd.Timestamp("2025-06-01")),  # its year begins before the decision
        title(Answer.NOT_CHANGED, status="IN_PROGRESS"),
    )
    assert [said for said in silent if still in said or worse in said] == []


def test_what_was_learnt_and_what_was_said_have_their_silences_told(release: Release) -> None:
    assert made(learning(release)).title == "4 things were learnt; nothing has changed yet after one of them"
    told = made(heard(release))
    assert told.title == "5 things were said; 2 have had no word back"
    assert [row[2] for row in results(told)] == [True, True, False, False, False]


def test_the_minimum_dataset_names_every_kind_also_what_is_not_delivered(release: Release, deliveries: Path) -> None:
    told = made(minimum_dataset(release))
    assert told.table is not None
    assert {row[0] for row in told.table.rows} == {kind.title for kind in kinds()}
    assert len(told.table.rows) == len(kinds())
    missing = [row for row in told.table.rows if row[1] == "not delivered"]
    assert [row[0] for row in missing] == ["Time on the register"]
    assert "Scotland, 2025/26" in [
        column.name for column in told.table.columns
    ]  # the comparator has its name and its year
    values = {
        (r["indicator_id"], r["period"], r["area_code"]): float(r["value"]) for r in lines(deliveries, "cpc_indicators")
    }
    counts = {
        (r["indicator_id"], r["period"], r["area_code"]): (float(r["numerator"]), float(r["denominator"]))
        for r in lines(deliveries, "cpc_indicators")
    }
    council = next(r["area_code"] for r in lines(deliveries, "ref_area") if r["area_level"] == "COUNCIL")
    named = {row[0]: row for row in told.table.rows}
    for kind, row in ((kind, named[kind.title]) for kind in kinds()):
        if row not in missing:
            one = kind.indicators[0]
            own = [values[one, f"{year}/{year - 1999} financial year", council] for year in (2023, 2024, 2025)]
            assert list(row[2:6]) == [*own, values[one, "2025/26 financial year", "S92000003"]]
            behind = [counts[one, "2025/26 financial year", area] for area in (council, "S92000003")]
            assert list(row[6:10]) == [*behind[0], *behind[1]]  # the number and the base of each stand beside it


def test_what_was_planted_beside_the_comparator_is_told_and_nothing_else(release: Release, deliveries: Path) -> None:
    """All others are drawn with the same chances for both places: 19 of 20 such releases name none of them."""
    told = made(minimum_dataset(release))
    planted = json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["minimum_dataset"]
    named = {kind.title for kind in kinds() if planted.keys() & set(kind.indicators)}
    verdicts = dict(results(told))
    assert verdicts.pop("Time on the register") == "not delivered"
    assert {name for name, v in verdicts.items() if v.answer is Answer.CHANGED} == named
    assert {verdicts[name].direction for name in named} == {Direction.MORE}
    assert {v.answer for name, v in verdicts.items() if name not in named} == {Answer.CANNOT_TELL}
    assert told.title == "One of 11 measures clearly worse than Scotland’s in 2025/26, one better; one not delivered"


def test_what_is_apart_stands_first_the_worse_side_before_the_better(release: Release) -> None:
    """Registered again is planted above the comparator's, and so are meetings in time: of the two only the first is worse."""
    told = made(minimum_dataset(release))
    assert told.table is not None
    order = [row[0] for row in told.table.rows]
    assert order[:2] == ["Registered again", "Planning meetings within the timescale"]
    assert order[-1] == "Time on the register"  # not delivered
    usual = [kind.title for kind in kinds()]
    assert order[2:-1] == [name for name in usual if name in order[2:-1]]
    rows = [row for row in told.chart.rows if row.is_told]
    assert len(rows) == 3  # a narrow page has in sight what the title counts: two apart, one not delivered


def test_the_paper_asks_about_what_is_apart_and_takes_the_question_that_came_with_it(release: Release) -> None:
    paper = compose(release, find_template("cpc"), Draft(picks=()))
    (ask,) = [ask for ask in paper.asks if "Scotland" in ask]
    assert "registered again (25.9" in ask
    assert "planning meetings" not in ask  # the better side: nothing to ask of a meeting
    (worse,) = [kind for kind in kinds() if kind.title == "Registered again"]
    asked = [q for q in paper.questions if q.startswith("Registered again: ")]
    assert [q.removeprefix("Registered again: ").lower() for q in asked] == [worse.question.lower()]
    assert not [q for q in paper.questions if q.startswith("Planning meetings")]  # the better side: less to ask
    still = release.table("indicators").copy()
    still = still[still["indicator_id"] != "mds_again"]
    without = replace(release, id=f"{release.id}-without", frames={**release.frames, "indicators": still})
    quiet = compose(without, find_template("cpc"), Draft(picks=()))
    assert not [text for text in (*quiet.asks, *quiet.questions) if "egistered again" in text]


def test_two_figures_alike_are_too_close_and_not_too_few(release: Release) -> None:
    verdicts = [v for _, v in results(made(minimum_dataset(release))) if isinstance(v, Verdict)]
    alike = [v for v in verdicts if v.answer is Answer.CANNOT_TELL]
    assert alike
    assert {v.doubt for v in alike} == {Doubt.TOO_CLOSE}


def test_a_share_of_the_minimum_dataset_is_of_what_another_row_counts(deliveries: Path) -> None:
    rows = {(r["indicator_id"], r["period"], r["area_code"]): r for r in lines(deliveries, "cpc_indicators")}
    of = {
        "mds_concerns_outside": "mds_ird",
        "mds_planning_in_time": "mds_planning",
        "mds_again": "mds_registrations",
        "mds_ird_investigated": "mds_ird",
    }
    own = [key for key in rows if key[0] in of]
    assert len(own) == 4 * 3 * 2  # measures, years, places
    for name, year, area in own:
        assert rows[name, year, area]["denominator"] == rows[of[name], year, area]["numerator"]


def test_no_decision_that_its_figure_shows_is_said_to_have_nothing_to_show(deliveries: Path) -> None:
    rows = [r for r in lines(deliveries, "decisions") if r["status"] == "DONE" and r["shown_by"]]
    assert rows
    assert all(r["what_came"] for r in rows)


def indicators(*rows: tuple[str, str, str, float, float, str]) -> pd.DataFrame:
    """indicator_id, period, area_code, numerator, denominator, numerator_status; withheld figures are missing."""
    frame = pd.DataFrame(
        rows, columns=["indicator_id", "period", "area_code", "numerator", "denominator", "numerator_status"]
    )
    return frame.assign(
        indicator=frame["indicator_id"], value=1000 * frame["numerator"] / frame["denominator"], unit="per 1,000 children",
        period_end=pd.Timestamp("2026-03-31"),
    )  # fmt: skip


def test_a_figure_that_is_kept_back_is_not_called_not_delivered(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, here, there = "2025/26 financial year", "S12000050", "S92000003"
    rows = indicators(
        ("mds_ird", year, here, float("nan"), float("nan"), "too small to show"), ("mds_ird", year, there, 8000, 1_000_000, "published"),
        ("mds_registrations", year, here, 400, 68_000, "published"), ("mds_registrations", year, there, 3000, 1_000_000, "published"),
        ("mds_planning_initial", year, here, 200, 68_000, "published"), ("mds_planning_review", year, here, 90, 68_000, "published"),
    )  # fmt: skip
    monkeypatch.setattr(dataset, "rows_of", lambda _, name: rows if name == "indicators" else pd.DataFrame())
    told = made(dataset.minimum_dataset(release))
    verdicts = dict(results(told))
    assert verdicts["Inter-agency referral discussions"].doubt is Doubt.WITHHELD
    assert verdicts["Registrations"].direction is Direction.MORE  # 5.9 against 3.0 per 1,000
    parts = {f"Planning meetings held: mds_planning_{part}" for part in ("initial", "review")}
    assert {name: verdicts[name].doubt for name in parts} == dict.fromkeys(parts, Doubt.NOT_DELIVERED)
    assert told.title.startswith("One of 4 measures clearly above")
    assert "too small to show" in [
        cell.strong for row in told.chart.rows for cell in row.cells if isinstance(cell, Words)
    ]


def test_the_list_of_published_indicators_holds_neither_comparator_nor_minimum_dataset(release: Release) -> None:
    told = made(published_indicators(release))
    assert isinstance(told.result, tuple)
    assert len(told.result) > 3
    assert not [key for key in told.result if str(key).startswith("mds_")]


def test_a_register_out_of_order_stops_with_its_cure(collected: Collected) -> None:
    tables = dict(collected.tables)
    register = tables["risk_register"]
    wrong = tables | {"risk_register": register.assign(likelihood=7, closed=register["opened"].min())}
    problems = [problem for rule in COMMITTEE_RELATIONS for problem in rule(wrong)]
    assert {p.column for p in problems} == {"likelihood", "closed"}
    assert all(p.cure for p in problems)
    assert not [problem for rule in COMMITTEE_RELATIONS for problem in rule(tables)]


def test_each_gap_beside_case_files_says_what_came_of_it(release: Release, deliveries: Path) -> None:
    rows = lines(deliveries, "audit_observations")
    gaps = [r for r in rows if r["found"] == "GAP"]
    bare = [r for r in gaps if not r["action_id"]]
    assert (len(rows), len(gaps), len(bare)) == (9, 6, 4)
    told = made(observations(release))
    assert told.title == "3 strengths and 6 gaps beside case files; 4 gaps have no action and no owner"
    assert told.table is not None
    came = {row[6]: row[7] for row in told.table.rows if row[6]}
    states = {r["action_id"]: r["status"] for r in lines(deliveries, "actions")}
    assert states["A-07"] == "DONE"
    assert str(came["A-07"]).startswith("A-07: Done")
    assert "The list stands beside six report templates" in str(came["A-07"])
    assert [row[7] for row in told.table.rows if row[3] == "Gap" and not row[6]] == [
        "No action yet: nobody owns this"
    ] * len(bare)


def test_a_figure_beside_a_decision_says_its_time_and_none_is_shown_from_before_it(release: Release) -> None:
    rows = release.table("committee_decisions").copy()
    told = {row[0]: str(row[8]) for row in shown_rows(release)}
    assert told["D-01"].endswith("The year to March 2026.")  # decided in June 2024: all of that year came after it
    assert told["D-04"].endswith("Holds what was before the decision, too.")  # a count of all contexts closed so far
    rows.loc[rows["decision_id"] == "D-01", "decided"] = pd.Timestamp("2026-04-14")  # the figures end in March
    later = replace(release, id=f"{release.id}-later", frames={**release.frames, "committee_decisions": rows})
    assert {row[0]: row[8] for row in shown_rows(later)}["D-01"] == words.ENDS_BEFORE


def shown_rows(release: Release) -> tuple[tuple[object, ...], ...]:
    table = made(decisions(release)).table
    assert table is not None
    return table.rows
