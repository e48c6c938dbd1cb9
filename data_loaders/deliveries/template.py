"""Empty tables for partners, and the dictionary that explains them: both made from the descriptions, so they agree."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_loaders.deliveries import TABLES, Table
from data_loaders.problem import did_you_mean
from data_loaders.refusal import RefusedError

EXPLAINED = "columns explained.xlsx"


def explained(table: Table) -> pd.DataFrame:
    rows = [
        (
            c.name,
            c.meaning,
            c.kind,
            "yes" if c.is_required else "no",
            ", ".join(f"{k} = {v}" for k, v in c.codes.items()),
        )
        for c in table.columns
    ]
    return pd.DataFrame(rows, columns=["column", "meaning", "kind", "required", "codes"])


class UnknownTableError(RefusedError):
    """A table that does not exist; the message names those that do."""


def write_templates(folder: Path, only: list[str] | None = None) -> int:
    """One CSV a table, and one workbook that explains every column. Files that are there are left alone."""
    wanted = list(TABLES) if only is None else [*only, "manifest"]
    if lost := [name for name in wanted if name not in TABLES]:
        said = did_you_mean(lost[0], TABLES)
        raise UnknownTableError(f"There is no table '{lost[0]}'.{said} Tables: {', '.join(TABLES)}.")
    folder.mkdir(parents=True, exist_ok=True)
    new = [name for name in dict.fromkeys(wanted) if not (folder / f"{name}.csv").exists()]
    for name in new:
        pd.DataFrame(columns=[c.name for c in TABLES[name].columns]).to_csv(folder / f"{name}.csv", index=False)
    with pd.ExcelWriter(folder / EXPLAINED, engine="openpyxl") as book:
        for name in dict.fromkeys(wanted):
            explained(TABLES[name]).to_excel(book, sheet_name=name[:31], index=False)
    return len(new)


def dictionary_text() -> str:
    parts = ["# Data dictionary"]
    for table in TABLES.values():
        parts += [f"\n## {table.name}: {table.title}", table.meaning, f"Key: {', '.join(table.key) or 'none'}.\n"]
        parts += ["| column | meaning | kind | required | codes |", "|---|---|---|---|---|"]
        parts += ["| " + " | ".join(map(str, row)) + " |" for row in explained(table).itertuples(index=False)]
    return "\n".join(parts) + "\n"
