"""A delivery at the door: what stops, what is held and can be let through, what goes on. All texts are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.guard.columns import undeclared
from data_loaders.guard.delivery import Guarded, guarded
from data_loaders.guard.released import FILE, let_through
from data_loaders.keys import private_folder
from data_loaders.problem import is_stopping
from data_loaders.sources import collect

TEXTS = ["we need more light", "Kirsty said so", "the only girl in the club", "more buses please"]


def write(folder: Path, name: str, **columns: list[str]) -> None:
    pd.DataFrame(columns).to_csv(folder / f"{name}.csv", index=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "deliveries"
    made.mkdir()
    write(
        made,
        "ref_area",
        area_code=["C", "W1"],
        area_level=["COUNCIL", "WARD"],
        area_name=["Invented", "Kirsty Park"],
        parent_code=["", "C"],
    )
    contributions(made, TEXTS)
    return made


def contributions(folder: Path, texts: list[str]) -> None:
    count = len(texts)
    write(folder, "forum_contributions", contribution_id=[f"q{n}a{n}b{n}c{n}d" for n in range(count)], session_id=["s1a1b1c1d1"] * count,
          agency_band=["POLICE"] * count, role_band=["MANAGER"] * count, text=texts)  # fmt: skip


def read(folder: Path) -> Guarded:
    return guarded(collect(folder), folder)


def texts(made: Guarded) -> list[str]:
    return list(made.collected.tables["forum_contributions"]["text"])


def of_guard(made: Guarded) -> list[str]:
    return [p.sentence for p in made.collected.problems if p.rule in ("identity", "held")]


def test_every_text_column_is_declared() -> None:
    assert undeclared() == []


def test_a_doubtful_text_is_held_and_the_rest_goes_on(folder: Path) -> None:
    made = read(folder)
    assert texts(made) == ["we need more light", "", "", "more buses please"]
    assert [d.row for d in made.doubts] == [3, 4]
    said = of_guard(made)
    assert (
        said[0]
        == "forum_contributions.csv, row 3, text: held, since this may be the name of a person; the row is counted without its text."
    )
    assert said[-1] == "2 texts are held. Everything else goes on."
    assert not any("Kirsty" in sentence for sentence in said)
    assert not any(is_stopping(p) for p in made.collected.problems if p.rule == "held")


def test_a_certain_one_stops_with_its_row_and_never_its_value(folder: Path) -> None:
    contributions(folder, [*TEXTS, "ring 07700 900123"])
    stopping = [p for p in read(folder).collected.problems if is_stopping(p) and p.rule == "identity"]
    assert [(p.row, p.column) for p in stopping] == [(6, "text")]
    assert "900123" not in repr(stopping)


def test_a_person_lets_a_text_through_until_it_changes(folder: Path) -> None:
    doubt = read(folder).doubts[1]
    let_through(folder, doubt.cell, file=doubt.file, role="data manager", read_on=date(2026, 1, 5))
    assert texts(read(folder)) == ["we need more light", "", TEXTS[2], "more buses please"]
    assert TEXTS[2] not in (folder / FILE).read_text(encoding="utf-8")
    contributions(folder, [TEXTS[0], TEXTS[1], f"{TEXTS[2]} at the corner", TEXTS[3]])
    assert texts(read(folder))[2] == "", "another text is read again"


def test_what_was_let_through_is_worth_nothing_without_the_secret(folder: Path) -> None:
    doubt = read(folder).doubts[1]
    let_through(folder, doubt.cell, file=doubt.file, role="data manager", read_on=date(2026, 1, 5))
    for file in private_folder(folder).iterdir():
        file.unlink()
    assert texts(read(folder))[2] == ""


def test_a_damaged_list_stops_with_its_cure(folder: Path) -> None:
    (folder / FILE).write_text("[[row]]\nfile = 1\n", encoding="utf-8")
    assert any(
        "released_rows.toml cannot be read" in p.sentence for p in read(folder).collected.problems if is_stopping(p)
    )


def test_a_row_that_must_have_its_text_is_left_out_with_what_stands_on_it(folder: Path) -> None:
    write(
        folder,
        "theme_codebook",
        theme_code=["A", "B"],
        parent_code=["", ""],
        label=["Light", "Ask Kirsty"],
        definition=["x", "y"],
        version=["1", "1"],
    )
    write(
        folder,
        "theme_codings",
        contribution_id=["q0a0b0c0d"] * 2,
        theme_code=["A", "B"],
        coder=["A", "A"],
        stance=["ASK", "ASK"],
    )
    made = read(folder)
    assert list(made.collected.tables["theme_codebook"]["theme_code"]) == ["A"]
    assert list(made.collected.tables["theme_codings"]["theme_code"]) == ["A"]
    assert any("the row is left out" in sentence for sentence in of_guard(made))


def test_rows_of_two_files_are_told_apart(folder: Path) -> None:
    (folder / "forum_contributions.csv").rename(folder / "forum_contributions 1.csv")
    contributions(folder, ["more light", "more light", "more light", "more light"])
    (folder / "forum_contributions.csv").rename(folder / "forum_contributions 2.csv")
    assert texts(read(folder)) == ["we need more light", "", "", "more buses please", *["more light"] * 4]


def test_a_delivered_area_is_a_place_and_no_person(folder: Path) -> None:
    contributions(folder, ["benches in Kirsty Park", "Invented has too few"])
    assert read(folder).doubts == ()


def test_a_column_and_a_file_whose_name_tells_are_refused_without_it(folder: Path) -> None:
    write(folder, "events", date=["2025-01-01"], label=["Invented"], kind=["POLICY"], child_name=["x"])
    (folder / "events.csv").rename(folder / "events Kirsty McDonald.csv")
    stopping = [p for p in read(folder).collected.problems if is_stopping(p) and p.rule == "identity"]
    assert any("its name says that it identifies a person" in p.sentence for p in stopping)
    assert any(p.sentence == "The name of file 1 of events identifies a person." for p in stopping)


def test_a_doubt_in_a_column_that_nothing_reads_is_said(folder: Path) -> None:
    frame = pd.read_csv(folder / "forum_contributions.csv").assign(note=["", "Kirsty again", "", ""], text=["x"] * 4)
    frame.to_csv(folder / "forum_contributions.csv", index=False)
    assert "this may be something that identifies a person. It is read no further." in of_guard(read(folder))[0]


def test_signs_that_nobody_sees_are_taken_out_once_and_counted(folder: Path) -> None:
    contributions(folder, ["more\u200b light", "ab\u202ecd\x07", "plain\nlines", "same"])
    made = read(folder)
    assert texts(made) == ["more light", "abcd", "plain\nlines", "same"]
    assert "forum_contributions.csv: in 2 cells signs that cannot be seen were taken out" in " ".join(
        made.collected.notes
    )
