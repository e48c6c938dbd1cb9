"""Documents of a folder become rows of language_scans: counts alone, each document once, and nothing where one cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data_loaders.checks.practice import HITS
from data_loaders.commands import app
from data_loaders.deliveries.practice import LANGUAGE_SCANS
from data_loaders.scans import Quarter, ScanRefusedError, quarter_of

SECRET = "quincunxial-marzipan"
OPTIONS = ("--kind", "MINUTES", "--quarter", "2026-Q1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / f"{SECRET}.txt").write_text(f"She absconded, {SECRET}. She puts herself at risk.", encoding="utf-8")
    (made / "second.txt").write_text("We did not engage with him.", encoding="utf-8")
    return made


def count(folder: Path, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["language", str(folder), *options])
    return ran.exit_code, " ".join(ran.output.split())


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_each_document_is_a_row_of_counts_and_nothing_of_it_is_kept(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "language_scans.csv"
    code, said = count(folder, *OPTIONS, "--out", str(out))
    assert code == 0, said
    rows = rows_of(out)
    assert sorted((r["scan_dt"], r["doc_type"], r["words_n"], r["hits"]) for r in rows) == [
        ("2026-01-01", "MINUTES", "6", ""),
        ("2026-01-01", "MINUTES", "8", "CHOICE:1; LABEL:1"),
    ]
    assert list(rows[0]) == [column.name for column in LANGUAGE_SCANS.columns]
    assert all(HITS.match(r["hits"]) for r in rows)
    assert SECRET not in out.read_text(encoding="utf-8") + said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["documents", "language_scans.csv"]


def test_a_folder_that_is_counted_twice_counts_once_and_other_rows_stay(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "language_scans.csv"
    count(folder, "--kind", "PLAN", "--quarter", "2026-Q1", "--out", str(out))
    count(folder, "--kind", "MINUTES", "--quarter", "2025-Q4", "--out", str(out))
    for _ in range(2):
        count(folder, *OPTIONS, "--out", str(out))
    rows = rows_of(out)
    assert sorted((r["doc_type"], r["scan_dt"]) for r in rows) == 2 * [("MINUTES", "2025-10-01")] + 2 * [
        ("MINUTES", "2026-01-01")
    ] + 2 * [("PLAN", "2026-01-01")]
    assert len({r["scan_id"] for r in rows}) == 6


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("old.doc", b"text", "old.doc cannot be read"), ("broken.docx", b"PK no zip", "broken.docx: The document cannot be read"),
        ("empty.txt", b" \n", "empty.txt holds no words"), ("inner/x.txt", b"He absconded.", "inner is a folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stops_the_count_and_leaves_the_file_as_it_was(
    name: str, content: bytes, said: str, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "language_scans.csv"
    count(folder, *OPTIONS, "--out", str(out))
    before = out.read_bytes()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    code, told = count(folder, *OPTIONS, "--out", str(out))
    assert (code, out.read_bytes()) == (1, before)
    assert said in told
    assert "Nothing was counted" in told


def test_another_file_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.csv"
    out.write_text("a,b\n1,2\n", encoding="utf-8")
    code, told = count(folder, *OPTIONS, "--out", str(out))
    assert code == 1
    assert "has other columns" in told
    assert out.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_the_partnerships_own_list_is_counted_by(folder: Path, tmp_path: Path) -> None:
    listed, out = tmp_path / "language_terms.csv", tmp_path / "language_scans.csv"
    listed.write_text(
        "term,pattern,category,why,alternatives,exceptions\nengage,engag*,OTHER,why,else,\n", encoding="utf-8"
    )
    (folder / "third.txt").write_text("He did engage.", encoding="utf-8")
    count(folder, *OPTIONS, "--out", str(out), "--list", str(listed))
    assert sorted(r["hits"] for r in rows_of(out)) == ["", "", "OTHER:1"]
    listed.write_text("term\nengage\n", encoding="utf-8")
    code, told = count(folder, *OPTIONS, "--out", str(out), "--list", str(listed))
    assert code == 1
    assert "language_terms.csv has no column pattern" in told


def test_a_quarter_is_read_or_refused() -> None:
    assert quarter_of("2026-q4").first_day.isoformat() == "2026-10-01"
    assert Quarter(2026, 1).holds("2026-03-31")
    assert not Quarter(2026, 1).holds("2026-04-01")
    assert not Quarter(2026, 1).holds("31/03/2026")
    with pytest.raises(ScanRefusedError, match="2026-Q1"):
        quarter_of("spring 2026")
