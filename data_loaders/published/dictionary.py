"""The dictionary of a release: every published table in a document, written from its declaration and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from data_loaders.published import TABLES
from data_loaders.published.kinds import Code, Column, Count, Date, Drawing, Figure, Reason, Shape, Share
from data_loaders.published.recount import recount_of
from data_loaders.published.table import PublishedTable
from data_loaders.published.views import view_table

HEAD = """# Dictionary of a release

Every table that a release may hold. A table that is not here can neither be published nor opened. This page is printed from the
declarations in `data_loaders/published`: `python -m data_loaders tables > docs/release.md`.
"""
VIEW = view_table(dataset="DATASET", name="VIEW", dimensions=["DIMENSION"], counts=["n", "children"])


def release_text() -> str:
    tables = [*TABLES.values(), VIEW]
    return "\n".join([HEAD, *(line for table in tables for line in _section(table))])


def _section(table: PublishedTable) -> Iterator[str]:
    recount = recount_of(table.name)
    how = recount.how if recount else "Nothing: it cannot be published."
    yield f"## {table.name}\n"
    yield f"{table.of_what}\n"
    yield f"- Protected: {table.who}. {table.why}"
    yield f"- From one release to the next: {table.goes_on.value}"
    yield f"- Before it is published: {how}\n"
    yield "| column | kind | |\n|---|---|---|"
    yield from (
        f"| {name} | {type(column).__name__.lower()} | {_words(column)} |" for name, column in table.columns.items()
    )
    yield ""


def _words(column: Column) -> str:
    said = ["names the row"] if column.is_key else []
    if isinstance(column, Count):
        said.append(
            f"{column.of}; never 1 to one below the floor of {column.whose}"
            + (f"; withheld with {column.status}" if column.status else "")
        )
    elif isinstance(column, Code):
        said.append(", ".join(code or "(blank)" for code in column.allowed))
    elif isinstance(column, Share):
        said.append("per cent")
    elif isinstance(column, Reason):
        said.append(f"where {column.status} is {' or '.join(column.when)}")
    elif isinstance(column, Shape):
        said.append("GeoJSON, or blank")
    elif isinstance(column, Drawing):
        said.append("GeoJSON of a point, a line or an area")
    elif isinstance(column, Figure) and column.places is not None:
        said.append(f"to {column.places} decimals")
    if isinstance(column, Date | Figure) and column.may_be_blank:
        said.append("may be blank")
    return "; ".join(said)
