"""Months of invented records, small enough to be published in seconds: what a partner sends once a month, as a whole history."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.publish import publish
from data_loaders.release import Release
from tests.kept import few_views

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
FIRST = pd.Timestamp("2024-10-01")
AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\nW1,WARD,Upper,C1\nW2,WARD,Lower,C1\n"
FEW = "few_views.toml"
VIEWS = ["first views", pytest.param("all views", marks=pytest.mark.long)]
EPISODES, DISCUSSIONS = "missing_episodes.csv", "return_discussions.csv"


def episodes(until: str, *, seed: int = 5, a_month: int = 45) -> pd.DataFrame:
    """All episodes up to a day. The rows of a month are the same in every delivery."""
    made = []
    for start in pd.date_range(FIRST, until, freq="MS"):
        chance = np.random.default_rng([seed, start.year, start.month])
        when = start + pd.to_timedelta(chance.integers(0, 27 * 1440, a_month), unit="min")
        child = chance.choice(120, a_month, replace=False)  # nobody twice a month: no two episodes overlap
        made.append(pd.DataFrame({
            "episode_id": [f"e-{start:%y%m}-{n}" for n in range(a_month)], "child_pseudo_id": [f"invented-{n:03d}" for n in child],
            "counting_unit": "EPISODE", "start_dt": when.strftime("%Y-%m-%dT%H:%M"),
            "end_dt": (when + pd.Timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M"), "age_band": np.where(child % 3, "13-15", "16-17"),
            "sex": np.where(child % 2, "F", "M"), "area_from": np.where(child % 5 < 3, "W1", "W2"),
        }))  # fmt: skip
    return pd.concat(made, ignore_index=True)


def deliver(folder: Path, rows: pd.DataFrame, until: str, *, retention: str = "") -> Path:
    """The folder as a data manager has it. Extracted long after its last day, so that every month has settled."""
    folder.mkdir(parents=True, exist_ok=True)
    extract = f"{pd.Timestamp(until) + pd.DateOffset(months=4):%Y-%m-%d}"
    rows.to_csv(folder / EPISODES, index=False)
    talks = rows.iloc[::4]
    pd.DataFrame({
        "discussion_id": "d-" + talks["episode_id"], "episode_id": talks["episode_id"], "offered": "Y", "offered_dt": talks["end_dt"],
        "completed_dt": "", "completed_by": "",
    }).to_csv(folder / DISCUSSIONS, index=False)  # fmt: skip
    (folder / "ref_area.csv").write_text(AREAS, encoding="utf-8")
    head = "table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic,retention_date"
    own = [f"{name.removesuffix('.csv')},{name},POLICE,{extract},{FIRST:%Y-%m-%d},{until},public,Y,{retention}" for name in (EPISODES, DISCUSSIONS)]  # fmt: skip
    (folder / "manifest.csv").write_text(
        "\n".join([head, *own, f"ref_area,ref_area.csv,OTHER,{extract},,,public,Y,"]) + "\n"
    )
    return folder


def by_views(folder: Path, views: str) -> Path:
    """The folder, where what is published has the first views of each dataset, or all of them."""
    if views == "first views":
        few_views(folder)
    return folder


def policy_of(out: Path) -> Path:
    return file if (file := out.parent / FEW).exists() else POLICY


def published(folder: Path, out: Path, **options: object) -> Release:
    return publish(folder, out=out, policy_file=policy_of(out), audience="partnership", **options)


def month_by_month(release: Release) -> dict[str, int]:
    """The published episodes of the whole council by month."""
    view = next(v for v in release.views("missing_episodes") if not v.dimensions and v.time_unit == "month")
    table = release.table(view.table)
    return {f"{start:%Y-%m}": int(n) for start, n in zip(table["period_start"], table["n"], strict=True)}


def delivered_months(rows: pd.DataFrame) -> dict[str, int]:
    """The same, counted from the rows alone."""
    return {str(month): int(n) for month, n in rows["start_dt"].str[:7].value_counts().sort_index().items()}
