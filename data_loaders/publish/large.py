"""A delivery with a file too large to be held at once: each of its rows is read and checked, in parts, and nothing is counted.

What needs all rows together (what overlaps, how tables fit, how the delivery differs from the last one, what would be shown) is not
said here, and that is said: `publish` says it, on a machine that has the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.account.rows import COUNTED, CURES, IN_WORDS, fates_by_date, said_of_rows, words_of_fates
from data_loaders.account.shared import DATES
from data_loaders.checks import examine_part, examine_without, told_once
from data_loaders.checks.key_hashes import KeyHashes
from data_loaders.deliveries import TABLES
from data_loaders.guard.delivery import Doubt, doubts_said, guarded
from data_loaders.problem import Problem, rows_said, stop
from data_loaders.publish.outlook import Rehearsal
from data_loaders.publish.stop import audience_problems
from data_loaders.publish.union import Union
from data_loaders.sources.collect import Collected, parts_of, put_together, unreadable
from data_loaders.sources.delivered import Delivered, Part, layout_of, ours_of, part_of
from data_loaders.sources.files import TEXTS
from data_loaders.sources.folder import Found, Reading, files_in
from data_loaders.sources.heads import Framed
from data_loaders.sources.mapping import Mapping, read_mapping
from data_loaders.sources.origin import covered
from data_loaders.sources.streams import Stream, stream_of
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.sources.values import Typed
from data_loaders.sources.witnesses import proving_columns, witnesses
from data_loaders.untrusted.bounds import LARGE_BYTES, needed_bytes

Say = Callable[[str], None]
MOST_DOUBTS = 10_000  # held texts that are kept to be told; nobody reads more of one file


@dataclass
class _Table:
    """What is known of a large table so far. `fates`: file, what becomes of a row → the rows."""

    name: str
    keys: KeyHashes
    union: Union = field(default_factory=Union)
    rows: dict[str, int] = field(default_factory=dict)
    fates: dict[tuple[str, str], list[np.ndarray]] = field(default_factory=dict)
    left_out: dict[tuple[str, str], list[np.ndarray]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def large_files(deliveries: Path) -> tuple[Path, ...]:
    """Text files that are read in parts where nothing has to be counted."""
    if not deliveries.is_dir():
        return ()
    found = files_in(deliveries, read_mapping(deliveries))
    return tuple(r.file for r in found.readings if _is_large(r))


def check_in_parts(deliveries: Path, *, audience: str, say: Say) -> tuple[list[Problem], Rehearsal]:
    """Everything that is wrong in the files themselves, and what became of their rows."""
    mapping = read_mapping(deliveries)
    found = files_in(deliveries, mapping)
    large = frozenset(r.table.name for r in found.readings if _is_large(r))
    say("Reading deliveries")
    beside, problems = _beside(deliveries, mapping, found, large)
    small = replace(beside, tables={n: f for n, f in beside.tables.items() if n not in large}, problems=())
    small = guarded(small, deliveries).collected
    problems += small.problems
    small = replace(small, problems=())
    tables = {name: _Table(name, KeyHashes(TABLES[name])) for name in large}
    notes = [*beside.notes]
    for reading in (r for r in found.readings if r.table.name in large):
        try:
            notes += _read(deliveries, reading, small, tables[reading.table.name], say)
        except UnreadableError as error:
            problems.append(unreadable(reading, error))
    say("Checking them")
    origins = tuple(
        replace(o, rows=tables[o.table].rows.get(o.file, 0)) if o.table in large else o for o in beside.origins
    )
    problems += [*examine_without(replace(beside, origins=origins), large), *audience_problems(beside, audience)]
    for table in tables.values():
        problems += _of_table(table, beside)
    accounts = tuple(_account(table) for table in tables.values())
    return problems, Rehearsal(tuple(notes), accounts, (), (), (), (), {}, _not_rehearsed(found))


def _is_large(reading: Reading) -> bool:
    is_text = not reading.section.database and reading.file.suffix.lower() in TEXTS
    return is_text and reading.file.stat().st_size > LARGE_BYTES


def _beside(deliveries: Path, mapping: Mapping, found: Found, large: frozenset[str]) -> tuple[Collected, list[Problem]]:
    """What was delivered, with large tables empty; and what is wrong with how it was delivered."""
    parts, problems = parts_of(deliveries, [r for r in found.readings if r.table.name not in large])
    empty = [_empty(r) for r in found.readings if r.table.name in large]
    made = put_together([*parts, *empty], mapping, [*(mapping.problems or found.problems), *problems], found.notes)
    return made, [*made.problems]


def _empty(reading: Reading) -> Part:
    names = [column.name for column in reading.table.columns]
    frame = pd.DataFrame(columns=names, dtype="str")
    unread = {name: np.zeros(0, dtype=bool) for name in names}
    return Part(reading.table.name, reading.file, reading.section, 0, Typed(frame, unread=unread), frame)


def _read(deliveries: Path, reading: Reading, small: Collected, table: _Table, say: Say) -> list[str]:
    """Read one file in parts and remember what each of them says; returns how the file was read."""
    if reading.section.join is not None:
        raise UnreadableError(f"{reading.file.name} is too large to be joined to another file. Join the two at the source.")  # fmt: skip
    stream = stream_of(reading.file, layout_of(reading))
    say(f"Reading {reading.file.name}")
    proofs, name = _proofs(reading, stream), reading.file.name
    union = Union()
    for text in stream.parts():
        part = _without_proofs(part_of(deliveries, reading, Framed(pd.concat([proofs, text]))), len(proofs))
        _remember(part, deliveries, small, table)
        union.add_notes(part.notes)
        table.rows[name] = table.rows.get(name, 0) + len(text)
        say(f"Checking {name}: {table.rows[name]:,} rows")
    return [f"{name}: {note}" for note in (*stream.how_read, *union.notes_in_words)]


def _proofs(reading: Reading, stream: Stream) -> pd.DataFrame:
    """The file's first row as often as there are proofs, each with what one row proves by its days and numbers."""
    first = next(stream.parts(), pd.DataFrame()).head(1)
    if first.empty:
        raise UnreadableError(f"{reading.file.name} holds no rows. Deliver it with its rows, or leave it out.")
    ours = ours_of(first, reading)
    columns = [*proving_columns(ours, reading.table), *reading.section.where]
    if not columns:
        return first.iloc[:0]
    found = witnesses(stream.parts(columns), ours, reading.table)
    made = pd.concat([first] * len(found)) if len(found) else first.iloc[:0]
    return made.set_axis(found.index, axis=0).assign(**{str(name): found[name] for name in found.columns})


def _without_proofs(part: Part, proofs: int) -> Part:
    """The part without the rows that it was shown: each is told in the part in which it stands."""
    own = part.typed.frame.index >= 0
    made = Typed(part.typed.frame[own], unread={name: told[own] for name, told in part.typed.unread.items()})
    problems = tuple(kept for problem in part.problems if (kept := _own(problem)) is not None)
    delivered = tuple(
        Delivered(d.file, d.text[d.text.index >= 0] if d.ours else d.text, d.ours) for d in part.delivered
    )
    left_out = tuple(replace(one, rows=tuple(row for row in one.rows if row >= 0)) for one in part.left_out)
    frame = None if part.frame is None else part.frame[part.frame.index >= 0]
    return replace(part, rows=part.rows - proofs, typed=made, frame=frame, problems=problems, delivered=delivered, left_out=left_out)  # fmt: skip


def _own(problem: Problem) -> Problem | None:
    if not problem.rows:
        return problem
    rows = tuple(row for row in problem.rows if row >= 0)
    if not rows:
        return None
    said = rows_said(problem.file, rows, problem.column or "", problem.what)
    return replace(problem, row=rows[0], rows=rows, at=(), of=0, sentence=said)


def _remember(part: Part, deliveries: Path, small: Collected, table: _Table) -> None:
    name, file, frame = table.name, part.file.name, part.frame
    for one in part.left_out:
        table.left_out.setdefault((file, one.why), []).append(np.array(one.rows, dtype=np.int32))
    if frame is None:
        return table.union.add(part.problems, pd.DataFrame())
    files = np.full(len(frame), file, dtype=object)
    alone = replace(small, tables={**small.tables, name: frame}, raw={name: [*part.delivered]}, row_files={**small.row_files, name: files},
                    unread={**small.unread, name: part.typed.unread}, notes=())  # fmt: skip
    read = guarded(alone, deliveries)
    table.doubts += read.doubts[: MOST_DOUBTS - len(table.doubts)]
    table.union.add(told_once([*part.problems, *read.collected.problems, *examine_part(name, read.collected)]), frame)
    if not set(part.section.each_row) & set(
        table.keys.table.key
    ):  # identifiers of the product's own are one for each row
        table.keys.add(file, frame)
    if name in DATES and any(o.table == name and o.period_start for o in small.origins):
        fates = fates_by_date(frame[DATES[name]], covered(small, name))
        for fate in dict.fromkeys(fates):
            rows = frame.index.to_numpy(dtype=np.int32)[fates == fate]
            table.fates.setdefault((file, str(fate)), []).append(rows)
    return None


def _of_table(table: _Table, beside: Collected) -> Iterator[Problem]:
    yield from table.union.problems()
    yield from doubts_said(table.doubts)
    if len(table.doubts) == MOST_DOUBTS:
        yield Problem("warn", table.name, table.name, None, None, "held", f"{table.name}: more texts are held than the {MOST_DOUBTS:,} that are told.",
                      "Correct the export: a column of free texts may stand where codes are expected.")  # fmt: skip
    key = ", ".join(table.keys.table.key)
    for file, rows in table.keys.again().items():
        said = rows_said(file, rows, key, "the value stands in an earlier row too")
        yield stop(table.name, file, "duplicate", said, "Deliver each row once.", column=key)
    is_dated = table.name in DATES and any(o.table == table.name and o.period_start for o in beside.origins)
    words = words_of_fates(covered(beside, table.name)) if is_dated else {}
    for (file, fate), parts in table.fates.items():
        if fate in words and fate in CURES:
            yield said_of_rows(table.name, file, fate, words[fate], np.concatenate(parts))
    if table.fates and not {fate for _, fate in table.fates} & {COUNTED, "unread"}:
        yield stop(table.name, table.name, "nothing to count", f"{table.name}: no row lies in a whole month of the period in the manifest.",
                   "Correct the dates, or the period in the manifest.")  # fmt: skip
    for (file, why), parts in table.left_out.items():
        rows = np.concatenate(parts)
        if len(rows):
            yield said_of_rows(table.name, file, "left out", f"are left out: {why}", rows)


def _account(table: _Table) -> tuple[str, str, str]:
    delivered = sum(table.rows.values())
    others: dict[str, int] = {}
    for (_, fate), parts in table.fates.items():
        words = "in the period" if fate == COUNTED else IN_WORDS[fate]
        others[words] = others.get(words, 0) + sum(map(len, parts))
    for (_, why), parts in table.left_out.items():
        others[f"left out ({why})"] = others.get(f"left out ({why})", 0) + sum(map(len, parts))
    others["checked"] = delivered - sum(others.values())
    return table.name, f"{delivered:,}", " + ".join(f"{n:,} {words}" for words, n in others.items() if n) or "none"


def _not_rehearsed(found: Found) -> str:
    files = [r.file for r in found.readings if _is_large(r)]
    need = sum(needed_bytes(file) for file in files) / (1 << 30)
    names = ", ".join(file.name for file in files)
    return (
        f"Every row of {names} was checked by itself. What would be published was not rehearsed, nor was checked what needs all rows together: what "
        f"overlaps, how tables fit, what differs from the last delivery. `publish` does it before it writes, with about {need:.0f} GiB of memory."
    )
