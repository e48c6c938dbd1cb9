"""Less of an invented delivery, where a test needs no more."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pandas as pd

POLICY = Path(__file__).resolve().parents[1] / "assets" / "policy.toml"


def keep_only(folder: Path, tables: set[str]) -> Path:
    """Leave out every other delivery but the references, and its row of the manifest, in which nothing is counted or digested any more."""
    kept = {*tables, "ref_area", "ref_population"}
    manifest = pd.read_csv(folder / "manifest.csv", dtype="str", keep_default_na=False)
    manifest[manifest["table"].isin(kept)].assign(sha256="", rows="").to_csv(folder / "manifest.csv", index=False)
    for file in folder.glob("*.csv"):
        if file.stem not in {*kept, "manifest"}:
            file.unlink()
    return folder


def begun(folder: Path, day: str, table: str = "missing_episodes") -> Path:
    """Leave out of a delivery of records what is before a day, and let the manifest say so."""
    file, manifest = folder / f"{table}.csv", folder / "manifest.csv"
    rows, told = (pd.read_csv(one, dtype="str", keep_default_na=False) for one in (file, manifest))
    rows[rows["start_dt"] >= day].to_csv(file, index=False)
    told.loc[told["table"] == table, "period_start"] = day
    told.to_csv(manifest, index=False)
    return folder


def few_views(folder: Path, most: int = 5) -> Path:
    """A policy file with the first views of each dataset of the house's own, and without what none of them asks for: a release by it
    has every table but those of the other views, and is made in a part of the time."""
    head, *blocks = re.split(r"(?m)^(?=\[)", POLICY.read_text(encoding="utf-8"))
    kept, views = list[str](), Counter[str]()
    for block in blocks:
        of = block.partition("]")[0]
        views[of] += block.startswith("[[")
        if views[of] <= most:
            kept.append(block)
    asked = {
        (part.split(".")[1].split("]")[0], name)
        for part in kept
        if part.startswith("[[")
        for name in re.findall(r"(\w+) = \"", part)
    }
    of_dimension = re.compile(r"\[datasets\.(\w+)\.dimensions\.(\w+)")
    kept = [part for part in kept if (of := of_dimension.match(part)) is None or of.groups() in asked]
    file = folder / "few_views.toml"
    file.write_text(re.sub(r"(?ms)^tied = \[$.*?^\]$", "tied = []", head + "".join(kept)), encoding="utf-8")
    return file
