"""The noun that page and paper share: a question, its answer in a sentence, in a figure and in a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data_loaders.release import Release


@dataclass(frozen=True)
class Finding:
    key: str
    title: str
    headline: str
    table: pd.DataFrame
    figure: Any  # a plotly figure, or None where nothing may be shown
    alt: str
    caveats: tuple[str, ...]
    definition: str
    source: str
    question: str
    release_id: str
    withheld: str = ""
    notes: tuple[str, ...] = ()  # what the figure shows, sentence by sentence


def source_of(release: Release) -> str:
    return f"Partnership deliveries as at {release.manifest.as_at:%d %B %Y}; release {release.id}."


SAFE = "Not shown, to keep children safe."


def withheld_finding(release: Release, *, key: str, title: str, reason: str, headline: str = SAFE) -> Finding:
    """The finding that says that nothing is shown, and why."""
    return Finding(
        key=key, title=title, headline=headline, table=pd.DataFrame(), figure=None, alt="",
        caveats=(), definition="", source=source_of(release), question=title, release_id=release.id, withheld=reason,
    )  # fmt: skip


def nothing_finding(release: Release, *, key: str, title: str, reason: str) -> Finding:
    """The finding that says that there is nothing to show: not withheld, but not delivered or not yet known."""
    return replace(withheld_finding(release, key=key, title=title, reason=reason), headline="Nothing to show here.")
