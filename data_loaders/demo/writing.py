"""Writing the invented deliveries with a manifest that describes them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data_loaders.demo.truth import EXTRACT, FIRST_DAY, LAST_DAY, Truth
from data_loaders.release import digest


def write_all(folder: Path, tables: dict[str, pd.DataFrame], truth: Truth) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, frame in tables.items():
        if frame.empty:
            continue
        file = folder / f"{name}.csv"
        arrow_csv.write_csv(pa.Table.from_pandas(frame, preserve_index=False), file)
        rows.append(_manifest_row(name, file, len(frame)))
    pd.DataFrame(rows).to_csv(folder / "manifest.csv", index=False)
    (folder / "truth.json").write_text(json.dumps(asdict(truth), indent=1) + "\n", encoding="utf-8")


def _manifest_row(name: str, file: Path, rows: int) -> dict[str, object]:
    return {
        "table": name,
        "file": file.name,
        "supplier_agency": "Invented for the demonstration",
        "extract_date": f"{EXTRACT:%Y-%m-%d}",
        "period_start": f"{FIRST_DAY:%Y-%m-%d}",
        "period_end": f"{LAST_DAY:%Y-%m-%d}",
        "rows": rows,
        "sha256": digest(file.read_bytes()),
        "definition_version": "1",
        "sharing_agreement": "none needed: invented",
        "retention_date": "2036-04-20",
        "audience": "public",
        "is_synthetic": "Y",
    }
