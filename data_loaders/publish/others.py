"""What other audiences have been shown of the same records: their readers may hold both releases.

Views of records make way for each other (`safety/views/beside`). What pupils, practitioners, audits, contexts, safety maps,
guardians and documents are counted for does not: each of these is shown to one audience, the one that had it first, also where
its newest release shows nothing of it. Published figures that partners send are held against those of the others (`indicators`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from data_loaders.deliveries import SHOWN_BY_THEMSELVES
from data_loaders.deliveries.audits import AUDIT_ITEMS, AUDIT_RATINGS, AUDIT_ROUNDS
from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.deliveries.place_actions import ASSETS, SAFETY_MAPS
from data_loaders.deliveries.practice import LANGUAGE_SCANS, LANGUAGE_TERMS, PRACTICE
from data_loaders.deliveries.survey import SURVEY
from data_loaders.lock.signature import Signer
from data_loaders.policy import Policy
from data_loaders.publish.stop import RiverStoppedError, river_stop, stop_on
from data_loaders.release import Release, ReleaseRefusedError
from data_loaders.safety.ledger import Ledger
from data_loaders.sources import Collected
from data_loaders.sources.delivered import LeftOut
from data_loaders.store.releases import audiences_of, last_out

RESTORE = "Restore it from a backup: what its readers hold cannot be told without it."
SHOWN_ONCE = "What pupils, practitioners, audits, contexts, safety maps, guardians and documents are counted for is shown to one audience each, the one that had it first."
# The published tables by which it is seen that a theme is out, and the delivered ones that nothing else is made from.
OF_PERSONS = (
    (("survey_cells", "survey_part"), SURVEY),
    (
        ("audit_rounds", "audit_groups", "audit_cells", "audit_pairs", "audit_agreement"),
        (AUDIT_ITEMS, AUDIT_ROUNDS, AUDIT_RATINGS),
    ),
    (("context_shown", "context_pooled"), CONTEXT_TABLES),
    (
        (
            "practice_counts",
            "practice_pairs",
            "practice_agreement",
            "practice_disagreements",
            "practice_quotes",
            "practice_sessions",
            "practice_training",
            "practice_sharing",
        ),
        tuple(t for t in PRACTICE if t not in (LANGUAGE_TERMS, LANGUAGE_SCANS)),
    ),
    (("practice_language",), (LANGUAGE_SCANS,)),
    (("safety_maps",), (SAFETY_MAPS,)),
)
SHOWN_TO_ANOTHER = "shown to another audience"
GUARDIANS = "guardians"  # persons among assets, which are places that anybody may know
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


def shown_to_others(ledger: Ledger, policy: Policy, others: Sequence[Release]) -> frozenset[str]:
    """The tables that other audiences were ever shown rows of: by the ledger, and by their last releases."""
    named = [ledger.shown_to(name).tables for name in ledger.shown if name != policy.audience]
    return frozenset[str]().union(*named, *({n for n, frame in o.frames.items() if len(frame)} for o in others))


def left_to_others(
    collected: Collected, own: frozenset[str], theirs: frozenset[str], *, pooled: Sequence[str] = ()
) -> Collected:
    """The deliveries without those of themes that another audience was shown and this one was not.

    `own`, `theirs`: the tables that this audience and the others were ever shown. `pooled`: kinds of assets who are persons.
    """
    taken = {table.name for out, tables in OF_PERSONS if theirs & set(out) and not own & set(out) for table in tables}
    if GUARDIANS in theirs - own and ASSETS.name in collected.tables:
        collected = _without_persons(collected, pooled)
    kept = {name: frame for name, frame in collected.tables.items() if name not in taken}
    if not any(name in kept for name in SHOWN_BY_THEMSELVES):
        stop_on([river_stop("release", "shown to another audience", f"{SHOWN_ONCE} Nothing else was delivered.",
                            "Show this audience the release of the other one.")])  # fmt: skip
    if not taken:
        return collected
    return replace(collected, tables=kept, origins=tuple(o for o in collected.origins if o.table in kept))


def _without_persons(collected: Collected, pooled: Sequence[str]) -> Collected:
    """The assets that are places; those that are persons are named as rows that were left out."""
    rows = collected.tables[ASSETS.name]
    is_place = ~rows["kind"].isin(pooled).to_numpy()
    files = collected.row_files.get(ASSETS.name, np.full(len(rows), ASSETS.name, dtype=object))
    left = tuple(
        LeftOut(
            ASSETS.name, str(file), SHOWN_TO_ANOTHER, tuple(int(at) for at in rows.index[~is_place & (files == file)])
        )
        for file in dict.fromkeys(files[~is_place])
    )
    row_files = {ASSETS.name: files[is_place]} if ASSETS.name in collected.row_files else {}
    return replace(
        collected,
        tables={**collected.tables, ASSETS.name: rows[is_place]},
        row_files={**collected.row_files, **row_files},
        left_out=(*collected.left_out, *left),
    )
