"""What was joined, what a label names and what a sentence says must not tell of the records.

Measured on the old rule, on the invented partnership: the chain of joins differed between any two worlds (it followed the
records), "Female, with not known" became "Female, with other and not known" as soon as one child was recorded as other, and a
sentence said "Other joined with Male because 1 of 3 years held fewer than 5 children": one to four children.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.demo import write_demo
from data_loaders.facts import FACTS
from data_loaders.policy import load_policy
from data_loaders.safety.calendar import Calendar, whole_months
from data_loaders.safety.views.dataset import Countable, coded, countable
from data_loaders.safety.views.finder import find_view
from data_loaders.safety.views.sizes import sizes_of_values
from data_loaders.safety.views.table import merge_sentences, view_entry
from data_loaders.sources import collect
from tests.kept import keep_only

POLICY = load_policy(Path(__file__).resolve().parents[2] / "assets" / "policy.toml", "partnership")
DATASET = "missing_episodes"


RECORDS = {"missing_episodes", "return_discussions", "efh_incidents", "locations", "school_terms"}


def tables_of(folder: Path, *, seed: int = 1, scale: float = 0.2) -> dict[str, pd.DataFrame]:
    write_demo(folder, seed=seed, scale=scale)
    return dict(collect(keep_only(folder, RECORDS)).tables)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, pd.DataFrame], ...]:
    one, other = (tables_of(tmp_path_factory.mktemp(f"world{seed}"), seed=seed) for seed in (11, 12))
    return one, {**other, "ref_population": one["ref_population"]}


def ready(tables: dict[str, pd.DataFrame], facts: pd.DataFrame | None = None) -> Countable:
    policy = POLICY.datasets[DATASET]
    calendar = Calendar(*whole_months(date(2023, 4, 1), date(2026, 3, 31)), 4)
    rows = FACTS[policy.records][2](tables) if facts is None else facts
    return countable(DATASET, policy, k=5, tables=tables, facts=rows, calendar=calendar)


def test_two_worlds_have_the_same_chains_of_joins(worlds: tuple[dict[str, pd.DataFrame], ...]) -> None:
    one, other = (ready(tables) for tables in worlds)
    assert len(one.hierarchies) > 20
    for name, hierarchy in one.hierarchies.items():
        assert hierarchy.steps == other.hierarchies[name].steps, name
        labels = [[h.label(block) for step in h.steps for block in step] for h in (hierarchy, other.hierarchies[name])]
        assert labels[0] == labels[1], name


@pytest.mark.parametrize("value", ["OTHER", "NK"])
def test_a_label_names_a_residual_value_with_or_without_somebody_in_it(
    value: str, worlds: tuple[dict[str, pd.DataFrame], ...]
) -> None:
    facts = FACTS["missing"][2](worlds[0])
    labels = []
    for sex in (value, "F"):
        changed = facts.assign(sex=facts["sex"].replace({value: "F"}))
        changed.loc[changed.index[:1], "sex"] = sex
        hierarchy = ready(worlds[0], changed).hierarchies["sex"]
        labels.append([hierarchy.label(block) for step in hierarchy.steps for block in step])
    assert labels[0] == labels[1]
    assert any(label.endswith(("with other and not known", "with not known and other")) for label in labels[0])


def test_no_sentence_of_a_view_holds_a_number_or_a_cause(worlds: tuple[dict[str, pd.DataFrame], ...]) -> None:
    said: list[str] = []
    data = ready(worlds[0])
    for view in data.policy.views:
        found = find_view(data, view, time_detail=1.0)
        entry = view_entry(data, found, merges=merge_sentences(data, found), children=("not wanted", ""))
        said += [*(m for m in entry.merges), entry.reason]
        for sentence in entry.merges:
            assert sentence.endswith(" are shown together.")
    reasons = {s for s in said if s and not s.endswith(" are shown together.")}
    assert len(reasons) == 1, "one sentence for every cause"
    assert not any(word in s for s in said for word in ("fewer than", "because", " of 3 years", "most of it"))


def test_the_reference_is_the_order_of_the_invented_partnership(tmp_path: Path) -> None:
    """The file was counted in the partnership that `demo` writes: different children of each value in a quarter."""
    tables = tables_of(tmp_path, scale=1.0)
    known, tried = sizes_of_values(), 0
    for dataset in (DATASET, "incidents"):
        policy = POLICY.datasets[dataset]
        person, day, make = FACTS[policy.records]
        facts = make(tables)
        for column, value in policy.where.items():
            facts = facts[facts[column] == value]
        quarter = facts[day].dt.year * 4 + facts[day].dt.quarter
        for dimension in policy.dimensions.values():
            if dimension.kind in ("ordered", "nominal") and not dimension.contains:
                rows = pd.DataFrame({"code": coded(facts, dimension), "who": facts[person], "quarter": quarter})
                seen = rows.drop_duplicates().groupby("code").size() / quarter.nunique()
                for code in dimension.leaves:
                    assert known[dimension.column, code] == pytest.approx(float(seen.get(code, 0.0)), abs=0.051)
                    tried += 1
    assert tried > 100
