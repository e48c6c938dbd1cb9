"""Contexts at level 2: what may be shown one by one, what is pooled, and that no way leads to a small one."""

from __future__ import annotations

import csv
import dataclasses
import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard.draw.file import csv_text
from dashboard.findings.contexts import board, chairs, level, outcomes, who_came
from dashboard.findings.contexts_assessed import (
    acted_on,
    asked_for,
    felt,
    front_door,
    heaviest,
    network,
    pooled_risks,
    reopened,
    with_young_people,
)
from dashboard.findings.contexts_measured import measured
from dashboard.findings.contexts_waiting import waiting_times
from dashboard.findings.measures_other import context_measures
from dashboard.findings.one_context import contexts_shown, facts, measures, risks, weights
from dashboard.measures.verdict import Answer
from dashboard.measures.waiting_times import still_waiting
from dashboard.web.anatomy import charts_of, finding_html
from dashboard.web.body import notes_of
from dashboard.words.context_assessments import GRAVE as GRAVE_IN_WORDS
from dashboard.words.number_format import NO_BREAK
from data_loaders.facts import Tables
from data_loaders.guard import read_text
from data_loaders.keys import key_of
from data_loaders.policy import load_policy
from data_loaders.release import Release
from data_loaders.themes.context_assessments import GRAVE
from data_loaders.themes.context_checks import check_named
from data_loaders.themes.contexts import contexts
from tests.themes import slow_assessments as slow

K = 5
NAMED = ("SCHOOL", "NEIGHBOURHOOD", "COMMERCIAL", "TRANSPORT", "YOUTH_PROVISION")
SMALL_LABELS = ("Home", "Peer group", "Children's house")


@pytest.fixture(scope="module")
def cases(deliveries: Path) -> list[dict[str, str]]:
    return rows_of(deliveries, "context_cases")


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def is_level_2(case: dict[str, str]) -> bool:
    """A home is weighed at level 1: it is no context case."""
    return case["context_type"] != "HOME"


def is_taken(case: dict[str, str]) -> bool:
    return is_level_2(case) and case["screen_decision"] == "LEVEL_2"


def is_named(case: dict[str, str]) -> bool:
    """What the policy lets be shown by itself; what was answered at level 1 or not at all is not."""
    return (
        case["context_type"] in NAMED
        and case["size_band"] == "50_OR_MORE"
        and case["is_sensitive"] == "N"
        and case["screen_decision"] not in ("LEVEL_1", "NO_ACTION")
    )


def test_only_contexts_of_a_kind_and_size_that_the_policy_allows_are_shown(release: Release, cases) -> None:
    shown = release.table("context_shown")
    assert len(shown) == sum(is_named(c) for c in cases) > 10
    assert sum(not is_named(c) for c in cases) > 30
    assert set(shown["context_type"]) <= set(NAMED)
    assert set(shown["size_band"]) == {"50_OR_MORE"}
    for part in ("context_weights", "context_risks", "context_measures", "context_interventions"):
        assert set(release.table(part)["key"]) <= set(shown["key"])


def test_no_identifier_of_a_context_and_no_small_context_stands_in_any_table(release: Release, cases) -> None:
    text = " ".join(frame.to_csv() for frame in release.frames.values())
    assert not [c["case_id"] for c in cases if c["case_id"] in text]
    assert not [label for label in release.table("context_shown")["label"] if label.startswith(SMALL_LABELS)]


def test_no_key_looks_like_the_number_of_somebody() -> None:
    """Ten hexadecimal digits did: once in a hundred they are digits alone, and the identity guard stops the publication."""
    keys = pd.DataFrame({"key": [key_of(f"C{i:05d}", b"secret") for i in range(20_000)]})
    assert [value for column in keys for value in keys[column] if read_text(str(value), "identifier")] == []
    assert keys["key"].is_unique


@pytest.mark.parametrize(("end", "least_days"), [("conference_date", 224), ("plan_date", 224), ("closed_date", 448)])
def test_waiting_times_are_the_slow_counts(release: Release, cases, end: str, least_days: int) -> None:
    """Of those referred long enough ago: how many got there in each interval, the last row those who did later or not yet."""
    told = release.table("context_curves").query(f"question == '{end.removesuffix('_date')}'")
    as_at = pd.Timestamp(release.manifest.as_at)
    followed = [c for c in cases if is_taken(c) and (as_at - pd.Timestamp(c["referral_date"])).days >= least_days]
    waited = [(pd.Timestamp(c[end]) - pd.Timestamp(c["referral_date"])).days if c[end] else 10**6 for c in followed]
    for row in told.iloc[:-1].itertuples():
        assert (sum(row.day_from <= days < row.day_to for days in waited), 0) == (row.n_ended, row.n_waiting)
    last = told.iloc[-1]
    assert (0, sum(days >= last["day_from"] for days in waited)) == (last["n_ended"], last["n_waiting"])
    assert told[["n_ended", "n_waiting"]].to_numpy().sum() == len(followed)


def test_pooled_figures_are_the_slow_counts(release: Release, cases, deliveries: Path) -> None:
    table = release.table("context_pooled")
    shown = table[table["status"] == "shown"]
    assert shown["question"].nunique() > 10
    for question, part in shown.groupby("question"):
        given = slow_answers(question, cases, deliveries, str(release.manifest.as_at))
        for row in part.itertuples():
            assert sum(a in row.group.split(";") for a in given) == row.n >= K
        assert part["n"].sum() == len(given)
    assert set(table.loc[table["status"] != "shown", "reason"]) <= {"Hidden to protect children."}


def test_how_many_were_answered_at_level_1_is_a_figure_of_its_own(release: Release, cases) -> None:
    told = release.table("context_pooled").query("question == 'screened'").set_index("group")["n"]
    for code in ("LEVEL_1", "NO_ACTION"):
        assert told[code] == sum(is_level_2(c) and c["screen_decision"] == code for c in cases) >= K


def slow_answers(question: str, cases, deliveries: Path, as_at: str) -> list[str]:
    taken = [c for c in cases if is_taken(c)]
    pooled = [c for c in taken if not is_named(c)]
    name, _, code = question.removesuffix(":OF_PEOPLE").partition(":")
    some = (
        [c for c in taken if c["context_type"] in ("PEER", "RESIDENTIAL")] if question.endswith(":OF_PEOPLE") else taken
    )
    return {
        "screened": lambda: [c["screen_decision"] or "NK" for c in cases if is_level_2(c)],
        "stage": lambda: [c["stage"] for c in pooled],
        "overdue": lambda: ["Y" if "" < c["review_due"] < as_at else "N" for c in pooled if c["stage"] != "CLOSED"],
        "closure": lambda: [c["closure_outcome"] or "NK" for c in pooled if c["stage"] == "CLOSED"],
        "measure": lambda: slow_moves(pooled, deliveries, code),
        "chair": lambda: [c["chair_agency"] or "NK" for c in taken],
        "came": lambda: ["Y" if code in c["agencies_attended"].split(";") else "N" for c in taken],
        "young_people": lambda: ["Y" if c["young_people_involved"] == "Y" else "N" for c in taken],
        "parents": lambda: ["Y" if c["parents_involved"] == "Y" else "N" for c in taken],
        "front_door": lambda: [f"{c['source_agency'] or 'NK'}:{'LEVEL_2' if is_taken(c) else 'NOT'}" for c in cases if is_level_2(c)],
        "heaviest": lambda: [slow.heaviest(deliveries, c) for c in taken],
        "acted_on": lambda: [slow.acted_on(deliveries, c) for c in taken],
        "network": lambda: [slow.network(deliveries, c) for c in some],
        "assessed_with": lambda: [slow.some(deliveries, c, lambda r: r["young_people_involved"] == "Y") for c in some],
        "risk": lambda: [slow.grave(deliveries, c, code) for c in some],
        "asked": lambda: [slow.asked(c, code) for c in some],
        "felt": lambda: [slow.felt(deliveries, c) for c in pooled if c["stage"] == "CLOSED"],
        "reopened": lambda: [answer for c in taken if (answer := slow.reopened(deliveries, c))],
    }[name]()  # fmt: skip


def slow_moves(pooled, deliveries: Path, measure: str) -> list[str]:
    rows = sorted(rows_of(deliveries, "context_measures"), key=lambda r: r["measured_dt"])
    made = []
    for case in pooled:
        values = [float(r["value"]) for r in rows if r["case_id"] == case["case_id"] and r["measure"] == measure]
        better = len(values) > 1 and (values[-1] - values[0]) * (-1 if measure == "INCIDENTS" else 1) > 0
        made.append("NOT_TWICE" if len(values) < 2 else "Y" if better else "N")
    return made


def test_every_count_less_the_shown_ones_is_none_or_enough(release: Release, cases, deliveries: Path) -> None:
    """An outsider takes from each count all that are shown one by one: what is left is of pooled contexts."""
    as_at, table = str(release.manifest.as_at), release.table("context_pooled").query("status == 'shown'")
    known = [c for c in cases if is_named(c)]
    for question, part in table[table["whom"] == "all"].groupby("question"):
        shown = slow_answers(question, known, deliveries, as_at)
        for row in part.itertuples():
            assert row.n - sum(a in row.group.split(";") for a in shown) >= K, (question, row.group)
    for row in release.table("context_curves").itertuples():
        end, least = {
            "conference": ("conference_date", 224),
            "plan": ("plan_date", 224),
            "closed": ("closed_date", 448),
        }[row.question]
        days = [
            (pd.Timestamp(c[end] or "2999-01-01") - pd.Timestamp(c["referral_date"])).days
            for c in known
            if is_taken(c) and (pd.Timestamp(as_at) - pd.Timestamp(c["referral_date"])).days >= least
        ]
        inside = sum(row.day_from <= d and (d < row.day_to or row.n_waiting > 0) for d in days)
        assert row.n_ended + row.n_waiting - inside >= K, row


# -------------------------------------------------------------------------------------------- no way leads to a small one


def test_no_key_but_those_shown_can_be_asked_for(release: Release, cases) -> None:
    shown = contexts_shown(release)
    assert set(shown) == set(release.table("context_shown")["key"])
    for make in (weights, risks, measures):
        for key in (cases[0]["case_id"], "", "%", "' OR 1=1", "RESIDENTIAL"):
            assert make(release, key).chart is None


def test_exports_hold_no_small_context(release: Release, cases) -> None:
    findings = [
        make(release)
        for make in (
            board,
            level,
            waiting_times,
            who_came,
            chairs,
            outcomes,
            measured,
            heaviest,
            acted_on,
            front_door,
            felt,
            reopened,
            network,
            with_young_people,
            pooled_risks,
            asked_for,
        )
    ]
    for key in contexts_shown(release):
        findings += [make(release, key) for make in (weights, risks, measures)]
    small = {c["case_id"] for c in cases if not is_named(c)}
    for finding in findings:
        assert finding.table is not None
        text = csv_text(finding.table, notes_of(finding, release)) + finding_html(finding, charts_of(finding))
        assert not [case for case in small if case in text]
        assert "Children's house in" not in text
    assert "Children's house in" not in str([facts(release, key) for key in contexts_shown(release)])


def test_the_checks_fail_when_a_house_is_shown_or_a_figure_is_wrong(delivered: Tables, policy) -> None:
    made = contexts(delivered, policy, None)
    assert {check.status for check in made.checks} == {"passed"}
    cases = with_flags(delivered, policy)
    house = cases[cases["context_type"] == "RESIDENTIAL"].iloc[0]
    row = made.tables["context_shown"].iloc[[0]].assign(key=house["key"])
    planted = {**made.tables, "context_shown": pd.concat([made.tables["context_shown"], row])}
    assert check_named(planted, cases, policy.contexts, "partnership").status == "failed"
    row = made.tables["context_weights"].iloc[[0]].assign(key=house["case_id"])
    planted = {**made.tables, "context_weights": pd.concat([made.tables["context_weights"], row])}
    assert check_named(planted, cases, policy.contexts, "partnership").status == "failed"


def with_flags(delivered: Tables, policy) -> pd.DataFrame:
    from data_loaders.themes.contexts import read_contexts

    return read_contexts(delivered, policy).cases


def test_the_public_sees_no_context_by_itself(delivered: Tables) -> None:
    public = load_policy(Path(__file__).resolve().parents[2] / "assets" / "policy.toml", "public")
    made = contexts(delivered, public, None)
    assert made.tables["context_shown"].empty
    shown = made.tables["context_pooled"].query("status == 'shown'")
    assert (shown["n"] >= 10).all()
    assert all(check.status == "passed" for check in made.checks)


def test_pooled_figures_are_not_renewed_by_a_few(delivered: Tables, policy, release: Release) -> None:
    first = contexts(delivered, policy, None).tables
    before = dataclasses.replace(release, frames={**release.frames, **first})
    fewer = dict(delivered)
    cases = with_flags(delivered, policy)
    gone = cases.loc[~cases["is_named"] & (cases["closure_outcome"] == "SAFER"), "case_id"].head(2)
    for name in ("context_cases", "context_stage_history", "context_weights", "context_risks", "context_measures"):
        fewer[name] = delivered[name][~delivered[name]["case_id"].isin(gone)]
    made = contexts(fewer, policy, before)
    assert made.tables["context_pooled"].to_csv() == first["context_pooled"].to_csv()
    assert made.tables["context_curves"].to_csv() == first["context_curves"].to_csv()
    assert made.notices == contexts(delivered, policy, None).notices  # what is said is no function of what came
    assert contexts(delivered, policy, before).tables["context_pooled"].to_csv() == first["context_pooled"].to_csv()


def test_what_is_pooled_of_an_earlier_day_is_put_together_with_nothing_of_today(release: Release) -> None:
    """Pooled figures stay as they were first published, and the contexts that are shown go on: no number adds the two."""
    earlier = pd.Timestamp("2026-01-20")
    frames = {name: release.table(name).assign(as_at=earlier) for name in ("context_pooled", "context_curves")}
    later = dataclasses.replace(release, frames={**release.frames, **frames})
    shown = release.table("context_shown")
    open_ones = shown[shown["stage"] != "CLOSED"]
    late, pooled = (
        int((open_ones["review"] == "overdue").sum()),
        release.table("context_pooled").set_index(["question", "group"])["n"],
    )
    told = board(later)
    assert told.title.startswith(f"{late} of {len(open_ones)} open contexts shown")
    assert f"On 20 January 2026 {pooled['stage'].sum()} contexts were pooled" in told.subtitle
    assert f"{pooled['overdue', 'Y']} of {pooled['overdue'].sum()} open ones had a review overdue" in told.subtitle
    assert "of those shown" in context_measures(later)[0].label
    assert (
        f"Of {pooled['closure'].sum()} contexts taken to level 2 and closed that are pooled, as at 20 January 2026"
        in outcomes(later).subtitle
    )
    for finding in (measured(later), who_came(later), waiting_times(later), with_young_people(later)):
        assert "as at 20 January 2026" in finding.subtitle
    assert board(release).title.startswith(f"{late + pooled['overdue', 'Y']} of ")


# ------------------------------------------------------------------------------------------------------ survival curves

# Freireich et al. (1963), 6-MP arm, weeks of remission as in many textbooks (Kleinbaum & Klein, Survival Analysis, ch. 2):
# remission ended (1) or last seen in remission (0).
SIX_MP = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0), (19, 0), (20, 0), (22, 1),
          (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]  # fmt: skip
PUBLISHED = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}


def test_with_one_interval_a_day_the_curve_is_kaplan_and_meiers() -> None:
    weeks = sorted({week for week, _ in SIX_MP})
    rows = pd.DataFrame(
        [
            {
                "day_to": w,
                "n_ended": sum(e for x, e in SIX_MP if x == w),
                "n_waiting": sum(not e for x, e in SIX_MP if x == w),
            }
            for w in weeks
        ]
    )
    made = still_waiting(rows, withdrawn=0.0).set_index("day")["share_pct"] / 100
    for week, share in PUBLISHED.items():
        assert made[week] == pytest.approx(share, abs=0.00006)


def test_the_actuarial_estimate_by_hand() -> None:
    """100 at first: 20 end and 10 leave in the first interval, at risk 95; then 70 remain: 14 end and 20 leave, at risk 60."""
    made = still_waiting(pd.DataFrame({"day_to": [28, 56], "n_ended": [20, 14], "n_waiting": [10, 56]}))
    assert made["share_pct"].tolist() == pytest.approx([100, 100 * (1 - 20 / 95), 100 * (1 - 20 / 95) * (1 - 14 / 42)])
    assert (made["lower_pct"] <= made["share_pct"]).all()
    assert (made["upper_pct"] >= made["share_pct"]).all()


# --------------------------------------------------------------------------------------------------------- what is told


def test_weights_of_every_shown_context_sum_to_a_hundred(release: Release) -> None:
    sums = release.table("context_weights").groupby(["key", "month"])["weight"].sum()
    assert len(sums) > 10
    assert (sums == 100).all()


def test_small_counts_are_told_as_fewer_than_k(release: Release) -> None:
    rows = release.table("context_measures")
    counted = rows[rows["measure"].isin(["INCIDENTS", "GUARDIANS"])]
    assert (counted.loc[counted["value"].notna(), "value"] >= K).all()
    assert set(counted.loc[counted["value"].isna(), "told"]) == {"fewer than 5"}


def test_planted_change_in_contexts_is_told_and_what_hardly_changed_is_not(release: Release) -> None:
    finding = measured(release)
    assert isinstance(finding.result, tuple)
    answers = {name: verdict.answer for name, verdict in finding.result}
    assert answers["Adults who look out"] is Answer.CHANGED
    assert answers["Incidents"] is Answer.NOT_COMPARED, (
        "who was not measured twice is joined, beside stages and closings (285)"
    )
    assert answers["The place itself"] is Answer.CANNOT_TELL
    assert "Young people who feel safe" in answers
    assert "the place itself" not in finding.title.lower()
    assert finding.title.startswith("Better in most contexts")


def test_outcomes_are_of_contexts_taken_to_level_2_and_the_others_are_a_figure_of_their_own(
    release: Release, cases
) -> None:
    first, without = (
        sum(is_level_2(c) and c["screen_decision"] == code for c in cases) for code in ("LEVEL_1", "NO_ACTION")
    )
    assert (
        level(release).title
        == f"{first} of {sum(map(is_level_2, cases))} contexts referred ({100 * first / sum(map(is_level_2, cases)):.0f}{NO_BREAK}%) were answered at level 1; {without} without action"
    )
    closed = [c for c in cases if is_taken(c) and c["stage"] == "CLOSED"]
    safer = f"{sum(c['closure_outcome'] == 'SAFER' for c in closed)} of {len(closed)} closed contexts were left safer"
    assert outcomes(release).title.startswith(safer)


def test_planted_weights_feelings_and_second_openings_are_told(release: Release, cases, deliveries: Path) -> None:
    """Home was made to weigh most where few support; contexts that were closed the same or less safe feel no safer."""
    taken = [c for c in cases if is_taken(c)]
    home = sum(slow.heaviest(deliveries, c) == "HOME" for c in taken)
    title = heaviest(release).title
    assert title.startswith(f"In {home} of {len(taken)} contexts at level 2, what weighs most is the home")
    low, high = (int(n) for n in re.findall(r"; in (\d+) to (\d+) it is not", title)[0])
    others = [w for c in taken if (w := slow.heaviest(deliveries, c)) not in ("HOME", "EQUAL", "NK", "NOT_WEIGHED")]
    assert 0 < low <= len(others) < high == len(taken) - home  # some are undecided, and the range has room for both
    assert 0 < home < len(taken) / 2
    own = sum(slow.acted_on(deliveries, c) == "Y" for c in taken)
    assert (
        acted_on(release).title.partition(";")[0]
        == f"What was answered also weighs most in {own} of {len(taken)} contexts"
    )
    closed = [c for c in taken if c["stage"] == "CLOSED"]
    safer = sum(slow.felt(deliveries, c) == "Y" for c in closed)
    assert felt(release).title == f"More young people felt safe in {safer} of {len(closed)} closed contexts"
    again = [slow.reopened(deliveries, c) for c in taken]
    assert (
        reopened(release).title
        == f"{again.count('Y')} contexts of {len(again) - again.count('')} that were closed were opened again"
    )
    with_them = sum(slow.some(deliveries, c, lambda r: r["young_people_involved"] == "Y") == "Y" for c in taken)
    assert (
        with_young_people(release).title
        == f"Young people had a part in assessing {with_them} of {len(taken)} contexts taken on, not assessed included"
    )


def test_what_was_not_delivered_asks_nothing(delivered: Tables, policy) -> None:
    """Weights and risks that nobody sent are no "not weighed" of every context."""
    without = {name: table for name, table in delivered.items() if name not in ("context_weights", "context_risks")}
    told = set(contexts(without, policy, None).tables["context_pooled"]["question"])
    assert not {q for q in told if q.startswith(("heaviest", "acted_on", "network", "assessed_with", "risk:"))}
    assert "asked:SOMEWHERE_TO_GO" in told


def test_without_contexts_the_theme_says_so(policy) -> None:
    made = contexts({}, policy, None)
    assert all(frame.empty for frame in made.tables.values())
    assert made.checks[0].status == "not applicable"


def test_what_grave_means_is_said_as_it_is_counted() -> None:
    assert f"is {GRAVE} or more" in GRAVE_IN_WORDS
