"""Months of which episodes came and no discussions are not told as months in which nobody knew of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data_loaders.account.behind import RULE
from data_loaders.account.last import Look, compared, look_of
from data_loaders.account.suppliers import OF_SUPPLIERS
from data_loaders.checks import examined
from data_loaders.problem import Problem, is_stopping
from data_loaders.sources.collect import collect

Few = Callable[..., Path]
PAIR = ("missing_episodes", "return_discussions")


def ends(folder: Path, table: str, day: str) -> None:
    """The manifest says that a table covers the time to this day."""
    file = folder / "manifest.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows.loc[rows["table"] == table, "period_end"] = day
    rows.to_csv(file, index=False)


def stops(problems: tuple[Problem, ...] | list[Problem]) -> list[Problem]:
    return [p for p in problems if is_stopping(p)]


def test_discussions_that_end_with_their_episodes_stop_nothing(few: Few) -> None:
    assert stops(examined(collect(few(*PAIR)))) == []


def test_discussions_that_end_before_stop_with_a_cure_that_works(few: Few) -> None:
    folder = few(*PAIR)
    ends(folder, "return_discussions", "2025-12-31")
    (found,) = stops(examined(collect(folder)))
    assert found.rule == RULE
    assert "to 31 December 2025, and missing_episodes to 31 March 2026" in found.sentence
    assert "set period_end of missing_episodes to 2025-12-31" in found.cure
    ends(folder, "missing_episodes", "2025-12-31")
    told = examined(collect(folder))
    assert stops(told) == []
    assert any("missing_episodes" in p.sentence and "after" in p.sentence for p in told), "what waits is told"


def test_a_part_of_a_month_makes_no_difference(few: Few) -> None:
    """Only whole months are published: discussions to the end of March are enough for episodes to the middle of April."""
    folder = few(*PAIR)
    ends(folder, "missing_episodes", "2026-04-12")
    assert [p for p in examined(collect(folder)) if p.rule == RULE] == []


def test_discussions_that_do_not_come_again_cannot_be_confirmed_away(few: Few) -> None:
    collected = collect(few("missing_episodes"))
    before = Look(rows={"missing_episodes": 2000, "return_discussions": 1500}, codes={})
    (found,) = stops(compared(collected, before, confirmed=("lost table", RULE)))
    assert found.rule == RULE
    assert "--rebase" in found.cure


def test_discussions_that_never_came_are_not_asked_for(few: Few) -> None:
    assert stops(examined(collect(few("missing_episodes")))) == []
    assert stops(compared(collect(few("missing_episodes")), Look(rows={"missing_episodes": 2000}, codes={}))) == []


def of_two_suppliers(folder: Path, *, begins: str, ends_on: str) -> Path:
    """Every second discussion in a file of its own, of another supplier and of another time; SOCIAL_WORK is invented for it."""
    own = folder / "return_discussions.csv"
    rows, manifest = (pd.read_csv(f, dtype="str", keep_default_na=False) for f in (own, folder / "manifest.csv"))
    rows.iloc[1::2].to_csv(folder / "return_discussions_b.csv", index=False)
    rows.iloc[::2].to_csv(own, index=False)
    other = manifest[manifest["table"] == "return_discussions"].assign(
        file="return_discussions_b.csv", supplier_agency="SOCIAL_WORK", period_start=begins, period_end=ends_on
    )
    pd.concat([manifest, other]).to_csv(folder / "manifest.csv", index=False)
    return folder


def test_one_of_two_suppliers_who_is_behind_is_waited_for(few: Few) -> None:
    """Else the children whom he speaks with would be told as offered nothing, for good."""
    folder = of_two_suppliers(few(*PAIR), begins="2023-04-01", ends_on="2025-12-31")
    (found,) = stops(examined(collect(folder)))
    assert found.rule == RULE
    assert found.sentence.startswith("return_discussions_b.csv (SOCIAL_WORK) covers whole months to 31 December 2025")
    assert "where SOCIAL_WORK delivers no more" in found.cure
    ends(folder, "missing_episodes", "2025-12-31")
    assert stops(examined(collect(folder))) == []


def test_a_supplier_whom_another_followed_is_not_waited_for(few: Few) -> None:
    folder = of_two_suppliers(few(*PAIR), begins="2023-04-01", ends_on="2025-06-30")
    file = folder / "manifest.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows.loc[rows["file"] == "return_discussions.csv", "period_start"] = "2025-07-01"
    rows.to_csv(file, index=False)
    assert [p for p in examined(collect(folder)) if p.rule == RULE] == []


def test_a_supplier_whose_file_does_not_come_again_is_missed(few: Few) -> None:
    both = of_two_suppliers(few(*PAIR), begins="2023-04-01", ends_on="2026-03-31")
    before = look_of(collect(both))
    assert [p for p in compared(collect(both), before) if p.rule == RULE] == []
    (both / "return_discussions_b.csv").unlink()
    file = both / "manifest.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows[rows["file"] != "return_discussions_b.csv"].to_csv(file, index=False)
    found = [p for p in stops(compared(collect(both), before, confirmed=("fewer rows", RULE))) if p.rule == RULE]
    assert ["SOCIAL_WORK" in p.sentence for p in found] == [True]


def of_two_forces(folder: Path, *, ends_on: str) -> Path:
    """Every second episode in a file of another supplier, who has reported to that day; SOCIAL_WORK is invented for it."""
    own = folder / "missing_episodes.csv"
    rows, manifest = (pd.read_csv(f, dtype="str", keep_default_na=False) for f in (own, folder / "manifest.csv"))
    theirs = rows.iloc[1::2]
    theirs[theirs["start_dt"] <= f"{ends_on} 23:59"].to_csv(folder / "missing_episodes_b.csv", index=False)
    rows.iloc[::2].to_csv(own, index=False)
    other = manifest[manifest["table"] == "missing_episodes"].assign(
        file="missing_episodes_b.csv", supplier_agency="SOCIAL_WORK", period_end=ends_on
    )
    pd.concat([manifest, other]).to_csv(folder / "manifest.csv", index=False)
    return folder


def test_months_that_one_of_two_has_not_reported_are_not_told_as_months_with_fewer(few: Few) -> None:
    folder = of_two_forces(few("missing_episodes"), ends_on="2025-12-31")
    (found,) = stops(examined(collect(folder)))
    assert found.rule == OF_SUPPLIERS
    said = "missing_episodes_b.csv (SOCIAL_WORK) covers whole months to 31 December 2025, and the file of others to 31 March 2026"
    assert found.sentence.startswith(said)
    assert "set period_end of the others to 2025-12-31" in found.cure
    ends(folder, "missing_episodes", "2025-12-31")
    assert stops(examined(collect(folder))) == []


def test_two_who_have_reported_to_the_same_month_stop_nothing(few: Few) -> None:
    assert stops(examined(collect(of_two_forces(few("missing_episodes"), ends_on="2026-03-31")))) == []


def test_a_supplier_whose_rows_another_sends_now_is_not_missed(few: Few) -> None:
    """His work was taken over with its history, or his name was corrected: his old file beside them would count everything twice."""
    folder = of_two_suppliers(few(*PAIR), begins="2023-04-01", ends_on="2026-03-31")
    before = look_of(collect(folder))
    file = folder / "manifest.csv"
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows.assign(supplier_agency=rows["supplier_agency"].replace("SOCIAL_WORK", "HEALTH")).to_csv(file, index=False)
    assert [p for p in compared(collect(folder), before) if p.rule == RULE] == []
