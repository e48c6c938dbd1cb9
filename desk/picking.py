"""A mapping as controls: which of their columns is which of ours, which of their codes which of ours."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data_loaders.deliveries import TABLES, Column, Table
from data_loaders.draft import Draft
from desk.drawing import label

NOT_IN_IT = "(not in the file)"
NOT_SAID = "(to be chosen)"
SUPPLIERS = [
    *(code for code in TABLES["missing_episodes"].column("source_agency").codes if code != "NK"),
    "COUNCIL",
    "OTHER",
]
Section = dict[str, Any]


def pick_table(draft: Draft, section: Section) -> Table:
    names = [name for name in TABLES if name != "manifest"]
    chosen = st.selectbox("Table", names, index=names.index(section.get("table", draft.table.name)))
    return TABLES[chosen]


def pick_columns(draft: Draft, table: Table, section: Section) -> dict[str, Any]:
    """Ours = theirs. What is a day and an hour of two columns already stays so."""
    theirs, before = (
        [str(name) for name in draft.text.columns if name not in draft.looked.pairs],
        section.get("columns", {}),
    )
    made: dict[str, Any] = {}
    for column in table.columns:
        was = before.get(column.name)
        if isinstance(was, list):
            made[column.name] = was
            continue
        index = theirs.index(was) + 1 if was in theirs else 0
        named = f"{column.name.replace('_', ' ')}{' (needed)' if column.is_required else ''}"
        chosen = st.selectbox(named, [NOT_IN_IT, *theirs], index=index, help=column.meaning)
        if chosen != NOT_IN_IT:
            made[column.name] = chosen
    return made


def pick_constants(table: Table, section: Section, columns: dict[str, Any]) -> dict[str, str]:
    """What is the same in every row, for columns that are needed and that the file has not."""
    given = {*columns, *section.get("each_row", ()), *section.get("ages", {})}
    lost = [c for c in table.columns if c.is_required and c.name not in given]
    made: dict[str, str] = {}
    for column in lost:
        unknown = "NK" if column.may_be_unknown else ""
        was = str(section.get("constants", {}).get(column.name, unknown))
        named = f"{column.name.replace('_', ' ')}, the same in every row"
        options = [NOT_SAID, *column.codes_to_write]
        value = st.selectbox(named, options, index=options.index(was) if was in options else 0) if column.codes else st.text_input(named, was)  # fmt: skip
        made |= {column.name: value} if value not in (NOT_SAID, "") else {}
    return made


def pick_codes(table: Table, section: Section, columns: dict[str, Any]) -> dict[str, Any]:
    """Theirs = ours, for every code that is not understood by itself; what a file lists stays so."""
    made: dict[str, Any] = {}
    for ours, codes in section.get("codes", {}).items():
        if ours not in columns or set(codes) == {"file", "theirs", "ours"}:
            made |= {ours: codes} if ours in columns else {}
            continue
        picked = {their: _pick_code(table.column(ours), their, was) for their, was in codes.items()}
        made[ours] = {their: code for their, code in picked.items() if code != NOT_SAID}
    return made


def _pick_code(column: Column, theirs: str, was: str) -> str:
    if not column.codes:  # a place by its name: the code of one of our areas
        return st.text_input(f"{column.name.replace('_', ' ')}: {label(theirs)}", was)
    options = [*column.codes_to_write] if column.may_be_unknown else [NOT_SAID, *column.codes]
    names = {code: f"{code}: {name}" for code, name in column.codes.items()}
    index = options.index(was) if was in options else options.index("NK") if "NK" in options else 0
    return st.selectbox(
        f"{column.name.replace('_', ' ')}: {label(theirs)}",
        options,
        index=index,
        format_func=lambda code: names.get(code, code),
    )


def pick_origin(section: Section) -> dict[str, str]:
    was = section.get("manifest", {})
    sent = str(was.get("supplier_agency", "")).replace("?", "")
    agencies = [*dict.fromkeys(["", sent, *SUPPLIERS])]
    titles = {"extract_date": "Extracted on (YYYY-MM-DD)", "period_start": "First day (YYYY-MM-DD)",
              "period_end": "Last day (YYYY-MM-DD)"}  # fmt: skip
    supplier = st.selectbox("Supplier", agencies, index=agencies.index(sent), format_func=lambda code: code or NOT_SAID)  # fmt: skip
    made = {"supplier_agency": supplier} | {
        key: st.text_input(title, was.get(key, "").replace("?", "")) for key, title in titles.items()
    }
    made["audience"] = st.selectbox(
        "May be used for", ["partnership", "public"], index=int(was.get("audience") == "public")
    )
    return {key: value.strip() for key, value in made.items() if value.strip()}
