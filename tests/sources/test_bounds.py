"""A file that the machine cannot hold is refused before it is read, with what would help."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.sources.files import read_file
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted import bounds


def sparse(folder: Path, size: int) -> Path:
    """A file that says it is large and takes no room."""
    file = folder / "missing_episodes.csv"
    with file.open("wb") as made:
        made.truncate(size)
    return file


def test_a_text_file_beyond_the_memory_that_is_free_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "free_bytes", lambda: 2 << 30)
    with pytest.raises(
        UnreadableError, match=r"needs about 4 GiB of memory, and 2\.0 GiB are free\. Leave out columns"
    ):
        read_file(sparse(tmp_path, 300 << 20))


@pytest.mark.parametrize("free", [None, 8 << 30])
def test_a_machine_that_has_the_memory_or_does_not_say_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int | None
) -> None:
    monkeypatch.setattr(bounds, "free_bytes", lambda: free)
    bounds.check_memory(sparse(tmp_path, 300 << 20))


def test_what_is_free_is_read_or_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = tmp_path / "meminfo"
    monkeypatch.setattr(bounds, "AVAILABLE", about)
    assert bounds.free_bytes() is None
    about.write_text("MemTotal:  4096 kB\nMemAvailable:  2048 kB\n")
    assert bounds.free_bytes() == 2 << 20
