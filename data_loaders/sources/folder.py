"""Every file in a folder is accounted for: read as a table, or named as not read, with why and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from data_loaders.deliveries import TABLES, Table
from data_loaders.deliveries.template import EXPLAINED
from data_loaders.problem import Problem, nearest, stop
from data_loaders.sources.files import SUFFIXES
from data_loaders.sources.mapping import MAPPING, NOT_READ, Mapping, Section, files_beside
from data_loaders.sources.plain import plain

OWN = (
    MAPPING,
    "mapping.draft.toml",
    EXPLAINED,
    "released_rows.toml",
    "truth.json",
    ".gitignore",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
)
OPEN = ("~$", ".~lock.")  # what programs put beside a workbook that somebody has open
SHADOW = "._"  # how what macOS puts beside every file on a stick or in a zip begins
ABOUT = (".md", ".pdf", ".docx", ".doc", ".rtf", ".html", ".htm", ".png", ".jpg", ".log", ".eml", ".msg")
PACKED = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz")
SIDECARS = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".xml", ".qmd", ".aux")


@dataclass(frozen=True)
class Reading:
    """One file to be read as one table, the way its section says."""

    table: Table
    file: Path
    section_name: str
    section: Section


@dataclass
class Found:
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def files_in(folder: Path, mapping: Mapping) -> Found:
    """Files by mapping first, then by name: missing_episodes.csv, 'Missing episodes 2024.xlsx'."""
    found = Found()
    if not folder.is_dir():
        found.problems.append(
            stop("folder", folder.name, "no folder", f"There is no folder {folder.name}.", "Correct its name.")
        )
        return found
    taken = _by_mapping(folder, mapping, found)
    found.problems += [
        stop("folder", file.name, "read and not read", f"{MAPPING} names {file.name} to be read, and under [{NOT_READ}] not to be.", "Take one of the two out.")
        for file in sorted(taken) if file.name in mapping.not_read
    ]  # fmt: skip
    for file in sorted(folder.iterdir()):
        if file.is_dir() and file.name not in mapping.not_read:
            _place_folder(file, taken, found)
        elif file not in taken:
            _place(file, mapping, found)
    return found


def _by_mapping(folder: Path, mapping: Mapping, found: Found) -> set[Path]:
    taken: dict[Path, list[str]] = {}
    for name, section in mapping.sections.items():
        table = TABLES[section.table or name]
        if section.database:  # no file: what stands in its place is how sentences name it
            found.readings.append(Reading(table, folder / f"{name} (database)", name, section))
        for pattern in section.files:
            files = [
                f
                for f in sorted(folder.glob(pattern))
                if f.is_file()
                and f.suffix.lower() not in SIDECARS
                and f.name not in OWN
                and not f.name.startswith((*OPEN, SHADOW))
            ]
            if not files:
                found.problems.append(_nothing_matches(folder, name, pattern))
            for file in files:
                _take(folder, file, table, found, name, section, taken)
    return set(taken)


def _take(folder: Path, file: Path, table: Table, found: Found, name: str, section: Section, taken: dict[Path, list[str]]) -> None:  # fmt: skip
    if _leads_outside(file, folder):
        found.problems.append(_outside(table.name, file))
    elif table.name in taken.get(file, []):
        found.problems.append(stop(table.name, file.name, "twice", f"{file.name} is named by two sections of {MAPPING} as {table.name}.", "Name it in one."))  # fmt: skip
    else:
        found.readings.append(Reading(table, file, name, section))
    taken.setdefault(file, []).append(table.name)


def _leads_outside(file: Path, folder: Path) -> bool:
    return not file.resolve().is_relative_to(folder.resolve())


def _outside(table: str, file: Path) -> Problem:
    return stop(table, file.name, "outside", f"{file.name} is a link to a place outside the folder.", "Put the file itself there.")  # fmt: skip


def _nothing_matches(folder: Path, section: str, pattern: str) -> Problem:
    near = nearest(pattern, [file.name for file in folder.iterdir()])
    return stop(section, MAPPING, "no file", f"{MAPPING}, [{section}]: no file matches '{pattern}'." + (f" Did you mean '{near}'?" if near else ""),
                "Correct the pattern, deliver the file, or take the section out.")  # fmt: skip


def _place(file: Path, mapping: Mapping, found: Found) -> None:
    """What becomes of a file that no mapping takes."""
    name, suffix = file.name, file.suffix.lower()
    if name in OWN or name in files_beside(mapping):
        return
    if name.startswith(OPEN):
        found.notes.append(f"{name}: somebody has this file open. What is not saved yet is not read.")
        return
    if name.startswith(SHADOW):
        found.notes.append(f"{name}: put there by macOS beside a file of that name, and not read.")
        return
    if name in mapping.not_read:
        found.notes.append(f"{name}: not read: {mapping.not_read[name]}")
        return
    if not file.is_file():
        found.problems.append(stop("folder", name, "no file", f"{name} is no file that can be read: a link that leads nowhere, or a device.", "Put the file itself there."))  # fmt: skip
        return
    tables = [one for one in TABLES if plain(file.stem).startswith(plain(one))]
    if tables and suffix in SUFFIXES:
        table = max(tables, key=len)
        if _leads_outside(file, file.parent):
            found.problems.append(_outside(table, file))
            return
        section = mapping.sections.get(table, Section())
        found.readings.append(
            Reading(
                TABLES[table], file, table, Section() if section.files or section.table or section.database else section
            )
        )
    elif suffix in SIDECARS and file.with_suffix(".shp").exists():
        return
    elif suffix in ABOUT or name.lower().startswith(("readme", ".")):
        found.notes.append(f"{name} is no table and is not read.")
    else:
        found.problems.append(_not_read(file))


def _place_folder(folder: Path, taken: set[Path], found: Found) -> None:
    """A folder with files that could be tables is a delivery that nobody would miss; any other, and the releases, are told."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file not in taken]
    is_of_releases = folder.suffix == ".private" or any(file.name == ".publishing" for file in files)
    inside = [file.name for file in files if file.suffix.lower() in SUFFIXES]
    if is_of_releases or not inside:
        found.notes.append(f"{folder.name} is a folder; nothing in it is read.")
        return
    said = f"{folder.name} is a folder, and nothing in it is read: {', '.join(inside[:5])}" + (
        f" and {len(inside) - 5} more." if len(inside) > 5 else "."
    )
    cure = f'Put its files beside the others, name them in {MAPPING} (files = ["{folder.name}/…"]), or write under [{NOT_READ}] why it is not read: "{folder.name}" = "…".'
    found.problems.append(stop("folder", folder.name, "not read", said, cure))


def _not_read(file: Path) -> Problem:
    suffix = file.suffix.lower()
    near = nearest(file.stem, TABLES) or next((t for t in TABLES if plain(t) in plain(file.stem)), None)
    if suffix not in SUFFIXES:
        why = f"its kind ({suffix or 'no ending'}) is none of {', '.join(SUFFIXES)}"
    else:
        why = "its name is that of no table, and no mapping names it" + (
            f" (did you mean {near}{suffix}?)" if near else ""
        )
    rename = (
        "Unpack it into the folder, and leave the packed file out; else rename it" if suffix in PACKED else "Rename it"
    )
    cure = f'{rename}, name it in {MAPPING} (files = […]), or write under [{NOT_READ}] why it is not read: "{file.name}" = "…".'
    return stop(near or "folder", file.name, "not read", f"{file.name} is not read: {why}.", cure)  # fmt: skip
