"""The nine findings of the first attack from outside, each as a small world with an attacker and the rule as it was before.

Every attacker counts what he finds with what is handed out alone; `old` takes the present rule out again. All records are invented.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import tomllib
import types
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import h3
import numpy as np
import pandas as pd
import pytest
from small_worlds import four_boys, known_to_be_there, publish_small

from data_loaders import counted, guard, keys
from data_loaders.facts import AGAIN
from data_loaders.policy import load_policy
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety import arrivals
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.floor import Floor
from data_loaders.safety.ledger import Counted
from data_loaders.safety.views import people, places
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.hierarchy import Block, Hierarchy, Leaf, build_hierarchy
from data_loaders.safety.views.numbers_shown import children_shown
from data_loaders.safety.views.records import Records
from data_loaders.themes import pooled_contexts

contexts_theme = import_module("data_loaders.themes.contexts")  # the package has a function of the same name
ROOT = Path(__file__).resolve().parents[2]
K, SECRET = 5, b"s" * 32
Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Finding:
    """`unit` says what is counted; `left` is the most that may still be found by the rule as it stands."""

    title: str
    unit: str
    found: Callable[[], int]
    old: Callable[[Patch], None]
    left: int = 0


# ------------------------------------------------------------------------------------------------- 1 · a series begun afresh


def differing_cells() -> int:
    """A child with four episodes is erased and the series is made again: cells of two releases that differ."""
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(
        {"record": [f"r{n}" for n in range(400)], "child_pseudo_id": [f"c{n}" for n in rng.integers(0, 120, 400)]}
    )
    rows.loc[:3, "child_pseudo_id"] = "erased"
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, 400), unit="D") + pd.Timedelta(hours=20)
    rows = rows.assign(start_dt=pd.DatetimeIndex(day).tz_localize("Europe/London"), counting_unit="EPISODE", repeat_band="", year_band="",
                       day_kind="", sex=rng.choice(["F", "M"], 400), area=rng.choice(list("abc"), 400))  # fmt: skip
    first, ledger = _counted(rows, None)
    second, _ = _counted(rows[rows["child_pseudo_id"] != "erased"], ledger)
    cells = [r.groupby(["sex", "area", r["start_dt"].dt.month]).size() for r in (first, second)]
    return int((cells[0].sub(cells[1], fill_value=0) != 0).sum())


def _counted(rows: pd.DataFrame, before: Counted | None) -> tuple[pd.DataFrame, Counted]:
    known = arrivals.keyed("missing", rows, SECRET)
    made = arrivals.counted_records("missing", known, before, {})
    return made, arrivals.next_state("missing", made, before, last=2025 * 12 + 11)


def restated(patch: Patch) -> None:
    patch.setattr(arrivals, "counted_records", lambda kind, facts, *_: AGAIN[kind](facts, 0, facts))


# ------------------------------------------------------------------------------------- 2 · a total over shown and pooled contexts


def pooled_contexts_told() -> int:
    """Forty contexts are shown one by one; a curve and counts over all of them, less those, are the pooled ones."""
    from test_themes_subtracted import left_over, world

    tables = world(1, shown=40, pooled=30, closed_pooled=2)
    out = contexts_theme.contexts(tables, load_policy(ROOT / "assets" / "policy.toml", "partnership"), None).tables
    return sum(0 < n < K for _, n in left_over(tables, out))


def totals_over_all(patch: Patch) -> None:
    """Cells are held to the floor with everybody in them, as before, and not with the pooled ones alone."""
    source = Path(pooled_contexts.__file__).read_text(encoding="utf-8")
    everybody = ('~cases["is_named"].to_numpy(dtype=bool)', "np.ones(len(cases), dtype=bool)")
    no_chains = (
        ("out.take(question=of, answers=cells, untold=untold, names={same, question.name}, lies_in=inside)", "True"),
        ("out.take(question=of, by_day=reached)", "True"),
    )
    for pooled, every in (everybody, *no_chains):
        assert source.count(pooled) == 1
        source = source.replace(pooled, every)
    module = types.ModuleType("pooled_contexts_of_before")
    exec(compile(source, str(pooled_contexts.__file__), "exec"), module.__dict__)
    for name in ("pooled_rows", "curves"):
        patch.setattr(contexts_theme, name, module.__dict__[name])


# ---------------------------------------------------------------------------------------- 3 and 4 · numbers that are children


def countable(person: list[int], times: list[int]) -> Countable:
    """Records of one quarter by how often in twelve months; the whole wants numbers of children."""
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "missing", "where": {}, "counts": "episodes", "protected": "children", "k": {"partnership": K},
            "dominance": 0.5, "coverage": "missing_episodes", "tied": [], "part_of": "",
            "dimensions": {"times": {"title": "t", "kind": "ordered", "column": "repeat_band", "detail": 1.0, "leaves": ["FIRST", "AGAIN"], "once": ["FIRST"]}},
            "views": [{"name": "total", "dimensions": {}, "children": True}, {"name": "times", "dimensions": {"times": "each"}}],
        }
    )  # fmt: skip
    hierarchy = build_hierarchy("times", [Leaf(c, c) for c in ("FIRST", "AGAIN")], weakness=lambda b: (float(-len(b)),))
    first = 2025 * 12
    records = Records(np.array(person), np.full(len(person), first), {"times": np.array(times)}, max(person) + 1)
    return Countable("invented", policy, K, records, Calendar(first, first, 4), {"times": hierarchy}, {"times": {}})


def came_back() -> int:
    """63 children, of whom 60 for the first time; ten of these came again: printed children less first times are three."""
    data = countable([*range(63), *range(10)], [0] * 60 + [1] * 13)
    attacks = Attacks(data)
    found = choose_together(attacks, 1.0)
    shown = {name for name, (status, _) in children_shown(attacks, found).items() if status == "published"}
    grids = {f.view.name: f.grid for f in found if f.grid}
    children = len(np.unique(data.records.person)) if "total" in shown else 0
    first_times = int((data.records.leaf["times"] == 0).sum()) if "times" in grids else 0
    return children - first_times if children and first_times else 0


def first_times_are_counts(patch: Patch) -> None:
    patch.setattr(people, "once_codes", lambda *_: frozenset[str]())


def never_looked_for() -> int:
    """Thirty children reported, twenty-nine of them investigated: printed numbers of children, one less the other."""
    reports, looked_for = countable([*range(30)], [1] * 30), countable([*range(29)], [1] * 29)
    whole, part = (_series(data) for data in (reports, looked_for))
    shown = counted._beside(part, [whole], None)  # type: ignore[arg-type, list-item]  # series with what is asked of them alone
    return 30 - 29 if shown.with_persons else 0


def _series(data: Countable) -> SimpleNamespace:
    def without(names: list[str]) -> SimpleNamespace:
        return SimpleNamespace(with_persons=tuple(n for n in ("total",) if n not in names))

    return SimpleNamespace(
        data=data, together={"total": Grid({}, "month")}, with_persons=("total",), without_persons=without
    )


def records_alone_are_compared(patch: Patch) -> None:
    patch.setattr(counted, "tell_together", lambda *_: False)


# ----------------------------------------------------------------------------------------------- 5 · what is said beside figures


def sentences_that_tell() -> int:
    """Two worlds differ by one child who is recorded as other: labels that differ tell of that child."""
    said = []
    for sex in ([0] * 20 + [1] * 20, [0] * 20 + [1] * 19 + [2]):
        hierarchy = build_hierarchy(
            "sex", [Leaf(c, c) for c in ("Female", "Male", "Other", "Not known")], weakness=lambda b: (float(-max(b)),), residual=frozenset({2, 3})
        )  # fmt: skip
        occupied.clear()
        occupied.update(sex)
        said.append([hierarchy.label(block) for step in hierarchy.steps[2:] for block in step])
    return sum(one != other for one, other in zip(*said, strict=True))


occupied: set[int] = set()


def labels_name_who_is_there(patch: Patch) -> None:
    whole = Hierarchy.label

    def label(self: Hierarchy, block: Block) -> str:
        here = tuple(leaf for leaf in block if leaf in occupied or leaf not in self.residual)
        return whole(self, here or block)

    patch.setattr(Hierarchy, "label", label)


# ----------------------------------------------------------------------------------------------------------- 6 · sensitive places


def records_of_the_house() -> int:
    """A house beside a park: records in the house's cell, where most of them are the house's."""
    sites = [
        ((55.85, -4.0), 15, True),
        ((55.856, -4.005), 40, False),
        ((55.845, -3.992), 60, False),
        ((55.7, -4.3), 50, False),
    ]
    finest = np.array([h3.latlng_to_cell(*at, 9) for at, n, _ in sites for _ in range(n)], dtype=object)
    is_house = np.array([own for _, n, own in sites for _ in range(n)])
    person = np.concatenate([np.arange(n) % (n // 3) + 100 * number for number, (_, n, _) in enumerate(sites)])
    leaf = places.leaf_of_records(finest, is_house, places.partition(finest, is_house, person, Floor(K, 0.5)))
    cell = leaf == leaf[0]
    return int((cell & is_house).sum()) if 2 * (cell & is_house).sum() >= cell.sum() else 0


def nobody_is_asked_for_beside(patch: Patch) -> None:
    patch.setattr(places.Spread, "hides", lambda *_: True)


# -------------------------------------------------------------------------------------------------------------- 7 · four boys


def groups_known_to_be_there() -> int:
    rows = four_boys()
    return len(known_to_be_there(publish_small(rows), rows))


def what_is_left_is_not_asked(patch: Patch) -> None:
    patch.setattr(Attacks, "telling", lambda *_: [])


# ------------------------------------------------------------------------------------------------------- 8 · the guard at the door

KINDS = ("names", "initials", "handles", "plates", "addresses", "described")
GIVEN = ["aaron", "aidan", "aileen", "alan", "alice", "amy", "andrew", "callum", "catriona", "craig", "daniel", "declan", "donna", "eilidh", "emma", "erin", "euan", "fergus", "fiona", "fraser", "hamish", "hannah", "isla", "jack", "james", "jamie", "kirsty", "kyle", "laura", "lewis", "liam", "lucy", "megan", "morag", "niamh", "ross", "ruaridh", "ryan", "sarah", "scott", "shannon", "sophie", "stuart"]  # fmt: skip
SHAPES = (
    r"[\w.%+-]+@[\w-]+\.[A-Za-z]{2,}", r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b", r"(?<!\d)(?:\+?44|0)(?:[\s().-]*\d){9,10}(?!\d)",
    r"(?i)\b\d{1,4}[a-z]?,? +(?:[a-z'-]+ +){1,3}(?:street|st|road|rd|avenue|drive|crescent|terrace|lane|court)\b", r"\b[A-Z]\.\s?[A-Z]\.?(?=\s|$)",
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|PC)\.?\s+[A-Z][a-z]+", r"(?<!\w)@[a-z0-9_.]{3,}", r"(?i)\b(?:flat|house|unit)\s+\d+", r"\b[A-Z][a-z]+\s+(?:said|told|asked|lives|stays)\b",
)  # fmt: skip


def texts_let_through() -> int:
    """Texts of many kinds that name or describe somebody, which no rule stops or holds."""
    texts = tomllib.loads((ROOT / "tests/guard/first_reading.toml").read_text(encoding="utf-8"))["identifying"]
    return sum(guard.read_text(text, "text") is None for kind in KINDS for text in texts[kind])


def shapes_and_common_names(patch: Patch) -> None:
    """The guard as it was first: shapes, and the commonest given names with a capital letter."""

    def read_text(text: str, *_: object) -> str | None:
        words = {word.lower() for word in re.findall(r"[A-Z][a-z]+", text)}
        return "found" if words & {*GIVEN} or any(re.search(shape, text) for shape in SHAPES) else None

    patch.setattr(guard, "read_text", read_text)


# ------------------------------------------------------------------------------------------------------------ 9 · keys of contexts


def contexts_found_by_trying() -> int:
    """The attacker knows how keys are made and how cases are numbered, and not the secret."""
    numbers = [f"x{number:04d}" for number in range(500)]
    printed = {keys.key_of(number, SECRET) for number in numbers[40:75]}
    tried = {hashlib.sha256(n.encode()).hexdigest()[: keys.LENGTH].translate(keys.LETTERS) for n in numbers}
    tried |= {
        hmac.new(b"", n.encode(), hashlib.sha256).hexdigest()[: keys.LENGTH].translate(keys.LETTERS) for n in numbers
    }
    return len(printed & tried)


def keys_without_a_secret(patch: Patch) -> None:
    patch.setattr(
        keys, "key_of", lambda n, _: hashlib.sha256(n.encode()).hexdigest()[: keys.LENGTH].translate(keys.LETTERS)
    )


FINDINGS = (
    Finding("a series made again after an erasure", "cells that differ", differing_cells, restated),
    Finding("a total over shown and pooled contexts", "counts that tell of few", pooled_contexts_told, totals_over_all),
    Finding("children less first times", "children who came back", came_back, first_times_are_counts),
    Finding("reported and never investigated", "children", never_looked_for, records_alone_are_compared),
    Finding("labels that name who is there", "labels that tell", sentences_that_tell, labels_name_who_is_there),
    Finding("a house beside a park", "its records told", records_of_the_house, nobody_is_asked_for_beside),
    Finding("four boys of a ward", "groups known to be there", groups_known_to_be_there, what_is_left_is_not_asked),
    Finding("the guard at the door", "of 118 texts let through", texts_let_through, shapes_and_common_names, left=3),
    Finding("keys of contexts", "of 35 found by trying", contexts_found_by_trying, keys_without_a_secret),
)  # fmt: skip
