"""Twelve deliveries as partners send them: drafted, corrected by a person, checked, published. Every row is accounted for."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data_loaders.draft import drafts
from data_loaders.draft.saving import proposed_sections, write_section
from data_loaders.publish import publish, rehearse
from tests.kept import POLICY
from tests.sources.partners import Delivery, deliveries

TWELVE = {delivery.name: delivery for delivery in deliveries()}
IN_EVERY_RUN = ("answers counted",)


def test_there_are_twelve() -> None:
    assert len(TWELVE) == 12


@pytest.mark.parametrize(
    "delivery",
    [
        pytest.param(one, id=name, marks=[] if name in IN_EVERY_RUN else pytest.mark.long)
        for name, one in TWELVE.items()
    ],
)
def test_it_comes_in(tmp_path: Path, delivery: Delivery, tell: Callable[[str], None]) -> None:
    folder, out = tmp_path / "delivery", tmp_path / "releases"
    folder.mkdir()
    delivery.write(folder)
    started = time.monotonic()
    made, problems = drafts(folder)
    assert problems == []
    sections = dict(proposed_sections(folder, made))
    drafted = time.monotonic()
    for path, value in delivery.corrections.items():
        correct(sections, path.split("."), value)
    for name, body in sections.items():
        write_section(folder, name, body)
    outlook = rehearse(folder, out=out, policy_file=POLICY, audience="partnership")
    checked = time.monotonic()
    release = publish(folder, out=out, policy_file=POLICY, audience="partnership")
    assert release.manifest.sources
    delivered = {table: int(rows.replace(",", "")) for table, rows, _ in outlook.accounts}
    assert {table: delivered[table] for table in delivery.rows} == dict(delivery.rows)
    for table, rows, parts in outlook.accounts:
        assert sum(int(part.split()[0].replace(",", "")) for part in parts.split(" + ")) == int(
            rows.replace(",", "")
        ), table
    tell(
        f"{delivery.name}: {len(delivery.corrections)} corrections; draft {drafted - started:.1f} s, check {checked - drafted:.1f} s, publish {time.monotonic() - checked:.1f} s; {outlook.accounts}"
    )


def correct(sections: dict[str, Any], path: list[str], value: object) -> None:
    """One line of the draft: put right, added, or taken out."""
    *above, last = path
    body: dict[str, Any] = sections
    for name in above:
        body = body.setdefault(name, {})
    if value is None:
        del body[last]
    else:
        assert body.get(last) != value, f"{'.'.join(path)} stands so in the draft already"
        body[last] = value
