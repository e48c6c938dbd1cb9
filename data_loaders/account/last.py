"""A delivery beside the last one that was published: what differs by more than a month explains stops and asks.

A lost table, a table of which most rows are gone, or a column whose codes were exchanged publishes well-formed nonsense.
What the last delivery looked like stands in a private file beside the releases, never in one.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path

from data_loaders.account.behind import lost_discussions, lost_supplier
from data_loaders.account.shared import EVENTS, events_of
from data_loaders.account.suppliers import ends_of_suppliers
from data_loaders.deliveries import TABLES
from data_loaders.deliveries.missing import DISCUSSIONS, EPISODES
from data_loaders.deliveries.places import INCIDENTS, LOCATIONS
from data_loaders.keys import write_private
from data_loaders.problem import Problem, stop
from data_loaders.sources import Collected

# Half of the rows of a table gone: deliveries hold the whole history, so a month changes a few in a hundred.
LEAST_SHARE_OF_ROWS = 0.5
# A share that moved by 20 points between two deliveries of the whole history: a new month of 36 moves it by under 3.
MOST_POINTS = 0.2
FEWEST_ROWS = 50  # below, shares move by chance
ANOTHER_NAME = "another name"  # asked by `publish/another_name`, which knows what is out
KINDS = ("lost table", "lost columns", "fewer rows", "codes changed", "same events twice", ANOTHER_NAME)


@dataclass(frozen=True)
class Look:
    """What a delivery looked like: rows of each table, the share of each code in each of its columns of codes, and who sent discussions."""

    rows: dict[str, int]
    codes: dict[str, dict[str, float]]
    suppliers: list[str] = field(default_factory=list)


def look_of(collected: Collected) -> Look:
    codes = {}
    for name, frame in collected.tables.items():
        for column in TABLES[name].columns if name in TABLES else ():
            if column.kind == "code" and _is_delivered(collected, name, column.name):
                shares = frame[column.name].replace("", "NK").value_counts(normalize=True)
                codes[f"{name}.{column.name}"] = {str(code): float(share) for code, share in shares.items()}
    return Look(
        {name: len(frame) for name, frame in collected.tables.items()},
        codes,
        sorted(ends_of_suppliers(collected, DISCUSSIONS.name)),
    )


def _is_delivered(collected: Collected, table: str, column: str) -> bool:
    """Whether a file has the column: one that none has is blank in every row, and its codes are not "not known"."""
    frame, unread = collected.tables[table], collected.unread.get(table, {}).get(column)
    is_lost = unread is not None and len(unread) == len(frame) and bool(unread.all())
    return column in frame and len(frame) > 0 and not is_lost


def look_file(out: Path, audience: str) -> Path:
    return out.with_name(f"{out.name}.private") / f"last-delivery-{audience}.json"


def keep_look(look: Look, out: Path, audience: str) -> None:
    """Remember a delivery that was published."""
    write_private(look_file(out, audience), json.dumps(asdict(look)).encode())


def last_look(out: Path, audience: str) -> Look | None:
    """The last delivery that was published; None where there was none, or its file cannot be read."""
    try:
        return Look(**json.loads(look_file(out, audience).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def compared(collected: Collected, last: Look | None, *, confirmed: Collection[str] = ()) -> list[Problem]:
    """What differs from the last delivery, and events that two files tell under different identifiers.

    `confirmed`: kinds of difference that a person has looked at; they are told all the same.
    """
    found = [
        *_twice(collected),
        *(_lost(collected, last) if last else ()),
        *(_lost_suppliers(collected, last) if last else ()),
        *(_lost_columns(collected, last) if last else ()),
        *(_recoded(collected, last) if last else ()),
    ]
    return [confirmed_or_stopping(problem, confirmed) for problem in found]


def confirmed_or_stopping(problem: Problem, confirmed: Collection[str]) -> Problem:
    """A difference as it is, or as a warning where a person has looked at its kind."""
    if problem.rule not in {*confirmed} & {*KINDS}:
        return problem
    return Problem("warn", problem.table, problem.file, None, problem.column, problem.rule,
                   f"{problem.sentence} This was confirmed.", "Nothing has to be done.")  # fmt: skip


def _ask(rule: str) -> str:
    return f'Deliver it again; or, where it is right, publish with --confirm "{rule}".'


def _lost(collected: Collected, last: Look) -> list[Problem]:
    problems = []
    for name, before in last.rows.items():
        now = len(collected.tables.get(name, ()))
        if now == 0 and name == LOCATIONS.name and INCIDENTS.name in collected.tables:
            problems.append(stop(name, name, "lost places",
                                 f"{name} was in the last delivery and is not in this one: which incidents are at a sensitive place cannot be told without it.",
                                 f"Deliver it again, as it was if there is no newer one; or leave {INCIDENTS.name} out this time."))  # fmt: skip
        elif now == 0 and name == DISCUSSIONS.name and EPISODES.name in collected.tables:
            problems.append(lost_discussions(before))
        elif now == 0:
            problems.append(stop(name, name, "lost table",
                                 f"{name} was in the last delivery ({before:,} rows) and is not in this one.",
                                 _ask("lost table")))  # fmt: skip
        elif before >= FEWEST_ROWS and now < LEAST_SHARE_OF_ROWS * before:
            problems.append(stop(name, name, "fewer rows",
                                 f"{name} has {now:,} rows; the last delivery had {before:,} ({1 - now / before:.0%} fewer).",
                                 _ask("fewer rows")))  # fmt: skip
    return problems


def _lost_suppliers(collected: Collected, last: Look) -> list[Problem]:
    """Of discussions, where another supplier's came: half of the rows need not be gone. One whom another followed is not missed, nor one
    whose rows another sends now, or who is called otherwise: deliveries hold the whole history, so that there are no fewer rows then."""
    if not {EPISODES.name, DISCUSSIONS.name} <= collected.tables.keys():
        return []
    if len(collected.tables[DISCUSSIONS.name]) >= last.rows.get(DISCUSSIONS.name, 0):
        return []
    there = {o.supplier_agency for o in collected.origins if o.table == DISCUSSIONS.name}
    return [lost_supplier(supplier) for supplier in last.suppliers if supplier not in there]


def _lost_columns(collected: Collected, last: Look) -> list[Problem]:
    """Columns of codes that no file has any more: what they told becomes "not delivered", from the first day on."""
    now, gone = look_of(collected), dict[str, list[str]]()
    for key, before in last.codes.items():
        table, column = key.split(".", 1)
        if now.rows.get(table) and key not in now.codes and set(before) != {"NK"}:
            gone.setdefault(table, []).append(column)
    return [
        stop(table, table, "lost columns", f"{table}: the last delivery had {', '.join(columns)}, and this one has not.", _ask("lost columns"))
        for table, columns in gone.items()
    ]  # fmt: skip


def _recoded(collected: Collected, last: Look) -> list[Problem]:
    now, problems = look_of(collected), []
    for key, before in last.codes.items():
        table, column = key.split(".", 1)
        after = now.codes.get(key, {})
        if min(last.rows.get(table, 0), now.rows.get(table, 0)) < FEWEST_ROWS or not after:
            continue
        moved = {code: (before.get(code, 0.0), after.get(code, 0.0)) for code in {*before, *after}}
        moved = {code: pair for code, pair in moved.items() if abs(pair[1] - pair[0]) > MOST_POINTS}
        swapped = _swapped(before, after)
        if not moved and not swapped:
            continue
        names = swapped or tuple(sorted(moved))
        said = "; ".join(f"{code} {before.get(code, 0):.0%} before, {after.get(code, 0):.0%} now" for code in names)
        why = "two codes look exchanged since" if swapped else "the codes are spread otherwise than in"
        problems.append(stop(table, table, "codes changed", f"{table}, {column}: {why} the last delivery ({said}).",
                             _ask("codes changed"), column=column))  # fmt: skip
    return problems


# Two shares that stand in each other's place to within three points, and differ by at least eight, were exchanged rather
# than grown: history is delivered whole, so a share seldom moves by more than three.
ALIKE, APART = 0.03, 0.08


def _swapped(before: dict[str, float], after: dict[str, float]) -> tuple[str, str] | None:
    for one, other in combinations(sorted({*before, *after}), 2):
        old, new = (before.get(one, 0.0), before.get(other, 0.0)), (after.get(one, 0.0), after.get(other, 0.0))
        is_mirrored = abs(old[0] - new[1]) < ALIKE and abs(old[1] - new[0]) < ALIKE
        if is_mirrored and abs(old[0] - old[1]) > APART:
            return one, other
    return None


SAME_EVENTS = (
    0.5  # half of the smaller file's events stand in the other, to the minute: chance makes a few in a thousand
)


def _twice(collected: Collected) -> list[Problem]:
    """Two files of one table that hold the same events under other identifiers: counts and children would double."""
    problems = []
    for table in EVENTS:
        files = collected.row_files.get(table)
        if table not in collected.tables or files is None:
            continue
        names = list(dict.fromkeys(files))
        if len(names) < 2:
            continue
        events = events_of(collected.tables[table], table)
        for one, other in combinations(names, 2):
            own, others = set(events[files == one].tolist()), set(events[files == other].tolist())
            shared = len(own & others)
            if min(len(own), len(others)) >= 10 and shared > SAME_EVENTS * min(len(own), len(others)):
                problems.append(stop(table, str(other), "same events twice",
                                     f"{other} and {one} hold {shared:,} of the same events (time, age, sex and place alike).",
                                     f"Leave one of the files out. {_ask('same events twice')}"))  # fmt: skip
    return problems
