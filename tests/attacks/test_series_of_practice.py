"""Figures of practice subtracted by somebody who has the release: which two must meet, and in whom. Read from the delivered rows alone.

What the rules of before let through on the invented partnership: 49 contributions in which one coder alone found a theme, less 45; ten
praises of a root less six of its theme; eighteen reviews of which thirteen and eight must meet in three; a quarter of all beside a
half-year of managers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from data_loaders.release import Release

K = 5
Set = frozenset[str]


class Figure(NamedTuple):
    """A printed count, or all of its base without it: who is behind it, and of whom it is counted."""

    about: str
    theme: str
    split: str
    days: tuple[str, str]
    held: Set
    base: Set


class Delivered(NamedTuple):
    day: dict[str, str]
    voice: dict[str, str]
    leaf: dict[str, dict[str, str]]  # split → record → leaf
    found: dict[tuple[str, str], set[str]]  # theme and kind → records


def rows_of(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", dtype="str", keep_default_na=False)


def parents(folder: Path) -> dict[str, str]:
    return dict(rows_of(folder, "theme_codebook")[["theme_code", "parent_code"]].itertuples(index=False, name=None))


def forums(folder: Path) -> Delivered:
    said, codings = rows_of(folder, "forum_contributions"), rows_of(folder, "theme_codings")
    days = rows_of(folder, "forum_sessions").set_index("session_id")["date"].to_dict()
    above, first, found = parents(folder), dict[str, str](), dict[tuple[str, str], set[str]]()
    for row in codings.sort_values(["coded_dt", "coder"], kind="stable").itertuples():
        if first.setdefault(row.contribution_id, row.coder) == row.coder:
            for code, kind in product({row.theme_code, above[row.theme_code] or row.theme_code}, ("", row.stance)):
                found.setdefault((code, kind), set()).add(row.contribution_id)
    names = said["contribution_id"]
    voices = said["session_id"] + "|" + said["agency_band"] + "|" + said["role_band"]
    return Delivered(
        dict(zip(names, said["session_id"].map(days).str[:10], strict=True)), dict(zip(names, voices, strict=True)),
        {split: dict(zip(names, said[f"{split}_band"], strict=True)) for split in ("agency", "role")}, found,
    )  # fmt: skip


def case_reviews(folder: Path) -> Delivered:
    rows, above, found = rows_of(folder, "case_reviews"), parents(folder), dict[tuple[str, str], set[str]]()
    for row in rows.itertuples():
        for code in {row.theme_code, above[row.theme_code] or row.theme_code}:
            found.setdefault((code, row.strength_or_gap), set()).add(row.review_id)
        for context in row.contexts.split(";"):
            found.setdefault((context.strip(), "CONTEXT"), set()).add(row.review_id)
    once = rows.drop_duplicates("review_id")
    names = once["review_id"]
    return Delivered(
        dict(zip(names, once["quarter"].str[:10], strict=True)), dict(zip(names, names, strict=True)),
        {"review": dict(zip(names, once["type"], strict=True))}, found,
    )  # fmt: skip


def figures(printed: pd.DataFrame, of: Delivered) -> Iterator[Figure]:
    """Every printed row, found again in the deliveries, and its base without it. A base is a figure as well."""
    for row in printed.itertuples():
        days, leaves = (str(row.period_start)[:10], str(row.period_end)[:10]), set(row.group.split("+"))
        base = {name for name, day in of.day.items() if days[0] <= day <= days[1]}
        if row.split in of.leaf:
            base = {name for name in base if of.leaf[row.split][name] in leaves}
        kinds = leaves if row.split == "stance" else {row.kind}
        held = {name for kind in kinds for name in of.found.get((row.code, kind), ())} & base if row.code else base
        about = f"{row.split} {row.code} {row.kind} {row.group} {days}"
        assert (len(held), len(base)) == (row.n, row.base), about
        split = f"{row.split} {row.group}" if row.split in of.leaf else ""
        yield Figure(about, row.code, split, days, frozenset(held), frozenset(base))
        yield Figure(f"not {about}", "", split, days, frozenset(base - held), frozenset(base))
        yield Figure(f"all of {split} {days}", "", split, days, frozenset(base), frozenset(base))


def longer(figures_: list[Figure]) -> list[Figure]:
    """Quarters of all added up to the half-years and years that something split is printed of."""
    own: dict[str, list[Figure]] = {}
    for figure in figures_:
        if not figure.split:
            own.setdefault(figure.about.rsplit(" (", 1)[0], []).append(figure)
    made = []
    for days, (name, parts) in product({f.days for f in figures_}, own.items()):
        inside = [p for p in parts if days[0] <= p.days[0] and p.days[1] <= days[1]]
        starts, ends = ({d.days[at] for d in inside} for at in (0, 1))
        is_whole = days[0] in starts and days[1] in ends
        if is_whole and sum((pd.Timestamp(p.days[1]) - pd.Timestamp(p.days[0])).days + 1 for p in inside) == (pd.Timestamp(days[1]) - pd.Timestamp(days[0])).days + 1:  # fmt: skip
            held, base = (frozenset().union(*(getattr(p, of) for p in inside)) for of in ("held", "base"))
            made.append(Figure(f"{name} {days}", parts[0].theme, "", days, held, base))
    return made


def meeting(all_: list[Figure], of: Delivered) -> Iterator[str]:
    """Two figures of one base, or a shorter one of all and a longer one of a band, that are more than what holds both."""
    every = dict.fromkeys([*all_, *longer(list(dict.fromkeys(all_)))])
    whole = {(f.theme, f.days): f.held for f in every if not f.split and not f.about.startswith("not ") and f.theme}
    all_of = {f.days: f.base for f in every if not f.split}
    by_days: dict[tuple[str, str], list[Figure]] = {}
    for figure in every:
        by_days.setdefault(figure.days, []).append(figure)
    for days, other_days in product(by_days, by_days):
        if not (other_days[0] <= days[0] and days[1] <= other_days[1]):
            continue
        pairs = combinations(by_days[days], 2) if days == other_days else product((f for f in by_days[days] if not f.split), by_days[other_days])  # fmt: skip
        for one, other in pairs:
            if one.split and other.split and one.split != other.split:
                continue
            holds = [one.base if one.base == other.base else all_of.get(other_days, frozenset())]
            holds += [whole.get((one.theme, other_days), frozenset())] if one.theme == other.theme != "" else []
            for held in holds:
                if held and len(one.held) + len(other.held) > len(held) and one.held | other.held <= held:
                    voices = {of.voice[name] for name in one.held & other.held}
                    if 0 < len(voices) < K:
                        yield f"{one.about} with {other.about}: at least {len(one.held) + len(other.held) - len(held)}, {len(voices)} voices"  # fmt: skip


DELIVERED = {"themes": forums, "reviews": case_reviews}


def told(printed: pd.DataFrame, folder: Path, view: str) -> list[str]:
    delivered = DELIVERED[view](folder)
    return list(meeting(list(figures(printed[printed["view"] == view], delivered)), delivered))


def left_by_coders(themes: pd.DataFrame, apart: pd.DataFrame) -> list[int]:
    """What a theme that one coder alone found leaves beside each disagreement, and each two, that lie in it."""
    alone = themes.set_index("theme_code")["one"].to_dict()
    left = []
    for code, one in alone.items():
        own = [int(row.n) for row in apart.itertuples() if code in (row.theme_a, row.theme_b)]
        left += [one - n for n in own] + [one - n - m for n, m in combinations(own, 2)]
    return left


@pytest.mark.attack
@pytest.mark.parametrize("view", [pytest.param("themes", marks=pytest.mark.long), "reviews"])
def test_no_two_figures_of_practice_must_meet_in_few(release: Release, deliveries: Path, view: str) -> None:
    assert told(release.table("practice_counts"), deliveries, view) == []


def test_a_theme_less_its_disagreements_is_nobody_or_enough(release: Release) -> None:
    left = left_by_coders(release.table("practice_agreement"), release.table("practice_disagreements"))
    assert [n for n in left if 0 < n < K] == []


def test_the_attack_finds_what_was_told_before() -> None:
    """Invented: of eighteen reviews thirteen are not about home, and eight are about peers; ten of a root, six of a theme."""
    reviews = [f"r{n}" for n in range(18)]
    of = Delivered(
        dict.fromkeys(reviews, "2024-05-01"), dict(zip(reviews, reviews, strict=True)), {},
        {("HOME", "CONTEXT"): set(reviews[:5]), ("PEER", "CONTEXT"): set(reviews[:8])},
    )  # fmt: skip
    start, end = pd.Timestamp("2024-04-01"), pd.Timestamp("2025-03-31")
    rows = pd.DataFrame(
        [("none", code, "CONTEXT", "", start, end, n, 18) for code, n in (("HOME", 5), ("PEER", 8))],
        columns=["split", "code", "kind", "group", "period_start", "period_end", "n", "base"],
    )
    assert any("at least 3, 3 voices" in line for line in meeting(list(figures(rows, of)), of))
    alone = pd.DataFrame({"theme_code": ["S"], "one": [49]})
    assert left_by_coders(alone, pd.DataFrame({"theme_a": ["R"], "theme_b": ["S"], "n": [45]})) == [4]
