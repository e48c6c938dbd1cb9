"""What a mapping has to say of the cells of a column, as lines of TOML; no text that may be a person's is written down."""

from __future__ import annotations

import json

import pandas as pd

from data_loaders.deliveries import Column as Described
from data_loaders.draft.areas import NO_AREA, Areas
from data_loaders.draft.evidence import are_ages
from data_loaders.draft.proposal import Column, Draft
from data_loaders.guard.repeating import may_be_repeated
from data_loaders.problem import nearest
from data_loaders.sources.days_of_codes import code_of_a_day
from data_loaders.sources.figures import BESIDE_A_FIGURE, numbers
from data_loaders.sources.kinds import BLANKS
from data_loaders.sources.names import recoded
from data_loaders.sources.plain import plain
from data_loaders.sources.turns import is_age

CODES = 40  # different unknown codes that are written down for a column
NAMES = 120  # names of places: wards, and schools where they are areas
SIGNS = 6  # different signs in the place of figures: with more of them the column is of another kind
LONGEST_SIGN = 8


def ages_of(draft: Draft, column: Column) -> bool:
    """Whether a column holds single years where ours has bands."""
    described = draft.table.column(column.ours)
    if not are_ages(column.theirs, described):
        return False
    cells = draft.text[column.theirs].str.strip()
    filled = cells[~cells.isin(BLANKS)]
    return bool(len(filled) and filled.map(is_age).mean() > 0.5)


def codes_of(values: pd.Series, column: Described) -> list[str]:
    """Codes that are not understood, the most frequent first, with the nearest of ours."""
    if not column.codes:
        return []
    made, _ = recoded(values, column, {})
    labels = {label: code for code, label in column.codes.items()} | {code: code for code in column.codes}
    lines = []
    for text, n in _named(values[~made.isin([*column.codes_to_write, ""])], CODES):
        if not may_be_repeated(text):
            continue
        near = nearest(text, labels) or code_of_a_day(text, column.codes)
        lines.append(f"{_quoted(text)} = {_quoted(labels[near] if near else 'NK')}  # {'' if near else '? '}{n:,} rows")
    return lines


def area_codes(values: pd.Series, areas: Areas) -> list[str]:
    """Places by name under their codes. One that is nearly called so is for a person to look at."""
    strange = values[~values.str.strip().isin([*areas.codes, *NO_AREA, ""])]
    places = _named(strange, NAMES)
    if len(strange) and not areas.knows(values).any() and not any(areas.code(text) for text, _ in places):
        return [f'"*" = "NK"  # ? none of {strange.nunique():,} places is among the delivered areas']
    lines = []
    for text, n in places:
        code, is_sure = areas.code(text), plain(text) in areas.names
        if not is_sure and not may_be_repeated(text):
            continue
        lines.append(f"{_quoted(text)} = {_quoted(code or 'NK')}  # {'' if is_sure else '? '}{n:,} rows")
    return lines


def signs_of(values: pd.Series, column: Described) -> list[str]:
    """Signs that a publisher writes where there is no figure."""
    if column.kind not in ("number", "integer"):
        return []
    counts = values.str.strip().value_counts()
    cells = pd.Series(counts.index, dtype="str")
    wrong = pd.Series(False, index=cells.index)
    for one in numbers(cells, column.name, is_whole=column.kind == "integer").wrong:
        wrong |= one.at if one.rule in ("unreadable value", "code of a publisher") else False
    signs = cells[wrong]
    if len(signs) > SIGNS or (signs.str.len() > LONGEST_SIGN).any() or len(signs) == len(cells):
        return []
    return [f'{_quoted(sign)} = "{_meaning(sign)}"  # ? {int(counts[sign]):,} rows' for sign in signs]


def beside_figures(values: pd.Series, column: Described) -> list[str]:
    """Figures with a sign beside them: no mapping can say what each is without it, so its supplier is asked."""
    if column.kind not in ("number", "integer"):
        return []
    cells = values.str.strip()
    wrong = [
        one
        for one in numbers(cells, column.name, is_whole=column.kind == "integer").wrong
        if one.rule in BESIDE_A_FIGURE
    ]
    return [f"{int(one.at.sum()):,} rows: {one.what}. {one.cure}" for one in wrong]


def _meaning(sign: str) -> str:
    return "not recorded" if sign.startswith("-") or sign in ("..", ".", ":") else "withheld"


def _named(values: pd.Series, most: int) -> list[tuple[str, int]]:
    return [(str(text), int(n)) for text, n in values.str.strip().value_counts().items()][:most]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
