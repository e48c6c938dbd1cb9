"""Words that blame, in worlds of few documents: what a figure counts stands in as many of them as the floor asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.policy import load_policy
from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.language import language
from data_loaders.themes.practice.language import LANGUAGE, language_table
from data_loaders.themes.practice.records import covered_months

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
K, YEAR_STARTS = 5, 4
NOTHING = pd.DataFrame(columns=LANGUAGE)
Quarter = dict[str, int]


LIST = ("CHOICE", "LABEL", "MINIMISING")


def scans(*quarters: Quarter, more: dict[str, int] | None = None) -> pd.DataFrame:
    """From April 2024, thirty minutes of 100 words in each quarter; a term of each category in so many, two in the first of these.

    more: kind of document → how many of it there are in the last quarter, each with a word of CHOICE.
    """
    rows = []
    for at, documents in enumerate(quarters):
        for n in range(30):
            hits = "; ".join(f"{c}:{2 if n == 0 else 1}" for c, some in documents.items() if n < some)
            day = pd.Timestamp("2024-04-10") + pd.DateOffset(months=3 * at + n % 3)
            rows.append((f"s{at}-{n}", day, "MINUTES", 100, hits))
    for kind, many in (more or {}).items():
        rows += [(f"{kind}{n}", day, kind, 100, "CHOICE:1") for n in range(many)]
    return pd.DataFrame(rows, columns=["scan_id", "scan_dt", "doc_type", "words_n", "hits"])


def published(
    frame: pd.DataFrame, before: pd.DataFrame = NOTHING, listed: Sequence[str] = (), until: str = ""
) -> pd.DataFrame:
    """What is published, once the recount by itself has come to the same."""
    tables = {"language_scans": frame}
    if listed:
        tables["language_terms"] = pd.DataFrame({"category": [name.title() for name in listed]})
    if until:
        days = (pd.Timestamp("2024-01-01"), pd.Timestamp(until))
        tables["coverage"] = pd.DataFrame([("language_scans", *days)], columns=["table", "period_start", "period_end"])
    covered = covered_months(tables, "language_scans", frame["scan_dt"])
    made = language_table(frame, covered, YEAR_STARTS, K, before, listed=[name.title() for name in listed])
    policy = load_policy(POLICY, "partnership")
    assert policy.time.year_starts == YEAR_STARTS
    previous = {"practice_language": before} if len(before) else {}
    again = language(Evidence(tables, {}, previous, policy, {}))
    pd.testing.assert_frame_equal(made, again if len(again) else NOTHING, check_dtype=False)
    return made


def told(
    frame: pd.DataFrame, before: pd.DataFrame = NOTHING, listed: Sequence[str] = (), until: str = ""
) -> dict[str, list[int]]:
    """Unit and category → hits over time."""
    made = published(frame, before, listed, until)
    return {f"{unit} {c}": own["hits"].tolist() for (unit, c), own in made.groupby(["unit", "category"])}


@pytest.mark.parametrize("few", [0, 1, 4])
@pytest.mark.parametrize("listed", [(), LIST])
def test_a_kind_of_which_few_documents_have_a_word_is_told_with_others(few: int, listed: tuple[str, ...]) -> None:
    """One document with a word of MINIMISING is one; that there is none would make of the next one a document too."""
    seldom = few + 1 if few else 0
    frame = scans({"CHOICE": 9, "LABEL": 8, "MINIMISING": few}, {"CHOICE": 9, "LABEL": 8, "MINIMISING": 6})
    assert told(frame, listed=listed) == {"quarter CHOICE": [10, 10], "quarter REST": [9 + seldom, 9 + 7]}
    nowhere = scans({"CHOICE": 9, "LABEL": 8, "MINIMISING": few}, {"CHOICE": 9, "LABEL": 8})
    assert told(nowhere, listed=listed) == {"quarter CHOICE": [10, 10], "quarter REST": [9 + seldom, 9]}


def test_every_kind_of_the_list_may_stand_by_itself() -> None:
    """What is on no list is not counted; without a list there may be more kinds than have a word, and the last stands with them."""
    frame = scans({"CHOICE": 9, "LABEL": 8, "MINIMISING": 7, "OTHER": 1})
    assert set(told(frame, listed=LIST)) == {"quarter CHOICE", "quarter LABEL", "quarter MINIMISING"}
    assert set(told(scans({"CHOICE": 9, "LABEL": 8}))) == set(told(scans({"CHOICE": 9, "LABEL": 8, "OTHER": 1})))


@pytest.mark.parametrize("few", [1, 4])
def test_a_kind_of_document_of_few_is_told_like_one_of_none(few: int) -> None:
    alone = published(scans(*[{"CHOICE": 9, "LABEL": 9}] * 4), listed=LIST[:2])
    assert len(alone) == 8
    pd.testing.assert_frame_equal(
        published(scans(*[{"CHOICE": 9, "LABEL": 9}] * 4, more={"REFERRAL": few}), listed=LIST[:2]), alone
    )
    both = published(scans(*[{"CHOICE": 9, "LABEL": 9}] * 4, more={"REPORT": 30}), listed=LIST[:1])
    assert set(both["doc_type"]) == {"MINUTES", "REPORT"}


@pytest.mark.parametrize("few", [0, 1, 4])
def test_few_documents_before_or_after_all_others_change_no_period(few: int) -> None:
    quarters = [{"CHOICE": few}, *[{"CHOICE": 9}] * 4, {"CHOICE": few}]
    assert told(scans(*quarters), listed=["CHOICE"], until="2025-09-30") == {"quarter CHOICE": [10] * 4}


def test_where_all_together_are_few_the_unit_is_longer() -> None:
    quarters = ({"CHOICE": 3}, {"CHOICE": 4}, {"CHOICE": 9}, {"CHOICE": 9})
    assert told(scans({"CHOICE": 9}, *quarters[1:3], {"CHOICE": 9})) == {"half_year REST": [10 + 5, 20]}
    assert told(scans(*quarters), listed=["CHOICE"]) == {"quarter CHOICE": [10, 10]}, (
        "periods of few at an end are none"
    )
    assert told(scans({"CHOICE": 1}, {}, {"LABEL": 1}, {"CHOICE": 1})) == {}
    assert told(scans({}, {}, {}, {})) == {}


def test_hits_are_no_documents() -> None:
    """Eight hits in four documents are four documents."""
    frame = scans({"CHOICE": 9, "LABEL": 4, "MINIMISING": 6})
    frame["hits"] = frame["hits"].str.replace("LABEL:1", "LABEL:2")
    assert set(told(frame)) == {"quarter CHOICE", "quarter REST"}


def test_what_is_out_goes_on_as_it_began_until_few_have_a_word() -> None:
    early = [{"CHOICE": 9, "LABEL": 9, "MINIMISING": 6}] * 2
    out = published(scans(*early), listed=LIST)
    assert set(out["category"]) == set(LIST)
    last = {"CHOICE": 9, "LABEL": 9, "MINIMISING": 4}
    more = scans(*early, {"CHOICE": 7, "LABEL": 7, "MINIMISING": 5}, last)
    assert told(more, out, LIST)["quarter MINIMISING"] == [7, 7, 6]
    for kinds in ({"REFERRAL": 1}, {"REFERRAL": 30}):
        pd.testing.assert_frame_equal(
            published(scans(*early, *early, more=kinds), out, LIST), published(scans(*early, *early), out, LIST)
        )
    shorter = told(scans(*early, *early), out, LIST[:2])
    assert len(shorter["quarter CHOICE"]) == 4, "a kind that the list has no more is counted all the same"


@pytest.mark.parametrize("few", [0, 1, 4])
def test_a_quarter_of_few_waits_and_is_told_with_the_next(few: int) -> None:
    """Words that blame become fewer: the series ended for good with the first quarter in which five documents had none of one kind."""
    early = [{"CHOICE": 9, "LABEL": 9}] * 2
    out = published(scans(*early), listed=LIST[:2])
    short = {"CHOICE": 9, "LABEL": few}
    waiting = published(scans(*early, short), out, LIST[:2])
    pd.testing.assert_frame_equal(waiting, out)
    made = published(scans(*early, short, {"CHOICE": 9, "LABEL": 5}), waiting, LIST[:2])
    own = made[made["category"] == "LABEL"]
    assert own["hits"].tolist() == [10, 10, 6 + few + (few > 0)]
    assert list(own[["period_start", "period_end"]].astype("str").iloc[-1]) == ["2024-10-01", "2025-03-31"]
    assert own["words"].tolist() == [3000, 3000, 6000]
    more = published(scans(*early, short, {"CHOICE": 9, "LABEL": 5}, {"CHOICE": 7, "LABEL": 6}), made, LIST[:2])
    assert more[more["category"] == "CHOICE"]["hits"].tolist() == [10, 10, 20, 8], "and the next stands by itself"
