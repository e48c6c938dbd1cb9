"""Detail kept with every rule, and with each taken out by itself, on the same records: what each one costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from prices import RULES, Kept, every_rule, kept
from worlds import World, build

from data_loaders.series import Series

pytestmark = [pytest.mark.attack, pytest.mark.long]


@pytest.mark.parametrize("world", [World(7, 600), World(7, 2400)], ids=str)
def test_the_price_of_each_rule(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    monkeypatch.setattr(Series, "audit", lambda *_: [])  # what was chosen is audited and attacked elsewhere
    deliveries = build(world, tmp_path)
    whole = kept(deliveries, tmp_path / "out")
    without = dict[str, Kept]()
    for number, (name, rule) in enumerate({**RULES, "all of these": every_rule}.items()):
        with monkeypatch.context() as patch:
            rule(patch)
            without[name] = kept(deliveries, tmp_path / f"out {number}")
    head = f"price of each rule, {world.episodes} episodes"
    tell(
        f"{head}, 0: with all: {whole.views} views, {whole.figures} figures, {whole.with_children} with numbers of children, detail {whole.detail:.0f}"
    )
    for number, (name, other) in enumerate(without.items(), 1):
        more = other - whole
        share = 100 * more.detail / other.detail
        tell(
            f"{head}, {number}: {name}: {more.views} views, {more.figures} figures, {more.with_children} with numbers of children; {share:.1f} % of the detail"
        )
    assert without["all of these"].detail >= whole.detail
    assert whole.detail >= 0.8 * without["all of these"].detail, "safety costs more than a fifth of the detail"
