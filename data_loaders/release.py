"""The lock: what a published release is, and the only door to one.

A release is a folder `RELEASES/<audience>/<release id>/` that holds

    manifest.json          what was published, from what, under which policy (class Manifest)
    manifest.signature     the data manager's signature under the manifest, where it was signed
    audit.json             what was tried against it and failed (class Audit)
    tables/<name>.parquet  small tables without a row about anybody

and `RELEASES/<audience>/current` is a text file with one line, the id of the release in force. The id is the digest
of the manifest, the manifest holds the digest of the audit and of every table: one changed byte anywhere and the
release does not open. Who is given the public key opens nothing that was not signed with the other half. This module is all that the dashboard may import of `data_loaders`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pydantic import BaseModel, ValidationError

from data_loaders.lock.manifest import (
    AUDIENCE_FLOOR,
    TIME_UNITS,
    Audit,
    Check,
    Dataset,
    Manifest,
    Source,
    TimeUnit,
    ViewEntry,
)
from data_loaders.lock.signature import SIGNATURE, KeyRefusedError, Verifier, read_verifier
from data_loaders.lock.tables import (
    declarations,
    floor_problem,
    floors_of,
    missing_checks,
    problem_of,
    size_problem,
    view_problem,
)
from data_loaders.refusal import RefusedError

__all__ = [
    "AUDIENCE_FLOOR", "TIME_UNITS", "Audit", "Check", "Dataset", "KeyRefusedError", "Manifest", "Release", "ReleaseRefusedError", "ReleaseWithdrawnError", "Source",
    "TimeUnit", "Verifier", "ViewEntry", "canonical", "current_id", "digest", "floors_of", "open_release", "read_verifier", "release_id",
    "taken_back_in", "view_problem",
]  # fmt: skip

TAKEN_BACK = "The figures were withdrawn. Nothing is shown until the next ones are published."
Model = TypeVar("Model", bound=BaseModel)
FORMAT = (
    4  # 4: labels of codes are one table; 3: every table against its declaration, and a recount of each in the audit
)
LONGEST_NAME = 255  # of a file, on every disk that a release lies on
MANIFEST, AUDIT, TABLES, CURRENT, WITHDRAWN = "manifest.json", "audit.json", "tables", "current", "withdrawn"


class ReleaseRefusedError(RefusedError):
    """A release that must not be shown; the message says which file and what cures it."""


class ReleaseWithdrawnError(ReleaseRefusedError):
    """Nothing is in force, since whoever answers for it took the last release back."""


@dataclass(frozen=True)
class Release:
    """An opened release. Frames are handed out copy-on-write: what a caller does to one stays with the caller."""

    id: str
    path: Path
    manifest: Manifest
    audit: Audit
    frames: dict[str, pd.DataFrame] = field(repr=False)
    signed_by: str = ""  # the fingerprint of the key; empty where nobody asked for a signature

    def table(self, name: str) -> pd.DataFrame:
        if name not in self.frames:
            raise ReleaseRefusedError(f"Release {self.id} has no table '{name}'.")
        return self.frames[name].copy(deep=False)

    def dataset(self, name: str) -> Dataset:
        return next(d for d in self.manifest.datasets if d.name == name)

    def views(self, dataset: str) -> tuple[ViewEntry, ...]:
        return tuple(v for v in self.manifest.views if v.dataset == dataset)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical(model: BaseModel) -> bytes:
    """The same object gives the same bytes on every machine. Keys keep their order: that of dimensions has a meaning."""
    text = json.dumps(model.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def release_id(manifest: bytes, as_at: date) -> str:
    return f"{as_at:%Y-%m-%d}-{digest(manifest)[:16]}"


def taken_back_in(folder: Path) -> tuple[str, ...]:
    """The releases of an audience that were taken back, by the file that says so."""
    file = folder / WITHDRAWN
    return tuple(file.read_text(encoding="utf-8").split()) if file.is_file() else ()


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """A disk that does not answer, or answers to other accounts alone, is a refusal like any other."""
    try:
        yield
    except OSError as error:
        raise ReleaseRefusedError(
            f"{error.filename or folder} cannot be read ({error.strerror}): let the account that runs this read it."
        ) from error


def current_id(root: Path, audience: str) -> str:
    """The id of the release in force; a `ReleaseRefusedError` where there is none or it cannot be read."""
    with _readable(root / audience):
        return _current(root, audience)


def _current(root: Path, audience: str) -> str:
    pointer = root / audience / CURRENT
    if not pointer.is_file() and (root / audience / WITHDRAWN).is_file():
        raise ReleaseWithdrawnError(TAKEN_BACK)
    if not pointer.is_file():
        raise ReleaseRefusedError(
            f"No release is published for the audience '{audience}' in {root}. "
            f"Publish one: python -m data_loaders publish DELIVERIES --out {root} --audience {audience}"
        )
    try:
        name, taken_back = pointer.read_text(encoding="utf-8").strip(), taken_back_in(root / audience)
    except UnicodeError as error:
        raise ReleaseRefusedError(f"{pointer} cannot be read, so no release is in force: publish again.") from error
    if name in taken_back:  # a copy that takes nothing away, as to a server, leaves the pointer where it was
        raise ReleaseWithdrawnError(TAKEN_BACK)
    return name


def open_release(
    root: Path, audience: str = "partnership", identifier: str | None = None, *, verifier: Verifier | None = None
) -> Release:
    """Open the current (or the named) release of an audience, or refuse it with a `ReleaseRefusedError`.

    With a `verifier`, nothing that its key did not sign is even read.
    """
    with _readable(root / audience):
        return _opened(root, audience, identifier, verifier)


def _opened(root: Path, audience: str, identifier: str | None, verifier: Verifier | None) -> Release:
    identifier = identifier or current_id(root, audience)
    path = root / audience / identifier
    is_name = Path(identifier).name == identifier and len(identifier) <= LONGEST_NAME
    if not is_name or not path.is_dir():
        raise ReleaseRefusedError(f"Release '{identifier[:60]}' is not in {root / audience}. Publish again.")
    raw = _bytes(path / MANIFEST)
    if verifier is not None:
        _refuse_unsigned(raw, path, verifier)
    _refuse_other_formats(raw, path / MANIFEST)
    manifest = _parsed(Manifest, raw, path / MANIFEST)
    if release_id(raw, manifest.as_at) != identifier or manifest.audience != audience:
        raise ReleaseRefusedError(f"{path / MANIFEST} does not belong to this release: publish again.")
    audit = _opened_audit(path, manifest)
    _refuse_strangers(path, manifest)
    frames = {name: _opened_table(path, name, manifest) for name in sorted(manifest.tables_sha256)}
    _refuse_undeclared(path, manifest, frames)
    return Release(id=identifier, path=path, manifest=manifest, audit=audit, frames=frames,
                   signed_by="" if verifier is None else verifier.fingerprint)  # fmt: skip


def _refuse_unsigned(manifest: bytes, path: Path, verifier: Verifier) -> None:
    file = path / SIGNATURE
    if not file.is_file():
        raise ReleaseRefusedError(f"{path} is not signed: python -m data_loaders sign RELEASES --key FILE")
    if not verifier.accepts(manifest, file.read_bytes()):
        raise ReleaseRefusedError(
            f"{file} is not the signature of the key {verifier.fingerprint} under this manifest: nothing of it is shown. "
            "Publish again with that key, or restore the folder from a backup."
        )


def _refuse_other_formats(raw: bytes, file: Path) -> None:
    """Read before anything else: a manifest of another format has other fields, of which nothing useful could be said."""
    try:
        written = json.loads(raw)
    except ValueError as error:
        raise ReleaseRefusedError(f"{file} cannot be read ({error}): publish again.") from error
    number = written.get("format") if isinstance(written, dict) else None
    if number != FORMAT:
        raise ReleaseRefusedError(
            f"{file} has format {number}, this version reads format {FORMAT}: publish into a new folder, "
            "since what another format published was held against other declarations."
        )


def _refuse_undeclared(path: Path, manifest: Manifest, frames: dict[str, pd.DataFrame]) -> None:
    """Every table against its declaration: columns, kinds, floors, shares, words, keys, grids."""
    tables, floors = declarations(manifest.views), floors_of(manifest)
    found = {name: problem_of(name, frame, tables, floors) for name, frame in frames.items()}
    for view in manifest.views:
        if view.status == "published" and not found.get(view.table):
            found[view.table] = size_problem(frames.get(view.table), view)
    found |= {name: "is missing" for name in tables if name not in frames}
    for name, problem in found.items():
        if problem:
            raise ReleaseRefusedError(f"{path / TABLES / name}.parquet {problem}: publish again.")


def _opened_audit(path: Path, manifest: Manifest) -> Audit:
    raw = _bytes(path / AUDIT)
    audit = _parsed(Audit, raw, path / AUDIT)
    if digest(raw) != manifest.audit_sha256 or audit.tables_sha256 != manifest.tables_sha256:
        raise ReleaseRefusedError(f"{path / AUDIT} is not the audit of this release: publish again.")
    if not audit.is_passed or audit.policy_sha256 != manifest.policy_sha256:
        raise ReleaseRefusedError(f"{path / AUDIT} did not pass: nothing of this release is shown. Publish again.")
    if missing := missing_checks(audit, manifest.tables_sha256):
        raise ReleaseRefusedError(f"{path / AUDIT} does not say that it tried {missing[0]}: publish again.")
    return audit


def _refuse_strangers(path: Path, manifest: Manifest) -> None:
    """What the manifest does not name, what this version does not know, and a floor below that of the audience."""
    named = set(manifest.tables_sha256)
    known = set(declarations(manifest.views))
    there = {file.name.removesuffix(".parquet") for file in (path / TABLES).glob("*")}
    if strangers := sorted((there - named) | (named - known)):
        raise ReleaseRefusedError(f"{path / TABLES / strangers[0]} is no table of this release: publish again.")
    if problem := floor_problem(manifest):
        raise ReleaseRefusedError(f"{path / MANIFEST} {problem}: publish again.")


def _opened_table(path: Path, name: str, manifest: Manifest) -> pd.DataFrame:
    file = path / TABLES / f"{name}.parquet"
    raw = _bytes(file)
    if digest(raw) != manifest.tables_sha256[name]:
        raise ReleaseRefusedError(f"{file} is not as it was published: publish again.")
    return pd.read_parquet(io.BytesIO(raw))  # the bytes that were checked, not the file read once more


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise ReleaseRefusedError(f"{file} is missing: publish again.")
    return file.read_bytes()


def _parsed(kind: type[Model], raw: bytes, file: Path) -> Model:
    try:
        return kind.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ReleaseRefusedError(f"{file} cannot be read ({where}: {first['msg']}): publish again.") from error
