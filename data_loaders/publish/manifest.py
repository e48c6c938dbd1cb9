"""The last step: the tables, the audit and the manifest of a release are written, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from data_loaders.account.sources import sources_of
from data_loaders.counted import Counting
from data_loaders.lock.signature import Signer
from data_loaders.policy import Policy
from data_loaders.publication import seal, sweep, workshop, write_tables
from data_loaders.publish.stop import river_stop, stop_on
from data_loaders.refusal import os_refusal
from data_loaders.release import (
    FORMAT,
    Audit,
    Check,
    Manifest,
    Release,
    canonical,
    digest,
)
from data_loaders.safety.ledger import Counted, Ledger, LedgerRefusedError, Shown
from data_loaders.series import Series
from data_loaders.sources import Collected
from data_loaders.store.releases import is_taken_back
from data_loaders.themes import Made


def _written(ledger: Ledger, next_states: Mapping[str, Counted], shown: Mapping[str, Shown]) -> None:
    try:
        ledger.write(next_states, shown)
    except OSError as error:
        refused = os_refusal(error, ledger.file)
        raise LedgerRefusedError(refused.sentence, refused.cure) from error


def write(
    collected: Collected,
    policy: Policy,
    series: list[Series],
    themes: list[Made],
    tables: dict[str, pd.DataFrame],
    checks: list[Check],
    *,
    previous: Release | None,
    out: Path,
    rebase: str | None,
    counting: Counting,
    signer: Signer | None,
    keep: Callable[[str], None],
) -> Release:
    """`keep` is told the name of a new release before it is in force."""
    sweep(out, policy.audience)
    folder = workshop(out, policy.audience)
    digests = write_tables(folder, tables)
    if previous is not None and rebase is None and _is_unchanged(previous, tables):
        sweep(out, policy.audience)
        if is_taken_back(previous, out):
            stop_on([river_stop("release", "release taken back", f"What would be published is what release {previous.id} said, which was taken back.",
                                "Correct the deliveries first.")])  # fmt: skip
        keep(previous.id)
        return previous  # nothing new was delivered
    audit = Audit(audience=policy.audience, policy_sha256=policy.sha256, tables_sha256=digests, checks=tuple(checks))
    areas = tables["areas"]
    council = areas.loc[areas["area_level"] == "COUNCIL", "area_name"]
    manifest = Manifest(
        format=FORMAT,
        audience=policy.audience,
        audience_title=policy.title,
        council=str(council.iloc[0]) if len(council) else "The area",
        as_at=max(o.extract_date for o in collected.origins),
        is_synthetic=any(o.is_synthetic for o in collected.origins),
        previous=previous.id if previous is not None and rebase is None else None,
        rebased=rebase,
        policy_sha256=policy.sha256,
        year_starts=policy.time.year_starts,
        versions={"product": version("contextual-safeguarding-dashboard")},
        sources=sources_of(
            collected,
            policy,
            {s.data.name: end for s in series if (end := s.all_end_on) is not None},
            () if previous is None else previous.manifest.sources,
        ),
        floors=policy.floors,
        datasets=tuple(s.description for s in series),
        views=tuple(entry for s in series for entry in s.entries),
        notices=(*(n for s in series for n in s.notices), *(n for made in themes for n in made.notices)),
        tables_sha256=digests,
        audit_sha256=digest(canonical(audit)),
    )
    # Before the release: if this is where it ends, what counted stays counted, and nobody has seen a figure of it.
    remembered = {name: frame for made in themes for name, frame in made.remembered.items()}
    before = {} if previous is None else previous.frames
    shown = counting.ledger.shown_to(policy.audience).with_release(tables, before, remembered)
    _written(counting.ledger, counting.next_states, {policy.audience: shown})
    return seal(folder, out=out, manifest=manifest, audit=audit, keep=keep, signer=signer)


def _is_unchanged(previous: Release, tables: dict[str, pd.DataFrame]) -> bool:
    """Whether every table says what it said before; compared as text, since a file can be written in several ways."""
    return tables.keys() == previous.frames.keys() and all(
        frame.to_csv(index=False) == previous.frames[name].to_csv(index=False) for name, frame in tables.items()
    )
