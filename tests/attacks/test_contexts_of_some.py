"""Pooled contexts of the invented partnership: whatever the same question leaves of all, when it is put to some of them too.

The attacker knows every context that is shown one by one, and takes them from each printed figure; which question is one of another
is read off its name, so that none can be added that is not tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.release import Release
from tests.themes.test_contexts import K, is_level_2, is_named, rows_of, slow_answers

Left = dict[
    str, dict[frozenset[str], int]
]  # of each question: answers that are told together → how many pooled contexts gave one


@pytest.fixture(scope="module")
def printed(release: Release) -> Release:
    return release


@pytest.fixture(scope="module")
def left(printed: Release, deliveries: Path) -> Left:
    known = [case for case in rows_of(deliveries, "context_cases") if is_level_2(case) and is_named(case)]
    assert len(known) == len(printed.table("context_shown"))
    rows, found = printed.table("context_pooled").query("status == 'shown'"), Left()
    for (question, whom), part in rows.groupby(["question", "whom"]):
        some = known if whom == "all" else []
        gave = pd.Series(slow_answers(question, some, deliveries, str(printed.manifest.as_at)), dtype=object)
        found[str(question)] = {
            frozenset(row.group.split(";")): int(row.n - gave.isin(row.group.split(";")).sum())
            for row in part.itertuples()
        }
    return found


def unions(groups: dict[frozenset[str], int]) -> Iterator[tuple[frozenset[str], int]]:
    for number in range(1, len(groups) + 1):
        for some in combinations(groups, number):
            yield frozenset[str]().union(*some), sum(groups[one] for one in some)


def leaves(left: Left) -> list[str]:
    """What an answer of all, or several, is more than the same answers of some."""
    told = []
    for question, some in left.items():
        for whole in (of for of in left if question.startswith(f"{of}:")):
            for codes, n in unions(some):
                more = sum(m for group, m in left[whole].items() if group & codes) - n
                told += [f"{question} {sorted(codes)}: {more}"] * (0 < more < K)
    return told


def test_no_answer_of_all_less_that_of_some_leaves_a_few(left: Left) -> None:
    assert any(question.endswith(":OF_PEOPLE") for question in left), "nothing is asked of some, so nothing is tried"
    assert leaves(left) == []


def test_every_figure_less_those_shown_is_nobody_or_enough(left: Left) -> None:
    for question, groups in left.items():
        assert all(n == 0 or n >= K for n in groups.values()), question


def test_two_that_followed_from_four_figures_are_found() -> None:
    """22 that asked to be believed, less eight shown one by one, less twelve of people, as the rule of before had it."""
    answers = {frozenset({"Y"}): 14, frozenset({"N", "NOT_ASSESSED"}): 38}
    of_people = {frozenset({"Y"}): 12, frozenset({"N", "NOT_ASSESSED"}): 22}
    assert leaves({"asked:A": answers, "asked:A:OF_PEOPLE": of_people}) == ["asked:A:OF_PEOPLE ['Y']: 2"]
