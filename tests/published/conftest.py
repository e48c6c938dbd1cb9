"""The demo's release with what it was made from, opened once for all tests of declarations and recounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from demo_beside import Demo

from data_loaders.checks import examine
from data_loaders.guard.delivery import guarded
from data_loaders.lock.tables import declarations, floors_of
from data_loaders.policy import load_policy
from data_loaders.publish import evidence_of
from data_loaders.release import open_release
from data_loaders.sources import collect

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"


@pytest.fixture(scope="session")
def demo(deliveries: Path, store: Path) -> Demo:
    release = open_release(store)
    collected = guarded(collect(deliveries), deliveries).collected
    examine(collected)
    policy = load_policy(POLICY, "partnership")
    evidence = evidence_of(collected, deliveries, policy, release.frames, {})
    return Demo(
        release=release,
        tables=release.frames,
        declared=declarations(release.manifest.views),
        floors=floors_of(release.manifest),
        evidence=evidence.beside,
    )
