"""Taking a release back: nothing of it is shown any more, or an earlier one is shown in its place.

What somebody has seen stays counted as it was, for good: a month that is published a second time with other figures could be
subtracted from the first. A release that nobody has seen is uncounted, and its month is published again as if for the first time.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from data_loaders.keys import write_private
from data_loaders.publication import one_at_a_time, point_to, say_withdrawn
from data_loaders.release import CURRENT, ReleaseRefusedError, current_id, open_release, taken_back_in
from data_loaders.store.journal import Decision, StoreRefusedError, decided, record
from data_loaders.store.releases import LAST, last_out, taken_back
from data_loaders.store.state_before import bring_back, out_before

Say = Callable[[str], None]


class Seen(StrEnum):
    """Whether anybody can have seen a release."""

    SOMEBODY = "somebody"
    NOBODY = "nobody"


def withdraw(out: Path, audience: str, decision: Decision, *, seen: Seen, say: Say = lambda _: None) -> str:
    """Take the release in force back and show nothing. Returns its id."""
    decided(decision)
    with one_at_a_time(out, audience, say):
        current = _in_force(out, audience)
        _take_back(out, audience, [current], seen=seen, instead="")
        record(out, f"withdrawn, seen by {seen}", decision, subject=current, audience=audience)
    return current


def roll_back(
    out: Path, audience: str, decision: Decision, *, to: str, seen: Seen, say: Say = lambda _: None
) -> tuple[str, ...]:
    """Put an earlier release in force in place of all that came after it. Returns the ids that were taken back."""
    decided(decision)
    with one_at_a_time(out, audience, say):
        after = _after(out, audience, to)
        if seen is Seen.NOBODY and len(after) > 1:
            raise StoreRefusedError(f"{len(after)} releases came after {to}: only the last can be one that nobody has seen. Roll back step by step.")  # fmt: skip
        _take_back(out, audience, after, seen=seen, instead=to)
        record(out, f"rolled back to {to}, seen by {seen}", decision, subject=", ".join(after), audience=audience)
    return after


def _in_force(out: Path, audience: str) -> str:
    try:
        return current_id(out, audience)
    except ReleaseRefusedError as error:
        raise StoreRefusedError(f"Nothing is in force for the audience '{audience}' in {out}.") from error


def _after(out: Path, audience: str, to: str) -> tuple[str, ...]:
    """The releases that came after `to`, the one in force first, by what each says was before it."""
    made, name = list[str](), _in_force(out, audience)
    try:
        target = open_release(out, audience, to).manifest
        while name != to:
            made.append(name)
            manifest = open_release(out, audience, name).manifest
            before = manifest.previous
            if before is None and manifest.rebased is not None and target.as_at <= manifest.as_at:
                before = to  # a series that began afresh names none before it
            if before is None:
                raise StoreRefusedError(f"{to} did not come before the release in force. `releases` lists what did.")
            name = before
    except ReleaseRefusedError as error:
        raise StoreRefusedError(str(error)) from error
    if not made:
        raise StoreRefusedError(f"{to} is in force already.")
    return tuple(made)


def _take_back(out: Path, audience: str, names: tuple[str, ...] | list[str], *, seen: Seen, instead: str) -> None:
    """Nobody is shown it any more before it counts no more: what is in force and does not count would be told a second time."""
    if seen is Seen.NOBODY:
        last = out_before(out, names[0])
    else:
        found = last_out(out, audience)
        last = "" if found is None else found.id
    if last and last != instead:
        _remember(out, audience, last, instead)
    if instead:
        point_to(out, audience, instead)
    say_withdrawn(out / audience, [*taken_back_in(out / audience), *names])
    if not instead:
        (out / audience / CURRENT).unlink()
    if seen is Seen.NOBODY:
        bring_back(out, audience, names[0])
    for name in names:
        if seen is Seen.NOBODY:
            shutil.rmtree(out / audience / name)
        else:
            shutil.move(out / audience / name, taken_back(out) / audience / name)


def _remember(out: Path, audience: str, last: str, instead: str) -> None:
    """Which release was the last that is out, as long as `instead` is in force (blank: nothing)."""
    write_private(taken_back(out) / audience / LAST, json.dumps({"id": last, "current": instead}).encode())
