"""The commands that write paper say what they did, and what they will not do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.commands import RefusedError, notes_in, notes_out, write_paper

ROOT = Path(__file__).resolve().parents[2]


def asked(store: Path, out: Path, **other: object) -> str:
    more = {
        "audience": "partnership",
        "body": "forum",
        "length_name": "full",
        "format_name": "html",
        "last_meeting": None,
        "notes": None,
    }
    return write_paper(store, out=out, **{**more, **other})  # type: ignore[arg-type]


def test_all_formats_are_written_beside_each_other(store: Path, tmp_path: Path) -> None:
    said = asked(store, tmp_path / "new" / "forum.pdf", format_name="all")
    assert {f.suffix for f in (tmp_path / "new").iterdir()} == {".pdf", ".pptx", ".docx", ".html", ".xlsx"}
    assert re.search(r"\d findings of release .+ in \d+\.\d s", said)


def test_an_unknown_format_is_refused_and_nothing_written(store: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="there are: pdf, pptx, docx, html, xlsx and all"):
        asked(store, tmp_path / "x.doc", format_name="doc")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_length_is_refused(store: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="there are: two-pages and full"):
        asked(store, tmp_path / "x.pdf", length_name="long")


def test_notes_are_printed_and_go_in_and_out(store: Path, tmp_path: Path) -> None:
    from dashboard.paper.notes import keep_note
    from data_loaders.release import open_release

    book = tmp_path / "notes.sqlite"
    keep_note(book, release_id=open_release(store).id, finding="week", text="Evenings near the station.")
    asked(store, tmp_path / "f.html", notes=book)
    assert "Evenings near the station." in (tmp_path / "f.html").read_text(encoding="utf-8")
    assert notes_out(book, tmp_path / "n.csv").endswith("1 notes.")
    assert "1 notes added" in notes_in(tmp_path / "other.sqlite", tmp_path / "n.csv")
    with pytest.raises(RefusedError, match=r"neither .csv nor .json"):
        notes_out(book, tmp_path / "n.txt")


def test_every_command_of_the_viewer_has_its_entry() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    names = re.findall(
        r"@app\.command\(\)\s+def (\w+)", (ROOT / "dashboard" / "__main__.py").read_text(encoding="utf-8")
    )
    assert set(names) >= {"serve", "brief", "notes"}
    assert [n for n in names if f"- `{n} " not in text] == []


def test_a_refusal_is_a_sentence_and_an_exit_code(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "dashboard",
        "brief",
        "--release",
        str(tmp_path),
        "--for",
        "nobody",
        "--out",
        "x.pdf",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "There is no template 'nobody'" in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout + done.stderr
