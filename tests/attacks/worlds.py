"""Invented worlds to attack: many seeds and sizes, one child who makes much of a place, periods that begin or end oddly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
EPISODES = 2400  # of a world of scale 1
FIRST, LAST = "2023-04-01", "2026-03-31"
# Records of children and what they are counted by. Survey, audits, contexts and practice are attacked by tests of their own.
COUNTED = {"missing_episodes", "return_discussions", "efh_incidents", "locations", "ref_area", "ref_population", "school_terms",
           "events", "cpc_indicators", "assets", "safety_maps", "interventions"}  # fmt: skip


@dataclass(frozen=True)
class World:
    """`heavy`: share of its locality's episodes that one child makes. `since`, `until`: what the delivery covers."""

    seed: int
    episodes: int
    heavy: float = 0.0
    kind: str = "planted"
    since: str = FIRST
    until: str = LAST
    audience: str = "partnership"

    def __str__(self) -> str:
        odd = f"-{self.since}-{self.until}" if (self.since, self.until) != (FIRST, LAST) else ""
        heavy = f"-one child {self.heavy:.0%}" if self.heavy else ""
        return f"{self.seed}-{self.episodes} episodes{heavy}{odd}-{self.audience}"


def _worlds() -> list[World]:
    sizes = [300, 420, 600, 850, 1200, 1700, 2400, 3400, 4800, 6800, 9600, 13_600, 20_000]
    made = [World(100 + i, n) for i, n in enumerate(sizes)]
    made += [World(200 + i, n, heavy=0.4) for i, n in enumerate((300, 700, 1500, 2400, 6000))]
    made += [World(210, 2400, heavy=0.9), World(211, 1000, kind="flat"), World(212, 4000, kind="flat")]
    made += [
        World(300, 1200, until="2026-01-31"), World(301, 2400, since="2023-06-01", until="2025-11-30"),
        World(302, 3400, since="2023-05-01", until="2026-02-28"), World(303, 900, since="2024-01-01", until="2025-01-31"),
        World(304, 2400, until="2026-02-28"), World(305, 5000, since="2023-09-01", until="2026-01-31"),
    ]  # fmt: skip
    return [*made, *(World(400 + i, n, audience="public") for i, n in enumerate((1000, 2400, 9600)))]


WORLDS = _worlds()


def build(world: World, folder: Path) -> Path:
    """Write the deliveries of a world, as far as they are counted into views; returns their folder."""
    deliveries = build_with_themes(world, folder)
    manifest = read(deliveries / "manifest.csv")
    for file in manifest.loc[~manifest["table"].isin(COUNTED), "file"]:
        (deliveries / file).unlink()
    manifest[manifest["table"].isin(COUNTED)].to_csv(deliveries / "manifest.csv", index=False)
    if (world.since, world.until) != (FIRST, LAST):
        until = f"{world.until}T99"
        edit(deliveries, lambda rows: rows[(rows["start_dt"] >= world.since) & (rows["start_dt"] < until)])
        cover(deliveries, world.since, world.until)
    return deliveries


def build_with_themes(world: World, folder: Path) -> Path:
    """Write all deliveries of a world, over the whole time."""
    deliveries = folder / "deliveries"
    write_demo(deliveries, seed=world.seed, scale=world.episodes / EPISODES, world=world.kind, heavy_child=world.heavy)
    return deliveries


def edit(deliveries: Path, change: Callable[[pd.DataFrame], pd.DataFrame], table: str = "missing_episodes") -> None:
    """Change a delivered table; discussions of episodes that are gone go too, and the manifest forgets its checksums."""
    file = deliveries / f"{table}.csv"
    rows = change(read(file))
    rows.to_csv(file, index=False)
    if table == "missing_episodes":
        talks = deliveries / "return_discussions.csv"
        kept = read(talks)
        kept[kept["episode_id"].isin(set(rows["episode_id"]))].to_csv(talks, index=False)
    manifest = read(deliveries / "manifest.csv").assign(sha256="", rows="")
    manifest.to_csv(deliveries / "manifest.csv", index=False)


def cover(deliveries: Path, since: str, until: str) -> None:
    """Let the manifest say that the episodes cover these days."""
    manifest = read(deliveries / "manifest.csv")
    manifest.loc[manifest["table"] == "missing_episodes", ["period_start", "period_end"]] = [since, until]
    manifest.to_csv(deliveries / "manifest.csv", index=False)


def give_to_one_child(deliveries: Path, share: float) -> None:
    """In each locality's first ward one child makes this share of all episodes."""

    def change(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.copy()
        episodes = rows[rows["counting_unit"] == "EPISODE"]
        for ward, own in episodes.groupby("area_from"):
            taken = np.random.default_rng(len(own)).choice(own.index, round(share * len(own)), replace=False)
            rows.loc[taken, "child_pseudo_id"] = f"cheavy{ward}"
        return rows

    edit(deliveries, change)


def read(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype="str", keep_default_na=False)


def release(deliveries: Path, out: Path, audience: str = "partnership") -> Release:
    return publish(deliveries, out=out, policy_file=POLICY, audience=audience)
