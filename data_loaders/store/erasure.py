"""Erasing one child, or what may be kept no longer: private rows go, published counts stay, and the journal says that it was done.

Everything is read before anything is changed. A delivery in which something cannot be read is refused: the child may stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data_loaders.facts import FACTS
from data_loaders.facts.incidents import GROUP_OF, groups
from data_loaders.keys import key_of
from data_loaders.problem import is_stopping
from data_loaders.safety.arrivals import forgotten
from data_loaders.safety.ledger import Counted, Ledger, open_ledger, read_ledger
from data_loaders.sources import Collected, collect
from data_loaders.sources.manifest import renew_manifest
from data_loaders.store.journal import Decision, StoreRefusedError, decided, record
from data_loaders.store.rows import cuts_of, write_cuts
from data_loaders.store.state_before import ledger_changed, ledgers

TABLE_OF = {"missing": "missing_episodes", "incidents": "efh_incidents"}
# How records of a kind are called in the ledger: the column of their identifier, and whom they are of.
IDENTIFIED: dict[str, tuple[str, Callable[[pd.DataFrame], Any]]] = {
    "missing": ("episode_id", lambda rows: rows["child_pseudo_id"].to_numpy()),
    "incidents": ("incident_id", lambda rows: groups(rows["child_group_pseudo_ids"], rows["incident_id"])),
}
Keys = dict[str, tuple[set[str], set[str]]]  # kind of record → keys of its records, keys of its persons


@dataclass(frozen=True)
class Erasure:
    """What was erased: rows, the files that held them, and keys of records that counted."""

    rows: int
    files: tuple[str, ...]
    records: int

    @property
    def sentence(self) -> str:
        rows = (
            f"{self.rows} rows were erased from {', '.join(self.files)}"
            if self.files
            else "No row of the child is delivered"
        )
        return f"{rows}; {self.records} records that counted have no key any more."


def erase_child(deliveries: Path, out: Path, identifier: str, decision: Decision) -> Erasure:
    """Erase every delivered row of one child (or pupil, or audited record), by the identifier that partners use for it.

    Also where only the ledger holds it, because its rows are delivered no more.
    """
    decided(decision)
    name = identifier.strip()
    if not name or re.search(r"[;,|\s]", name):
        raise StoreRefusedError("Name one child, by the identifier that stands in the delivered files.")
    collected = _whole(deliveries)
    cuts = cuts_of(deliveries, name)
    own = _own_keys(name, out)
    if not cuts and not _is_remembered(own, out):
        raise StoreRefusedError("No delivered row is of that child, and none that counted. Nothing was erased.")
    before = {kind: (keys[0] | own[0], keys[1] | own[1]) for kind, keys in _keys(collected, out).items()}
    write_cuts(cuts)
    renew_manifest(deliveries)
    rows, files = sum(len(cut.rows) + len(cut.without) for cut in cuts), tuple(cut.reading.file.name for cut in cuts)
    erased = Erasure(rows, files, _forget(before, deliveries, out))
    record(out, "child erased", decision, subject=f"{erased.rows} rows in {', '.join(erased.files) or 'no file'}")
    return erased


@dataclass(frozen=True)
class Kept:
    """A delivered file that should be kept no longer."""

    file: str
    until: date


def kept_too_long(deliveries: Path, today: date) -> list[Kept]:
    """Files past their retention date; one that is several tables is kept as long as the longest of them may be."""
    until: dict[str, list[date | None]] = {}
    for origin in collect(deliveries).origins:
        until.setdefault(origin.file, []).append(origin.retention_date)
    dated = {file: [day for day in days if day is not None] for file, days in until.items()}
    return [
        Kept(file, max(days)) for file, days in dated.items() if len(days) == len(until[file]) and max(days) < today
    ]


def purge(deliveries: Path, out: Path, today: date, decision: Decision) -> Erasure:
    """Delete every delivered file that is past its retention date.

    What counted keeps its keys: those children may come again, and would be counted as others.
    """
    decided(decision)
    collected, past = _whole(deliveries), kept_too_long(deliveries, today)
    if not past:
        raise StoreRefusedError("No delivered file is past its retention date. Nothing was deleted.")
    names = tuple(kept.file for kept in past)
    rows = sum(origin.rows for origin in collected.origins if origin.file in names)
    for name in names:
        (deliveries / name).unlink()
    renew_manifest(deliveries)
    purged = Erasure(rows, names, 0)
    record(out, "purged", decision, subject=f"{rows} rows in {', '.join(names)}")
    return purged


def _whole(deliveries: Path) -> Collected:
    """The delivery, if every file of it could be read; a single value that cannot be read hides nobody."""
    collected = collect(deliveries)
    if wrong := [problem for problem in collected.problems if is_stopping(problem) and not problem.rows]:
        raise StoreRefusedError(f"{wrong[0].sentence} {wrong[0].cure} Until then nothing is erased: what is not read may hold the rows.")  # fmt: skip
    return collected


def _keys(collected: Collected, out: Path) -> Keys:
    """The keys under which the delivered records and persons stand in the ledger."""
    secret, made = open_ledger(out).secret, Keys()
    for kind, (record_id, persons) in IDENTIFIED.items():
        rows = collected.tables.get(TABLE_OF[kind])
        names = ((), ()) if rows is None else (rows[record_id].unique(), pd.unique(persons(rows)))
        records, people = ({key_of(str(name), secret) for name in of} for of in names)
        made[kind] = (records, people)
    return made


def _own_keys(name: str, out: Path) -> tuple[set[str], set[str]]:
    """Under what a ledger can hold what is called so: as a record, and as a person or the group that is named after it."""
    secret = open_ledger(out).secret
    return {key_of(name, secret)}, {key_of(name, secret), key_of(f"{GROUP_OF}{name}", secret)}


def _is_remembered(own: tuple[set[str], set[str]], out: Path) -> bool:
    kinds = open_ledger(out).kinds.items()
    return any(
        counted.rows["record"].isin(own[0]).any() or counted.rows[FACTS[kind][0]].isin(own[1]).any()
        for kind, counted in kinds
    )


def _forget(before: Keys, deliveries: Path, out: Path) -> int:
    """Take the keys of what was erased out of the ledger and of its copy from before. Returns how many records lost theirs."""
    after = _keys(collect(deliveries), out)
    secret, without = open_ledger(out).secret, _without_key(open_ledger(out))
    for file in ledgers(out):
        ledger = read_ledger(file, secret)
        ledger.write({k: _left(k, c, before[k], after[k]) for k, c in ledger.kinds.items() if k in before})
    ledger_changed(out)
    return _without_key(open_ledger(out)) - without


def _left(kind: str, counted: Counted, before: tuple[set[str], set[str]], after: tuple[set[str], set[str]]) -> Counted:
    records, persons = before[0] - after[0], before[1] - after[1]
    return forgotten(kind, counted, records=records, persons=persons, delivered=after[0])


def _without_key(ledger: Ledger) -> int:
    return sum(int((counted.rows["record"] == "").sum()) for counted in ledger.kinds.values())
