"""The disk is full at one step of writing after another: nothing is half there, nothing is told that is not so, and it goes on once there is room."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from invented_months import deliver, episodes, published

import data_loaders.publish as river
from data_loaders.problem import Problem
from data_loaders.publish import RiverStoppedError
from data_loaders.release import current_id
from data_loaders.safety.ledger import FILE as LEDGER
from data_loaders.store.journal import Decision
from data_loaders.store.withdrawal import Seen, roll_back

UNTIL = "2025-08-31"
WHY = Decision("data manager", "July was exported twice")
CONFIRMED = ("codes changed",)
WRITING = os.O_WRONLY | os.O_RDWR
PREPARE = river._prepare
LAST = (
    35  # steps from the manifest on: the ledger, what was before, the look, the folder and the pointer are among them
)


class Disk:
    """Has no room at the `full`-th step of writing below a folder; 0: always room. Counts the steps, and says where it was full."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, full: int) -> None:
        self.folder, self.full, self.steps, self.full_at = str(folder), full, 0, ""
        self.places: list[str] = []  # where each step wrote
        patch.setattr(os, "open", self.asked(os.open, lambda flags, *_: bool(flags & WRITING)))
        patch.setattr(io, "open", self.asked(io.open, lambda mode="r", *_: any(sign in str(mode) for sign in "wax+")))
        patch.setattr(os, "mkdir", self.asked(os.mkdir, lambda *_: True, is_new=True))
        for name in ("rename", "replace", "fsync"):
            patch.setattr(os, name, self.asked(getattr(os, name), lambda *_: True))

    def asked(
        self, work: Callable[..., object], is_writing: Callable[..., bool], *, is_new: bool = False
    ) -> Callable[..., object]:
        def instead(place: object, *of: object, **named: object) -> object:
            where = Path(f"/proc/self/fd/{place}").readlink() if isinstance(place, int) else Path(str(place))
            if str(where).startswith(self.folder) and is_writing(*of) and not (is_new and where.exists()):
                self.steps += 1
                self.places.append(where.name)
                if self.steps == self.full:
                    self.full_at = where.name
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(where))
            return work(place, *of, **named)

        return instead


@dataclass
class Publication:
    """One that is prepared once and written as often as asked, each time from the same state before."""

    deliveries: Path
    out: Path
    kept: Path
    patch: pytest.MonkeyPatch

    @property
    def ledger(self) -> Path:
        return Path(f"{self.out}.private") / LEDGER

    def ledger_before(self) -> bytes:
        return (self.kept / self.ledger.parent.name / LEDGER).read_bytes()

    def write(self) -> str:
        return published(self.deliveries, self.out, confirmed=CONFIRMED).id

    def on_a_disk_full_at(self, step: int) -> tuple[Disk, list[Problem]]:
        shutil.rmtree(self.out.parent)
        shutil.copytree(self.kept, self.out.parent)
        with self.patch.context() as patch:
            disk = Disk(self.out.parent, patch, step)
            try:
                self.write()
            except RiverStoppedError as stopped:
                return disk, list(stopped.problems)
        return disk, []


@pytest.fixture(scope="module")
def publication(two_months: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    folder = tmp_path_factory.mktemp("full")
    shutil.copytree(two_months, folder / "own", symlinks=True)
    deliver(folder / "own" / "deliveries", episodes(UNTIL), UNTIL)
    shutil.copytree(folder / "own", folder / "before")
    found: list[object] = []

    def once(*of: Any, **named: Any) -> object:
        found[:] = found or [PREPARE(*of, **named)]
        return found[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(river, "_prepare", once)
        made = Publication(folder / "own" / "deliveries", folder / "own" / "releases", folder / "before", patch)
        made.on_a_disk_full_at(0)  # prepared here, once, which makes a secret
        yield made


def places_of(publication: Publication) -> list[str]:
    """Where each step of writing it writes, where there is always room."""
    disk, said = publication.on_a_disk_full_at(0)
    assert said == []
    assert disk.steps > 60  # tables, audit, manifest, ledger, what was before, the look, the folder, the pointer
    return disk.places


def releases_in(out: Path) -> list[str]:
    """The names of all releases, and last which of them is in force."""
    return [*sorted(p.name for p in (out / "partnership").iterdir() if p.is_dir()), current_id(out, "partnership")]


def left_over(out: Path) -> list[str]:
    private = Path(f"{out}.private")
    return [str(p) for p in (*out.rglob(".unfinished-*"), *out.rglob(".current-*"), *private.rglob("*.new"))]


def holds(publication: Publication, step: int) -> str:
    """Hold what is left, and what was said, against what is so; where the disk was full."""
    disk, said = publication.on_a_disk_full_at(step)
    assert disk.full_at, step
    if not said:  # the folder's own flush, once the pointer is in its place: it is published, and nothing else is said
        assert releases_in(publication.out)[-1] not in releases_in(publication.kept / "releases")
        return ""
    told = f"{said[0].sentence} {said[0].cure}"
    assert len(said) == 1
    assert "No space left on device" in told, (disk.full_at, told)
    assert "that there is room" in told, (disk.full_at, told)
    assert "backup" not in told, (disk.full_at, told)  # nothing is lost that could be brought back from there
    assert releases_in(publication.out) == releases_in(publication.kept / "releases"), disk.full_at
    assert left_over(publication.out) == [], disk.full_at
    return disk.full_at


def test_a_full_disk_leaves_the_old_release_and_says_so(publication: Publication) -> None:
    """The first step, and of those from the manifest on the first and the last at each place."""
    steps = list(enumerate(places_of(publication), start=1))[-LAST - 1 :]
    ends = [{place: step for step, place in way}.values() for way in (reversed(steps), steps)]
    told = [holds(publication, step) for step in (1, *sorted({step for end in ends for step in end}))]
    assert len(told) > 10
    assert {"counted_records.new", "last-delivery-partnership.new", "about.new", "partnership"} <= set(told)
    assert told[-1] == ""


@pytest.mark.long
def test_a_full_disk_at_any_step_leaves_the_old_release_and_says_so(publication: Publication) -> None:
    told = [holds(publication, step) for step in range(1, len(places_of(publication)) + 1)]
    assert told.count("") == 1


def test_once_there_is_room_the_same_is_published(publication: Publication) -> None:
    """Also where the ledger had been written: what counted stays counted, and counts once."""
    steps = len(places_of(publication))
    right = current_id(publication.out, "partnership")
    for step, is_counted in ((1, False), (steps - 1, True)):
        assert publication.on_a_disk_full_at(step)[1]
        assert (publication.ledger.read_bytes() != publication.ledger_before()) == is_counted
        with publication.patch.context() as patch:
            if is_counted:  # else it is prepared from what it was prepared from
                patch.setattr(river, "_prepare", PREPARE)
            assert publication.write() == right


@pytest.mark.parametrize("apart", [2, pytest.param(1, marks=pytest.mark.long)], ids=["every second step", "every step"])
def test_a_full_disk_while_a_release_is_taken_back_never_leaves_one_in_force_that_does_not_count(
    store: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    _, out = store
    ledger = Path(f"{out}.private") / LEDGER
    shutil.copytree(out.parent, tmp_path / "before")
    before, last = sorted(releases_in(out)[:-1], key=lambda name: name == current_id(out, "partnership"))
    was, told = ledger.read_bytes(), list[tuple[str, bool]]()
    for step in range(1, 60, apart):
        shutil.rmtree(out.parent)
        shutil.copytree(tmp_path / "before", out.parent)
        with monkeypatch.context() as patch:
            disk = Disk(out.parent, patch, step)
            with suppress(OSError):  # as the disk says it; the commands answer it with a sentence
                roll_back(out, "partnership", WHY, to=before, seen=Seen.NOBODY)
        in_force = current_id(out, "partnership")
        assert in_force == before or ledger.read_bytes() == was, disk.full_at
        told.append((disk.full_at, in_force == before))
        if not disk.full_at:
            break
    assert {is_back for _, is_back in told} == {False, True}
    assert told[-1] == ("", True)
    assert last not in str(list(out.rglob("*")))
