"""Audits: every figure recounted slowly from the delivered rows; what must be safe; what must be told and what must not."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.ask.asking import ask
from dashboard.ask.audits import AuditChoice, RatingsBy, names_of
from dashboard.catalogue.register import finding_of
from dashboard.findings.agreement import agreement, to_talk_about
from dashboard.findings.audit_areas import audit_areas
from dashboard.findings.audit_parts import audit_part
from dashboard.findings.finding import State
from dashboard.findings.measures_other import audit_measures
from dashboard.measures.verdict import Answer
from dashboard.words.form import lower_first
from data_loaders.facts import Tables
from data_loaders.published.recount import Evidence
from data_loaders.published.recount.behind import audit_cells, audit_pairs
from data_loaders.release import Release
from data_loaders.safety.attack import attempt
from data_loaders.safety.floor import Floor
from data_loaders.themes.agreement import alpha_of_table, cohen_kappa, gwet_ac
from data_loaders.themes.audits import audits
from data_loaders.themes.rating_views import AREA, ITEM, Group, published_figures, round_views

K = 5
LATEST = AuditChoice(round="Autumn 2025")
OTHERS = " + other teams"  # the last by name stands with teams of few records, and the invented rounds have none


@pytest.fixture(scope="module")
def rows(deliveries: Path) -> list[dict[str, str]]:
    with (deliveries / "audit_items.csv").open(encoding="utf-8") as file:
        items = {r["item_id"]: r for r in csv.DictReader(file)}
    with (deliveries / "audit_ratings.csv").open(encoding="utf-8") as file:
        return [
            {**r, **{k: items[r["item_id"]][k] for k in ("practice_area", "domain", "level")}}
            for r in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def truth(deliveries: Path) -> dict[str, object]:
    return json.loads((deliveries / "truth.json").read_text())["audits"]


def first_rows(rows: list[dict[str, str]], **asked: str) -> list[dict[str, str]]:
    return [r for r in rows if r["rater"] == "A" and all(r[k] == v for k, v in asked.items())]


def test_every_published_band_is_the_slow_count_of_enough_records(release: Release, rows: list[dict[str, str]]) -> None:
    column = {"item": "item_id", "area": "practice_area", "team_area": "practice_area"}
    cells = release.table("audit_cells")
    assert len(cells) > 500
    by_round_rows = {name: first_rows(rows, round=name) for name in cells["round"].unique()}
    for cell in cells.itertuples():
        inside = [r for r in by_round_rows[cell.round]
                  if r[column[cell.view]] == cell.group and cell.low <= int(r["rating"]) <= cell.high
                  and (cell.team == "ALL" or r["team_band"] == cell.team.removesuffix(OTHERS))]  # fmt: skip
        assert len(inside) == cell.n, cell
        assert len({r["record_pseudo_id"] for r in inside}) >= K, cell


@pytest.mark.parametrize(("by", "filters"), [
    (["round", "practice_area"], {}), (["round", "practice_area"], {"domain": "2"}), (["round", "item_id"], {"practice_area": "VOICE"}),
    (["round", "domain", "level"], {}), (["round"], {"practice_area": "PLAN"}), (["round"], {"item_id": "PLAN-2"}),
    (["round", "team"], {"practice_area": "CHRONOLOGY"}), (["round", "practice_area"], {"team": "Early help"}), (["round"], {"level": "L2"}),
])  # fmt: skip
def test_what_a_chart_tells_is_the_slow_count(
    release: Release, rows: list[dict[str, str]], by: list[str], filters: dict[str, str]
) -> None:
    answer = ask(release, RatingsBy(AuditChoice(**filters), tuple(by)))
    assert not answer.why
    assert len(answer.frame)
    delivered = {"team": "team_band"}
    asked = {delivered.get(k, k): v for k, v in filters.items()}
    for band in answer.frame.to_dict("records"):
        wanted = {**asked, **{delivered.get(name, name): str(band[name]).removesuffix(OTHERS) for name in by}}
        found = first_rows(rows, **wanted)
        assert sum(band["low"] <= int(r["rating"]) <= band["high"] for r in found) == band["n"], band
        assert len(found) == band["base"]
    for share in answer.shares.to_dict("records"):
        wanted = {**asked, **{delivered.get(name, name): str(share[name]).removesuffix(OTHERS) for name in by}}
        ratings = [int(r["rating"]) for r in first_rows(rows, **wanted)]
        assert share["share_pct"] == pytest.approx(100 * np.mean([r >= 4 for r in ratings]))
        if not np.isnan(share["mean"]):
            assert share["mean"] == pytest.approx(np.mean(ratings))


def test_the_interval_is_wilsons_with_the_population_correction_by_hand(release: Release) -> None:
    """Voice, last round: 82 of 120 records (246 of 360 ratings), 388 to draw from: as good as 120 / (1 − 120/388) = 173.7 records."""
    share = (
        ask(release, RatingsBy(LATEST, ("round", "practice_area")))
        .shares.query("round == 'Autumn 2025' and practice_area == 'VOICE'")
        .iloc[0]
    )
    n, p, z = 120 / (1 - 120 / 388), 82 / 120, 1.959964
    centre, half = (
        (p + z * z / 2 / n) / (1 + z * z / n),
        z / (1 + z * z / n) * (p * (1 - p) / n + z * z / 4 / n / n) ** 0.5,
    )
    assert (share["lower_pct"], share["upper_pct"]) == pytest.approx(
        (100 * (centre - half), 100 * (centre + half)), abs=0.001
    )


def test_agreement_is_that_of_the_delivered_rows(release: Release, rows: list[dict[str, str]]) -> None:
    told = release.table("audit_agreement").query("view == 'item' and status == 'shown'")
    given = {(r["round"], r["item_id"], r["record_pseudo_id"], r["rater"]): int(r["rating"]) for r in rows}
    tables: dict[tuple[str, str], np.ndarray] = {}
    for (name, item, record, rater), first in given.items():
        if rater == "A":
            tables.setdefault((name, item), np.zeros((6, 6)))[first - 1, given[name, item, record, "B"] - 1] += 1
    checked = 0
    for (name, item, scale), part in told.groupby(["round", "group", "scale"]):
        table, values = tables[name, item], part.set_index("statistic")["value"]
        if scale == "decision":
            two = np.array([[table[:3, :3].sum(), table[:3, 3:].sum()], [table[3:, :3].sum(), table[3:, 3:].sum()]])
            if len(release.table("audit_pairs").query("round == @name and group == @item and view == 'item'")) != 4:
                continue
            assert values["raw"] == pytest.approx(np.trace(two) / two.sum(), abs=1e-4)
            assert values["kappa"] == pytest.approx(cohen_kappa(two), abs=1e-4)
            assert values["ac1"] == pytest.approx(gwet_ac(two), abs=1e-4)
            checked += 1
        else:
            assert abs(values["kappa"] - cohen_kappa(table, "quadratic")) <= 0.0501
            assert abs(values["alpha"] - alpha_of_table(table)) <= 0.0501
            assert ((part[["value", "lower", "upper"]] * 10).round(6) % 1 == 0).all(axis=None)
    assert checked > 40


def test_few_disagreements_are_not_told(delivered: Tables, policy) -> None:
    """Two auditors who part on three records of a standard: neither a coefficient nor a table of that standard may be shown."""
    delivered = _of_rounds(delivered, "Autumn 2025")
    ratings = delivered["audit_ratings"].copy()
    item = ratings["item_id"] == "CHRONOLOGY-1"
    first = ratings[item & (ratings["rater"] == "A")].set_index("record_pseudo_id")["rating"]
    second = first.copy()
    second.iloc[:3] = [4 if value < 4 else 3 for value in first.iloc[:3]]
    is_second = item & (ratings["rater"] == "B")
    ratings.loc[is_second, "rating"] = ratings.loc[is_second, "record_pseudo_id"].map(second)
    out = audits({**delivered, "audit_ratings": ratings}, policy, None).tables
    told = out["audit_agreement"].query("round == 'Autumn 2025' and group == 'CHRONOLOGY-1'")
    assert set(told["status"]) == {"withheld"}
    assert told["value"].isna().all()
    assert set(told["reason"]) == {"Hidden to protect children."}
    assert out["audit_pairs"].query("round == 'Autumn 2025' and group == 'CHRONOLOGY-1'").empty


# ------------------------------------------------------------------------------------------------- the attack, and mutants


def described(delivered: Tables, name: str) -> pd.DataFrame:
    ratings = delivered["audit_ratings"].rename(columns={"record_pseudo_id": "record", "team_band": "team"})
    ratings = ratings[(ratings["round"] == name) & (ratings["rater"] == "A")]
    return ratings.merge(delivered["audit_items"][["item_id", "practice_area"]], on="item_id")


@pytest.mark.parametrize(
    "each", [2, pytest.param(1, marks=pytest.mark.long)], ids=["every second round", "every round"]
)
def test_every_smallest_cell_has_a_witness_and_a_finer_area_is_found_out(delivered: Tables, policy, each: int) -> None:
    """The mutant shows an area in six points though one of its standards is shown in two: the others taken from it leave a few."""
    found = []
    for name in delivered["audit_rounds"]["round"][::-each]:
        kept, tried = round_views(
            described(delivered, name), policy.audits, Floor(K), delivered["audit_items"]["item_id"]
        )
        assert not tried.pinned
        mutant = []
        for group in kept.groups:
            inside = kept.ratings[kept.ratings["practice_area"] == group.group]
            if group.view == AREA and len(group.bands) < 6 and inside["rating"].nunique() == 6:
                bands = tuple((point,) for point in range(1, 7))
                counts = tuple(int((inside["rating"] == point).sum()) for point in range(1, 7))
                group = dataclasses.replace(group, bands=bands, counts=counts)
            mutant.append(group)
        found.append(len(attempt(published_figures(kept.ratings, tuple(mutant)), Floor(K)).pinned))
    assert max(found) > 0


def test_a_leak_by_subtraction_is_found_in_a_world_small_enough_to_see() -> None:
    """Two standards, 20 records, one group of teams. The area has 8 ratings of 1 or 2, the first standard 5 of them: 3 are left."""
    ratings = pd.DataFrame({
        "record": [f"r{n}" for n in range(20)] * 2, "item_id": ["a"] * 20 + ["b"] * 20, "practice_area": "x", "team": "t",
        "rating": [1] * 5 + [5] * 15 + [1] * 3 + [5] * 17,
    })  # fmt: skip
    low, high = (1, 2, 3), (4, 5, 6)
    alone = (
        Group(ITEM, "a", "ALL", ("a",), (low, high), (5, 15)),
        Group(ITEM, "b", "ALL", ("b",), ((1, 2, 3, 4, 5, 6),), (20,)),
    )
    assert not attempt(published_figures(ratings, alone), Floor(K)).pinned
    whole = Group(AREA, "x", "ALL", ("a", "b"), (low, high), (8, 32))
    assert attempt(published_figures(ratings, (*alone, whole)), Floor(K)).pinned


def test_figures_on_few_records_are_told(delivered: Tables, policy, release: Release) -> None:
    """Of an area of practice one record has a rating for each standard: sixty ratings can be of few."""

    def thin(k: int) -> tuple[int, int]:
        strict = dataclasses.replace(policy, audits=policy.audits.model_copy(update={"k": {"partnership": k}}))
        evidence = Evidence(delivered=delivered, published=release.frames, previous={}, policy=strict, covered={})
        return audit_cells(evidence), audit_pairs(evidence)

    assert thin(K) == (0, 0)
    assert min(thin(60)) > 10


def _of_rounds(tables: Tables, *names: str) -> Tables:
    return {name: frame[frame["round"].isin(names)] if "round" in frame else frame for name, frame in tables.items()}


def test_a_round_that_was_published_stays_and_a_new_one_is_added(delivered: Tables, policy, release: Release) -> None:
    """Of two rounds of the invented four: each costs as much as the others."""
    delivered = _of_rounds(delivered, "Spring 2024", "Autumn 2025")
    older = _of_rounds(delivered, "Spring 2024")
    first = audits(older, policy, None).tables
    before = dataclasses.replace(release, frames={**release.frames, **first})
    changed = delivered["audit_ratings"].copy()
    late = changed.index[(changed["round"] == "Spring 2024") & (changed["rater"] == "A")][:40]
    changed.loc[late, "rating"] = 1
    made = audits({**delivered, "audit_ratings": changed}, policy, before)
    for name, frame in first.items():
        if "round" in frame:
            kept = made.tables[name]
            assert kept[kept["round"] != "Autumn 2025"].reset_index(drop=True).to_csv() == frame.to_csv()
    assert "Autumn 2025" in set(made.tables["audit_cells"]["round"])
    assert made.notices == audits(delivered, policy, None).notices  # what is said is no function of what came
    assert all(check.status != "failed" for check in made.checks)


def test_nothing_of_a_record_or_an_auditor_crosses(release: Release, rows: list[dict[str, str]]) -> None:
    text = " ".join(release.frames[n].to_csv() for n in release.frames if n.startswith(("audit", "system")))
    assert not [r for r in {r["record_pseudo_id"] for r in rows} | {r["audit_id"] for r in rows} if r in text]


@pytest.mark.long
def test_a_stricter_policy_joins_more_and_still_passes(delivered: Tables, policy) -> None:
    strict = policy.audits.model_copy(update={"k": {"partnership": 20, "public": 20}})
    made = audits(delivered, dataclasses.replace(policy, audits=strict), None)
    assert (made.tables["audit_cells"]["n"] >= 20).all()
    assert all(check.status != "failed" for check in made.checks)


def test_without_audits_the_theme_says_so(policy) -> None:
    made = audits({}, policy, None)
    assert all(frame.empty for frame in made.tables.values())
    assert made.checks[0].status == "not applicable"


# --------------------------------------------------------------------------------------------------------- what is told


def test_the_planted_improvement_is_named_and_the_uncertain_one_is_not(release: Release, truth) -> None:
    finding = audit_areas(release, LATEST)
    table = {
        str(row[0]): dict(zip([c.name for c in finding.table.columns], row, strict=True)) for row in finding.table.rows
    }
    assert table["Voice of young people"]["verdict"] == "Better"
    assert table["Voice of young people"]["change in points"] == pytest.approx(100 * truth["rise"], abs=1)
    assert table["Outcome"]["change in points"] == pytest.approx(100 * truth["rise"], abs=4)  # as large, on 22 records
    assert table["Outcome"]["verdict"] == "Cannot tell: wide range"
    assert finding.title == "Voice of young people: good or better rose from 44 to 68\u00a0%"
    assert finding.bear_in_mind.startswith("Outcome has 66 ratings")
    assert [name for name, row in table.items() if row["verdict"] in ("Better", "Worse")] == ["Voice of young people"]
    earlier = audit_areas(release, AuditChoice(round="Spring 2025"))
    assert earlier.title.endswith(
        ("no change found in any", "cannot tell in any", "changes: cannot tell", "cannot tell in one")
    )


def test_the_explorer_the_overview_and_the_paper_have_one_verdict_for_an_area(release: Release) -> None:
    names = names_of(release, "practice_area")
    told = dict(audit_areas(release, LATEST).result)
    measures = {m.label: m.verdict for m in audit_measures(release) if m.verdict.latest is not None}
    assert measures
    assert all(
        told[name] == measures[label] for label in measures for name in names.values() if lower_first(name) in label
    )
    printed = finding_of(release, "audit-change")
    assert printed is not None
    assert printed.result == tuple(told.items())


def test_a_row_that_is_chosen_stays_in_its_place_and_what_changed_comes_first(release: Release) -> None:
    chart = audit_areas(release, AuditChoice(practice_area="OUTCOME")).chart
    assert chart.rows[0].key == "VOICE"
    assert [row.key for row in chart.rows if row.is_chosen] == ["OUTCOME"]
    assert [row.key for row in audit_areas(release, LATEST, order="name").chart.rows] == list(
        names_of(release, "practice_area")
    )


def test_the_paradox_of_kappa_is_explained_where_it_bites_and_nowhere_else(release: Release) -> None:
    finding = agreement(release, "Autumn 2025", view="item", scale="decision")
    assert len(finding.result) == 1
    assert "anguage puts no blame" in finding.result[0]
    assert finding.about.method.count("kappa takes most of the agreement for chance") == 1
    talk = to_talk_about(release, "Autumn 2025", view="item")
    assert talk.table is not None
    assert "lan says who does what by when" in str(
        talk.table.rows[0][0]
    )  # the standard that auditors were made to read differently


def test_an_auditor_who_rates_higher_in_one_area_is_told_beside_what_is_shown(release: Release, truth) -> None:
    """And of no other area, whatever else the auditors read differently, each as often higher as the other."""
    planted = truth["second_auditor_higher"]
    name = names_of(release, "practice_area")[planted["area"]]
    talk = to_talk_about(release, "Autumn 2025", view="area")
    verdicts = dict(talk.result)
    assert {label for label, v in verdicts.items() if v.answer is Answer.CHANGED} == {name}
    told = verdicts[name].estimate
    assert told.low < 100 * planted["share_more"] < told.high
    row = next(row for row in talk.table.rows if row[0] == name)
    assert talk.title == f"{name}: the second auditor is higher in {row[4]} of {row[3] + row[4]} ratings that differ"
    assert row[-1] == "More"
    beside = f"A second auditor rates {name} 16 points higher."
    assert audit_areas(release, LATEST).weak == finding_of(release, "audit-change").weak == beside


def test_ratings_are_told_as_their_distribution_and_never_as_a_mean(release: Release) -> None:
    finding = audit_areas(release, LATEST)
    names = [c.name for c in finding.table.columns]
    assert "mean" not in f"{names} {finding.title} {finding.subtitle}".lower()
    bands = range(names.index("ratings") + 1, names.index("good or better"))
    for row in finding.table.rows:
        told = sum(float(row[at]) for at in bands if row[at] is not None)
        good = row[names.index("good or better")]
        assert told == pytest.approx(100) or told + good == pytest.approx(100), (
            "the higher of two bands is all that are good"
        )
    assert len(set(names)) == len(names)
    assert "picked at random" in finding.subtitle


@pytest.mark.parametrize(("dimension", "known"), [("round", 4), ("item_id", 24), ("domain_level", 8), ("team", 4)])
def test_beside_the_explorer_stands_every_way_of_parting_ratings(release: Release, dimension: str, known: int) -> None:
    finding = audit_part(release, LATEST, dimension)
    assert len(finding.table.rows) == known
    assert all(row[3] <= row[2] <= row[4] for row in finding.table.rows)


def test_a_filter_that_has_no_view_is_withheld_with_its_reason(release: Release) -> None:
    finding = audit_part(release, AuditChoice(round="Autumn 2025", team="Early help"), "item_id")
    assert finding.state is State.HIDDEN
    assert "whole areas of practice" in finding.reason
    assert finding.chart is None
