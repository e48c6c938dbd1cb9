"""A council's house for the tests: a provider that knows invented people, and the product behind it, signed and on record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from served import close_browsers, dashboard, provider
from streamlit_client import free_port

from dashboard.access.log import AccessLog
from data_loaders.lock.signature import make_key, read_signer
from data_loaders.publication import sign_in_force

SECRET = "an-invented-cookie-secret-of-more-than-thirty-two-signs"
ROLES = {
    "viewer": ["overview", "missing", "places", "method", "safety"],
    "committee": ["overview", "missing", "missing-where", "Papers", "method"],
    "steering group": ["overview", "Steering group", "method"],
    "data quality": ["method", "safety"],
}
PEOPLE = {
    "a viewer": ["viewer"], "a member": ["committee"], "another member": ["committee"], "an auditor": ["steering group"], "an analyst": ["data quality"],
    "two roles": ["viewer", "steering group"], "nobody's": ["another group"], "the public's": ["public"],
}  # fmt: skip


@dataclass(frozen=True)
class House:
    port: int
    provider: str
    folder: Path

    @property
    def log(self) -> AccessLog:
        return AccessLog(self.folder / "log" / "access.jsonl", (self.folder / "log.key").read_bytes())

    def written(self) -> list[dict[str, Any]]:
        lines = self.log.file.read_text().splitlines() if self.log.file.exists() else []
        return [json.loads(line) for line in lines]


def settings(address: str, metadata: str) -> str:
    asked = {
        "client_id": "dashboard",
        "client_secret": "invented",
        "metadata": metadata,
        "address": address,
        "cookie_secret": SECRET,
    }
    lines = ["[sign_in]", *(f"{name} = {json.dumps(value)}" for name, value in asked.items())]
    for role, pages in ROLES.items():
        lines += [
            f'[roles."{role}"]',
            f"groups = {json.dumps([role])}",
            'audiences = ["partnership"]',
            f"pages = {json.dumps(pages)}",
        ]
    lines += ["[roles.public]", 'groups = ["public"]', 'audiences = ["public"]', 'pages = ["*"]']
    return "\n".join(lines)


@contextmanager
def open_house(store: Path, folder: Path) -> Iterator[House]:
    releases = Path(shutil.copytree(store, folder / "releases"))
    make_key(folder / "key")
    sign_in_force(releases, "partnership", read_signer(folder / "key"))
    port = free_port()
    with provider(PEOPLE) as metadata:
        file = folder / "access.toml"
        file.write_text(settings(f"http://127.0.0.1:{port}", metadata), encoding="utf-8")
        file.chmod(0o600)
        options = ("--access", str(file), "--access-log", str(folder / "log" / "access.jsonl"), "--access-key", str(folder / "log.key"),
                   "--public-key", str(folder / "key.pub"))  # fmt: skip
        with dashboard(releases, *options, port=port):
            yield House(port, metadata, folder)
            close_browsers()
