"""Templates: which findings a body of the partnership gets, in which order, with which questions. Editable files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.catalogue.register import for_papers
from dashboard.findings.pressing import BRIEF, PRESSING
from dashboard.paper.draft import Purpose

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "papers"


class TemplateRefusedError(Exception):
    """A template that cannot be followed; the message names the file, the key and the cure."""


class Wanted(BaseModel):
    """One finding of a template."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    key: str
    asked: dict[str, str] = Field(default_factory=dict, alias="with")
    questions: tuple[str, ...] = ()
    so_what: str = ""
    what_next: str = ""


class Template(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    title: str
    body: str
    purpose: str = ""
    use: Purpose = Field(default=Purpose.ASSURANCE, alias="for")
    asked: str = "The meeting is asked to"
    asks: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # measures of the Overview that stand first, where they have changed
    pressing: tuple[str, ...] = ()  # findings of which the first page asks to see to what is overdue, in this order
    brief: tuple[str, ...] = ()  # findings that two pages tell in one paragraph each
    findings: tuple[Wanted, ...] = Field(alias="finding", default=())


def templates(folder: Path = FOLDER) -> dict[str, Template]:
    """Every template of a folder by the name of its file, in the order of the names of the bodies."""
    made = {file.stem: read_template(file) for file in sorted(folder.glob("*.toml"))}
    return dict(sorted(made.items(), key=lambda item: item[1].body))


def find_template(name: str, folder: Path = FOLDER) -> Template:
    """The template with that name, or that file."""
    file = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
    if not file.is_file():
        known = ", ".join(f.stem for f in sorted(folder.glob("*.toml")))
        raise TemplateRefusedError(f"There is no template '{name}' in {folder}; there are: {known}.")
    return read_template(file)


def read_template(file: Path) -> Template:
    try:
        template = Template.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise TemplateRefusedError(f"{file} is not TOML ({error}): mend that line.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TemplateRefusedError(
            f"{file}: '{where}' cannot be used ({first['msg']}): correct or remove it."
        ) from error
    if problem := next(_problems(template), None):
        raise TemplateRefusedError(f"{file}: {problem}")
    return template


def _strange_keys(template: Template) -> Iterator[str]:
    """Of the two lists of the first page, which take findings of their own alone."""
    for name, keys, may in (("pressing", template.pressing, PRESSING), ("brief", template.brief, tuple(BRIEF))):
        if strange := [key for key in keys if key not in may]:
            yield f"'{name}' has the unknown key '{strange[0]}'; use one of: {', '.join(may)}."


def _problems(template: Template) -> Iterator[str]:
    if not template.findings:
        yield "it names no finding: add at least one [[finding]] with a key."
    yield from _strange_keys(template)
    known = for_papers()
    for number, wanted in enumerate(template.findings, start=1):
        entry = known.get(wanted.key)
        if entry is None:
            yield f"finding {number} has the unknown key '{wanted.key}'; use one of: {', '.join(sorted(known))}."
            return
        for name in wanted.asked:
            if name not in entry.parameters:
                may = ", ".join(entry.parameters) or "nothing"
                yield f"finding {number} ('{wanted.key}') is asked for the unknown '{name}'; it can be asked for: {may}."
