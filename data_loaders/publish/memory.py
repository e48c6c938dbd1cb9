"""What was ever out for one audience, for the next release to be held against: the last release, and what it has no more.

A table whose file did not come for a month is empty in that month's release. What was shown of it is out all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data_loaders.published.continuity import OF_A_SERIES
from data_loaders.published.recount.evidence import INDICATORS_OF_OTHERS
from data_loaders.release import Release
from data_loaders.safety.ledger import AS_EVER_TOLD, POOLED_ONCE, VERSIONS, Ledger, Shown

INDICATORS = "indicators"


@dataclass(frozen=True)
class Out:
    """`release`: the last one; `shown`: what the ledger says was ever shown; `indicators`: those that other audiences are shown."""

    release: Release | None
    shown: Shown
    indicators: pd.DataFrame

    @property
    def tables(self) -> frozenset[str]:
        """Every table that had rows once."""
        now = {} if self.release is None else self.release.frames
        return self.shown.tables | {name for name, frame in now.items() if len(frame)}

    @property
    def whole(self) -> Release | None:
        """The last release with the rows of tables that came before and not with it, and with all versions of single things."""
        beside = [*map(AS_EVER_TOLD.format, VERSIONS), POOLED_ONCE]
        ever = {name: self.shown.rows[name] for name in beside if name in self.shown.rows}
        made = _with(self.release, self.shown.rows)
        return None if made is None else replace(made, frames={**made.frames, **ever})

    def again(self, tables: Mapping[str, pd.DataFrame]) -> Release | None:
        """The same, of those alone that come again now: that one is missing once more changes nothing."""
        return _with(self.release, {name: rows for name, rows in self.shown.rows.items() if len(tables.get(name, ()))})

    def rows_of(self, kept: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """What a recount knows beside the deliveries: the tables that go on, and the figures that others were shown."""
        return {**kept, INDICATORS_OF_OTHERS: self.indicators}


def what_is_out(ledger: Ledger, audience: str, release: Release | None, others: Sequence[Release]) -> Out:
    frames = [other.frames[INDICATORS] for other in others if len(other.frames.get(INDICATORS, ()))]
    return Out(release, ledger.shown_to(audience), pd.concat(frames, ignore_index=True) if frames else pd.DataFrame())


def _with(release: Release | None, rows: Mapping[str, pd.DataFrame]) -> Release | None:
    if release is None:
        return None
    frames = release.frames
    gone = {n: own for n, own in rows.items() if n in frames and frames[n].empty and n not in OF_A_SERIES}
    return replace(release, frames={**frames, **gone})
