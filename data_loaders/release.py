"""The lock: what a published release is, and the only door to one.

A release is a folder `RELEASES/<audience>/<release id>/` that holds

    manifest.json          what was published, from what, under which policy (class Manifest)
    audit.json             what was tried against it and failed (class Audit)
    tables/<name>.parquet  small tables without a row about anybody

and `RELEASES/<audience>/current` is a text file with one line, the id of the release in force. The id is the digest
of the manifest, the manifest holds the digest of the audit and of every table: one changed byte anywhere and the
release does not open. This module is all that the dashboard may import of `data_loaders`.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pydantic import BaseModel, ValidationError

from data_loaders.columns.place import PLACE_COLUMNS
from data_loaders.columns.practice import PRACTICE_COLUMNS
from data_loaders.columns.steering import STEERING_COLUMNS
from data_loaders.columns.survey import SURVEY_COLUMNS
from data_loaders.manifest import (
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

__all__ = [
    "AUDIENCE_FLOOR", "TIME_UNITS", "Audit", "Check", "Dataset", "Manifest", "Release", "ReleaseRefusedError", "Source", "TimeUnit",
    "ViewEntry", "canonical", "current_id", "digest", "open_release", "release_id", "table_problem", "view_problem",
]  # fmt: skip

Model = TypeVar("Model", bound=BaseModel)
FORMAT = 2
MANIFEST, AUDIT, TABLES, CURRENT = "manifest.json", "audit.json", "tables", "current"

# name → column → pandas kind: O text, f float, i integer, M date. Views have their own contract (`view_problem`).
TABLE_COLUMNS: dict[str, dict[str, str]] = {
    "areas": {
        "area_code": "O", "area_level": "O", "area_name": "O", "parent_code": "O", "lat": "f", "lon": "f",
        "geometry": "O", "shape": "O",
    },
    "population": {
        "area_code": "O", "year": "i", "age_band": "O", "sex": "O", "population": "i", "source": "O", "as_at": "M",
    },
    "places": {
        "leaf": "O", "label": "O", "kind": "O", "resolution": "i", "lat": "f", "lon": "f", "area_code": "O", "km2": "f",
        "geometry": "O",
    },
    "calendar": {"month": "M", "day_kind": "O", "days": "i"},
    "events": {"date": "M", "label": "O", "scope": "O", "kind": "O"},
    "indicators": {
        "indicator_id": "O", "indicator": "O", "period": "O", "period_start": "M", "period_end": "M",
        "year_type": "O", "area_code": "O", "numerator": "f", "numerator_status": "O", "denominator": "f",
        "value": "f", "unit": "O", "lower": "f", "upper": "f", "definition_version": "O", "source": "O",
    },
    "blocks": {
        "dataset": "O", "dimension": "O", "block": "O", "label": "O", "position": "i", "leaf": "O", "leaf_label": "O",
    },
    **PLACE_COLUMNS,
    **SURVEY_COLUMNS,
    **STEERING_COLUMNS,
    **PRACTICE_COLUMNS,
}  # fmt: skip


class ReleaseRefusedError(Exception):
    """A release that must not be shown; the message says which file and what cures it."""


@dataclass(frozen=True)
class Release:
    """An opened release. Frames are handed out copy-on-write: what a caller does to one stays with the caller."""

    id: str
    path: Path
    manifest: Manifest
    audit: Audit
    frames: dict[str, pd.DataFrame] = field(repr=False)

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


def current_id(root: Path, audience: str) -> str:
    pointer = root / audience / CURRENT
    if not pointer.is_file():
        raise ReleaseRefusedError(
            f"No release is published for the audience '{audience}' in {root}. "
            f"Publish one: python -m data_loaders publish DELIVERIES --out {root} --audience {audience}"
        )
    return pointer.read_text(encoding="utf-8").strip()


def open_release(root: Path, audience: str = "partnership", identifier: str | None = None) -> Release:
    """Open the current (or the named) release of an audience, or refuse it with a `ReleaseRefusedError`."""
    identifier = identifier or current_id(root, audience)
    path = root / audience / identifier
    if Path(identifier).name != identifier or not path.is_dir():
        raise ReleaseRefusedError(f"Release '{identifier}' is not in {root / audience}. Publish again.")
    raw = _bytes(path / MANIFEST)
    manifest = _parsed(Manifest, raw, path / MANIFEST)
    if manifest.format != FORMAT:
        raise ReleaseRefusedError(f"{path} has format {manifest.format}, this version reads {FORMAT}: publish again.")
    if release_id(raw, manifest.as_at) != identifier or manifest.audience != audience:
        raise ReleaseRefusedError(f"{path / MANIFEST} does not belong to this release: publish again.")
    audit = _opened_audit(path, manifest)
    _refuse_strangers(path, manifest)
    frames = {name: _opened_table(path, name, manifest) for name in sorted(manifest.tables_sha256)}
    for view in manifest.views:
        if view.status == "published" and (problem := view_problem(frames.get(view.table), view, manifest)):
            raise ReleaseRefusedError(f"{path / TABLES / view.table}.parquet {problem}: publish again.")
    return Release(id=identifier, path=path, manifest=manifest, audit=audit, frames=frames)


def view_problem(frame: pd.DataFrame | None, view: ViewEntry, manifest: Manifest) -> str | None:
    """What is wrong with a view's table (columns, full grid, floor), or None. Every published cell has n ≥ k."""
    if frame is None:
        return "is missing"
    dimensions = list(view.dimensions)
    expected = ["period_start", "period_end", *dimensions, "n"] + ["children"] * (view.children == "published")
    if list(frame.columns) != expected:
        return f"has columns {list(frame.columns)} instead of {expected}"
    keys = frame[["period_start", *dimensions]]
    grid = 1
    for column in keys:
        grid *= keys[column].nunique()
    if keys.duplicated().any() or grid != len(frame) or len(frame) != view.cells:
        return "is not a full grid"
    k = next(d.k for d in manifest.datasets if d.name == view.dataset)
    counted = [c for c in ("n", "children") if c in frame]
    if frame[counted].isna().any(axis=None) or (frame[counted] < k).any(axis=None):
        return f"holds a cell below {k}"
    return None


def table_problem(frame: pd.DataFrame, name: str) -> str | None:
    expected = TABLE_COLUMNS.get(name)
    if expected is None:
        return None
    if list(frame.columns) != list(expected):
        return f"has columns {list(frame.columns)} instead of {list(expected)}"
    kinds = {"O": pd.api.types.is_string_dtype, "f": pd.api.types.is_float_dtype,
             "i": pd.api.types.is_integer_dtype, "M": pd.api.types.is_datetime64_any_dtype}  # fmt: skip
    wrong = [c for c, kind in expected.items() if len(frame) and not kinds[kind](frame[c].dtype)]
    return f"has columns of the wrong kind: {', '.join(wrong)}" if wrong else None


def _opened_audit(path: Path, manifest: Manifest) -> Audit:
    raw = _bytes(path / AUDIT)
    audit = _parsed(Audit, raw, path / AUDIT)
    if digest(raw) != manifest.audit_sha256 or audit.tables_sha256 != manifest.tables_sha256:
        raise ReleaseRefusedError(f"{path / AUDIT} is not the audit of this release: publish again.")
    if not audit.is_passed or audit.policy_sha256 != manifest.policy_sha256:
        raise ReleaseRefusedError(f"{path / AUDIT} did not pass: nothing of this release is shown. Publish again.")
    return audit


def _refuse_strangers(path: Path, manifest: Manifest) -> None:
    """What the manifest does not name, what this version does not know, and a floor below that of the audience."""
    named = set(manifest.tables_sha256)
    known = {*TABLE_COLUMNS, *(view.table for view in manifest.views if view.status == "published")}
    there = {file.name.removesuffix(".parquet") for file in (path / TABLES).glob("*")}
    if strangers := sorted((there - named) | (named - known)):
        raise ReleaseRefusedError(f"{path / TABLES / strangers[0]} is no table of this release: publish again.")
    if any(d.k < AUDIENCE_FLOOR.get(manifest.audience, d.k + 1) for d in manifest.datasets):
        raise ReleaseRefusedError(f"{path} has a floor that is too low for '{manifest.audience}': publish again.")


def _opened_table(path: Path, name: str, manifest: Manifest) -> pd.DataFrame:
    file = path / TABLES / f"{name}.parquet"
    raw = _bytes(file)
    if digest(raw) != manifest.tables_sha256[name]:
        raise ReleaseRefusedError(f"{file} is not as it was published: publish again.")
    frame = pd.read_parquet(io.BytesIO(raw))  # the bytes that were checked, not the file read once more
    if problem := table_problem(frame, name):
        raise ReleaseRefusedError(f"{file} {problem}: publish again.")
    return frame


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
