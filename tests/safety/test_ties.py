"""Dimensions that know something of each other, and parts of a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.policy.several import expanded
from data_loaders.publish import publish
from data_loaders.release import Release
from data_loaders.safety.attack.across import Attacks, check_across, troubled_views
from data_loaders.safety.audit.parts import telling_views
from data_loaders.safety.calendar import Calendar, month_number
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import NOT_SHOWN, Grid, is_safe
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
FIRST = month_number(date(2023, 4, 1))


def homes(tied: list[list[str]], *, elsewhere: int = 2) -> Countable:
    """One month. 40 children missing from foster care and 30 from home; all of the 40 and `elsewhere` others looked after."""
    place = np.array([0] * 40 + [1] * 30)
    care = np.array([0] * 40 + [0] * elsewhere + [1] * (30 - elsewhere))
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "invented", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": 5}, "dominance": 0.5, "coverage": "invented", "tied": tied, "part_of": "",
            "dimensions": {
                name: {"title": name, "kind": "nominal", "column": name, "detail": 1.0, "leaves": leaves}
                for name, leaves in (("place", ["FOSTER", "HOME"]), ("care", ["LOOKED_AFTER", "NOT"]))
            },
            "views": [{"name": "place", "dimensions": {"place": "each"}}, {"name": "care", "dimensions": {"care": "each"}}],
        }
    )  # fmt: skip
    hierarchies = {
        d: build_hierarchy(d, [Leaf("a", "a"), Leaf("b", "b")], weakness=lambda b: (float(-len(b)),))
        for d in ("place", "care")
    }
    records = Records(np.arange(70), np.full(70, FIRST), {"place": place, "care": care}, 70)
    return Countable("invented", policy, 5, records, Calendar(FIRST, FIRST, 4), hierarchies, {"place": {}, "care": {}})


GRIDS = {"place": Grid({"place": 0}, "month"), "care": Grid({"care": 0}, "month")}


def test_a_tie_shows_what_two_safe_views_give_away_together() -> None:
    """42 looked after less 40 in foster care are 2 children, for anybody who knows that foster children are looked after."""
    data = homes([["place", "care"]])
    assert all(is_safe(data, grid) for grid in GRIDS.values())
    assert [c.status for c in check_across(Attacks(data), GRIDS) if c.name == "combining views"] == ["failed"]
    assert troubled_views(Attacks(data), GRIDS) == [("care", "place")]


def test_without_the_knowledge_of_a_tie_the_same_views_tell_nothing() -> None:
    assert troubled_views(Attacks(homes([])), GRIDS) == []


def test_a_tie_lets_pass_what_leaves_nobody_or_enough() -> None:
    assert troubled_views(Attacks(homes([["place", "care"]], elsewhere=7)), GRIDS) == []


def test_the_last_wanted_of_two_telling_views_is_given_up_and_says_why() -> None:
    found = {f.view.name: f for f in choose_together(Attacks(homes([["place", "care"]])), 1.0)}
    assert found["place"].grid is not None
    assert found["care"].grid is None
    assert found["care"].reason == NOT_SHOWN.format(protected="children")


def test_several_codes_in_a_cell_become_one_view_each_with_its_ties() -> None:
    policy = homes([["place", "care"]]).policy
    several = policy.dimensions["care"].model_copy(update={"kind": "several"})
    made = expanded(policy.model_copy(update={"dimensions": {**policy.dimensions, "care": several}}))
    assert [v.name for v in made.views] == ["place", "care_looked_after", "care_not"]
    assert made.tied == (("place", "care_looked_after"), ("place", "care_not"))
    assert made.dimensions["care_not"].contains == "NOT"


def by_month(counts: list[list[int]]) -> Countable:
    """Records of each child in each of three months: counts[child][month]."""
    data = homes([])
    person, month = zip(
        *[(c, m) for c, own in enumerate(counts) for m, n in enumerate(own) for _ in range(n)], strict=True
    )
    records = Records(np.array(person), FIRST + np.array(month), {}, len(counts))
    return replace(data, records=records, calendar=Calendar(FIRST, FIRST + 2, 4))


@pytest.mark.parametrize(("left", "told"), [(2, ["total"]), (0, []), (4, ["total"]), (5, []), (7, [])])
def test_a_part_tells_when_the_whole_less_it_is_few(left: int, told: list[str]) -> None:
    """Investigations by month against reports by quarter: so many children were reported once more than investigated."""
    part = by_month([[1, 1, 1]] * 20)
    whole = by_month([[1, 1, 2 if child < left else 1] for child in range(20)])
    grids = ({"total": Grid({}, "month")}, {"total": Grid({}, "quarter")})
    assert telling_views(part, grids[0], whole, grids[1]) == told


def test_many_reports_of_one_child_that_were_not_investigated_are_one_child() -> None:
    part, whole = by_month([[1, 1, 1]] * 20), by_month([[1, 1, 9]] + [[1, 1, 1]] * 19)
    grids = {"total": Grid({}, "month")}
    assert telling_views(part, grids, whole, grids) == ["total"]


def test_two_audiences_share_one_ladder_of_bandings(few: Callable[..., Path], release: Release, tmp_path: Path) -> None:
    """Somebody may see both releases: every public block is made of whole blocks of the partnership's finest banding."""
    folder = few("missing_episodes", "return_discussions", "efh_incidents", "locations")
    manifest = folder / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(",partnership,", ",public,"), encoding="utf-8")
    public = publish(folder, out=tmp_path / "out", policy_file=POLICY, audience="public")
    assert min(int(public.table(v.table)["n"].min()) for v in public.manifest.views if v.status == "published") >= 10
    for one, other in ((public, release), (release, public)):
        for (dataset, dimension), blocks in _blocks(one).items():
            theirs = _blocks(other).get((dataset, dimension), set())
            crossing = [(a, b) for a in blocks for b in theirs if a & b and not (a <= b or b <= a)]
            assert crossing == []


def _blocks(release: Release) -> dict[tuple[str, str], set[frozenset[str]]]:
    made: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in release.table("blocks").itertuples():
        made.setdefault((row.dataset, row.dimension), {}).setdefault(row.block, set()).add(row.leaf)
    return {key: {frozenset(leaves) for leaves in blocks.values()} for key, blocks in made.items()}
