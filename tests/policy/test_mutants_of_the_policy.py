"""Every string, number, list, key and table of the policy is changed, one at a time, and what came of it is printed.

A change is refused with a sentence that names the setting and the cure, or it belongs to a class of changes that a
partnership may make, with the reason beside it. There is no third: no traceback, and nothing that passes unlisted.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from data_loaders.policy import PolicyRefusedError
from data_loaders.policy.reading import checked
from tests.policy.mutations import Mutation, changes, mutant

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
WHOLE = tomllib.loads(POLICY.read_text(encoding="utf-8"))
CURE = re.compile(
    r"Add|Remove|Raise|Lower|Correct|Write|Put it|Keep to|Did you mean|Known:|Possible|Defined:|list each|Join|must hold|must name"
)
SAME_ORDER = {"turned round"}
STRICTER = {"raised", "vast"}
WITHIN = {"raised", "lowered"}
# What a partnership may decide: (settings, changes, why they are no weaker).
ALLOWED: tuple[tuple[str, set[str], str], ...] = (
    (r".*\.title|datasets\.\w+\.(counts|protected)", {"misspelt", "cut short", "swapped case"}, "words that pages show"),
    (r"survey\.(stage|fifth)_groups\.[\w ]+", {"renamed"}, "names of groups that pages show"),
    (r"(.*\.)?detail", WITHIN, "what a partnership would rather see finer; every choice is tested the same"),
    (r".*\.(k|safety_map_k|guardian_k|crowd|reviews_k)\.\w+", STRICTER, "a floor may be higher"),
    (r".*dominance", WITHIN, "a ceiling may be lower, and higher up to one half"),
    (r"audits\.(team_least|pairs_least)|contexts\.curve_days", STRICTER | {"lowered"}, "a least number above its own least"),
    (r"audits\.(coefficient_step|resamples)", WITHIN, "between the two ends that are set"),
    (r"places\.finest_resolution", {"lowered"}, "coarser hexagons"),
    (r"practice\.quotes\.\w+", {"zero", "lowered", "raised"}, "quotations are consented to; up to twelve"),
    (r".*\.history_months", {"raised"}, "more of the beginning is left out"),
    (r"datasets\.\w+\.dimensions\.\w+\.levels|survey\.area_levels|practice\.units", {"one removed"}, "a level fewer is coarser"),
    (r".*\.arranged_clock\.residual", {"removed", "one removed"}, "its banding says where NK stands"),
    (r".*\.residual", {"one removed"}, "OTHER may be a group of its own, and has its floor like any"),
    (r".*\.(leaves|residual|left_out|tied|views|small_counts|named_types\.\w+|(stage|fifth)_groups\.[\w ]+)", SAME_ORDER, "an order of showing, or none"),
    (r".*bandings(\.\w+)?", {"turned round", "moved to the next", "one removed"}, "which codes are joined: still nested, and labels are made of what is joined"),
    (r".*\.dimensions\.\w+\.bandings(\.\w+)?|practice\.\w+\.bandings\.\w+", {"removed", "renamed"}, "a group that no view asks for by name"),
    (r"contexts\.named_(types\.\w+|sizes)", {"one removed"}, "fewer contexts are shown one by one"),
    (r"datasets\.\w+\.views", {"one removed"}, "a view fewer says less"),
    (r"datasets\.\w+\.views\.name", {"misspelt", "cut short"}, "a file name: pages ask by dimensions"),
    (r"datasets\.\w+\.views\.dimensions\.\w+", {"removed"}, "a coarser view in the place of a finer one"),
    (r"datasets\.\w+\.views\.children", {"removed", "turned"}, "numbers of children are attacked wherever they are asked for"),
    (r"datasets\.\w+\.views\.(no_finer_than|rather_not_coarser_than)", {"removed"}, "a wish, where values do not change later"),
)  # fmt: skip


def allowed(mutation: Mutation) -> str:
    return next((w for at, hows, w in ALLOWED if mutation.how in hows and re.fullmatch(at, mutation.setting)), "")


def once(mutations: Iterable[Mutation]) -> list[Mutation]:
    """Each kind of change once of all settings of one name in what has one name, such as `k.partnership`, wherever they stand."""
    return list({(*mutation.setting.split(".")[-2:], mutation.how): mutation for mutation in mutations}.values())


def test_a_change_of_each_kind_to_each_name_is_refused_or_may_be_made(tell: Callable[[str], None]) -> None:
    refused, _ = tried(once(changes(WHOLE)), tell)
    assert sum(refused.values()) > 1500


@pytest.mark.long
def test_every_change_is_refused_with_a_sentence_or_is_one_that_may_be_made(tell: Callable[[str], None]) -> None:
    refused, passed = tried(changes(WHOLE), tell)
    assert sum(refused.values()) > 4000
    assert {why for _, _, why in ALLOWED} - set(passed) == set(), "a class of changes that nothing needs"


def tried(mutations: Iterable[Mutation], tell: Callable[[str], None]) -> tuple[Counter[str], Counter[str]]:
    """How often which kind was refused, and what passed by which reason; anything else fails here."""
    refused, passed, trouble = Counter[str](), Counter[str](), list[str]()
    for mutation in mutations:
        where = f"{mutation.setting} {mutation.how}: {mutation.value!r}"
        try:
            checked(mutant(WHOLE, mutation))
        except PolicyRefusedError as error:
            refused[mutation.how] += 1
            if trouble_with := _bad_sentence(str(error), mutation):
                trouble.append(f"{where}: {trouble_with}: {error}")
        else:
            passed[allowed(mutation)] += 1
            if not allowed(mutation):
                trouble.append(f"{where}: accepted, and nothing says that it may be")
    _print(refused, passed, tell)
    assert not trouble, "\n".join(trouble[:20])
    return refused, passed


def _bad_sentence(said: str, mutation: Mutation) -> str:
    if not any(str(part) in said for part in mutation.at if isinstance(part, str)):
        return "does not name the setting"
    if not said.endswith((".", "?")) or not CURE.search(said):
        return "does not name the cure"
    return ""


def _print(refused: Counter[str], passed: Counter[str], tell: Callable[[str], None]) -> None:
    tell(
        f"The policy changed one at a time: {sum(refused.values())} refused with a sentence, {sum(passed.values())} allowed."
    )
    for how, times in refused.most_common():
        tell(f"  refused  {times:5d}  {how}")
    for why, times in passed.most_common():
        tell(f"  allowed  {times:5d}  {why}")
