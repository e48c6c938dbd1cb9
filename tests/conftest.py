"""One invented world and its release for all tests of a process; made through the commands that users use."""

from __future__ import annotations

from pathlib import Path

import pytest

POLICY = Path(__file__).resolve().parents[1] / "assets" / "policy.toml"


@pytest.fixture(scope="session")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from data_loaders.demo import write_demo

    folder = tmp_path_factory.mktemp("deliveries")
    write_demo(folder, seed=7, scale=1.0)
    return folder


@pytest.fixture(scope="session")
def store(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from data_loaders.publish import publish

    out = tmp_path_factory.mktemp("releases")
    publish(deliveries, out=out, policy_file=POLICY, audience="partnership")
    return out
