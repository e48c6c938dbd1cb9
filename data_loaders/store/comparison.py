"""Two releases beside each other: how far each reaches, what it holds in all, and which tables only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data_loaders.release import Release, open_release

ABSENT = "not in it"


def compared_releases(out: Path, audience: str, earlier: str, later: str) -> list[tuple[str, str, str]]:
    """What, in the earlier one, in the later one; only what differs."""
    old, new = (open_release(out, audience, name) for name in (earlier, later))
    then, now = dict(_facts(old)), dict(_facts(new))
    names = dict.fromkeys([*now, *then])
    return [(n, then.get(n, ABSENT), now.get(n, ABSENT)) for n in names if then.get(n) != now.get(n)]


def _facts(release: Release) -> Iterator[tuple[str, str]]:
    yield "As at", f"{release.manifest.as_at:%d %B %Y}"
    for dataset in release.manifest.datasets:
        ends = [view.period_end for view in release.views(dataset.name) if view.period_end is not None]
        if ends:
            yield f"{dataset.title}: to", f"{max(ends):%d %B %Y}"
        for view in release.views(dataset.name):
            if not view.dimensions and view.status == "published" and view.time_unit not in (None, "all"):
                table = release.table(view.table)
                last = table["period_end"] == table["period_end"].max()
                yield f"{dataset.title}: {dataset.counts} in all", f"{int(table['n'].sum()):,}"
                yield (
                    f"{dataset.title}: {dataset.counts} of the last {view.time_unit}",
                    f"{int(table.loc[last, 'n'].sum()):,}",
                )
                break
    for name, frame in release.frames.items():
        yield f"Rows of {name}", f"{len(frame):,}"
