"""Column names and codes as other people write them."""

from __future__ import annotations

import re

import pandas as pd

from data_loaders.deliveries import Column, Table

# Boundary files name their columns after the vintage of the codes: ward22_code, WD22CD; a shapefile cuts after ten letters.
VINTAGE = re.compile(
    r"^(?P<level>ward|wd|cluster|locality|community|council|ca|la)_?\d{2,4}_?(?P<what>code?|cd|name?|nm)$", re.I
)
LEVEL_OF = {"ward": "WARD", "wd": "WARD", "cluster": "CLUSTER", "locality": "LOCALITY", "community": "COMMUNITY",
            "council": "COUNCIL", "ca": "COUNCIL", "la": "COUNCIL"}  # fmt: skip


def plain(name: str) -> str:
    return re.sub(r"[\s_\-./]+", "", name).lower()


def chosen_columns(frame: pd.DataFrame, table: Table, given: dict[str, str]) -> tuple[dict[str, str], str | None]:
    """Our names for their columns: a mapping first, then the same name, then synonyms. And the level that a name tells."""
    theirs = {plain(c): c for c in frame.columns}
    chosen: dict[str, str] = {}
    level = None
    for column in table.columns:
        wanted = [given[column.name]] if column.name in given else [column.name, *column.synonyms]
        found = next((theirs[plain(w)] for w in wanted if plain(w) in theirs), None)
        if found is not None:
            chosen[column.name] = found
    if table.name == "ref_area":
        for name in frame.columns:
            if match := VINTAGE.match(name):
                ours = "area_code" if match["what"].lower() in ("code", "cod", "cd") else "area_name"
                chosen.setdefault(ours, name)
                level = LEVEL_OF[match["level"].lower()]
    return chosen, level


def renamed(frame: pd.DataFrame, table: Table, given: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    """The frame under our names. Unknown columns are left out, and said."""
    chosen, level = chosen_columns(frame, table, given)
    made = pd.DataFrame({ours: frame[their] for ours, their in chosen.items()}, index=frame.index)
    if level and "area_level" not in made:
        made["area_level"] = level
    notes = [f"'{their}' was read as {ours}." for ours, their in chosen.items() if their != ours]
    left = [c for c in frame.columns if c not in chosen.values()]
    return made, notes + ([f"Not used: {', '.join(left)}."] if left else [])


def recoded(values: pd.Series, column: Column, given: dict[str, str]) -> tuple[pd.Series, list[str]]:
    """Our codes for theirs, through the different values only, and a sentence for each that was more than another spelling.

    What is not understood stays, for the checks to refuse.
    """
    labels = {plain(text): code for code, text in column.codes.items()}
    exact = {plain(code): code for code in column.codes}
    known = labels | {plain(s): c for s, c in column.code_synonyms.items()} | exact
    rest = given.get("*")
    lookup, notes = dict[str, str](), []
    for value in values.unique():
        text = value.strip()
        ours = given.get(text) or known.get(plain(text)) if text else ""
        made = ours if ours is not None and (ours or not text) else (rest if rest is not None else text)
        lookup[value] = made
        if ours and plain(text) not in exact and plain(text) not in labels:  # what only "*" caught is never repeated
            notes.append(f"{column.name}: '{text}' was read as {made}.")
    return values.map(lookup).astype("str"), sorted(notes)
