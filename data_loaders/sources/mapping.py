"""`mapping.toml`: another supplier's columns and codes adapted without code."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data_loaders.deliveries import TABLES

MAPPING = "mapping.toml"


class TableMapping(BaseModel):
    """files: globs · columns: ours = theirs · constants: for every row · codes: per column of ours, theirs = ours, "*"
    for all others · where: rows kept, by their column · each_row: columns of ours in which every row gets a value of its
    own, for files without identifiers · manifest: what the manifest would say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    files: tuple[str, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    each_row: tuple[str, ...] = ()
    manifest: dict[str, str] = Field(default_factory=dict)


def read_mapping(folder: Path) -> tuple[dict[str, TableMapping], str | None]:
    """The mappings of a folder, and a sentence if the file cannot be used."""
    file = folder / MAPPING
    if not file.exists():
        return {}, None
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        made = {table: TableMapping.model_validate(body) for table, body in raw.items()}
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        return {}, f"{MAPPING} cannot be used: {' '.join(str(error).split())[:300]}"
    for table, mapping in made.items():
        if table not in TABLES:
            return (
                {},
                f"{MAPPING} names the table '{table}', which does not exist. Tables: {', '.join(TABLES)}.",
            )
        known = {c.name for c in TABLES[table].columns}
        stray = (set(mapping.columns) | set(mapping.constants) | set(mapping.codes) | set(mapping.each_row)) - known
        if stray:
            return {}, f"{MAPPING}, [{table}]: there is no column {', '.join(sorted(stray))} in that table."
    return made, None
