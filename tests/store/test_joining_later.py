"""A supplier who delivers for the first time when others are out already: its series begins, theirs go on as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from invented_months import FIRST, VIEWS, by_views, deliver, episodes, month_by_month, published

from data_loaders.release import Release

BEFORE, JOINED, NEXT = "2025-06-30", "2025-07-31", "2025-08-31"
INCIDENTS = "efh_incidents.csv"


def incidents(until: str, *, a_month: int = 40) -> pd.DataFrame:
    """All incidents up to a day; the rows of a month are the same in every delivery."""
    made = []
    for start in pd.date_range(FIRST, until, freq="MS"):
        chance = np.random.default_rng([9, start.year, start.month])
        when = start + pd.to_timedelta(chance.integers(0, 27, a_month), unit="D")
        made.append(pd.DataFrame({
            "incident_id": [f"i-{start:%y%m}-{n}" for n in range(a_month)],
            "child_group_pseudo_ids": [f"met-{n:03d}" for n in chance.choice(120, a_month, replace=False)],
            "occurred_date": when.strftime("%Y-%m-%d"), "harm_type": chance.choice(["CSE", "CCE"], a_month), "area_code": "W1",
        }))  # fmt: skip
    return pd.concat(made, ignore_index=True)


def delivered(folder: Path, until: str, *, with_incidents: bool) -> Path:
    deliver(folder, episodes(until), until)
    if with_incidents:
        incidents(until).to_csv(folder / INCIDENTS, index=False)
        manifest = folder / "manifest.csv"
        row = manifest.read_text(encoding="utf-8").splitlines()[1].replace("missing_episodes", "efh_incidents")
        manifest.write_text(manifest.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=VIEWS)
def three(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Of June without incidents; of July, when they come for the first time; of August, when they go on."""
    folder = by_views(tmp_path_factory.mktemp("joining"), request.param)
    return [
        published(delivered(folder / until, until, with_incidents=until != BEFORE), folder / "releases")
        for until in (BEFORE, JOINED, NEXT)
    ]


def incidents_by_month(release: Release) -> dict[str, int]:
    table = release.table("incidents.total")
    return {f"{start:%Y-%m}": int(n) for start, n in zip(table["period_start"], table["n"], strict=True)}


def test_a_series_that_begins_later_has_all_its_months_and_goes_on(three: list[Release]) -> None:
    before, joined, after = three
    assert before.views("incidents") == ()
    counted = incidents(NEXT)["occurred_date"].str[:7].value_counts().sort_index()
    assert incidents_by_month(joined) == {m: int(n) for m, n in counted.items() if m <= "2025-07"}
    assert incidents_by_month(after) == {m: int(n) for m, n in counted.items()}


def test_nothing_of_the_others_changes(three: list[Release]) -> None:
    before, joined, _ = three
    assert month_by_month(joined).items() > month_by_month(before).items()
    for name in ("blocks", "design_effects"):
        out = before.table(name)
        assert joined.table(name).head(len(out)).equals(out)
    assert set(joined.table("design_effects")["dataset"]) - set(out["dataset"]) == {"incidents"}
