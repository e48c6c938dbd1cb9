"""Notes stay with the release that they speak of, and what goes out comes back in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dashboard.paper.desk import _desk_of
from dashboard.paper.draft import Draft
from dashboard.paper.notes import (
    Note,
    NotesRefusedError,
    add_notes,
    all_notes,
    earlier_notes,
    exported,
    imported,
    keep_note,
    latest_notes,
)


def test_the_database_is_for_the_account_that_serves_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        keep_note(tmp_path / "notes.sqlite", release_id="r1", finding="week", text="Evenings.")
        _desk_of(str(tmp_path / "drafts.sqlite")).keep("somebody", "cpc", Draft(title="Buses"))
    finally:
        os.umask(before)
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_a_note_is_followed_and_never_changed(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    for text in ("First.", "First.", "Second.", ""):
        keep_note(file, release_id="r1", finding="week", text=text)
    assert [n.text for n in all_notes(file)] == ["First.", "Second.", ""]
    assert latest_notes(file, "r1") == {}
    keep_note(file, release_id="r1", finding="week", text="Third.")
    assert latest_notes(file, "r1") == {"week": "Third."}


def test_a_new_release_loses_no_note(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    keep_note(file, release_id="r1", finding="week", text="Of then.")
    keep_note(file, release_id="r2", finding="week", text="Of now.")
    assert latest_notes(file, "r2") == {"week": "Of now."}
    assert [n.text for n in earlier_notes(file, "r2", "week")] == ["Of then."]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_goes_out_comes_back(kind: str, tmp_path: Path) -> None:
    texts = ["=1+1", "'quoted", "+x", "＝y", 'a "b", c', "line\nbreak", "plain – ü"]
    notes = [Note("r1", "week", text, f"2026-01-0{n + 1}T00:00:00+00:00") for n, text in enumerate(texts)]
    text = exported(notes, kind)
    assert imported(text, kind) == notes
    if kind == "csv":
        assert "\n=" not in text
        assert ",=" not in text
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    add_notes(one, notes)
    add_notes(other, imported(exported(all_notes(one), kind), kind))
    add_notes(other, imported(exported(all_notes(one), kind), kind))
    assert all_notes(other) == all_notes(one)


@pytest.mark.parametrize(("text", "kind"), [("{}", "json"), ("[1]", "json"), ("[", "json"), ("a,b\n1,2\n", "csv")])
def test_what_is_no_export_is_refused(text: str, kind: str) -> None:
    if text == "{}":
        assert imported(text, kind) == []
        return
    with pytest.raises(NotesRefusedError, match="expected: release_id, finding, text, written_at"):
        imported(text, kind)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    file.write_text("Something else, long enough to be taken for what it is not." * 40, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(NotesRefusedError, match="name another file"):
        keep_note(file, release_id="r", finding="f", text="t")
    assert file.read_bytes() == before
    with pytest.raises(NotesRefusedError, match="can be written to"):
        all_notes(tmp_path / "nowhere" / "notes.sqlite")
