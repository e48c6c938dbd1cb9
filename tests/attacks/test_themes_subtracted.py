"""Attacks on theme tables by subtraction, in worlds whose truth is known. Nothing here shares code with the room of safety.

What the earlier rules let through, measured on the invented partnership before they changed: a curve "closed" over all contexts less
those shown one by one left exactly two pooled ones; reasons named the number that was not reached; keys were digests of the
numbers of cases.
"""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount.comparison import typed
from data_loaders.published.recount.contexts import measures, risks
from data_loaders.published.recount.evidence import Evidence
from data_loaders.safety.chains import Meetings
from data_loaders.safety.ledger import Shown
from data_loaders.themes.contexts import contexts

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
AS_AT = pd.Timestamp("2026-04-20")
K = 5
SENTENCES = {"", "Hidden to protect children."}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def world(
    seed: int, *, shown: int, pooled: int, closed_pooled: int, level_1: int = 0, undecided: int = 0
) -> dict[str, pd.DataFrame]:
    """Schools that many use, which are shown one by one, and groups of peers, which never are; so many of these are closed."""
    rng = np.random.default_rng(seed)
    kinds = ["SCHOOL"] * shown + ["PEER"] * pooled + ["PEER"] * level_1 + ["PEER"] * undecided
    is_closed = np.r_[
        rng.random(shown) < 0.5,
        np.arange(pooled) < closed_pooled,
        np.ones(level_1, dtype=bool),
        np.zeros(undecided, dtype=bool),
    ]
    referred = AS_AT - pd.to_timedelta(rng.integers(460, 900, len(kinds)), unit="D")
    day = lambda low, high: referred + pd.to_timedelta(rng.integers(low, high, len(kinds)), unit="D")  # noqa: E731
    held, planned, ended = day(20, 120), day(60, 200), day(210, 440)
    answered = np.arange(len(kinds)) >= shown + pooled
    cases = pd.DataFrame({
        "case_id": [f"case{n}" for n in range(len(kinds))], "context_type": kinds,
        "size_band": np.where(np.arange(len(kinds)) < shown, "50_OR_MORE", "10_TO_49"), "is_sensitive": "N", "area_code": "A",
        "referral_date": referred, "source_agency": "POLICE", "harm_types": "CCE",
        "stage": np.where(is_closed, "CLOSED", "PLAN"), "screen_decision": np.where(answered, "LEVEL_1", "LEVEL_2"),
        "conference_date": held.where(~answered), "chair_agency": rng.choice(["SOCIAL_WORK", "POLICE", "EDUCATION"], len(kinds)),
        "agencies_attended": rng.choice(["POLICE;SOCIAL_WORK", "SOCIAL_WORK", "EDUCATION;HEALTH"], len(kinds)),
        "young_people_involved": rng.choice(["Y", "N"], len(kinds)), "parents_involved": rng.choice(["Y", "N"], len(kinds)),
        "young_people_asked_for": "", "plan_date": planned.where(~answered), "review_due": AS_AT + pd.Timedelta(days=30),
        "review_date": pd.NaT, "closed_date": ended.where(is_closed),
        "closure_outcome": np.where(is_closed, rng.choice(["SAFER", "SAME"], len(kinds)), ""),
    })  # fmt: skip
    is_open = np.arange(len(cases)) >= shown + pooled + level_1
    cases.loc[is_open, ["screen_decision", "stage"]] = ["", "SCREENING"]
    cases["review_date"] = pd.to_datetime(cases["review_date"])
    return {
        "context_cases": cases,
        "origins": pd.DataFrame({"table": ["context_cases"], "extract_date": [AS_AT]}),
        "context_keys": pd.DataFrame({"case_id": cases["case_id"], "key": [f"key{n}" for n in range(len(cases))]}),
        "ref_area": pd.DataFrame({"area_code": ["A"], "area_level": ["COUNCIL"], "area_name": ["All"], "parent_code": [""]}),
    }  # fmt: skip


def left_over(tables: dict[str, pd.DataFrame], out: dict[str, pd.DataFrame]) -> list[tuple[str, int]]:
    """All that an outsider who knows everything of each context that is shown finds beside them, count by count."""
    cases, rows = tables["context_cases"], list[tuple[str, int]]()
    known = cases[(cases["context_type"] == "SCHOOL") & (cases["screen_decision"] == "LEVEL_2")]
    answers = {
        "screened": known["screen_decision"], "chair": known["chair_agency"],
        "young_people": known["young_people_involved"], "parents": known["parents_involved"],
        **{f"came:{a}": known["agencies_attended"].map(lambda t, a=a: "Y" if a in t.split(";") else "N")
           for a in ("POLICE", "SOCIAL_WORK", "EDUCATION", "HEALTH", "CLD_YOUTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON")},
    }  # fmt: skip
    for row in out["context_pooled"].query("status == 'shown'").itertuples():
        mine = answers[row.question].isin(row.group.split(";")).sum() if row.whom == "all" else 0
        rows.append((f"{row.question} {row.group}", int(row.n - mine)))
    column = {"conference": ("conference_date", 224), "plan": ("plan_date", 224), "closed": ("closed_date", 448)}
    for row in out["context_curves"].itertuples():
        date, least = column[row.question]
        followed = known[(AS_AT - known["referral_date"]).dt.days >= least]
        days = (followed[date] - followed["referral_date"]).dt.days.fillna(10**6)
        mine = ((days >= row.day_from) & ((days < row.day_to) | (row.n_waiting > 0))).sum()
        rows.append((f"{row.question} from {row.day_from}", int(row.n_ended + row.n_waiting - mine)))
    return rows


def meeting(tables: dict[str, pd.DataFrame], out: dict[str, pd.DataFrame]) -> list[str]:
    """Where nobody is shown one by one: of two printed answers of all taken on, in how many contexts both must be true, and are."""
    taken = tables["context_cases"].query("screen_decision == 'LEVEL_2'")
    came = taken["agencies_attended"].str.split(";")
    answers = {"stage": taken["stage"], "closure": taken["closure_outcome"], "chair": taken["chair_agency"],
               "young_people": taken["young_people_involved"], "parents": taken["parents_involved"]}  # fmt: skip
    rows = [
        (row.question, row.n, answers[row.question].isin(row.group.split(";"))
         if row.question in answers else came.map(lambda codes, of=row.question[5:]: of in codes).eq(row.group == "Y"))
        for row in out["context_pooled"].query("status == 'shown'").itertuples()
        if row.question in answers or row.question.startswith("came:")
    ]  # fmt: skip
    return [
        f"{one} and {other}: at least {n + m - len(taken)}, truly {(here & there).sum()}"
        for (one, n, here), (other, m, there) in combinations(rows, 2)
        if one != other and n + m > len(taken) and (here & there).sum() < K
    ]


def test_two_answers_that_must_meet_meet_in_enough(policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    before, now = list[str](), list[str]()
    for seed in range(12):
        tables = world(seed, shown=0, pooled=30, closed_pooled=12)
        with monkeypatch.context() as patch:
            patch.setattr(Meetings, "beyond", lambda *_: iter(()))
            before += meeting(tables, contexts(tables, policy, None).tables)
        now += meeting(tables, contexts(tables, policy, None).tables)
    assert before, "the rule of before must tell, or these worlds could not show anything"
    assert now == []


@pytest.mark.parametrize("seed", range(6))
def test_a_total_over_shown_and_pooled_leaves_nobody_or_enough(policy: Policy, seed: int) -> None:
    """Forty are shown one by one; of the pooled exactly two are closed."""
    tables = world(seed, shown=40, pooled=30, closed_pooled=2)
    out = contexts(tables, policy, None).tables
    assert len(out["context_shown"]) == 40
    told = left_over(tables, out)
    assert len(told) > 3, "a world in which nothing is told proves nothing"
    assert [(what, n) for what, n in told if 0 < n < K] == []


@pytest.mark.parametrize(("pooled", "closed_pooled", "level_1"), list(product((2, 5, 9, 30), (0, 1, 4), (0, 7))))
def test_no_few_pooled_contexts_are_told_of_in_any_small_world(
    policy: Policy, pooled: int, closed_pooled: int, level_1: int
) -> None:
    tables = world(pooled, shown=20, pooled=pooled, closed_pooled=min(closed_pooled, pooled), level_1=level_1)
    out = contexts(tables, policy, None).tables
    assert [(what, n) for what, n in left_over(tables, out) if 0 < n < K] == []
    assert set(out["context_pooled"]["reason"]) <= SENTENCES


@pytest.mark.parametrize("undecided", [1, 2, 4, 5, 9])
def test_those_not_decided_are_not_what_two_figures_leave(policy: Policy, undecided: int) -> None:
    """ "Level 2, or not decided": 42, and 40 conferences by who chaired them. What was joined to hide two was told by the other."""
    tables = world(5, shown=20, pooled=20, closed_pooled=10, level_1=8, undecided=undecided)
    rows = contexts(tables, policy, None).tables["context_pooled"].query("status == 'shown'")
    conferences = rows.loc[rows["question"] == "chair", "n"].sum()
    joined = rows[(rows["question"] == "screened") & rows["group"].str.contains("LEVEL_2")]["n"]
    assert conferences == 40
    assert [n for n in joined - conferences if 0 < n < K] == []


@pytest.mark.parametrize("few", [1, 3])
def test_waits_for_a_plan_less_waits_for_a_conference_leave_nobody_or_enough(policy: Policy, few: int) -> None:
    """A plan follows a conference: of those in time for the one, the others who were late for the other are the difference."""
    tables = world(6, shown=20, pooled=30, closed_pooled=15)
    cases, start = tables["context_cases"], tables["context_cases"]["referral_date"]
    cases["conference_date"], cases["plan_date"] = start + pd.Timedelta(days=40), start + pd.Timedelta(days=50)
    is_pooled = np.arange(len(cases)) >= 20
    late = is_pooled & (np.cumsum(is_pooled) <= 12)
    cases.loc[late, ["conference_date", "plan_date"]] = [[day, day] for day in start[late] + pd.Timedelta(days=150)]
    told = np.flatnonzero(is_pooled & ~late)[:few]
    cases.loc[told, "plan_date"] = start[told] + pd.Timedelta(days=150)
    out = contexts(tables, policy, None).tables["context_curves"]
    ends = {day for day in out["day_to"] if day > 0}
    for day in ends:
        by = [
            own
            for _, own in out[out["question"].isin(["conference", "plan"])].groupby("question")
            if day in set(own["day_to"])
        ]
        if len(by) == 2:
            reached = [own.loc[own["day_to"] <= day, "n_ended"].sum() for own in by]
            assert not 0 < abs(reached[0] - reached[1]) < K, day


def test_what_is_said_beside_the_figures_is_the_same_whatever_was_found(policy: Policy) -> None:
    """Reasons, notices and the sentences of checks of two worlds that differ in how few are pooled."""
    few, many = (contexts(world(1, shown=20, pooled=n, closed_pooled=n // 2), policy, None) for n in (3, 40))
    assert few.notices == many.notices
    for made in (few, many):
        assert set(made.tables["context_pooled"]["reason"]) <= SENTENCES


def test_those_answered_at_level_1_are_no_outcome_and_no_wait_of_level_2(policy: Policy) -> None:
    out = contexts(world(3, shown=20, pooled=20, closed_pooled=10, level_1=9), policy, None).tables["context_pooled"]
    bases = out.query("status == 'shown'").groupby("question")["n"].sum()
    assert bases["screened"] == 49
    assert bases["stage"] == 20
    assert set(bases.drop(["screened", "stage"])) <= {40, 20, 10}


def told_after(tables: list[dict[str, pd.DataFrame]], policy: Policy) -> list[dict[str, pd.DataFrame]]:
    """What releases of these deliveries say, one after the other, each held against what the private memory keeps of those before."""
    releases, shown = list[dict[str, pd.DataFrame]](), Shown()
    for delivered in tables:
        before = releases[-1] if releases else {}
        out = type("Release", (), {"frames": {**before, **shown.rows}})() if releases else None
        made = contexts(delivered, policy, out)
        shown = shown.with_release(made.tables, before, made.remembered)
        releases.append(made.tables)
    return releases


def pooled_of(release: dict[str, pd.DataFrame]) -> str:
    return release["context_pooled"].to_csv() + release["context_curves"].to_csv()


@pytest.mark.parametrize("pooled", [(30, 31), (30, 29), (30, 36, 31), (30, 40, 20, 45)])
def test_pooled_figures_stay_as_they_were_first_published(policy: Policy, pooled: tuple[int, ...]) -> None:
    """One more; and six more, then five fewer, each of them enough and together one. Nor does a day tell that something moved."""
    first, *later = told_after([world(4, shown=20, pooled=n, closed_pooled=12) for n in pooled], policy)
    assert (first["context_pooled"]["status"] == "shown").any()
    assert {pooled_of(release) for release in later} == {pooled_of(first)}


def test_pooled_figures_begin_when_something_can_be_told(policy: Policy) -> None:
    """Three contexts are withheld in every figure, and that binds nobody; of thirty the figures begin, and then stay."""
    few, many, more = told_after([world(4, shown=0, pooled=n, closed_pooled=n // 2) for n in (3, 30, 36)], policy)
    assert set(few["context_pooled"]["status"]) == {"withheld"}
    assert (many["context_pooled"]["status"] == "shown").any()
    assert pooled_of(more) == pooled_of(many)


def large(tables: dict[str, pd.DataFrame], *cases: str) -> dict[str, pd.DataFrame]:
    """These are schools that many use, so that they could be shown one by one."""
    own = tables["context_cases"].copy()
    own.loc[own["case_id"].isin(cases), ["context_type", "size_band"]] = ["SCHOOL", "50_OR_MORE"]
    return tables | {"context_cases": own}


def test_a_context_that_was_pooled_is_never_shown_by_itself(policy: Policy) -> None:
    """Its kind is corrected, in the next release or after one without it: the figures that it is in less its own answers are few."""
    tables = world(4, shown=20, pooled=30, closed_pooled=12)
    gone = {
        name: rows[rows["case_id"] != "case25"] if name == "context_cases" else rows for name, rows in tables.items()
    }
    new = world(4, shown=20, pooled=31, closed_pooled=12)
    for steps in ([tables, large(tables, "case25")], [tables, gone, large(tables, "case25")]):
        assert "key25" not in set(told_after(steps, policy)[-1]["context_shown"]["key"])
    few = world(4, shown=0, pooled=3, closed_pooled=1)
    withheld, then = told_after([few, large(few, "case1")], policy)
    assert set(withheld["context_pooled"]["status"]) == {"withheld"}
    assert "key1" in set(then["context_shown"]["key"]), "one that no figure held yet is bound by none"
    shown = told_after([tables, large(new, "case50")], policy)[-1]["context_shown"]["key"]
    assert "key50" in set(shown), "one that came after the figures were counted is in none of them"


def with_feelings(still_open: int) -> dict[str, pd.DataFrame]:
    """Forty pooled, twenty of them closed: young people feel safer in ten of the closed, and in so many of the open ones."""
    tables = world(5, shown=0, pooled=40, closed_pooled=20)
    ids = tables["context_cases"]["case_id"]
    safer = set(ids[:10]) | set(ids[20 : 20 + still_open])
    rows = [(case, "YP_FEEL_SAFE", day, value) for case in ids for day, value in (("2025-10-01", 2.0), ("2026-03-01", 4.0 if case in safer else 1.0))]  # fmt: skip
    made = pd.DataFrame(rows, columns=["case_id", "measure", "measured_dt", "value"])
    return tables | {"context_measures": made.assign(measured_dt=pd.to_datetime(made["measured_dt"]))}


@pytest.mark.parametrize(("still_open", "may"), [(4, False), (6, True)])
def test_who_feels_safer_less_who_does_at_the_closing_is_nobody_or_enough(
    policy: Policy, still_open: int, may: bool
) -> None:
    rows = contexts(with_feelings(still_open), policy, None).tables["context_pooled"].query("status == 'shown'")
    n = rows.set_index(["question", "group"])["n"]
    assert n["measure:YP_FEEL_SAFE", "Y"] == 10 + still_open
    assert (("felt", "Y") in n.index) == may


# ------------------------------------------------------------------------------------ measures of contexts shown one by one


def with_incidents(*values: float) -> dict[str, pd.DataFrame]:
    """So many incidents of the first school, month by month from January 2025, with how safe young people feel there."""
    tables = world(6, shown=1, pooled=40, closed_pooled=20)
    days = pd.date_range("2025-01-16", periods=len(values), freq="31D")
    rows = [("case0", "INCIDENTS", day, n, "COUNT_A_MONTH") for day, n in zip(days, values, strict=True)]
    rows += [("case0", "YP_FEEL_SAFE", days[0], 40.0 + values[0], "PER_CENT")]
    made = pd.DataFrame(rows, columns=["case_id", "measure", "measured_dt", "value", "scale"])
    return tables | {"context_measures": made.dropna()}


def incidents(rows: pd.DataFrame) -> list[str]:
    return rows.loc[rows["measure"] == "INCIDENTS", "told"].tolist()


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((9.0, 20.0), ["9", "20"]),
        ((8.0, 20.0), ["9", "20"]),  # one that was taken back
        ((4.0, 20.0), ["9", "20"]),  # and that they are few now would tell it
        ((9.0, float("nan")), ["9", "20"]),
        ((9.0, 14.0), ["9", "14"]),  # by six
        ((9.0, 20.0, 7.0), ["9", "20", "7"]),
    ],
)
def test_a_count_of_a_context_that_is_out_moves_by_nobody_or_enough(
    policy: Policy, then: tuple[float, ...], now: list[str]
) -> None:
    first = contexts(with_incidents(9.0, 20.0), policy, None).tables
    frames = type("Release", (), {"frames": first})()
    tables = with_incidents(*then)
    later = contexts(tables, policy, frames).tables["context_measures"]
    assert incidents(later) == now
    assert later.loc[later["measure"] == "YP_FEEL_SAFE", "value"].tolist() == [40.0 + then[0]]
    evidence = Evidence(policy=policy, delivered=tables, published={}, previous=first, covered={})
    again = typed(TABLES["context_measures"], measures(evidence))
    pd.testing.assert_frame_equal(later.reset_index(drop=True), again, check_dtype=False)


@pytest.mark.parametrize(
    ("between", "then", "now"),
    [(None, 8.0, "9"), (None, 14.0, "14"), (15.0, 10.0, "15"), (15.0, 9.0, "9"), (15.0, 21.0, "21"), (4.0, 8.0, "9")],
)
def test_a_count_is_held_against_all_that_was_ever_told_of_its_context(
    policy: Policy, between: float | None, then: float, now: str
) -> None:
    """Nine incidents; a month without the context, or another number of them; then eight, which is one that was taken back."""
    first = contexts(with_incidents(9.0), policy, None).tables
    gap = with_incidents(between or 9.0)
    if between is None:
        gap = {
            name: rows[rows["case_id"] != "case0"] if "case_id" in rows and name != "context_keys" else rows
            for name, rows in gap.items()
        }
    second = contexts(gap, policy, type("Release", (), {"frames": first})()).tables
    assert len(incidents(second["context_measures"])) == (between is not None)
    shown = Shown().with_release(first, {}).with_release(second, first)
    assert set(shown.tables) == {name for made in (first, second) for name, rows in made.items() if len(rows)}
    out = {**second, **shown.rows}
    later = contexts(with_incidents(then), policy, type("Release", (), {"frames": out})()).tables["context_measures"]
    assert incidents(later) == [now]
    evidence = Evidence(policy=policy, delivered=with_incidents(then), published={}, previous=out, covered={})
    again = typed(TABLES["context_measures"], measures(evidence))
    pd.testing.assert_frame_equal(later.reset_index(drop=True), again, check_dtype=False)


def test_few_that_are_out_stay_few(policy: Policy) -> None:
    """That four became five is one; that they became twenty is told when nothing of the month is out."""
    first = contexts(with_incidents(4.0), policy, None).tables
    frames = type("Release", (), {"frames": first})()
    assert incidents(contexts(with_incidents(5.0), policy, frames).tables["context_measures"]) == ["fewer than 5"]


def with_networks(*adults: float) -> dict[str, pd.DataFrame]:
    """The network of support of the first school, as it was assessed in January 2025; of two risks where there are two numbers."""
    tables = world(6, shown=1, pooled=40, closed_pooled=20)
    rows = [("case0", pd.Timestamp(2025, 1, 16 + at), "SUBSTANCES", 3, 3, "", n, "Y") for at, n in enumerate(adults)]
    columns = [
        "case_id",
        "assessed_dt",
        "risk",
        "likelihood",
        "impact",
        "protective_factors",
        "network_of_support_n",
        "young_people_involved",
    ]
    return tables | {"context_risks": pd.DataFrame(rows, columns=columns)}


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([(7.0,), (6.0,)], ["7"]),
        ([(7.0,), (12.0,)], ["12"]),
        (
            [(7.0,), (13.0,), (8.0,)],
            ["13"],
        ),  # five fewer than what was told last, and one more than what was told first
        ([(4.0,), (20.0,)], ["fewer than 5"]),
        ([(7.0,), (float("nan"),)], ["7"]),
        ([(float("nan"),), (7.0,)], ["7"]),
        ([(7.0, 9.0), (7.0, 9.0)], ["7", "9"]),
        ([(7.0,), (), (6.0,)], ["7"]),
    ],
)
def test_a_network_of_support_that_is_out_moves_by_nobody_or_enough(
    policy: Policy, steps: list[tuple[float, ...]], told: list[str]
) -> None:
    deliveries = [with_networks(*adults) for adults in steps]
    releases = told_after(deliveries, policy)
    assert releases[-1]["context_risks"]["network"].tolist() == told
    shown = Shown()
    for before, release in zip([{}, *releases], releases[:-1], strict=False):
        shown = shown.with_release(release, before)
    evidence = Evidence(
        policy=policy, delivered=deliveries[-1], published={}, previous={**releases[-2], **shown.rows}, covered={}
    )
    again = typed(TABLES["context_risks"], risks(evidence))
    pd.testing.assert_frame_equal(releases[-1]["context_risks"].reset_index(drop=True), again, check_dtype=False)
