"""Discussions that were declined: why, and whether they were offered again."""

from __future__ import annotations

from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.mix import mix
from data_loaders.release import Release

OF = "declined discussions"
RIGHT = "A discussion is the child’s to decline; what can be asked is whether it was offered again, by somebody of their choice."


def why_declined(release: Release, dataset: str) -> Finding:
    """The reasons, in the latest year and the year before."""
    return mix(release, dataset, "declined", title="Why discussions were declined", without="NONE", of=OF)


def offered_again(release: Release, dataset: str) -> Finding:
    """Of those declined, how many were offered again."""
    return mix(
        release, dataset, "offered_again", title="Whether it was offered again", note=RIGHT, without="NONE", of=OF,
        about=("Y", "Offered again"),
    )  # fmt: skip
