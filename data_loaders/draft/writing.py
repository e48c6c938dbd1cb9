"""The draft as TOML, each line with its evidence, and a question mark wherever a person has to decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import Column as Described
from data_loaders.draft.areas import Areas, is_of_area
from data_loaders.draft.codes import ages_of, area_codes, beside_figures, codes_of, signs_of
from data_loaders.draft.files import said_decimal, said_order
from data_loaders.draft.proposal import Draft
from data_loaders.sources.kinds import dates
from data_loaders.sources.names import level_of

FILE = "mapping.draft.toml"
LITTLE = 0.35  # of evidence for a table: below it nothing but a name or two speaks for it


def write_draft(folder: Path, drafts: list[Draft]) -> Path:
    """`mapping.draft.toml`: what is right is kept, what has a question mark is corrected, and it is renamed to mapping.toml."""
    lines = ["# A draft. Lines with a ? need a person. When all is right, rename this file to mapping.toml.", ""]
    names: set[str] = set()
    for draft in drafts:
        lines += [*_section(draft, _name(draft, names)), ""]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")
    return folder / FILE


def _name(draft: Draft, names: set[str]) -> str:
    wanted = draft.table.name if draft.table.name not in names else f"{draft.table.name}_{len(names) + 1}"
    names.add(wanted)
    return wanted


def _section(draft: Draft, name: str) -> Iterator[str]:
    table, looked = draft.table, draft.looked
    yield f"[{name}]  # {draft.share:.0%} of what speaks for {table.name}; next likely: {draft.other}"
    if draft.share < LITTLE:
        yield f'# ? little speaks for it. If it is no table of ours, say so under [not_read] instead: "{draft.file.name}" = "…"'
    if name != table.name:
        yield f"table = {_quoted(table.name)}"
    yield f"files = {_listed(file.name for file in (draft.file, *draft.more))}  # a pattern like *-2025.csv takes next month's too"
    yield from (f"# {note}" for note in looked.notes)
    if looked.leave_out:
        yield f"leave_out = {_listed(looked.leave_out)}  # rows that are no records"
    order, _ = said_order(_moments(draft))
    if order:
        proved = "that the month comes first" if order == "month first" else "that the day comes first"
        yield f"dates = {_quoted(order)}  # ? {'rows show' if order == 'month first' else 'no row proves'} {proved}"
    if decimal := said_decimal(draft.text):
        yield f"decimal = {_quoted(decimal)}  # ? numbers are written with a comma"
    yield from _absent(draft)
    if draft.left:
        yield f"# not used: {', '.join(draft.left)}"
    if looked.join is not None:
        yield f"[{name}.join]  # each row of this file belongs to one of that"
        yield from (f"file = {_quoted(looked.join.file)}", f"on = {_quoted(str(looked.join.on))}")
    yield from _columns(draft, name)
    yield from _cells(draft, name)
    if draft.questions:
        yield from (f"[{name}.long]", 'into = "question_id"', 'value = "response_code"')
        yield f"columns = {_listed(draft.questions)}"
    yield from _manifest(draft, name)


def _columns(draft: Draft, name: str) -> Iterator[str]:
    ages = [column for column in draft.columns if ages_of(draft, column)]
    for title, columns in (("columns", [c for c in draft.columns if c not in ages]), ("ages", ages)):
        if columns or title == "columns":
            yield f"[{name}.{title}]"
        for c in columns:
            theirs = _listed(draft.looked.pairs[c.theirs]) if c.theirs in draft.looked.pairs else _quoted(c.theirs)
            yield f"{c.ours} = {theirs}  # evidence {c.evidence:.0%}, understood {c.understood:.0%}"


def _cells(draft: Draft, name: str) -> Iterator[str]:
    """What of the cells has to be said: codes that are not ours, areas by name, signs in the place of figures."""
    for column in draft.columns:
        described, values = draft.table.column(column.ours), draft.text[column.theirs]
        lines = area_codes(values, draft.areas) if is_of_area(described) else codes_of(values, described)
        if lines and not ages_of(draft, column):
            yield from (f"[{name}.codes.{column.ours}]", *lines)
        yield from (f"# ? {column.ours}: {one}" for one in beside_figures(values, described))
        if signs := signs_of(values, described):
            yield from (f"[{name}.statuses.{column.ours}]", *signs)


def _moments(draft: Draft) -> list[pd.Series]:
    return [draft.text[c.theirs] for c in draft.columns if draft.table.column(c.ours).kind in ("date", "datetime")]


def _absent(draft: Draft) -> Iterator[str]:
    """Required columns that the file has not: a constant where the answer is the same for all, identifiers row by row."""
    found = {c.ours for c in draft.columns} | ({"question_id", "response_code"} if draft.questions else set())
    if draft.table.name == "ref_area" and level_of(str(name) for name in draft.text.columns):
        found.add("area_level")
    lost = [c for c in draft.table.columns if c.is_required and c.name not in found]
    ids = [
        c.name for c in lost if c.name.endswith("_id") and c.name not in ("survey_id", "indicator_id", "question_id")
    ]
    if draft.table.name == "survey_responses" and "pupil_pseudo_id" not in found:
        ids.append("pupil_pseudo_id")
    if ids:
        yield f"each_row = {_listed(ids)}  # ? no column identifies them: nobody is said to be counted"
    same = [c for c in lost if c.name not in ids and c.kind in ("text", "code")]
    if same:
        given = ", ".join(f"{c.name} = {_quoted(_constant(c, draft.areas))}" for c in same)
        yield f"constants = {{ {given} }}  # ? no column was found for these"
    for column in lost:
        if column.kind not in ("text", "code"):
            yield f"# ? {column.name}: no column was found, and without it no row can be read"


def _constant(column: Described, areas: Areas) -> str:
    if column.codes:
        return "NK" if "NK" in column.codes or len(column.codes) > 3 else next(iter(column.codes))
    return next(iter(areas.codes)) if is_of_area(column) and len(areas.codes) == 1 else "NK"


def _manifest(draft: Draft, name: str) -> Iterator[str]:
    yield f"[{name}.manifest]"
    yield 'supplier_agency = "?"  # ? POLICE, SOCIAL_WORK, EDUCATION …'
    yield f'extract_date = "{pd.Timestamp.today():%Y-%m-%d}"  # ?'
    moments = _moments(draft)
    days = (
        dates(moments[0], said_order(moments)[1], "").values.dropna() if moments else pd.Series(dtype="datetime64[us]")
    )
    if len(days):
        start, end = days.min().replace(day=1), days.max() + pd.offsets.MonthEnd(0)
        yield f'period_start = "{start:%Y-%m-%d}"  # ? the first day found is in this month'
        yield f'period_end = "{end:%Y-%m-%d}"  # ?'
    yield 'audience = "partnership"'


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
