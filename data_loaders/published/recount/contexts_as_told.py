"""What earlier releases told of contexts that are shown by themselves, for their recount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import pandas as pd

from data_loaders.published.recount.evidence import Evidence, Frame

MEASURES_AS_EVER_TOLD = "context_measures as ever told"  # beside the tables of the release before
Measured = tuple[str, pd.Timestamp, str, float, str, str]  # key, month, measure, value, told, scale
Named = tuple[str, pd.Timestamp, str]  # key, month, risk


def with_what_is_out(rows: list[Measured], evidence: Evidence, k: int, named: set[str]) -> list[Measured]:
    """Counts that are out instead of those of today, where these are no figure or another by fewer than k than one ever told; or are gone."""
    counts = evidence.policy.contexts.small_counts
    was: dict[tuple[str, pd.Timestamp, str, int], list[Measured]] = {}
    earlier = [evidence.previous.get(name, pd.DataFrame()) for name in (MEASURES_AS_EVER_TOLD, "context_measures")]
    if all(frame.empty for frame in earlier):
        return rows
    for frame in earlier:
        for m, nth in zip(frame.itertuples(index=False), _numbered(frame), strict=True):
            if counts_somebody(m.measure, m.scale, counts) and m.key in named:
                was.setdefault((m.key, m.month, m.measure, nth), []).append(
                    (m.key, m.month, m.measure, m.value, m.told, m.scale)
                )
    made, seen = [], Counter[tuple[str, pd.Timestamp, str]]()
    for row in rows:
        told = was.pop((*row[:3], seen[row[:3]]), [])
        seen[row[:3]] += 1
        may_be_told = all(row[3] == out[3] or abs(row[3] - out[3]) >= k for out in told)
        made.append(row if may_be_told else told[-1])
    made += [told[-1] for _, told in sorted(was.items(), key=lambda item: item[0])]
    return sorted(made, key=lambda row: row[:3])


def counts_somebody(measure: object, scale: object, counts: Collection[str]) -> bool:
    """Whether a figure is a number of people or of what happened to them. The place itself and what partners did are neither."""
    return measure in counts or (
        measure not in ("ENVIRONMENT", "PARTNER_ACTION") and scale in ("COUNT", "COUNT_A_MONTH")
    )


def _numbered(frame: Frame) -> list[int]:
    """Which of the rows of its context, month and measure each is."""
    if "nth" in frame:
        return [int(nth) for nth in frame["nth"]]
    seen = Counter[tuple[object, ...]]()
    made = []
    for m in frame.itertuples(index=False):
        made.append(seen[m.key, m.month, m.measure])
        seen[m.key, m.month, m.measure] += 1
    return made


def networks(evidence: Evidence) -> dict[tuple[str, pd.Timestamp, str, int], list[str]]:
    """The n-th of its context, month and risk → every number of adults that was told of it, in figures or as few."""
    made: dict[tuple[str, pd.Timestamp, str, int], list[str]] = {}
    for name in ("context_risks as ever told", "context_risks"):
        frame, seen = evidence.previous.get(name, pd.DataFrame()), Counter[Named]()
        for r in frame.itertuples(index=False):
            of = (str(r.key), r.month, str(r.risk))
            nth = int(r.nth) if "nth" in frame else seen[of]
            seen[of] += 1
            if r.network != "not known":
                made.setdefault((*of, nth), []).append(r.network)
    return made
