"""Writing a manifest, so that a data manager need not count rows and checksums by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from data_loaders.release import digest
from data_loaders.sources.collect import deliveries_in
from data_loaders.sources.files import read_file


def write_manifest(folder: Path, *, supplier: str, audience: str, days: tuple[date, date, date]) -> int:
    """Write manifest.csv anew for every delivery in the folder; `days` = extract, first and last day covered."""
    extract, start, end = days
    rows = [
        {
            "table": table.name, "file": file.name, "supplier_agency": supplier, "extract_date": extract,
            "period_start": start, "period_end": end, "rows": len(read_file(file, table.name)),
            "sha256": digest(file.read_bytes()), "definition_version": "1", "sharing_agreement": "",
            "retention_date": "", "audience": audience, "is_synthetic": "N",
        }
        for table, file, _ in deliveries_in(folder, {})
        if table.name != "manifest"
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(folder / "manifest.csv", index=False)
    return len(rows)
