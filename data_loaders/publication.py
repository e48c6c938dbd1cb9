"""Writing a release so that it is there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data_loaders.lock.signature import SIGNATURE, Signer
from data_loaders.release import (
    AUDIT,
    CURRENT,
    MANIFEST,
    TABLES,
    WITHDRAWN,
    Audit,
    Manifest,
    Release,
    canonical,
    digest,
    open_release,
    release_id,
    taken_back_in,
)

LOCK = ".publishing"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600  # a release is for those who sign in, not for every account of the machine


def write_tables(folder: Path, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Write each table as Parquet without anything of this machine in it; returns name → SHA-256."""
    (folder / TABLES).mkdir(mode=PRIVATE_FOLDER, parents=True)
    digests = {}
    for name, frame in sorted(tables.items()):
        file = folder / TABLES / f"{name}.parquet"
        frame.to_parquet(file, index=False, compression="zstd")
        digests[name] = digest(file.read_bytes())
    return digests


@contextmanager
def one_at_a_time(out: Path, audience: str, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the audience's folder from reading the release in force until the next one is pointed to.

    Two publications at once would each be compared with the same release and never with each other. The lock is the operating
    system's: it ends with the process that holds it, however that ends, so a publication that was killed blocks nobody.
    """
    folder = out / audience
    out.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    with (folder / LOCK).open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another publication for the audience '{audience}' is under way in {out}. Waiting for it to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl+C is heard at the end of this: what is written within seconds is written to its end. Threads hear none anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = list[int]()
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt


@contextmanager
def whole_or_nothing(out: Path, audience: str) -> Iterator[None]:
    """What is not finished was never held against anything: whatever ends it, none of it is left."""
    try:
        yield
    except BaseException:
        sweep(out, audience)
        raise


def workshop(out: Path, audience: str) -> Path:
    """A folder of its own for this publication, on the same disk as the store and never taken for a release."""
    folder = out / audience / f".unfinished-{uuid.uuid4().hex}"
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
    return folder


def seal(
    folder: Path,
    *,
    out: Path,
    manifest: Manifest,
    audit: Audit,
    keep: Callable[[str], None],
    signer: Signer | None = None,
) -> Release:
    """Finish a workshop: write audit and manifest, rename the whole, open it as a reader would, then point to it.

    `keep` is told its name before anybody can see it: what has to be kept of a publication is kept by then, or it is none.
    """
    (folder / AUDIT).write_bytes(canonical(audit))
    raw = canonical(manifest)
    (folder / MANIFEST).write_bytes(raw)
    identifier = release_id(raw, manifest.as_at)
    if signer is not None:
        (folder / SIGNATURE).write_bytes(signer.sign(raw))
    for file in (file for file in folder.rglob("*") if file.is_file()):
        file.chmod(PRIVATE_FILE)
        _flush(file)
    keep(identifier)
    place = out / manifest.audience / identifier
    if is_there := place.exists():
        shutil.rmtree(folder)  # the same content is there already
    else:
        folder.rename(place)
    try:
        _flush(place.parent)
        release = open_release(out, manifest.audience, identifier, verifier=None if signer is None else signer.verifier)
        point_to(out, manifest.audience, identifier)
    except BaseException:
        if not is_there and not _is_in_force(out, manifest.audience, identifier):
            shutil.rmtree(place, ignore_errors=True)  # nobody was ever shown it
        raise
    return release


def _is_in_force(out: Path, audience: str, identifier: str) -> bool:
    pointer = out / audience / CURRENT
    return pointer.exists() and pointer.read_text(encoding="utf-8").strip() == identifier


def point_to(out: Path, audience: str, identifier: str) -> None:
    """Put a release in force, in one step that nobody can see half of."""
    if identifier in (left := taken_back_in(out / audience)):  # what was taken back is published again
        say_withdrawn(out / audience, [name for name in left if name != identifier])
    pointer = out / audience / f".{CURRENT}-{uuid.uuid4().hex}"
    pointer.write_text(identifier + "\n", encoding="utf-8")
    pointer.chmod(PRIVATE_FILE)
    _flush(pointer)
    pointer.replace(out / audience / CURRENT)
    with suppress(OSError):  # it is in force: readers see it from here on, whatever a disk says of the folder
        _flush(out / audience)


def say_withdrawn(folder: Path, names: Sequence[str]) -> None:
    """In one step, which releases were taken back: whoever serves a copy shows none of them."""
    new = folder / f".{CURRENT}-{uuid.uuid4().hex}"
    new.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    new.chmod(PRIVATE_FILE)
    _flush(new)
    new.replace(folder / WITHDRAWN)
    _flush(folder)


def sign_in_force(out: Path, audience: str, signer: Signer) -> Release:
    """Sign the release in force as it stands, once it has passed everything that opening asks of it."""
    release = open_release(out, audience)
    new = release.path / f".{SIGNATURE}-{uuid.uuid4().hex}"
    new.write_bytes(signer.sign((release.path / MANIFEST).read_bytes()))
    new.chmod(PRIVATE_FILE)
    _flush(new)
    new.replace(release.path / SIGNATURE)
    _flush(release.path)
    return replace(release, signed_by=signer.verifier.fingerprint)


def sweep(out: Path, audience: str) -> None:
    """Remove what interrupted publications left behind. Whoever holds the folder is the only one at work in it."""
    for left in (out / audience).glob(".unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in (out / audience).glob(f".{CURRENT}-*"):
        left.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
