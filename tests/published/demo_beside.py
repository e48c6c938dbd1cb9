"""The demo's release with what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data_loaders.checks import examine
from data_loaders.counted import Counting
from data_loaders.guard.delivery import guarded
from data_loaders.lock.tables import declarations, floors_of
from data_loaders.policy import load_policy
from data_loaders.publish.evidence import beside, evidence_of
from data_loaders.published import PublishedTable
from data_loaders.published.recount import Evidence
from data_loaders.release import Release, open_release
from data_loaders.safety.ledger import open_ledger
from data_loaders.sources import collect

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Demo:
    release: Release
    tables: dict[str, pd.DataFrame]
    declared: dict[str, PublishedTable]
    floors: dict[str, int]
    evidence: Callable[[Tables], Evidence]  # the same deliveries beside other tables


def demo_of(deliveries: Path, store: Path) -> Demo:
    release = open_release(store)
    collected = guarded(collect(deliveries), deliveries).collected
    examine(collected)
    policy = load_policy(POLICY, "partnership")
    counting = Counting(collected, policy, open_ledger(store), None)
    evidence = evidence_of(collected, beside(collected, deliveries, store), policy, release.frames, {}, counting)
    return Demo(
        release=release,
        tables=release.frames,
        declared=declarations(release.manifest.views),
        floors=floors_of(release.manifest),
        evidence=evidence.beside,
    )
