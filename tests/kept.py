"""Less of an invented delivery, where a test needs no more."""

from __future__ import annotations

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
