"""What other audiences have been shown of the same records: their readers may hold both releases."""

from __future__ import annotations

from pathlib import Path

from data_loaders.lock.signature import Signer
from data_loaders.policy import Policy
from data_loaders.publish.stop import RiverStoppedError, river_stop, stop_on
from data_loaders.release import Release, ReleaseRefusedError
from data_loaders.store.releases import audiences_of, last_out

RESTORE = "Restore it from a backup: what its readers hold cannot be told without it."
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
