"""The draft as TOML, each line with its evidence, and a question mark wherever a person has to decide."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import Column as Described
from data_loaders.draft.proposal import Draft
from data_loaders.guard.reading import read_text
from data_loaders.problem import nearest
from data_loaders.sources.days import days_of, plain_moments, shown_order
from data_loaders.sources.names import level_of, recoded

FILE = "mapping.draft.toml"
CODES = 40  # different unknown codes that are written down for a column
LONGEST = 40


def write_draft(folder: Path, drafts: list[Draft]) -> Path:
    """`mapping.draft.toml`: what is right is kept, what has a question mark is corrected, and it is renamed to mapping.toml."""
    areas = [
        str(code)
        for d in drafts
        if d.table.name == "ref_area"
        for c in d.columns
        if c.ours == "area_code"
        for code in d.read.frame[c.theirs]
    ]
    lines = ["# A draft. Lines with a ? need a person. When all is right, rename this file to mapping.toml.", ""]
    names: set[str] = set()
    for draft in drafts:
        lines += [*_section(draft, _name(draft, names), areas), ""]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")
    return folder / FILE


def _name(draft: Draft, names: set[str]) -> str:
    wanted = draft.table.name if draft.table.name not in names else f"{draft.table.name}_{len(names) + 1}"
    names.add(wanted)
    return wanted


def _section(draft: Draft, name: str, areas: list[str]) -> list[str]:
    table, text = draft.table, draft.read.frame
    lines = [f"[{name}]  # {draft.share:.0%} of what speaks for {table.name}; next likely: {draft.other}"]
    lines += [f"table = {_quoted(table.name)}"] if name != table.name else []
    names = ", ".join(_quoted(file.name) for file in (draft.file, *draft.more))
    lines += [f"files = [{names}]  # a pattern like *-2025.csv takes next month's too"]
    lines += [f"# {note}" for note in draft.read.notes]
    columns = {c.ours: c for c in draft.columns}
    moments = [text[c.theirs] for c in draft.columns if table.column(c.ours).kind in ("date", "datetime")]
    if not shown_order(moments) and any(days_of(column.str.strip()).is_doubtful.any() for column in moments):
        lines.append('dates = "day first"  # ? no row proves that the day comes first')
    if draft.questions:
        columns = {ours: c for ours, c in columns.items() if c.theirs not in draft.questions}
    lines += _absent(draft, set(columns), areas)
    lines += [f"# not used: {', '.join(draft.left)}"] if draft.left else []
    lines += [f"[{name}.columns]"]
    lines += [
        f"{ours} = {_quoted(c.theirs)}  # evidence {c.evidence:.0%}, understood {c.understood:.0%}"
        for ours, c in columns.items()
    ]
    for ours, column in columns.items():
        codes = _codes(text[column.theirs], table.column(ours))
        lines += [f"[{name}.codes.{ours}]", *codes] if codes else []
    if draft.questions:
        listed = ", ".join(_quoted(question) for question in draft.questions)
        lines += [f"[{name}.long]", 'into = "question_id"', 'value = "response_code"', f"columns = [{listed}]"]
    return [*lines, *_manifest(draft, name)]


def _absent(draft: Draft, found: set[str], areas: list[str]) -> list[str]:
    """Required columns that the file has not: a constant where the answer is the same for all, identifiers row by row."""
    found = found | ({"question_id", "response_code"} if draft.questions else set())
    lost = [c for c in draft.table.columns if c.is_required and c.name not in found]
    if draft.table.name == "ref_area" and level_of(str(name) for name in draft.read.frame.columns):
        lost = [c for c in lost if c.name != "area_level"]
    ids = [c.name for c in lost if c.name.endswith("_id") and c.name not in ("survey_id", "indicator_id")]
    constants = [(c, _constant(c, areas)) for c in lost if c.name not in ids]
    if draft.table.name == "survey_responses" and "pupil_pseudo_id" not in found:
        ids.append("pupil_pseudo_id")
    lines = (
        [
            f"each_row = [{', '.join(_quoted(i) for i in ids)}]  # ? no column identifies them: nobody is said to be counted"
        ]
        if ids
        else []
    )
    return lines + (
        [
            f"constants = {{ {', '.join(f'{c.name} = {_quoted(v)}' for c, v in constants)} }}  # ? no column was found for these"
        ]
        if constants
        else []
    )


def _constant(column: Described, areas: list[str]) -> str:
    if column.codes:
        return "NK" if "NK" in column.codes or len(column.codes) > 3 else next(iter(column.codes))
    return areas[0] if column.name.startswith("area") and len(areas) == 1 else "NK"


def _codes(values: pd.Series, column: Described) -> list[str]:
    """Codes that are not understood, the most frequent first, with the nearest of ours; no text that may be a person's."""
    if not column.codes:
        return []
    made, _ = recoded(values, column, {})
    unknown = values[~made.isin([*column.codes, "NK", "NR", "NA", ""])].str.strip().value_counts()
    labels = {label: code for code, label in column.codes.items()} | {code: code for code in column.codes}
    lines = []
    for code, n in list(unknown.items())[:CODES]:
        text = str(code)
        if len(text) > LONGEST or read_text(text, "text") is not None:
            continue
        near = nearest(text, labels)
        lines.append(f"{_quoted(text)} = {_quoted(labels[near] if near else 'NK')}  # {'' if near else '? '}{n:,} rows")
    return lines


def _manifest(draft: Draft, name: str) -> list[str]:
    days = [
        text
        for c in draft.columns
        if draft.table.column(c.ours).kind in ("date", "datetime")
        for text in [draft.read.frame[c.theirs]]
    ]
    lines = [
        f"[{name}.manifest]",
        'supplier_agency = "?"  # ? POLICE, SOCIAL_WORK, EDUCATION …',
        f'extract_date = "{pd.Timestamp.today():%Y-%m-%d}"  # ?',
    ]
    first = plain_moments(days[0].str.strip(), "day shown").dropna() if days else pd.Series(dtype="datetime64[us]")
    if len(first):
        start, end = first.min().replace(day=1), first.max() + pd.offsets.MonthEnd(0)
        lines += [
            f'period_start = "{start:%Y-%m-%d}"  # ? the first day found is in this month',
            f'period_end = "{end:%Y-%m-%d}"  # ?',
        ]
    return [*lines, 'audience = "partnership"']


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
