"""Other releases beside the one in force, and the pointer from one to another, as publishing moves it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from data_loaders.lock.signature import Signer
from data_loaders.release import current_id, digest


def twin(store: Path, signer: Signer, council: str) -> str:
    """Another signed release beside the one in force, whose frame says another council; returns its name."""
    folder = store / "partnership" / current_id(store, "partnership")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["council"] = council
    raw = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    name = f"{manifest['as_at']}-{digest(raw)[:16]}"
    copy = Path(shutil.copytree(folder, folder.with_name(name)))
    (copy / "manifest.json").write_bytes(raw)
    (copy / "manifest.signature").write_bytes(signer.sign(raw))
    return name


def point(store: Path, release: str) -> None:
    """As publishing does it: whole or not at all."""
    new = store / "partnership" / ".current-new"
    new.write_text(release + "\n", encoding="utf-8")
    new.replace(store / "partnership" / "current")
