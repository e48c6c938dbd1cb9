"""Words that blame, in worlds of few documents: what a figure counts stands in as many of them as the floor asks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.policy import load_policy
from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.organisation import language
from data_loaders.themes.practice.organisation import LANGUAGE, language_table

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
K, YEAR_STARTS = 5, 4
NOTHING = pd.DataFrame(columns=LANGUAGE)
Quarter = dict[str, int]


def scans(*quarters: Quarter) -> pd.DataFrame:
    """From April 2024, thirty minutes of 100 words in each quarter; a term of each category in so many, two in the first of these."""
    rows = []
    for at, documents in enumerate(quarters):
        for n in range(30):
            hits = "; ".join(f"{c}:{2 if n == 0 else 1}" for c, some in documents.items() if n < some)
            day = pd.Timestamp("2024-04-10") + pd.DateOffset(months=3 * at + n % 3)
            rows.append((f"s{at}-{n}", day, "MINUTES", 100, hits))
    return pd.DataFrame(rows, columns=["scan_id", "scan_dt", "doc_type", "words_n", "hits"])


def told(frame: pd.DataFrame, before: pd.DataFrame = NOTHING) -> dict[str, list[int]]:
    """Unit and category → hits over time, once the recount by itself has come to the same."""
    made = language_table(frame, YEAR_STARTS, K, before)
    policy = load_policy(POLICY, "partnership")
    assert policy.time.year_starts == YEAR_STARTS
    previous = {"practice_language": before} if len(before) else {}
    again = language(Evidence({"language_scans": frame}, {}, previous, policy, {}))
    pd.testing.assert_frame_equal(made, again if len(again) else NOTHING, check_dtype=False)
    return {f"{unit} {c}": own["hits"].tolist() for (unit, c), own in made.groupby(["unit", "category"])}


@pytest.mark.parametrize("few", [0, 1, 4])
def test_a_kind_of_which_few_documents_have_a_word_is_told_with_others(few: int) -> None:
    """One document with a word of MINIMISING is one; that there is none would make of the next one a document too."""
    frame = scans({"CHOICE": 9, "LABEL": 8, "MINIMISING": few}, {"CHOICE": 9, "LABEL": 8, "MINIMISING": 6})
    seldom = few + 1 if few else 0
    assert told(frame) == {"quarter CHOICE": [10, 10], "quarter REST": [9 + seldom, 9 + 7]}


def test_where_all_together_are_few_the_unit_is_longer() -> None:
    assert told(scans({"CHOICE": 3}, {"CHOICE": 4}, {"CHOICE": 9}, {"CHOICE": 9})) == {"half_year CHOICE": [9, 20]}
    assert told(scans({"CHOICE": 1}, {}, {"LABEL": 1}, {"CHOICE": 1})) == {}
    assert told(scans({}, {}, {}, {})) == {}


def test_hits_are_no_documents() -> None:
    """Eight hits in four documents are four documents."""
    frame = scans({"CHOICE": 9, "LABEL": 4, "MINIMISING": 6})
    frame["hits"] = frame["hits"].str.replace("LABEL:1", "LABEL:2")
    assert set(told(frame)) == {"quarter CHOICE", "quarter REST"}


def test_what_is_out_goes_on_as_it_began_until_few_have_a_word() -> None:
    early = [{"CHOICE": 9, "LABEL": 9, "MINIMISING": 6}] * 2
    out = language_table(scans(*early), YEAR_STARTS, K, NOTHING)
    assert set(out["category"]) == {"CHOICE", "LABEL", "MINIMISING"}
    more = scans(*early, {"CHOICE": 7, "LABEL": 7, "MINIMISING": 5}, {"CHOICE": 9, "LABEL": 9, "MINIMISING": 4})
    assert told(more, out)["quarter MINIMISING"] == [7, 7, 6]
