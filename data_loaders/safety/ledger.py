"""Which records were counted, in which month and as what: the private memory of what is out.

It lies in a folder beside the releases that only its owner may read, and never in a release. Records and children stand in it
under keys made with a secret that lies there too, also while they are not delivered: what comes again is the same. What is erased
loses its key and its child's: the values stay, since the figures that they were counted in stay, but nothing leads from them to a
record or to a child.

It also says which tables each audience was ever shown, and keeps the last rows of those that its newest release no longer has: a
month in which a file did not come takes nothing back, and what comes again is held against what was out. Of what is told of single
things it keeps every version: one that is left out for a month, or that moves twice, is held against all.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data_loaders.keys import FILE as SECRET
from data_loaders.keys import SecretRefusedError, private_folder, secret_of, write_private
from data_loaders.refusal import RefusedError

FILE = "counted_records.ledger"
SEAL_BYTES = 32  # of SHA-256
AS_EVER_TOLD = "{} as ever told"  # among the rows of an audience: each version of each row that was shown of a table
VERSIONS = {  # tables of single things → what names a row
    "context_measures": ["key", "month", "measure"],
    "context_risks": ["key", "month", "risk"],
}
POOLED_ONCE = (
    "contexts pooled once"  # among the rows of an audience: keys of those that are in pooled figures that are out
)
SHOWN, ROWS = "shown.json", "rows/"  # parts of the file that are of no kind of record
CURE = "Restore that folder from the backup of the day of the release in force; without it nobody can say what is in the published figures."


class LedgerRefusedError(RefusedError):
    """A ledger that is lost, damaged or of other releases."""

    def __init__(self, sentence: str, cure: str = CURE) -> None:
        super().__init__(sentence, cure)


@dataclass(frozen=True)
class Counted:
    """Records of one kind. `rows`: key `record` (blank once it was erased) and every column as it was counted.

    `last`: the last month that is out. `gone`: keys of what was erased, so that it does not count twice if it
    comes back; nothing says which rows they were.
    """

    rows: pd.DataFrame
    last: int
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shown:
    """What one audience was ever shown: names of tables that had rows; of those that its newest release has not, their last rows."""

    tables: frozenset[str] = frozenset()
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def with_release(
        self,
        frames: Mapping[str, pd.DataFrame],
        before: Mapping[str, pd.DataFrame],
        remembered: Mapping[str, pd.DataFrame] | None = None,
    ) -> Shown:
        """After a release of these tables, which followed one of the tables `before`; `remembered`: what themes know beside it."""
        now = {name for name, frame in frames.items() if len(frame)}
        ever = {AS_EVER_TOLD.format(name): name for name in VERSIONS}
        rows = {name: frame for name, frame in self.rows.items() if name not in ever}
        last = {**rows, **{name: frame for name, frame in before.items() if len(frame)}}
        left = {name: frame for name, frame in last.items() if name not in now}
        told = {kept: _versions(of, (self.rows.get(kept), before.get(of), frames.get(of))) for kept, of in ever.items()}
        kept_rows = {kept: own for kept, own in told.items() if len(own)} | dict(remembered or {})
        return Shown(self.tables | now | (set(last) - {POOLED_ONCE}), left | kept_rows)


def _versions(table: str, parts: Iterable[pd.DataFrame | None]) -> pd.DataFrame:
    """Every version of every row, the last one last; `nth`: which of the rows of one name it is."""
    full = [part for part in parts if part is not None and len(part)]
    named = [
        part if "nth" in part else part.assign(nth=part.groupby(VERSIONS[table]).cumcount().astype("int64"))
        for part in full
    ]
    return pd.concat(named).drop_duplicates(keep="last", ignore_index=True) if named else pd.DataFrame()


@dataclass(frozen=True)
class Ledger:
    file: Path
    secret: bytes = field(repr=False)
    kinds: Mapping[str, Counted]
    read: bytes = field(repr=False)  # what stood in the file
    shown: Mapping[str, Shown] = field(default_factory=dict)  # audience → what it was ever shown

    def of(self, kind: str) -> Counted | None:
        return self.kinds.get(kind)

    def shown_to(self, audience: str) -> Shown:
        return self.shown.get(audience, Shown())

    def write(self, kinds: Mapping[str, Counted], shown: Mapping[str, Shown] | None = None) -> None:
        """Put the next state in the place of this one, whole or not at all."""
        if (self.file.read_bytes() if self.file.exists() else b"") != self.read:
            raise LedgerRefusedError(f"{self.file} was changed by another publication meanwhile.", "Publish again.")
        content = _packed({**self.kinds, **kinds}, {**self.shown, **(shown or {})})
        write_private(self.file, _seal(content, self.secret) + content)


def open_ledger(out: Path, *, make: bool = True) -> Ledger:
    """The ledger of these releases; a new one where nothing was ever published. `make` false: nothing is written, not even a secret."""
    folder = private_folder(out)
    file, is_out = folder / FILE, any(out.glob("*/current"))
    if is_out and not (file.exists() and (folder / SECRET).exists()):
        raise LedgerRefusedError(f"{file} or its secret is missing, though releases stand in {out}.")
    try:
        secret = secret_of(out, make=make)
        raw = file.read_bytes() if file.exists() else b""
    except (SecretRefusedError, OSError) as error:
        raise LedgerRefusedError(f"{file} cannot be opened.", str(error)) from error
    if not raw:
        if file.exists():
            raise LedgerRefusedError(f"{file} is empty.")
        return Ledger(file, secret, {}, raw)
    return read_ledger(file, secret)


def read_ledger(file: Path, secret: bytes) -> Ledger:
    """A ledger that is there, opened with its secret."""
    raw = file.read_bytes()
    if file.stat().st_mode & 0o077:
        raise LedgerRefusedError(f"{file} can be read by others than its owner.", "Set it to 0600.")
    if not hmac.compare_digest(raw[:SEAL_BYTES], _seal(raw[SEAL_BYTES:], secret)):
        raise LedgerRefusedError(f"{file} is damaged, or does not belong to its secret.")
    return Ledger(file, secret, _unpacked(raw[SEAL_BYTES:]), raw, _shown(raw[SEAL_BYTES:]))


def _seal(content: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, content, hashlib.sha256).digest()


def _packed(kinds: Mapping[str, Counted], shown: Mapping[str, Shown]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for kind, counted in kinds.items():
            archive.writestr(f"{kind}.parquet", _as_parquet(counted.rows))
            archive.writestr(f"{kind}.last", str(counted.last))
            archive.writestr(f"{kind}.gone", "\n".join(sorted(counted.gone)))
        archive.writestr(SHOWN, json.dumps({audience: sorted(one.tables) for audience, one in shown.items()}))
        for audience, one in shown.items():
            for table, rows in one.rows.items():
                archive.writestr(f"{ROWS}{audience}/{table}", _as_parquet(rows))
    return packed.getvalue()


def _as_parquet(rows: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    rows.to_parquet(file, index=False)
    return file.getvalue()


def _unpacked(content: bytes) -> dict[str, Counted]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kinds = [name.removesuffix(".last") for name in archive.namelist() if name.endswith(".last")]
        return {
            kind: Counted(
                pd.read_parquet(io.BytesIO(archive.read(f"{kind}.parquet"))),
                int(archive.read(f"{kind}.last")),
                frozenset(archive.read(f"{kind}.gone").decode().split()),
            )
            for kind in kinds
        }


def _shown(content: bytes) -> dict[str, Shown]:
    """Nothing in a ledger of an earlier version, which did not say."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = json.loads(archive.read(SHOWN)) if SHOWN in archive.namelist() else {}
        return {audience: Shown(frozenset(tables), _rows_of(archive, audience)) for audience, tables in names.items()}


def _rows_of(archive: zipfile.ZipFile, audience: str) -> dict[str, pd.DataFrame]:
    start = f"{ROWS}{audience}/"
    names = [name for name in archive.namelist() if name.startswith(start)]
    return {name.removeprefix(start): pd.read_parquet(io.BytesIO(archive.read(name))) for name in names}
