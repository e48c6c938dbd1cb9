"""What other audiences have been shown of the same records: their readers may hold both releases.

Views of records make way for each other (`safety/views/beside`). What pupils, practitioners, audits and contexts are counted
for does not: each of these is shown to one audience, the one that had it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data_loaders.deliveries import SHOWN_BY_THEMSELVES
from data_loaders.deliveries.audits import AUDIT_ITEMS, AUDIT_RATINGS, AUDIT_ROUNDS
from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.deliveries.practice import LANGUAGE_SCANS, LANGUAGE_TERMS, PRACTICE
from data_loaders.deliveries.survey import SURVEY
from data_loaders.lock.signature import Signer
from data_loaders.policy import Policy
from data_loaders.publish.stop import RiverStoppedError, river_stop, stop_on
from data_loaders.release import Release, ReleaseRefusedError
from data_loaders.sources import Collected
from data_loaders.store.releases import audiences_of, last_out

RESTORE = "Restore it from a backup: what its readers hold cannot be told without it."
SHOWN_ONCE = "What pupils, practitioners, audits and contexts are counted for is shown to one audience each, the one that had it first."
# The published tables by which it is seen that a theme is out, and the delivered ones that nothing else is made from.
OF_PERSONS = (
    (("survey_cells", "survey_part"), SURVEY),
    (("audit_rounds",), (AUDIT_ITEMS, AUDIT_ROUNDS, AUDIT_RATINGS)),
    (("context_shown", "context_pooled"), CONTEXT_TABLES),
    (
        ("practice_counts", "practice_training", "practice_sharing"),
        tuple(t for t in PRACTICE if t not in (LANGUAGE_TERMS, LANGUAGE_SCANS)),
    ),
)
THEY_FIRST = "Publish for that audience first, with --rebase and the reason: readers of both could subtract what is joined in two ways."


def series_of_others(out: Path, policy: Policy, signer: Signer | None, *, begins: bool) -> tuple[Release, ...]:
    """The last release of each other audience, in force or taken back. No series begins beside them under another policy."""
    verifier = None if signer is None else signer.verifier
    try:
        last = [last_out(out, name, verifier) for name in audiences_of(out) if name != policy.audience]
    except ReleaseRefusedError as error:
        raise RiverStoppedError((river_stop("release", "another audience", str(error), RESTORE),)) from error
    others = tuple(other for other in last if other is not None)
    for other in others if begins else ():
        if other.manifest.policy_sha256 != policy.sha256:
            said = f"The release of the audience '{other.manifest.audience}' was made under another policy."
            stop_on([river_stop("policy", "policy changed", said, THEY_FIRST)])
    return others


def left_to_others(collected: Collected, previous: Release | None, others: Sequence[Release]) -> Collected:
    """The deliveries without those of themes that another audience was shown and this one was not."""
    theirs = {
        table.name for out, tables in OF_PERSONS if any(_has(o, out) for o in others) and not _has(previous, out) for table in tables
    }  # fmt: skip
    kept = {name: frame for name, frame in collected.tables.items() if name not in theirs}
    if not any(name in kept for name in SHOWN_BY_THEMSELVES):
        stop_on([river_stop("release", "shown to another audience", f"{SHOWN_ONCE} Nothing else was delivered.",
                            "Show this audience the release of the other one.")])  # fmt: skip
    return replace(collected, tables=kept, origins=tuple(o for o in collected.origins if o.table in kept))


def _has(release: Release | None, names: tuple[str, ...]) -> bool:
    return release is not None and any(len(release.frames.get(name, ())) for name in names)
