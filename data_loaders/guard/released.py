"""Rows that a person has read and let through, kept beside the deliveries: `released_rows.toml`.

The text itself is not kept, only a digest that needs the partnership's secret: whoever changes the text has it read again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loaders.keys import secret_of
from data_loaders.refusal import RefusedError

FILE = "released_rows.toml"


@dataclass(frozen=True)
class Cell:
    """One cell of a delivery: its table and column, the key of its row, and its text."""

    table: str
    column: str
    key: str
    text: str


class ReleasedRowsRefusedError(RefusedError):
    """released_rows.toml cannot be read; the message says the cure."""


@dataclass(frozen=True)
class ReleasedRows:
    digests: frozenset[str]
    secret: bytes

    def holds(self, cell: Cell) -> bool:
        return bool(self.digests) and digest_of(cell, self.secret) in self.digests


def released_rows(deliveries: Path) -> ReleasedRows:
    """What was let through; nothing where there is no such file."""
    file = deliveries / FILE
    if not file.exists():
        return ReleasedRows(frozenset(), b"")
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("row", [])
        digests = frozenset(str(row["digest"]) for row in rows if row["role"] and row["read_on"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ReleasedRowsRefusedError(
            f"{FILE} cannot be read: each [[row]] needs file, table, column, key, digest, role and read_on."
        ) from error
    return ReleasedRows(digests, secret_of(deliveries, make=False))  # a secret that is lost lets nothing through


def let_through(deliveries: Path, cell: Cell, *, file: str, role: str, read_on: date) -> None:
    """Add one row to the file, with who read it (a role, never a name) and when."""
    entry = {
        "file": file, "table": cell.table, "column": cell.column, "key": cell.key,
        "digest": digest_of(cell, secret_of(deliveries)), "role": role, "read_on": read_on.isoformat(),
    }  # fmt: skip
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in entry.items())
    with (deliveries / FILE).open("a", encoding="utf-8") as kept:
        kept.write(f"\n[[row]]\n{lines}\n")


def digest_of(cell: Cell, secret: bytes) -> str:
    message = "\x1f".join(("released row", cell.table, cell.column, cell.key, cell.text))
    return hmac.new(secret, message.encode("utf-8"), hashlib.sha256).hexdigest()
