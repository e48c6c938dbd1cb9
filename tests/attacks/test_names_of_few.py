"""A name, a row or a period that stands there for the first of few tells of them: each world has a twin without them.

What is published of both is the same, byte for byte.
"""

from __future__ import annotations

import pandas as pd
import pytest
from test_themes_subtracted import POLICY, world

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.themes.audits import audits
from data_loaders.themes.contexts import contexts
from data_loaders.themes.practice import practice

Tables = dict[str, pd.DataFrame]
# What a contribution has beside who said it: nobody agreed to its being quoted.
NOT_QUOTED = {
    "text": "", "consent_to_quote": "N", "read_by_1": "", "read_by_2": "", "read_on_1": pd.NaT, "read_on_2": pd.NaT,
}  # fmt: skip


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def counted_again(tables: Tables, made: Tables, policy: Policy, start: str) -> None:
    evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy, covered={})
    for name in (name for name in made if name.startswith(start)):
        assert recount_check(TABLES[name], evidence).status != "failed", name


def same(one: Tables, other: Tables) -> None:
    assert {name: frame.to_csv(index=False) for name, frame in one.items()} == {
        name: frame.to_csv(index=False) for name, frame in other.items()
    }


# ----------------------------------------------------------------- teams of a round


def read_by_teams(**teams: int) -> Tables:
    """Of each team so many records, read against two standards of one area; half of them are rated low."""
    names = [name.replace("_", " ") for name, n in teams.items() for _ in range(n)]
    rows = [
        {"round": "Spring", "record_pseudo_id": f"r{number:03d}", "team_band": team, "sampled_dt": pd.Timestamp("2025-11-05"),
         "item_id": item, "rater": "A", "rating": 2 if number % 2 else 5, "is_blind": "Y", "audit_id": f"{item}{number}"}
        for number, team in enumerate(names) for item in ("A-1", "A-2")
    ]  # fmt: skip
    items = {"domain": "1", "level": "L1", "practice_area": "Area A", "wording": "Invented", "quality_indicator": ""}
    rounds = {"round": "Spring", "held_on": pd.Timestamp("2025-11-01"), "frame_n": 400, "drawn": "all"}
    return {
        "audit_ratings": pd.DataFrame(rows),
        "audit_items": pd.DataFrame([{"item_id": item, **items} for item in ("A-1", "A-2")]),
        "audit_rounds": pd.DataFrame([rounds]),
    }


def teams_of(tables: Tables, policy: Policy) -> set[str]:
    made = audits(tables, policy, None).tables
    counted_again(tables, made, policy, "audit_")
    return set(made["audit_cells"]["team"]) - {"ALL"}


def test_a_team_of_which_few_records_were_read_is_not_named(policy: Policy) -> None:
    nobody = audits(read_by_teams(Early_help=40, Throughcare=40), policy, None).tables
    for few in ({"Throughcare": 39, "Children_B": 1}, {"Throughcare": 30, "Throughcare_B": 9, "Children_B": 1}):
        twin = read_by_teams(Early_help=40, **few)
        same(audits(twin, policy, None).tables, nobody)
    assert teams_of(read_by_teams(Early_help=40, Throughcare=40), policy) == {"Early help", "Throughcare + other teams"}
    assert teams_of(twin, policy) == {"Early help", "Throughcare + other teams"}


def test_small_teams_that_are_enough_together_stand_as_the_others(policy: Policy) -> None:
    tables = read_by_teams(Early_help=40, Throughcare=40, Children_B=14, Zeta=14)
    assert teams_of(tables, policy) == {"Early help", "Throughcare", "Other teams"}


def test_a_small_team_that_is_named_all_the_same_is_found(policy: Policy) -> None:
    tables = read_by_teams(Early_help=40, Throughcare=39, Children_B=1)
    made = audits(tables, policy, None).tables
    told = {"Throughcare + other teams": "Children B + Throughcare"}
    named = {name: frame.replace({"team": told}) if "team" in frame else frame for name, frame in made.items()}
    evidence = Evidence(delivered=tables, published=named, previous={}, policy=policy, covered={})
    assert recount_check(TABLES["audit_cells"], evidence).status == "failed"


# ----------------------------------------------------------------- what few records were read against


def read_against(*, few: int = 0, by_both: int = 0) -> Tables:
    """Sixty records of one team against two standards, by both auditors against the first; `few` against a third, which each round has,
    and `by_both` of the second by the other auditor too."""
    tables = read_by_teams(Early_help=60)
    ratings, items = tables["audit_ratings"], tables["audit_items"]
    third = ratings[ratings["item_id"] == "A-1"].head(few).assign(item_id="A-3")
    again = pd.concat([ratings[ratings["item_id"] == "A-1"], ratings[ratings["item_id"] == "A-2"].head(by_both)])
    apart = again["record_pseudo_id"].str[1:].astype(int) % 4 < 2  # half of the low ones and half of the high ones
    again = again.assign(rater="B", rating=again["rating"].mask(apart, 7 - again["rating"]))
    read = pd.concat([ratings, third, again], ignore_index=True)
    asked = pd.concat([items, items.head(1).assign(item_id="A-3")], ignore_index=True)
    return {**tables, "audit_ratings": read.assign(audit_id=[f"a{n}" for n in range(len(read))]), "audit_items": asked}


@pytest.mark.parametrize("few", [{"few": 1}, {"few": 4}, {"by_both": 1}, {"by_both": 4}], ids=str)
def test_a_standard_that_few_records_were_read_against_is_told_like_one_that_none_was(
    few: dict[str, int], policy: Policy
) -> None:
    nobody, twin = read_against(), read_against(**few)
    made = audits(twin, policy, None).tables
    same(audits(nobody, policy, None).tables, made)
    counted_again(twin, made, policy, "audit_")
    told = made["audit_groups"].set_index(["view", "group"])["status"]
    assert (told["item", "A-3"], told["item", "A-2"]) == ("withheld", "shown")
    agreed = made["audit_agreement"].set_index(["view", "group", "scale"])["status"]
    assert agreed["item", "A-2", "decision"] == "withheld"
    assert set(agreed["area", "Area A", "decision"]) == {"shown"}


def test_a_standard_that_is_not_named_for_want_of_records_is_found(policy: Policy) -> None:
    tables = read_against()
    made = audits(tables, policy, None).tables
    for name in ("audit_groups", "audit_agreement"):
        silent = {**made, name: made[name][made[name]["status"] == "shown"].reset_index(drop=True)}
        evidence = Evidence(delivered=tables, published=silent, previous={}, policy=policy, covered={})
        assert recount_check(TABLES[name], evidence).status == "failed"


# ----------------------------------------------------------------- what young people asked for


def test_that_young_people_of_one_context_were_asked_is_not_told(policy: Policy) -> None:
    nobody = world(20, shown=0, pooled=20, closed_pooled=8)
    cases = nobody["context_cases"].copy()
    assert set(cases["young_people_asked_for"]) == {""}
    taken = cases.index[cases["screen_decision"] == "LEVEL_2"]
    cases.loc[taken[0], "young_people_asked_for"] = "LIGHT_AND_SIGHT"
    made, twin = (contexts(t, policy, None).tables for t in (nobody, {**nobody, "context_cases": cases}))
    assert made["context_pooled"]["question"].str.startswith("asked:").any()
    same(made, twin)
    counted_again({**nobody, "context_cases": cases}, twin, policy, "context_pooled")


# ----------------------------------------------------------------- the forum and case reviews


def forum(*agencies: str, late: int = 0, came_late: int = 26) -> Tables:
    """Eleven sessions a month apart, each with ten of social work and ten of education; and `agencies`, of whom one spoke."""
    days = [*pd.date_range("2024-04-10", periods=11, freq="MS"), pd.Timestamp("2025-06-18")]
    sessions = pd.DataFrame({
        "session_id": [f"s{n:02d}" for n in range(12)], "date": days, "type": "PRACTICE_FORUM", "attendees_n": [26] * 11 + [came_late],
        "agencies": "SOCIAL_WORK:10; EDUCATION:10; POLICE:6", "roles": "PRACTITIONER:20; MANAGER:6",
    })  # fmt: skip
    said = [(f"s{n:02d}", agency, role) for n in range(11) for agency in ("SOCIAL_WORK", "EDUCATION", "HEALTH")
            for role in ("PRACTITIONER", "MANAGER", "SENIOR")]  # fmt: skip
    said += [("s00", agency, "PRACTITIONER") for agency in agencies] + [("s11", "EDUCATION", "PRACTITIONER")] * late
    contributions = pd.DataFrame(said, columns=["session_id", "agency_band", "role_band"])
    contributions["contribution_id"] = [f"c{n:03d}" for n in range(len(said))]
    codings = pd.DataFrame({
        "contribution_id": contributions["contribution_id"], "coder": "A", "theme_code": "TRUST", "stance": "ASK",
        "coded_dt": pd.Timestamp("2025-07-01"),
    }).iloc[::2]  # fmt: skip
    return {
        "forum_sessions": sessions,
        "forum_contributions": contributions.assign(**NOT_QUOTED),
        "theme_codings": codings,
        "theme_codebook": codebook(),
    }


def codebook() -> pd.DataFrame:
    rows = [("CULTURE", "", "1"), ("TRUST", "CULTURE", "1")]
    frame = pd.DataFrame(rows, columns=["theme_code", "parent_code", "version"])
    return frame.assign(label=frame["theme_code"].str.title(), definition="Invented")


def published(tables: Tables, policy: Policy) -> Tables:
    made = practice(tables, policy, None).tables
    counted_again(tables, made, policy, "practice_")
    return made


def test_a_band_is_named_where_something_is_shown_of_it(policy: Policy) -> None:
    """Of police one spoke, or nobody: what names bands names the same ones."""
    nobody, one = (published(forum(*agencies), policy)["practice_bands"] for agencies in ((), ("POLICE",)))
    assert "POLICE" not in set(one["band"])
    same({"practice_bands": nobody}, {"practice_bands": one})


def test_the_quarters_of_sessions_do_not_end_where_somebody_spoke(policy: Policy) -> None:
    nobody, one = (published(forum(late=late), policy) for late in (0, 1))
    assert nobody["practice_sessions"]["period_end"].max() == pd.Timestamp("2025-06-30")
    same(nobody, one)


def test_nor_where_a_session_of_few_was_held(policy: Policy) -> None:
    few, nobody = published(forum(late=1, came_late=3), policy), forum()
    nobody = {**nobody, "forum_sessions": nobody["forum_sessions"].iloc[:11]}
    same(few, published(nobody, policy))


def reviews(contexts_of_first: str, kind_of_first: str) -> Tables:
    rows = [
        {"review_id": f"v{n:02d}", "type": "SINGLE_AGENCY" if n % 2 else "MULTI_AGENCY", "strength_or_gap": "GAP",
         "quarter": pd.Timestamp(2023 + n // 24, 4 + 3 * (n % 3), 1), "theme_code": "TRUST", "contexts": "SCHOOL" if n % 3 else ""}
        for n in range(48)
    ]  # fmt: skip
    rows[0] |= {"contexts": contexts_of_first, "type": kind_of_first}
    return {"case_reviews": pd.DataFrame(rows), "theme_codebook": codebook()}


@pytest.mark.parametrize("one", [("TRANSPORT", "MULTI_AGENCY"), ("", "LEARNING_REVIEW")], ids=["context", "kind"])
def test_a_context_or_a_kind_of_review_of_one_is_not_told(policy: Policy, one: tuple[str, str]) -> None:
    nobody, twin = (published(reviews(*first), policy) for first in (("", "MULTI_AGENCY"), one))
    assert len(nobody["practice_counts"])
    same(nobody, twin)
