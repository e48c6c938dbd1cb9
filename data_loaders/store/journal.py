"""What was done to the store and to the deliveries, when, by which role and why: one line each, never a name or an identifier."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from data_loaders.keys import private_folder
from data_loaders.refusal import RefusedError

FILE = "journal.jsonl"


@dataclass(frozen=True)
class Decision:
    """Who decides, as a role, and why: both are asked for, since both are asked later."""

    role: str
    reason: str


@dataclass(frozen=True)
class Entry:
    day: str
    what: str
    audience: str
    subject: str
    role: str
    reason: str


class StoreRefusedError(RefusedError):
    """What was asked of the store is not done; the message says why and what cures it."""


def decided(decision: Decision) -> Decision:
    """The decision, or a refusal where its role or its reason is blank."""
    if not decision.role.strip() or not decision.reason.strip():
        raise StoreRefusedError("Say who decides (a role, never a name) and why: both are kept in the journal.")
    return decision


def record(out: Path, what: str, decision: Decision, *, subject: str, audience: str = "") -> None:
    entry = Entry(date.today().isoformat(), what, audience, subject, decision.role.strip(), decision.reason.strip())
    folder = private_folder(out)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def journal(out: Path) -> list[Entry]:
    """Oldest first; none where nothing was ever recorded."""
    file = private_folder(out) / FILE
    if not file.exists():
        return []
    return [Entry(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
