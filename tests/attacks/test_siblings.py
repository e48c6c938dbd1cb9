"""Brothers and sisters who always go missing together: what holds of them, and what does not.

They are as many children as they are. Fewer than k of them are not known to be there, as no other small group is; k of them can be a
figure, and whoever knows the family knows whose it is. Incidents that name their children together are one group, and count once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from small_worlds import MONTHS, known_to_be_there, publish_small, small_world

from data_loaders.facts.incidents import groups
from data_loaders.safety.attack.across import Attacks

pytestmark = pytest.mark.attack


def with_siblings(seed: int) -> pd.DataFrame:
    """A small world, and two to four siblings of one ward, sex and age, who come together one to three times every month."""
    rng, rows = np.random.default_rng(9000 + seed), small_world(seed + 5000)
    number, times, ward, sex, age = (int(rng.integers(*limits)) for limits in ((2, 5), (1, 4), (0, 5), (0, 2), (0, 3)))
    own = [(10**6 + n, month, ward, sex, age) for n in range(number) for month in range(MONTHS) for _ in range(times)]
    return pd.concat([rows, pd.DataFrame(own, columns=list(rows.columns))], ignore_index=True)


@pytest.mark.parametrize("seeds", [range(1), pytest.param(range(1, 60), marks=pytest.mark.long)], ids=str)
def test_siblings_who_always_come_together_are_not_known_to_be_there(
    seeds: range, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    before, now = 0, list[str]()
    for seed in seeds:
        rows = with_siblings(seed)
        with monkeypatch.context() as patch:
            patch.setattr(Attacks, "telling", lambda *_: [])
            before += bool(known_to_be_there(publish_small(rows), rows))
        now += known_to_be_there(publish_small(rows), rows)
    tell(
        f"{len(seeds)} worlds with siblings who always come together: told in {before} by the old rule, {len(now)} groups now"
    )
    assert before or len(seeds) < 10
    assert not now, now[:5]


def test_a_figure_can_be_one_familys_where_they_are_as_many_as_the_floor() -> None:
    """What is not promised, so that nobody takes it for promised: six brothers are six children."""
    rows = [(child, 3, 1, month) for child in range(6) for month in range(MONTHS)]
    rows += [(100 + n, 3 + n % 2, 0, n % MONTHS) for n in range(80)]
    rows += [(300 + n, n % 3, n // 3 % 2, n % MONTHS) for n in range(120)]
    made = pd.DataFrame(rows, columns=["child", "area", "sex", "month"]).assign(age=lambda r: r["child"] % 3)
    table = publish_small(made).tables["v_area_sex"]
    theirs = table[table["area"].str.contains("area3") & (table["sex"] == "sex1")]
    assert theirs["n"].sum() == 6 * MONTHS


def test_children_who_are_named_together_in_incidents_count_as_one() -> None:
    """Five brothers, in whatever order and in part: one group, which no figure can be of."""
    ids = pd.Series(["a;b", "b;c;d", "d;e", "e", "x", "y"])
    found = groups(ids, pd.Series([f"i{n}" for n in range(len(ids))]))
    assert len(set(found)) == 3
    assert len(set(found[:4])) == 1
