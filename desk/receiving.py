"""A dropped file comes into the folder of deliveries whole, under its own name, or not at all."""

from __future__ import annotations

from pathlib import Path

from data_loaders.sources.files import SUFFIXES
from data_loaders.sources.manifest import renew_manifest

BESIDE = (".dbf", ".shx", ".prj", ".cpg", ".toml", ".md", ".pdf")


class FileRefusedError(Exception):
    """A dropped file that does not come into the folder; the message says why."""


def put_file(folder: Path, name: str, content: bytes, *, is_replacing: bool) -> str:
    """Returns what was done, in a sentence."""
    plain = Path(name.replace("\\", "/")).name
    if not plain or plain.startswith((".", "~$")) or Path(plain).suffix.lower() not in (*SUFFIXES, *BESIDE):
        raise FileRefusedError(
            f"{plain or 'A file without a name'} is of no kind that is read. Kinds: {', '.join(SUFFIXES)}."
        )
    to = folder / plain
    was_there = to.exists()
    if was_there and not is_replacing:
        raise FileRefusedError(f"A file {plain} is in the folder already. Tick the box to put this one in its place.")
    new = folder / f".{plain}.new"
    new.write_bytes(content)
    new.chmod(0o600)
    new.replace(to)
    return f"{plain} took the place of the one that was there." if was_there else f"{plain} is in the folder."


def take_out(folder: Path, name: str) -> None:
    """Delete a file of the folder, and its row in the manifest; of one that is not there any more, its row alone."""
    (folder / Path(name).name).unlink(missing_ok=True)
    renew_manifest(folder)
