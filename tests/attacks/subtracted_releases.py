"""Every figure of every release against its parts in any other: what an outsider with all of them would subtract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from data_loaders.release import Release

ALL = frozenset({"all"})
Period = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True)
class Marginal:
    """Figures of one view of one release by one of its dimensions ("" for all together): period → leaves of a block → n."""

    where: str
    dataset: str
    dimension: str
    n: dict[Period, dict[frozenset[str], int]]

    @property
    def as_told(self) -> tuple[object, ...]:
        return self.dataset, self.dimension, frozenset((p, frozenset(groups.items())) for p, groups in self.n.items())


def marginals(release: Release) -> Iterator[Marginal]:
    blocks = release.table("blocks")
    for view in release.manifest.views:
        if view.status != "published":
            continue
        frame, where = release.table(view.table), f"{release.manifest.audience} {release.id} {view.table}"
        for dimension in ("", *view.dimensions):
            own = blocks[(blocks["dataset"] == view.dataset) & (blocks["dimension"] == dimension)]
            leaves = {str(block): frozenset(rows) for block, rows in own.groupby("block")["leaf"]}
            n: dict[Period, dict[frozenset[str], int]] = {}
            for row in frame.itertuples():
                group = leaves[getattr(row, dimension)] if dimension else ALL
                inside = n.setdefault((row.period_start, row.period_end), {})
                inside[group] = inside.get(group, 0) + row.n
            yield Marginal(where, view.dataset, dimension, n)


def differences(releases: list[Release]) -> tuple[list[str], int]:
    """Every figure against all others that hold the same records in parts; what differs, and how many were held together."""
    told, tried = list[str](), 0
    distinct = {m.as_told: m for release in releases for m in marginals(release)}
    for whole in distinct.values():
        for part in distinct.values():
            if (whole.dataset, whole.dimension) != (part.dataset, part.dimension):
                continue
            if whole is part:
                continue
            for period, groups in whole.n.items():
                for group, n in groups.items():
                    inside = _inside(part, period, group)
                    tried += inside is not None
                    if inside is not None and inside != n:
                        told.append(
                            f"{whole.where} {period[0]:%Y-%m} to {period[1]:%Y-%m}: {n - inside} less {part.where}"
                        )
    return told, tried


def _inside(part: Marginal, period: Period, group: frozenset[str]) -> int | None:
    """What the parts of a group in the parts of a period are together; None where they are not the whole of it, each once."""
    spans = [p for p in part.n if period[0] <= p[0] and p[1] <= period[1]]
    if sum((end - start).days + 1 for start, end in spans) != (period[1] - period[0]).days + 1:
        return None
    groups = [g for g in part.n[spans[0]] if g <= group]
    if sum(map(len, groups)) != len(group) or not groups:
        return None
    return sum(part.n[span][g] for span in spans for g in groups)
