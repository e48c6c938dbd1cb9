"""Empty tables for partners, and the dictionary that explains them: both made from the descriptions, so they agree."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_loaders.deliveries import TABLES, Table


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


def write_templates(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        empty = pd.DataFrame(columns=[c.name for c in table.columns])
        empty.to_csv(folder / f"{table.name}.csv", index=False)
        with pd.ExcelWriter(folder / f"{table.name}.xlsx", engine="openpyxl") as book:
            empty.to_excel(book, sheet_name=table.name, index=False)
            explained(table).to_excel(book, sheet_name="columns explained", index=False)


def dictionary_text() -> str:
    parts = ["# Data dictionary"]
    for table in TABLES.values():
        parts += [f"\n## {table.name}: {table.title}", table.meaning, f"Key: {', '.join(table.key) or 'none'}.\n"]
        parts += ["| column | meaning | kind | required | codes |", "|---|---|---|---|---|"]
        parts += ["| " + " | ".join(map(str, row)) + " |" for row in explained(table).itertuples(index=False)]
    return "\n".join(parts) + "\n"
