"""Which columns of a file are which of ours: what is missing, misspelt or there twice, and what nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries import Table
from data_loaders.problem import Problem, nearest, stop
from data_loaders.sources.mapping import Section
from data_loaders.sources.names import level_of, overwritten
from data_loaders.sources.plain import plain

BESIDE_A_NAME = re.compile(
    r"\s*(?:\[[^\]]*\]|\([^)]*\)|[*\u2020\u2021])+\s*$"
)  # "sex [note 1]", "start_dt (dd/mm/yyyy)"
WHOLE = {
    "dt": "(?:date|day|time)",
    "id": "(?:id|identifier|number|no|ref)",
    "n": "(?:number|count|n)",
}  # what ours shorten
ALIKE_ENOUGH = 0.8  # from here on a column that nobody uses is taken for a misspelt one of ours


@dataclass(frozen=True)
class Wanted:
    """What a file is to become, and by which section of a mapping."""

    table: Table
    file: str
    section: Section
    section_name: str
    codes: Mapping[str, dict[str, str]]


def column_problems(text: pd.DataFrame, chosen: dict[str, tuple[str, ...]], wanted: Wanted) -> Iterator[Problem]:
    table, file, section = wanted.table, wanted.file, wanted.section
    for ours, theirs in overwritten(text.columns, table, section).items():
        yield stop(table.name, file, "constant", f"{file}: the constant of {ours} in mapping.toml would take the place of the delivered column '{theirs}'.",
                   f"Take the constant out, or write skip = [\"{theirs}\"] under [{wanted.section_name}].", column=ours)  # fmt: skip
    for ours, names in _alike(text.columns, chosen, section).items():
        yield stop(table.name, file, "columns alike", f"{file}: the columns {' and '.join(repr(n) for n in names)} may both be {ours}.",
                   f"Map the right one in mapping.toml, and write skip = [\"…\"] for the other, under [{wanted.section_name}].", column=ours)  # fmt: skip
    left = _left(text, chosen, section)
    bare = {plain(BESIDE_A_NAME.sub("", name)): name for name in left}
    given = {*chosen, *section.constants, *section.each_row}
    for column in table.columns:
        if column.name in given or (
            table.name == "ref_area" and column.name == "area_level" and level_of(text.columns)
        ):
            continue
        near = nearest(column.name, left) or bare.get(plain(column.name)) or _nearest_in_words(column.name, left)
        if column.is_required:
            meaning = f"{column.meaning[0].lower()}{column.meaning[1:]}"
            yield stop(table.name, file, "missing column", f"{file} has no column '{column.name}'." + (f" Did you mean '{near}'?" if near and _understood(chosen) else ""),
                       f"Add it ({meaning}) or map it in mapping.toml.", column=column.name)  # fmt: skip
        elif near and _is_misspelt(column.name, near) and _understood(chosen):
            yield stop(table.name, file, "misspelt column", f"{file} has no column '{column.name}', and its column '{near}' is not used. Is it that one?",
                       f"Map it in mapping.toml, or write skip = [\"{near}\"] under [{wanted.section_name}].", column=column.name)  # fmt: skip


def _alike(columns: pd.Index, chosen: Mapping[str, tuple[str, ...]], section: Section) -> dict[str, list[str]]:
    """Columns of theirs that differ by case and signs alone, and of which one was taken without a mapping."""
    free = [str(name) for name in columns if name not in section.skip]
    taken = {ours: of[0] for ours, of in chosen.items() if ours not in section.sources and len(of) == 1}
    found = {ours: [name for name in free if plain(name) == plain(of)] for ours, of in taken.items()}
    return {ours: names for ours, names in found.items() if len(names) > 1}


def _nearest_in_words(ours: str, left: list[str]) -> str | None:
    """The one name that holds all words of ours, which are shortened ones: `start_dt` is in "Start Date/Time"."""
    words = [WHOLE.get(word, word) for word in ours.split("_")]
    found = [name for name in left if all(re.search(rf"(?i)(?<![a-z]){word}", name) for word in words)]
    return found[0] if len(found) == 1 else None


def _is_misspelt(ours: str, theirs: str) -> bool:
    from difflib import SequenceMatcher

    return (
        SequenceMatcher(None, ours.replace("_", ""), theirs.lower().replace("_", "").replace(" ", "")).ratio()
        >= ALIKE_ENOUGH
    )


def _understood(chosen: dict[str, tuple[str, ...]]) -> bool:
    """Whether the first row is a header at all: the names of one that is not are values, and are not repeated."""
    return len(chosen) > 1


def _left(text: pd.DataFrame, chosen: dict[str, tuple[str, ...]], section: Section) -> list[str]:
    used = {name for of in chosen.values() for name in of} | set(section.skip) | set(section.where)
    return [name for name in text.columns if name not in used]


def column_notes(text: pd.DataFrame, chosen: dict[str, tuple[str, ...]], section: Section) -> list[str]:
    if not _understood(chosen):
        return []
    notes = [f"'{' and '.join(theirs)}' was read as {ours}." for ours, theirs in chosen.items() if theirs != (ours,)]
    left = _left(text, chosen, section)
    return notes + ([f"Not used: {', '.join(left)}."] if left else [])
