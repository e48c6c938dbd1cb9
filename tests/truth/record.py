"""What was said of each world, a line in a file as soon as it is known: a run that is broken off counts as far as it came."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.truth.said import Line, Said, said_of
from tests.truth.worlds import World

ROOT = Path(__file__).parents[2]
ROOMS = ("data_loaders", "dashboard", "assets")


@dataclass(frozen=True)
class Row:
    """One world and what was said of it. seconds: of the processor, for all of it."""

    code: str
    seed: int
    scale: float
    sizes: dict[str, float]
    is_whole: bool
    seconds: float
    said: Said


@cache
def code_digest() -> str:
    """Of everything a sentence is made from: what was said by other code does not count."""
    whole = hashlib.sha256()
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*") if file.suffix in (".py", ".toml", ".csv")]
    for file in sorted(files):
        whole.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


def rows_in(file: Path) -> dict[int, Row]:
    """By seed, what this code said before."""
    if not file.is_file():
        return {}
    rows = [_row(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    return {row.seed: row for row in rows if row.code == code_digest()}


def recorded(file: Path, world: World, folder: Path, *, is_whole: bool) -> Row:
    """What is said of a world: read from the file, or found out and written there."""
    if known := rows_in(file).get(world.seed):
        return known
    began = time.process_time()
    said = said_of(world.published(folder))
    shutil.rmtree(folder)
    row = Row(code_digest(), world.seed, world.scale, dict(world.sizes), is_whole, 0.0, said)
    row = replace(row, seconds=round(time.process_time() - began, 1))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab", buffering=0) as out:  # a line at once: several processes write into one file
        out.write((json.dumps(asdict(row)) + "\n").encode())
    return row


def recorded_by_all(file: Path, worlds: Sequence[World], folder: Path, *, whole: tuple[str, ...]) -> list[Row]:
    """The same of many worlds, by as many processes as the machine has processors; in the order of the worlds."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        made = [
            pool.submit(recorded, file, world, folder / str(world.seed), is_whole=world.tables == whole)
            for world in worlds
        ]
        return [one.result() for one in made]


def _row(values: dict) -> Row:
    said = values.pop("said")
    lines = {key: Line(**line) for key, line in said.pop("lines").items()}
    lists = {name: tuple(said.pop(name)) for name in ("areas", "contradictions")}
    return Row(**values, said=Said(lines=lines, **lists, **said))
