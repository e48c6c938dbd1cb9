"""What is out comes again under another name, with a few that came or went: beside what is out it would be those few.

Nothing is published until somebody says whether it is the same. Where something is only added, or only left out, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from worlds import edit

from data_loaders.account.last import ANOTHER_NAME
from data_loaders.indicators import publishable_indicators
from data_loaders.policy import Policy, load_policy
from data_loaders.problem import is_stopping
from data_loaders.publish import RiverStoppedError, publish
from data_loaders.publish.another_name import questions_of_names
from data_loaders.sources import Collected
from data_loaders.themes.place.safety_maps import safety_map_table

pytestmark = pytest.mark.attack
POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
AREAS = pd.DataFrame(
    {
        "area_code": ["C", "A", "B"],
        "area_name": ["A council", "Upper", "Lower"],
        "area_level": ["COUNCIL", "COMMUNITY", "COMMUNITY"],
        "parent_code": ["", "C", "C"],
        "lat": [55.8, 55.8, 55.9],
        "lon": [-4.0, -4.0, -3.9],
        "geometry": "",
    }
)
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def asked(policy: Policy, tables: Frames, out: Mapping[str, pd.DataFrame], *confirmed: str, **others: Any) -> list[Any]:
    """The problems of a delivery, whose files have two rows each, beside what is out."""
    files = {name: np.array([f"{name} {n // 2}.csv" for n in range(len(rows))]) for name, rows in tables.items()}
    numbered = {name: rows.set_index(pd.Index([2 + n % 2 for n in range(len(rows))])) for name, rows in tables.items()}
    made = Collected({**numbered, "ref_area": AREAS}, {}, files, (), (), ())
    shown: Any = SimpleNamespace(whole=SimpleNamespace(frames=out), indicators=pd.DataFrame(), **others)
    cases = tables.get("context_cases", pd.DataFrame({"case_id": []}))["case_id"]
    keys = pd.DataFrame({"case_id": cases, "key": [f"key of {case}" for case in cases]})
    return questions_of_names(made, keys, shown, policy, confirmed=confirmed)


def maps(*periods: tuple[str, int, int]) -> pd.DataFrame:
    """Of each first day, how many young people coloured the one place and the other."""
    return pd.DataFrame(
        [
            {"hex": "", "area_code": area, "period": pd.Timestamp(day), "n_participants": n, "n_red": n, "n_amber": 0, "n_green": 0,
             "age_band": "13-15", "time_of_day": "EVENING"}
            for day, *people in periods for area, n in zip("AB", people, strict=True)
        ]
    )  # fmt: skip


def maps_out(policy: Policy, *periods: tuple[str, int, int]) -> Frames:
    k, finest = policy.places.safety_map_k["partnership"], policy.places.finest_resolution
    return {"safety_maps": safety_map_table(maps(*periods), AREAS, k=k, finest=finest, previous=None)}


SPRING = ("2025-04-01", 26, 30)


@pytest.mark.parametrize(
    "again",
    [
        [("2025-05-01", 28, 32)],
        [("2024-04-01", 26, 32)],
        [("2025-10-01", 40, 41), ("2025-04-02", 28, 30)],
    ],
    ids=["dated a month later, two came late", "dated a year earlier, half as it was", "beside a new one"],
)
def test_safety_maps_of_another_first_day_are_asked_about(policy: Policy, again: list[tuple[str, int, int]]) -> None:
    """26 and 28 young people of one place in one release: two of them came late."""
    (problem,) = asked(policy, {"safety_maps": maps(*again)}, maps_out(policy, SPRING))
    assert is_stopping(problem)
    assert problem.rule == ANOTHER_NAME
    assert "2025-04-01" in problem.sentence
    assert f"safety_maps {len(again) - 1}.csv, rows 2–3" in problem.sentence
    assert '--confirm "another name"' in problem.cure
    (told,) = asked(policy, {"safety_maps": maps(*again)}, maps_out(policy, SPRING), ANOTHER_NAME)
    assert not is_stopping(told)


@pytest.mark.parametrize(
    "again",
    [[SPRING, ("2025-05-01", 28, 32)], [("2025-10-01", 28, 32)], [SPRING], []],
    ids=["added", "the next instead of it", "as it was", "nothing"],
)
def test_of_safety_maps_that_are_added_or_left_out_nothing_is_asked(
    policy: Policy, again: list[tuple[str, int, int]]
) -> None:
    delivered = {"safety_maps": maps(*again)} if again else {}
    assert asked(policy, delivered, maps_out(policy, SPRING)) == []


def indicator(*rows: tuple[str, str, str, float], dated: bool = True) -> pd.DataFrame:
    """Counts: of which indicator, of a period that is named by its days, of which area, how many."""
    made = pd.DataFrame(rows, columns=["indicator_id", "period", "area_code", "value"])
    days = [pd.to_datetime(made["period"].str.split(" to ").str[n]) if dated else pd.NaT for n in (0, 1)]
    return made.assign(period_start=days[0], period_end=days[1], numerator=made["value"], denominator=np.nan,
                       lower=np.nan, upper=np.nan, unit="number")  # fmt: skip


QUARTER, APRIL, LAST = "2025-04-01 to 2025-06-30", "2025-04-01 to 2025-04-30", "2025-01-01 to 2025-03-31"
SHOTTS = ("reg", QUARTER, "COM-SHOTTS", 25.0)
OTHER = ("reg", QUARTER, "COM-WISHAW", 60.0)


@pytest.mark.parametrize(
    "again",
    [[("reg", QUARTER, "COM-SHT", 27.0), OTHER], [OTHER, ("reg", APRIL, "COM-SHT", 9.0)], [("registrations", QUARTER, "COM-SHOTTS", 27.0)]],
    ids=["another code", "another code, by month", "another indicator"],
)  # fmt: skip
def test_an_area_or_an_indicator_of_another_code_is_asked_about(
    policy: Policy, again: list[tuple[str, str, str, float]]
) -> None:
    """27 and 25 of the same quarter in one release."""
    out = {"indicators": publishable_indicators(indicator(SHOTTS, OTHER), k=5)}
    delivered = indicator(*again)
    stops = [problem for problem in asked(policy, {"cpc_indicators": delivered}, out) if is_stopping(problem)]
    assert len(stops) == 1
    assert ("COM-SHOTTS" if len(again) > 1 else "reg") in stops[0].sentence


@pytest.mark.parametrize(
    "again",
    [
        [SHOTTS, OTHER, ("reg", QUARTER, "COM-SHT", 27.0)],
        [("reg", "2025-07-01 to 2025-09-30", "COM-SHT", 27.0)],
        [OTHER],
        [("reg", LAST, "COM-WISHAW", 59.0), ("plans", QUARTER, "COM-WISHAW", 90.0)],
    ],
    ids=["added", "of another time", "left out", "another indicator with other figures"],
)
def test_of_areas_that_are_added_or_left_out_nothing_is_asked(
    policy: Policy, again: list[tuple[str, str, str, float]]
) -> None:
    out = {"indicators": publishable_indicators(indicator(SHOTTS, OTHER), k=5)}
    assert asked(policy, {"cpc_indicators": indicator(*again)}, out) == []


def test_an_undated_time_in_other_words_is_asked_about(policy: Policy) -> None:
    """Where there are no days, a time is known by what it is called."""
    out = {"indicators": publishable_indicators(indicator(("reg", "2025 Q2", "A", 25.0), dated=False), k=5)}
    same = indicator(("reg", "Q2 2025", "A", 27.0), dated=False)
    assert [p.rule for p in asked(policy, {"cpc_indicators": same}, out)] == [ANOTHER_NAME]
    new = indicator(("reg", "2025 Q3", "A", 27.0), dated=False)
    assert asked(policy, {"cpc_indicators": new}, out) == []


def rounds(of: str = "", **held: tuple[str, int]) -> Frames:
    """Rounds of audits: the day of each, and how many records it read, of its own or of those that are called so."""
    made = pd.DataFrame([(name, pd.Timestamp(day)) for name, (day, _) in held.items()], columns=["round", "held_on"])
    read = [(name, f"{of or name} {n}") for name, (_, records) in held.items() for n in range(records)]
    return {"audit_rounds": made, "audit_ratings": pd.DataFrame(read, columns=["round", "record_pseudo_id"])}


AUTUMN = {"audit_rounds": pd.DataFrame({"round": ["Autumn"], "held_on": [pd.Timestamp("2025-11-12")], "records": [120]})}  # fmt: skip


@pytest.mark.parametrize(
    "held", [("2025-11-26", 80), ("2024-11-12", 119)], ids=["a fortnight later", "another year, one record less"]
)
def test_a_round_of_another_name_and_day_is_asked_about(policy: Policy, held: tuple[str, int]) -> None:
    """Without a record that went meanwhile, every cell that differs is that record's, and no record's identifier is the same."""
    (problem,) = asked(policy, rounds(autumn_round=held), AUTUMN)
    assert is_stopping(problem)
    assert "“Autumn” is out and is not delivered any more" in problem.sentence


@pytest.mark.parametrize(
    "delivered",
    [
        rounds(Autumn=("2025-11-12", 120), Winter=("2025-11-26", 119)),
        rounds(Spring=("2026-05-13", 90)),
        rounds(Round=("2025-11-12", 119)),
        rounds(Pilot=("2025-11-26", 3)),
    ],
    ids=["added", "the next instead of it", "of the same day, which stays as it was", "too few to be shown"],
)
def test_of_rounds_that_are_added_or_known_nothing_is_asked(policy: Policy, delivered: Frames) -> None:
    assert asked(policy, delivered, AUTUMN) == []


def cases(*contexts: tuple[str, str, str]) -> Frames:
    """Identifier, kind and day of referral of contexts."""
    made = pd.DataFrame(contexts, columns=["case_id", "context_type", "referral_date"])
    return {"context_cases": made.assign(referral_date=pd.to_datetime(made["referral_date"]))}


PARK = {"context_shown": pd.DataFrame({"key": ["key of 1"], "label": ["A park in Upper, 1"], "context_type": ["PARK"], "referred": [pd.Timestamp("2023-12-01")]})}  # fmt: skip


def test_a_context_of_another_identifier_is_asked_about(policy: Policy) -> None:
    """Nine incidents under the one and eight under the other are one that was taken back."""
    (problem,) = asked(policy, cases(("2", "PARK", "2023-12-19"), ("3", "SCHOOL", "2024-02-02")), PARK)
    assert is_stopping(problem)
    assert "“A park in Upper, 1” is out" in problem.sentence
    assert problem.rows == (2,)
    assert [is_stopping(p) for p in asked(policy, cases(("2", "PARK", "2023-12-19")), PARK, ANOTHER_NAME)] == [False]


@pytest.mark.parametrize(
    "delivered",
    [
        cases(("1", "PARK", "2023-12-19"), ("2", "PARK", "2023-12-20")),
        cases(("2", "PARK", "2024-01-02"), ("3", "SCHOOL", "2023-12-19")),
        cases(("1", "SCHOOL", "2023-12-19")),
    ],
    ids=["added", "of another month, of another kind", "corrected"],
)
def test_of_contexts_that_are_known_or_unlike_nothing_is_asked(policy: Policy, delivered: Frames) -> None:
    assert asked(policy, delivered, PARK) == []


@pytest.mark.parametrize("out", [AUTUMN, {}], ids=["one is out", "neither is out"])
def test_a_round_of_mostly_the_same_records_is_asked_about_also_beside_the_other(policy: Policy, out: Frames) -> None:
    """Both are in the file: the old name, and the new one without the record that went."""
    made = rounds("record", Autumn=("2025-11-12", 120), Round=("2025-11-26", 119))
    (problem,) = asked(policy, made, out)
    assert is_stopping(problem)
    assert "row 3" in problem.sentence
    assert "“Autumn” has mostly the same records" in problem.sentence


def test_records_that_are_read_again_half_a_year_later_are_another_round(policy: Policy) -> None:
    assert asked(policy, rounds("record", Autumn=("2025-11-12", 120), Spring=("2026-05-13", 119)), AUTUMN) == []


def answers(*waves: tuple[str, str, int]) -> Frames:
    """How many pupils answered in a wave of a survey."""
    rows = [(survey, wave, f"p{n}") for survey, wave, pupils in waves for n in range(pupils)]
    return {"survey_responses": pd.DataFrame(rows, columns=["survey_id", "wave", "pupil_pseudo_id"])}


SURVEY = {
    "survey_views": pd.DataFrame({"survey_id": ["S"], "wave": ["2025"]}),
    "survey_part": pd.DataFrame({"survey_id": ["S"], "wave": ["2025"], "split": ["all"], "pupils": [300]}),
}


@pytest.mark.parametrize("wave", [("Survey", "2025", 200), ("S", "2025/26", 298)], ids=["survey", "wave"])
def test_a_wave_of_another_name_is_asked_about(policy: Policy, wave: tuple[str, str, int]) -> None:
    (problem,) = asked(policy, answers(wave), SURVEY)
    assert "“S, 2025” is out" in problem.sentence


@pytest.mark.parametrize(
    "waves", [[("S", "2025", 300), ("S", "2026", 301)], [("S", "2027", 350)]], ids=["added", "the next"]
)
def test_of_the_next_wave_nothing_is_asked(policy: Policy, waves: list[tuple[str, str, int]]) -> None:
    assert asked(policy, answers(*waves), SURVEY) == []


def test_a_publication_stops_until_somebody_answers(few: Callable[..., Path], tmp_path: Path) -> None:
    deliveries = few("safety_maps", "cpc_indicators")

    def published(**own: Any) -> pd.DataFrame:
        out = tmp_path / "out"
        return publish(deliveries, out=out, policy_file=POLICY, audience="partnership", **own).table("safety_maps")

    first = published()
    edit(deliveries, lambda rows: rows.assign(period=rows["period"].replace("2025-10-01", "2025-11-01")), "safety_maps")
    with pytest.raises(RiverStoppedError, match="“2025-10-01” is out"):
        published()
    assert len(published(confirmed=[ANOTHER_NAME])) > len(first)
    assert len(published()) > len(first)
