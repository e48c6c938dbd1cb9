"""`mapping.toml`: what a supplier's files are, adapted without code. One section for each kind of file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from data_loaders.deliveries import TABLES, Column
from data_loaders.problem import Problem, did_you_mean, stop
from data_loaders.sources.databases import Database
from data_loaders.sources.layout import Layout

MAPPING = "mapping.toml"
NOT_READ = "not_read"  # the section that names files which are knowingly not read, each with its reason
Status = Literal["withheld", "not recorded", "not applicable", "not known"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CodeList(Strict):
    """A file beside the mapping that says which of theirs is which of ours."""

    file: str
    theirs: str
    ours: str


class Long(Strict):
    """Columns that become rows: a question each, or a month each. `columns`: theirs (a * stands for any signs) = what `into` says."""

    into: str
    value: str
    columns: dict[str, str] = Field(default_factory=dict)

    @field_validator("columns", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        return {str(name): "" for name in given} if isinstance(given, (list, tuple)) else given


class Join(Strict):
    """A second file with one row for each value of a column of the first: the events of persons."""

    file: str
    on: str | dict[str, str]
    columns: tuple[str, ...] = ()


class Fix(Strict):
    """What this supplier always does wrong, and why it is known to be."""

    column: str
    theirs: str
    ours: str
    because: Annotated[str, Field(min_length=10)]


class Section(Strict):
    """columns: ours = theirs, or [day, hour] · codes: per column of ours, theirs = ours, "*" for all others · where: rows
    kept, by their column · each_row: columns of ours in which every row gets a value of its own · ages: ours = their column
    of single years · statuses: per column of ours, what stands in place of a figure · skip: columns knowingly left."""

    table: str = ""
    files: tuple[str, ...] = ()
    sheet: str = ""
    header_row: Annotated[int, Field(ge=1)] | None = None
    header_rows: tuple[int, ...] = ()
    last_row: Annotated[int, Field(ge=1)] | None = None
    encoding: str = ""
    delimiter: Annotated[str, Field(max_length=1)] = ""
    decimal: Literal["", ",", "."] = ""
    dates: Literal["", "day first", "month first"] = ""
    values: Literal["labels", "codes"] = "labels"
    fill_down: bool = False
    leave_out: tuple[Literal["totals", "notes"], ...] = ()
    skip: tuple[str, ...] = ()
    columns: dict[str, str | tuple[str, str]] = Field(default_factory=dict)
    ages: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    codes: dict[str, Annotated[CodeList | dict[str, str], Field(union_mode="left_to_right")]] = Field(
        default_factory=dict
    )
    statuses: dict[str, dict[str, Status]] = Field(default_factory=dict)
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    each_row: tuple[str, ...] = ()
    long: Long | None = None
    join: Join | None = None
    database: Database | None = None
    fixes: tuple[Fix, ...] = ()
    manifest: dict[str, str] = Field(default_factory=dict)

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """Ours = the columns of theirs that it is made of."""
        made: dict[str, tuple[str, ...]] = {ours: (theirs,) for ours, theirs in self.ages.items()}
        for ours, theirs in self.columns.items():
            made[ours] = (theirs,) if isinstance(theirs, str) else theirs
        return made

    def layout(self, table: str, wanted: frozenset[str]) -> Layout:
        heads = self.header_rows or ((self.header_row,) if self.header_row else ())
        return Layout(self.sheet, heads, self.last_row, self.encoding, self.delimiter, frozenset(self.leave_out),
                      self.fill_down, self.values, wanted, table)  # fmt: skip


@dataclass(frozen=True)
class Mapping:
    sections: dict[str, Section] = field(default_factory=dict)
    not_read: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_mapping(folder: Path) -> Mapping:
    file = folder / MAPPING
    if not file.exists():
        return Mapping()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return Mapping(problems=(_wrong(f"{MAPPING} cannot be used: it is no text in UTF-8."),))
    except RecursionError:
        return Mapping(problems=(_wrong(f"{MAPPING} cannot be used: its brackets stand in each other without end."),))
    except tomllib.TOMLDecodeError as error:
        return Mapping(problems=(_wrong(f"{MAPPING} cannot be used: {str(error)[:120]}."),))
    left = raw.pop(NOT_READ, {})
    sections: dict[str, Section] = {}
    problems: list[Problem] = []
    if not isinstance(left, dict):
        return Mapping(problems=(_wrong(f'{MAPPING}, [{NOT_READ}]: write a file and its reason: "file.csv" = "…".'),))
    not_read = {str(name): str(why) for name, why in left.items()}
    for name, body in raw.items():
        try:
            sections[name] = section = Section.model_validate(body)
        except ValidationError as error:
            problems += [_wrong(_model_sentence(name, one)) for one in error.errors()]
            continue
        problems += [_wrong(said) for said in _section_sentences(name, section)]
    if any(not why.strip() for why in not_read.values()):
        problems.append(_wrong(f"{MAPPING}, [{NOT_READ}]: each file needs its reason."))
    return Mapping({} if problems else sections, not_read, tuple(problems))


def _wrong(sentence: str) -> Problem:
    return stop("mapping", MAPPING, "mapping", sentence, "Correct the mapping.")


def _model_sentence(section: str, error: Any) -> str:
    """What is wrong with a setting. The library's words are not ours, and its input may be anything."""
    where = [
        str(part) for part in error["loc"] if str(part) not in ("CodeList", "dict[str,str]", "str", "tuple[str, str]")
    ]
    name = ".".join(where)
    if error["type"] == "extra_forbidden":
        return f"{MAPPING}, [{section}]: there is no setting '{name}'.{did_you_mean(where[-1], Section.model_fields)}"
    if error["type"] == "literal_error":
        return f"{MAPPING}, [{section}]: '{name}' may be {error['ctx']['expected']}."
    if error["type"] == "missing":
        return f"{MAPPING}, [{section}]: '{name}' is missing."
    return f"{MAPPING}, [{section}]: '{name}' cannot be used as it is written. docs/commands.md shows how."


def _section_sentences(name: str, section: Section) -> list[str]:
    """What a section names must exist: its table, its columns, its codes, a place inside the folder."""
    at = f"{MAPPING}, [{name}]"
    table = section.table or name
    if table not in TABLES:
        return [
            f"{MAPPING} names the table '{table}', which does not exist.{did_you_mean(table, TABLES)} Tables: {', '.join(TABLES)}."
        ]
    known = {column.name: column for column in TABLES[table].columns}
    own = {*section.sources, *section.constants, *section.codes, *section.statuses, *section.each_row}
    own |= {section.long.into, section.long.value} if section.long else set()
    said = [
        f"{at}: there is no column {stray} in that table.{did_you_mean(stray, known)}"
        for stray in sorted(own - set(known))
    ]
    said += [
        f"{at}: the manifest has no column '{stray}'.{did_you_mean(stray, _manifest())}"
        for stray in section.manifest
        if stray not in _manifest()
    ]
    said += [
        f"{at}: '{code}' is no {stray} of a manifest. It may be: {', '.join(_manifest()[stray].codes)}."
        for stray, code in section.manifest.items()
        if stray in _manifest() and _manifest()[stray].codes and code not in (*_manifest()[stray].codes, "")
    ]
    said += [
        f"{at}: {ours} is a constant and a column at once." for ours in section.constants if ours in section.sources
    ]
    outside = [
        path for path in (*section.files, *_beside(section)) if Path(path).is_absolute() or ".." in Path(path).parts
    ]
    said += [f"{at}: a pattern of files is blank." for path in section.files if not path.strip()]
    said += [
        f"{at}: '{name}' is skipped and used at once."
        for name in section.skip
        if any(name in of for of in section.sources.values())
    ]
    said += [
        f"{at}: {name} is given by each_row and by a column at once."
        for name in section.each_row
        if name in section.sources
    ]
    said += [f"{at}: '{path}' lies outside the folder of the delivery; nothing is read there." for path in outside]
    if section.database and (section.files or section.join):
        said.append(f"{at}: a database is read by its query alone; name files in a section of their own.")
    if section.database and not section.manifest:
        said.append(
            f"{at}: a database has no row in manifest.csv. Write under [{name}.manifest] who supplies it and for what time."
        )
    if section.table and section.table != name and not section.files and not section.database:
        said.append(f'{at}: names no files. Write files = ["…"].')
    return said + [f"{at}: {line}" for line in _code_sentences(section, known)]


def _manifest() -> dict[str, Column]:
    return {column.name: column for column in TABLES["manifest"].columns}


def _beside(section: Section) -> list[str]:
    lists = [codes.file for codes in section.codes.values() if isinstance(codes, CodeList)]
    return lists + ([section.join.file] if section.join else [])


def _code_sentences(section: Section, known: dict[str, Column]) -> list[str]:
    given = [
        (ours, code) for ours, codes in section.codes.items() if isinstance(codes, dict) for code in codes.values()
    ]
    said = []
    for ours, code in dict.fromkeys([*given, *section.constants.items()]):
        column = known.get(ours)
        if column is not None and column.codes and code not in (*column.codes_to_write, ""):
            said.append(
                f"'{code}' is no code of {ours}.{did_you_mean(code, column.codes)} Its codes: {', '.join(column.codes)}."
            )
    return said


def files_beside(mapping: Mapping) -> set[str]:
    """Names of files that sections read besides their own: code lists and what is joined."""
    return {name for section in mapping.sections.values() for name in _beside(section)}
