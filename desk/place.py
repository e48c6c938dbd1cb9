"""Where the desk works: one folder of deliveries, one of releases, one policy and one audience for as long as it is open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

POLICY = Path(__file__).resolve().parents[1] / "assets" / "policy.toml"
FOLDER, STORE, RULES, AUDIENCE = "CSD_DESK_DELIVERIES", "CSD_DESK_RELEASES", "CSD_DESK_POLICY", "CSD_DESK_AUDIENCE"


@dataclass(frozen=True)
class Place:
    deliveries: Path
    store: Path
    policy: Path
    audience: str

    @property
    def state(self) -> str:
        """What would be read, as one text: it changes whenever a file does."""
        files = sorted(file for file in self.deliveries.iterdir() if file.is_file())
        return "|".join(f"{f.name}:{f.stat().st_size}:{f.stat().st_mtime_ns}" for f in files)


def set_place(place: Place) -> None:
    os.environ[FOLDER], os.environ[STORE] = str(place.deliveries), str(place.store)
    os.environ[RULES], os.environ[AUDIENCE] = str(place.policy), place.audience


def the_place() -> Place:
    return Place(Path(os.environ[FOLDER]), Path(os.environ[STORE]), Path(os.environ[RULES]), os.environ[AUDIENCE])
