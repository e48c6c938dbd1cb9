"""A generated corruption of every column of every published table of the demo: each is refused when it is published.

What floors, shares, signs and words can see is refused when a release is opened too, without a delivery at hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pytest
from corruptions import Corruption, corruptions
from demo_beside import Demo

from data_loaders.published.recount import recount_checks, recount_of
from data_loaders.published.recount.comparison import row_difference, typed

# Columns in which some corruption survives, and why it tells nothing that is not so.
WITHOUT_MEANING = {
    "reason": "Which of the house's sentences says that a row is withheld tells nothing of anybody; that one stands there is held.",
}
WORDS = ("names somebody", "a control sign", "markup")


class Judge:
    """What catches a corruption: its declaration (when it is published and when it is opened), or the recount."""

    def __init__(self, demo: Demo) -> None:
        self.demo, self.start = demo, demo.evidence(demo.tables)
        self.right = cache(lambda name: self._expected(name, demo.tables[name]))

    def at_opening(self, one: Corruption) -> str:
        return self.demo.declared[one.table].problem(one.frame, self.demo.floors) or ""

    def by_recount(self, one: Corruption, expected: pd.DataFrame | None) -> str:
        expected = self._expected(one.table, one.frame) if expected is None else expected
        return row_difference(self.demo.declared[one.table], one.frame.reset_index(drop=True), expected) or ""

    def expected_of(self, table: str, ways: list[Corruption]) -> pd.DataFrame | None:
        """What is counted again when all corruptions of a column stand in the table at once: if it is what is right, the
        recount does not read that column, and holds for each of them. None: each has to be counted again by itself."""
        column, frame = ways[0].column, self.demo.tables[table]
        if not column:
            return None
        mixed = frame[column].copy()
        for one in ways:
            changed = (one.frame[column] != frame[column]) & ~(one.frame[column].isna() & frame[column].isna())
            mixed[changed] = one.frame[column][changed]
        found = self._expected(table, frame.assign(**{column: mixed}))
        return found if found.equals(self.right(table)) else None

    def _expected(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        recount = recount_of(name)
        assert recount is not None
        return typed(self.demo.declared[name], recount.expected(self.start.beside({**self.demo.tables, name: frame})))


def by_column(demo: Demo, name: str) -> Iterator[list[Corruption]]:
    groups: dict[str, list[Corruption]] = defaultdict(list)
    for one in corruptions(name, demo.tables[name]):
        groups[one.column].append(one)
    yield from groups.values()


@pytest.mark.long
def test_the_release_as_it_is_passes(demo: Demo) -> None:
    failed = [c for c in recount_checks(demo.declared, demo.evidence(demo.tables)) if c.status == "failed"]
    assert failed == []


def test_one_number_or_word_wrong_in_every_table_at_once(demo: Demo) -> None:
    """The part of the attack that is quick: each table wrong in one place, and each is named; as they were, all were found right."""
    assert {c.subject for c in demo.release.audit.checks if (c.name, c.status) == ("recount", "passed")} >= set(
        demo.tables
    )
    wrong, where = dict(demo.tables), dict[str, str]()
    for name, frame in demo.tables.items():
        ways = [
            c
            for c in corruptions(name, frame)
            if c.kind in ("one more", "two rows exchanged") and not demo.declared[name].columns[c.column].is_key
        ]
        ways = [c for c in ways if c.column not in WITHOUT_MEANING] or [
            c for c in corruptions(name, frame) if c.kind == "row dropped"
        ]
        if ways:
            where[name], wrong[name] = ways[-1].column, ways[-1].frame
    caught = {c.subject for c in recount_checks(demo.declared, demo.evidence(wrong)) if c.status == "failed"}
    caught |= {name for name, frame in wrong.items() if demo.declared[name].problem(frame, demo.floors)}
    assert len(where) > 100
    assert sorted(set(where) - caught) == []


def test_words_that_name_somebody_are_refused_when_a_release_is_opened(demo: Demo) -> None:
    judge = Judge(demo)
    ways = [c for name, frame in demo.tables.items() for c in corruptions(name, frame) if c.kind in WORDS]
    assert len(ways) > 300
    assert [f"{c.table}.{c.column}: {c.kind}" for c in ways if not judge.at_opening(c)] == []


def test_a_count_of_one_is_refused_when_a_release_is_opened(demo: Demo) -> None:
    judge = Judge(demo)
    ways = [
        c
        for name, frame in demo.tables.items()
        for c in corruptions(name, frame)
        if c.kind == "set to 1" and c.column in demo.declared[name].counts
    ]
    assert len(ways) > 80
    assert [f"{c.table}.{c.column}" for c in ways if not judge.at_opening(c)] == []


@pytest.mark.attack
@pytest.mark.long
def test_every_corruption_of_every_column(demo: Demo, tell: Callable[[str], None]) -> None:
    judge, caught, survivors = Judge(demo), Counter[tuple[str, str]](), list[str]()
    for name in demo.tables:
        for ways in by_column(demo, name):
            expected = judge.expected_of(name, ways)
            for one in ways:
                seen = [
                    how
                    for how, found in (("opening", judge.at_opening(one)), ("recount", judge.by_recount(one, expected)))
                    if found
                ]
                caught[one.kind, " and ".join(seen) or "nothing"] += 1
                if not seen and one.column not in WITHOUT_MEANING:
                    survivors.append(f"{one.table}.{one.column}: {one.kind}")
    for kind in sorted({kind for kind, _ in caught}):
        rows = {how: n for (k, how), n in sorted(caught.items()) if k == kind}
        tell(
            f"corruption: {kind:<20} {sum(rows.values()):>5} tried; "
            + ", ".join(f"{n} by {how}" for how, n in rows.items())
        )
    empty = [name for name, frame in demo.tables.items() if frame.empty]
    tell(f"corruptions of {len(demo.tables) - len(empty)} tables; without a row in the demo, so without one: {empty}")
    tell(f"corruptions that survive and have a meaning: {len(survivors)}; columns without one: {WITHOUT_MEANING}")
    assert survivors == []
