"""A database read in place: one query, streamed, in a transaction that may not write. Nothing is kept of it on disk.

Who may sign in stands in the environment, never in a file. What a server says of an error may hold a value of somebody's record:
only its words about names in the query are repeated.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from data_loaders.sources.heads import Framed
from data_loaders.sources.shapes import with_boundaries
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted.bounds import SECONDS, TooLargeError, check_cells
from data_loaders.untrusted.cells import text_of

BATCH = (
    5_000  # rows fetched at once: a few megabytes, and a hundred round trips for a child-protection system of a council
)
WAIT_SECONDS = 10  # for a server to answer at all
ABOUT_NAMES = "42"  # the class of errors that are about the query's own words; others may quote a value
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


class Database(BaseModel):
    """Where the rows are and what is asked. `user_from`, `password_from`: the variables of the environment that hold who signs in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["postgresql", "sqlserver"]
    host: str
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    name: str
    query: str
    user_from: str
    password_from: str


def read_database(label: str, database: Database) -> Framed:
    """The rows of the query as text; index = the number of the row, as if a header stood in the first."""
    opened = {"postgresql": _postgresql, "sqlserver": _sqlserver}[database.kind]
    try:
        with opened(label, database) as cursor:
            frame = _streamed(label, cursor)
    except TooLargeError as error:
        raise UnreadableError(str(error)) from error
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return Framed(with_boundaries(frame))


def _streamed(label: str, cursor: Any) -> pd.DataFrame:
    names = [str(column[0]) for column in cursor.description]
    if len(set(names)) != len(names):
        raise UnreadableError(
            f"{label} gives two columns of the same name. Name one of them otherwise in the query (AS)."
        )
    parts, rows = [pd.DataFrame(columns=names, dtype="str")], 0
    while batch := cursor.fetchmany(BATCH):
        rows += len(batch)
        check_cells(label, rows, len(names))
        parts.append(pd.DataFrame([[_text(value) for value in row] for row in batch], columns=names, dtype="str"))
    return pd.concat(parts, ignore_index=True)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes" if not (value.second or value.microsecond) else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ";".join(text_of(one) for one in value)
    return text_of(value)


def _variable(label: str, name: str) -> str:
    if name not in os.environ:
        raise UnreadableError(f"{label}: the environment has no variable {name}, which mapping.toml names. Set it for the account that reads, never in a file.")  # fmt: skip
    return os.environ[name]


@contextmanager
def _postgresql(label: str, database: Database) -> Iterator[Any]:
    import psycopg

    user, password = _variable(label, database.user_from), _variable(label, database.password_from)
    try:
        connection = psycopg.connect(
            host=database.host, port=database.port or 5432, dbname=database.name, user=user, password=password,
            connect_timeout=WAIT_SECONDS, sslmode="prefer" if database.host in OWN_MACHINE else "require",
            options=f"-c statement_timeout={SECONDS * 1000}", application_name="contextual-safeguarding",
        )  # fmt: skip
    except psycopg.OperationalError:
        raise _no_answer(label, database) from None
    with connection:
        connection.read_only = True
        try:
            with connection.cursor(
                name="delivery"
            ) as cursor:  # named: the server holds the rows, and they come in batches
                cursor.execute(database.query.encode())
                yield cursor
        except psycopg.Error as error:
            raise UnreadableError(f"{label}: {_said(error)}") from None


def _said(error: Any) -> str:
    state = str(error.sqlstate or "")
    if state == "42501":
        return "the account may not read what the query names. Ask for the right to read it, and for no other."
    if state.startswith(ABOUT_NAMES):
        return f"the query is refused: {error.diag.message_primary}. Correct it in mapping.toml."
    if state == "25006":
        return "the query would change something. Only reading is done; correct it in mapping.toml."
    if state == "57014":
        return f"the query took longer than {SECONDS} seconds. Ask for less at once, or have an index made."
    return "the query stopped with an error of the server. Try it in a program for the database; its words may quote a record."


def _no_answer(label: str, database: Database) -> UnreadableError:
    return UnreadableError(
        f"{label}: the server {database.host} does not answer, or does not let the account of {database.user_from} into the "
        f"database {database.name} (over an encrypted connection). Check these settings in mapping.toml, and the password in {database.password_from}."
    )


@contextmanager
def _sqlserver(label: str, database: Database) -> Iterator[Any]:
    try:
        odbc: Any = importlib.import_module("pyodbc")
    except ImportError:
        raise UnreadableError(f"{label}: SQL Server needs the package pyodbc and Microsoft's ODBC Driver 18. Install both, and try again.") from None  # fmt: skip
    user, password = _variable(label, database.user_from), _variable(label, database.password_from)
    trust = "yes" if database.host in OWN_MACHINE else "no"
    settings = (
        f"DRIVER={{ODBC Driver 18 for SQL Server}};SERVER={database.host},{database.port or 1433};DATABASE={{{database.name}}};"
        f"UID={{{user}}};PWD={{{password}}};Encrypt=yes;TrustServerCertificate={trust};ApplicationIntent=ReadOnly"
    )
    try:
        connection = odbc.connect(settings, timeout=WAIT_SECONDS, autocommit=False)
    except odbc.Error:
        raise _no_answer(label, database) from None
    try:
        connection.timeout = SECONDS
        cursor = connection.cursor()
        cursor.execute(database.query)
        yield cursor
    except odbc.Error:
        raise UnreadableError(f"{label}: the query stopped with an error of the server. Try it in a program for the database; its words may quote a record.") from None  # fmt: skip
    finally:
        connection.rollback()  # this kind of server knows no transaction that may only read: nothing is ever kept
        connection.close()
