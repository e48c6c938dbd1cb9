"""Pairs of themes and what two coders found, of all years, beside each theme year by year: who must have been there in one year?

Each world is small and made by hand. What follows from all that is printed is worked out by linear programming, from the tables alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from test_names_of_few import NOT_QUOTED
from test_themes_subtracted import POLICY

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.published.recount.practice_beside import Beside
from data_loaders.themes.practice import practice
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.together import Table, Together

Tables = dict[str, pd.DataFrame]
K, NEAR = 5, 1e-6
START, MONTHS = pd.Timestamp("2023-04-10"), 24
AGENCIES = ("SOCIAL_WORK", "EDUCATION", "POLICE", "HEALTH")
ROLES = ("PRACTITIONER", "MANAGER", "SENIOR")
BOOK = [("CAP", ""), ("CUL", ""), ("CON", ""), ("A", "CAP"), ("B", "CUL"), ("C", "CON"), ("D", "CAP")]
Found = frozenset[str]
# The months and places of those who named A: too few in some half-year, so that A is told by years.
OF_A = [
    [(month, 0) for month in range(0, 12, 2)],
    [(month, 0) for month in (0, 1, 3, 5, 6, 7, 8, 9, 10, 11)] + [(7, 2), (9, 2)],
]
A, B, C, D, AB = (frozenset(codes) for codes in ("A", "B", "C", "D", "AB"))


class Said(NamedTuple):
    """A contribution, each of another voice: what the first coder found in it, and the second if there was one."""

    month: int
    first: Found
    second: Found | None = None


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def named(together: int, *, second: Callable[[int, Found], Found | None] = lambda *_: None) -> list[Said]:
    """Six named A in the first year, each of them B as well; twelve in the second, of whom so many named B as well."""
    said = []
    for year, own in enumerate(([AB] * 6, [AB] * together + [A] * (12 - together))):
        seats = {(month, seat): {1: B, 2: D}.get(seat % 5, C) for month in range(12) for seat in range(12)}
        seats |= dict(zip(OF_A[year], own, strict=True))
        said += [Said(12 * year + month, found, second(month + seat, found)) for (month, seat), found in seats.items()]
    return said


def delivered(said: list[Said]) -> Tables:
    days = [START + pd.DateOffset(months=month) for month in range(MONTHS)]
    sessions = pd.DataFrame({
        "session_id": [f"s{month:02d}" for month in range(MONTHS)], "date": days, "type": "PRACTICE_FORUM", "attendees_n": 24,
        "agencies": "; ".join(f"{a}:6" for a in AGENCIES), "roles": "; ".join(f"{r}:8" for r in ROLES),
    })  # fmt: skip
    seats, taken = list(product(AGENCIES, ROLES)), dict.fromkeys(range(MONTHS), 0)
    contributions, codings = [], []
    for at, one in enumerate(said):
        agency, role = seats[taken[one.month]]
        taken[one.month] += 1
        contributions.append((f"c{at:03d}", f"s{one.month:02d}", agency, role))
        for later, (coder, found) in enumerate((("A", one.first), ("B", one.second or frozenset()))):
            codings += [
                (f"c{at:03d}", coder, t, "ASK", days[one.month] + pd.Timedelta(days=later)) for t in sorted(found)
            ]
    book = pd.DataFrame(BOOK, columns=["theme_code", "parent_code"])
    return {
        "forum_sessions": sessions,
        "forum_contributions": pd.DataFrame(
            contributions, columns=["contribution_id", "session_id", "agency_band", "role_band"]
        ).assign(**NOT_QUOTED),
        "theme_codings": pd.DataFrame(
            codings, columns=["contribution_id", "coder", "theme_code", "stance", "coded_dt"]
        ),
        "theme_codebook": book.assign(version="1", label=book["theme_code"], definition="Invented"),
    }


def wrong(tables: Tables, made: Tables, policy: Policy, before: Tables | None = None) -> list[str]:
    """The tables that are not what the recount makes of these deliveries."""
    evidence = Evidence(delivered=tables, published=made, previous=before or {}, policy=policy, covered={})
    names = [name for name in made if name.startswith("practice_")]
    return [name for name in names if recount_check(TABLES[name], evidence).status == "failed"]


def published(said: list[Said], policy: Policy) -> Tables:
    tables = delivered(said)
    made = practice(tables, policy, None).tables
    assert wrong(tables, made, policy) == []
    return made


# ----------------------------------------------------------------- what follows, by linear programming


class Kind(NamedTuple):
    """A kind of contribution that there may be: its quarter, whether A and B are found in it, and how many coders found A (or read it)."""

    quarter: int
    a: bool
    b: bool
    read: str  # "", "both", "one", "neither"


KINDS = [
    Kind(*kind)
    for kind in product(range(8), (False, True), (False, True), ("", "both", "one", "neither"))
    if not (kind[3] == "both" and not kind[1]) and not (kind[3] == "neither" and kind[1])
]


def quarters(row: object) -> range:
    first, last = (
        (day.year - START.year) * 4 + (day.month - START.month) // 3
        for day in (pd.Timestamp(getattr(row, f"period_{end}")) for end in ("start", "end"))
    )
    return range(first, last + 1)


def equations(made: Tables) -> Iterator[tuple[list[bool], int]]:
    """Which kinds each printed figure adds up, and to how many."""
    counts = made["practice_counts"]
    for row in counts[(counts["split"] == "none") & counts["code"].isin(["", "A", "B"])].itertuples():
        inside = quarters(row)
        yield [k.quarter in inside and (not row.code or getattr(k, row.code.lower())) for k in KINDS], row.n
        yield [k.quarter in inside for k in KINDS], row.base
    for row in made["practice_pairs"].query("theme_a == 'A' and theme_b == 'B'").itertuples():
        inside = quarters(row)
        for name, cell in (("both", (True, True)), ("only_a", (True, False)), ("only_b", (False, True)), ("neither", (False, False))):  # fmt: skip
            yield [k.quarter in inside and (k.a, k.b) == cell for k in KINDS], getattr(row, name)
    for row in made["practice_agreement"].query("theme_code == 'A'").itertuples():
        for read in ("both", "one", "neither"):
            yield [k.read == read for k in KINDS], getattr(row, read)


def least(made: Tables, target: list[bool]) -> int:
    """The fewest contributions of these kinds in any world in which all that is printed is so."""
    masks, sums = zip(*equations(made), strict=True)
    found = linprog(np.array(target, dtype=float), A_eq=np.array(masks, dtype=float), b_eq=np.array(sums, dtype=float))
    assert found.status == 0
    return int(np.ceil(found.fun - NEAR))


def kind_of(one: Said) -> Kind:
    read = "" if one.second is None else ("neither", "one", "both")[("A" in one.first) + ("A" in one.second)]
    return Kind(one.month // 3, "A" in one.first, "B" in one.first, read)


def told(said: list[Said], made: Tables) -> dict[tuple[object, ...], int]:
    """Of each year, the groups of fewer than k that are known to be there: those of the pair, and those of two coders."""
    groups: dict[tuple[object, ...], Callable[[Kind], bool]] = {}
    for year, a, b in product((0, 1), (False, True), (False, True)):
        groups[year, a, b] = lambda k, key=(year, a, b): (k.quarter // 4, k.a, k.b) == key
    for year, read in product((0, 1), ("both", "one", "neither")):
        groups[year, read] = lambda k, key=(year, read): (k.quarter // 4, k.read) == key
    for a, b, read in product((False, True), (False, True), ("both", "one", "neither")):
        groups[a, b, read] = lambda k, key=(a, b, read): (k.a, k.b, k.read) == key
    few = {key: is_in for key, is_in in groups.items() if 0 < sum(is_in(kind_of(one)) for one in said) < K}
    assert few or not made["practice_pairs"].empty
    found = {key: least(made, [is_in(k) for k in KINDS]) for key, is_in in few.items()}
    return {key: n for key, n in found.items() if n > 0}


# ----------------------------------------------------------------- worlds


def found_again(at: int, found: Found) -> Found | None:
    """A second coder finds A where B is found too, and C in all else of A; of other contributions one of six was read again."""
    if "A" in found:
        return A if found == AB else C
    return C if at % 6 == 0 else None


def with_pair(made: Tables, tables: Tables) -> Tables:
    """The same with the pair as the rule of before told it, counted from what was delivered."""
    first = tables["theme_codings"].query("coder == 'A'").groupby("contribution_id")["theme_code"].agg(set)
    cells = [sum(("A" in f, "B" in f) == cell for f in first) for cell in product((True, False), repeat=2)]
    row = ("A", "B", pd.Timestamp("2023-04-01"), pd.Timestamp("2025-03-31"), *cells)
    columns = list(made["practice_pairs"].columns)
    return {**made, "practice_pairs": pd.DataFrame([row], columns=columns).astype(made["practice_pairs"].dtypes)}


def pairs_of(made: Tables) -> set[tuple[str, str]]:
    return set(zip(made["practice_pairs"]["theme_a"], made["practice_pairs"]["theme_b"], strict=True))


def test_whoever_named_two_themes_in_one_year_does_not_follow_from_all_years(policy: Policy) -> None:
    said = named(4)
    made, tables = published(said, policy), delivered(said)
    years = made["practice_counts"].query("split == 'none' and code == 'A'")
    assert years[["unit", "n"]].to_numpy().tolist() == [["year", 6], ["year", 12]]
    assert told(said, made) == {}
    assert ("A", "B") not in pairs_of(made)
    leaky = with_pair(made, tables)
    assert told(said, leaky) == {
        (1, True, True): 4
    }  # of the ten of both years no more than six named both in the first
    assert wrong(tables, leaky, policy) == ["practice_pairs"]


@pytest.mark.parametrize("together", [5, 6])
def test_a_pair_of_which_enough_must_be_in_a_year_stays(policy: Policy, together: int) -> None:
    said = named(together)
    made = published(said, policy)
    assert ("A", "B") in pairs_of(made)
    assert told(said, made) == {}


def test_what_two_coders_found_in_one_year_does_not_follow_from_all_years(policy: Policy) -> None:
    said = named(4, second=found_again)
    made = published(said, policy)
    assert "A" not in set(made["practice_agreement"]["theme_code"])
    assert told(said, made) == {}
    row = ("A", *(sum(kind_of(one).read == read for one in said) for read in ("both", "one", "neither")))
    columns = list(made["practice_agreement"].columns)
    leaky = {**made, "practice_agreement": pd.DataFrame([row], columns=columns)}
    assert told(said, leaky)[1, "both"] == 4
    assert "practice_agreement" in wrong(delivered(said), leaky, policy)


def test_where_nobody_is_few_both_tables_are_told(policy: Policy) -> None:
    said = named(6, second=found_again)
    made = published(said, policy)
    assert ("A", "B") in pairs_of(made)
    assert "A" in set(made["practice_agreement"]["theme_code"])


def test_what_is_out_stays_and_an_update_is_published(policy: Policy) -> None:
    """A pair that an earlier release told stays as it is; the themes go on beside it, and nothing else is told of it."""
    tables = delivered(named(4))
    out = with_pair(practice(tables, policy, None).tables, tables)
    again = practice(tables, policy, SimpleNamespace(frames=out)).tables  # type: ignore[arg-type]  # all that is asked of a release
    pd.testing.assert_frame_equal(again["practice_pairs"], out["practice_pairs"])
    pd.testing.assert_frame_equal(again["practice_counts"], out["practice_counts"])
    assert wrong(tables, again, policy, out) == []


# ----------------------------------------------------------------- the rule and its recount


@pytest.mark.parametrize("seed", range(60))
def test_the_rule_and_its_recount_say_the_same_of_any_two_tables(seed: int) -> None:
    rng = np.random.default_rng(seed)
    many = int(rng.integers(12, 70))
    one, other = (rng.integers(0, cells, many) for cells in rng.integers(2, 7, 2))
    other = np.where(rng.random(many) < rng.random(), one, other)  # one lies in the other more or less
    voice = rng.integers(0, many, many)
    frame = pd.DataFrame({"month": 24000, "voice": voice}, index=[f"c{n}" for n in range(many)])
    together = Together(Counted(frame, {}), 4, K, {})
    together.hold(("one", "", ""), [Table(("one", "", ""), one)])
    fits = together.may_join(("other", "", ""), [Table(("other", "", ""), other)])
    everybody = np.ones(many, dtype=np.bool_)
    assert Beside(voice, K, everybody, {}, ()).tell(one, other, everybody) is not fits
