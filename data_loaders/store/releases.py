"""Which releases stand in the store, and how each stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loaders.keys import private_folder
from data_loaders.release import CURRENT, MANIFEST, Release, ReleaseRefusedError, Verifier, current_id, open_release

IN_FORCE, EARLIER, TAKEN_BACK = "in force", "earlier", "taken back"
LAST = "last.json"


@dataclass(frozen=True)
class Standing:
    """One release: how it stands, of when it is, and what it says of itself. `problem`: why it does not open, or blank."""

    id: str
    standing: str
    as_at: date | None = None
    begun_afresh: str = ""
    problem: str = ""

    @property
    def in_words(self) -> tuple[str, ...]:
        day = "" if self.as_at is None else f"{self.as_at:%d %B %Y}"
        return self.id, self.standing, day, self.begun_afresh, self.problem


def taken_back(out: Path) -> Path:
    """Where releases lie that were taken back: on the private side, as the memory of what was out."""
    return private_folder(out) / "taken back"


def standings(out: Path, audience: str) -> list[Standing]:
    """All releases of an audience, the newest first."""
    current = _current(out, audience)
    here = [_standing(out, audience, name, IN_FORCE if name == current else EARLIER) for name in _names(out, audience)]
    gone = [_standing(taken_back(out), audience, name, TAKEN_BACK) for name in _names(taken_back(out), audience)]
    return sorted([*here, *gone], key=lambda s: (s.standing == IN_FORCE, s.as_at or date.min, s.id), reverse=True)


def audiences_of(out: Path) -> list[str]:
    """The audiences that anything was ever published for."""
    files = [*out.glob(f"*/{CURRENT}"), *taken_back(out).glob(f"*/{LAST}")]
    return sorted({file.parent.name for file in files})


def last_out(out: Path, audience: str, verifier: Verifier | None = None) -> Release | None:
    """The last release that was out, in force or taken back meanwhile: the next one goes on from it. None: nothing ever was."""
    file = taken_back(out) / audience / LAST
    if file.exists():
        last = json.loads(file.read_text(encoding="utf-8"))
        if last["current"] == _current(out, audience):  # else something was published since, and goes on from it
            is_gone = (taken_back(out) / audience / str(last["id"])).is_dir()
            return open_release(taken_back(out) if is_gone else out, audience, str(last["id"]), verifier=verifier)
    return open_release(out, audience, verifier=verifier) if (out / audience / CURRENT).exists() else None


def is_taken_back(release: Release, out: Path) -> bool:
    return release.path.resolve().is_relative_to(taken_back(out))


def _names(root: Path, audience: str) -> list[str]:
    return sorted(file.parent.name for file in (root / audience).glob(f"*/{MANIFEST}") if file.parent.name[0] != ".")


def _current(out: Path, audience: str) -> str:
    try:
        return current_id(out, audience)
    except ReleaseRefusedError:
        return ""


def _standing(root: Path, audience: str, name: str, standing: str) -> Standing:
    try:
        manifest = open_release(root, audience, name).manifest
    except ReleaseRefusedError as error:
        return Standing(name, standing, problem=str(error))
    return Standing(name, standing, manifest.as_at, manifest.rebased or "")
