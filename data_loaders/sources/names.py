"""Column names and codes as other people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from data_loaders.deliveries import Column, Table
from data_loaders.deliveries.table import SAY_NOTHING
from data_loaders.sources.kinds import Reading, Wrong
from data_loaders.sources.mapping import Section
from data_loaders.sources.plain import plain

# Boundary files name their columns after the vintage of the codes: ward22_code, WD22CD; a shapefile cuts after ten letters.
VINTAGE = re.compile(
    r"^(?P<level>ward|wd|cluster|locality|community|council|ca|la)_?\d{2,4}_?(?P<what>code?|cd|name?|nm)$", re.I
)
TRUTHS = {"TRUE": "Y", "1": "Y", "-1": "Y", "FALSE": "N", "0": "N"}  # as databases and spreadsheets write yes and no
LEVEL_OF = {"ward": "WARD", "wd": "WARD", "cluster": "CLUSTER", "locality": "LOCALITY", "community": "COMMUNITY",
            "council": "COUNCIL", "ca": "COUNCIL", "la": "COUNCIL"}  # fmt: skip


def wanted_names(table: Table, theirs: Iterable[str] = ()) -> frozenset[str]:
    """Plain names by which the header of a table is known: those of a mapping, ours and their synonyms."""
    ours = [name for column in table.columns for name in (column.name, *column.synonyms)]
    return frozenset(plain(name) for name in (*ours, *theirs))


def chosen_columns(names: Iterable[str], table: Table, section: Section) -> dict[str, tuple[str, ...]]:
    """Our names = the columns of theirs: a mapping first, then the same name, then synonyms, then the vintage of a boundary file."""
    free = [name for name in names if name not in section.skip]
    theirs = {plain(name): name for name in free}
    chosen: dict[str, tuple[str, ...]] = dict(section.sources)
    used = {name for of in chosen.values() for name in of}
    for column in table.columns:
        if column.name not in chosen and column.name not in section.constants:
            hits = (theirs[plain(name)] for name in (column.name, *column.synonyms) if plain(name) in theirs)
            found = next((name for name in hits if name not in used), None)
            if found is not None:
                chosen[column.name] = (found,)
                used.add(found)
    if table.name == "ref_area":
        for name in free:
            if match := VINTAGE.match(name):
                chosen.setdefault(
                    "area_code" if match["what"].lower() in ("code", "cod", "cd") else "area_name", (name,)
                )
    return chosen


def overwritten(names: Iterable[str], table: Table, section: Section) -> dict[str, str]:
    """Constants of a mapping that would take the place of a delivered column: ours = theirs."""
    theirs = {plain(name): name for name in names if name not in section.skip}
    used = {name for of in section.sources.values() for name in of} | set(section.where)
    found = {}
    for ours in section.constants:
        column = table.column(ours)
        hit = next((theirs[plain(n)] for n in (ours, *column.synonyms) if plain(n) in theirs), None)
        if hit is not None and hit not in used:
            found[ours] = hit
    return found


def level_of(names: Iterable[str]) -> str:
    """The level of areas that the name of a column tells: WD22CD is of wards."""
    return next((LEVEL_OF[match["level"].lower()] for name in names if (match := VINTAGE.match(name))), "")


def recoded(values: pd.Series, column: Column, given: dict[str, str]) -> tuple[pd.Series, list[str]]:
    """Our codes for theirs, through the different values only, and a sentence for each that was more than another spelling.

    What is not understood stays, for the checks to refuse.
    """
    labels = {plain(text): code for code, text in column.codes.items()}
    exact = {plain(code): code for code in column.codes}
    known = labels | {plain(s): c for s, c in column.code_synonyms.items()} | exact
    if {"Y", "N"} <= set(column.codes):
        known = {plain(said): code for said, code in TRUTHS.items()} | known
    rest = given.get("*")
    lookup, notes = dict[str, str](), []
    for value in values.unique():
        text = value.strip()
        ours = given.get(text) or known.get(plain(text)) if text else given.get("", "")
        made = ours if ours is not None and (ours or not text) else (rest if rest is not None else text)
        lookup[value] = made
        if ours and plain(text) not in exact and plain(text) not in labels:  # what only "*" caught is never repeated
            notes.append(f"{column.name}: '{text}' was read as {made}.")
    return values.map(lookup).astype("str"), sorted(notes)


def listed(values: pd.Series, column: Column, cure: str) -> Reading:
    """Codes that say nothing and are none of this column's: as its own code for not known, or a blank, and told.

    Where a column must be known they stay, for the checks to refuse.
    """
    if not column.may_be_unknown:
        return Reading(values)
    instead, said = ("NK", "NK (not known)") if "NK" in column.codes else ("", "a blank")
    strange = {code: values == code for code in SAY_NOTHING if code not in column.codes}
    told = tuple(
        Wrong(
            at, "code not listed", f"is {code}, which is none of the codes of this column, and is read as {said}", cure
        )
        for code, at in strange.items()
        if at.any()
    )
    return Reading(values.mask(values.isin([*strange]), instead), doubtful=told)
