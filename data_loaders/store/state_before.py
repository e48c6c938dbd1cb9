"""What was known before the last publication, so that one that nobody has seen can be taken back whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data_loaders.account.last import look_file
from data_loaders.keys import private_folder, write_private
from data_loaders.release import digest
from data_loaders.safety.ledger import FILE as LEDGER
from data_loaders.store.journal import StoreRefusedError

FOLDER, ABOUT, LOOK = "before", "about.json", "last-delivery.json"


@dataclass(frozen=True)
class State:
    """Ledger and look of the last delivery as bytes; empty where there was none."""

    ledger: bytes
    look: bytes


def state_now(out: Path, audience: str) -> State:
    folder = private_folder(out)
    return State(_read(folder / LEDGER), _read(look_file(out, audience)))


def keep_before(state: State, out: Path, identifier: str, *, last: str) -> None:
    """`state` was that before the release `identifier`, and `last` was out (blank: nothing); the ledger of now belongs to it."""
    folder = private_folder(out)
    write_private(folder / FOLDER / LEDGER, state.ledger)
    write_private(folder / FOLDER / LOOK, state.look)
    about = {"release": identifier, "last": last, "ledger_sha256": digest(_read(folder / LEDGER))}
    write_private(folder / FOLDER / ABOUT, json.dumps(about).encode())


def out_before(out: Path, identifier: str) -> str:
    """Which release was out before that one (blank: nothing); a refusal where what it counted cannot be uncounted."""
    folder = private_folder(out)
    about = json.loads(_read(folder / FOLDER / ABOUT) or b"{}")
    if about.get("release") != identifier or about["ledger_sha256"] != digest(_read(folder / LEDGER)):
        raise StoreRefusedError(
            f"Release {identifier} is not the last that was published (for any audience), so what it counted cannot be "
            "uncounted. Take it back as one that somebody has seen."
        )
    return str(about["last"])


def bring_back(out: Path, audience: str, identifier: str) -> None:
    """Ledger and look as before that release: nothing that it counted counts any more."""
    out_before(out, identifier)
    folder, kept = private_folder(out), private_folder(out) / FOLDER
    for old, now in ((kept / LEDGER, folder / LEDGER), (kept / LOOK, look_file(out, audience))):
        if content := _read(old):
            write_private(now, content)
        else:
            now.unlink(missing_ok=True)
    (kept / ABOUT).unlink()


def ledgers(out: Path) -> list[Path]:
    """Every file that holds counted records: the ledger, and the one of before."""
    folder = private_folder(out)
    return [file for file in (folder / LEDGER, folder / FOLDER / LEDGER) if _read(file)]


def ledger_changed(out: Path) -> None:
    """The ledger was changed by an erasure, which takes nothing back and counts nothing."""
    about = private_folder(out) / FOLDER / ABOUT
    if about.exists():
        known = json.loads(_read(about))
        known["ledger_sha256"] = digest(_read(private_folder(out) / LEDGER))
        write_private(about, json.dumps(known).encode())


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""
