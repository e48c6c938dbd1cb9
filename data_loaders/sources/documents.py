"""Workbooks and files of statistics programs, read by a child that a bad document can stop without stopping us."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted.bounds import SECONDS

DOCUMENTS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".sav", ".zsav", ".dta")


def sheets_of(file: Path) -> list[dict[str, Any]]:
    """The sheets of a document as the child wrote them down, or a refusal in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sheets.json"
        said = _child(file, out)
    if "refused" in said:
        raise UnreadableError(str(said["refused"]))
    return list(said["sheets"])


def _child(file: Path, out: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "data_loaders.untrusted", str(file.resolve()), str(out)]
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"{file.name} takes more than {2 * SECONDS} seconds to read. Save it as CSV.") from error
    if done.returncode or not out.exists():
        what = "needs more memory or time than a delivery may take" if _is_exhausted(done) else "is damaged"
        raise UnreadableError(
            f"{file.name} cannot be read as {file.suffix[1:].upper()}: it {what}. Save it again, or as CSV."
        )
    return dict(json.loads(out.read_text(encoding="utf-8")))


def _is_exhausted(done: subprocess.CompletedProcess[bytes]) -> bool:
    return done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr
