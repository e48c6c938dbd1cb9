"""One child is erased: no private file holds a trace, everybody else's rows stay to the byte, and no published figure moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from invented_months import DISCUSSIONS, EPISODES, deliver, episodes, month_by_month, published
from typer.testing import CliRunner

from data_loaders.commands import app
from data_loaders.keys import key_of, private_folder, secret_of
from data_loaders.release import open_release
from data_loaders.safety.ledger import open_ledger
from data_loaders.store.erasure import erase_child, purge
from data_loaders.store.journal import Decision, StoreRefusedError, journal
from data_loaders.store.rows import cuts_of, write_cuts

CHILD, WHY = "invented-112", Decision("records officer", "a request of the family")
Store = tuple[Path, Path]


def text_of(folder: Path) -> str:
    return "".join(file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file())


def test_the_rows_go_and_what_stands_on_them_and_no_other_byte(store: Store) -> None:
    deliveries, out = store
    before = {name: (deliveries / name).read_text().splitlines() for name in (EPISODES, DISCUSSIONS)}
    own = [line for line in before[EPISODES] if f",{CHILD}," in line]
    theirs = {line.split(",")[0] for line in own}
    assert len(own) > 3
    erased = erase_child(deliveries, out, CHILD, WHY)
    left = [line for line in before[EPISODES] if line not in own]
    assert (deliveries / EPISODES).read_text().splitlines() == left
    talks = [line for line in before[DISCUSSIONS] if line.split(",")[1] not in theirs]
    assert (deliveries / DISCUSSIONS).read_text().splitlines() == talks
    assert erased.rows == len(own) + len(before[DISCUSSIONS]) - len(talks)


def test_no_private_file_holds_the_child_or_its_key_and_the_journal_says_that_it_was_done(store: Store) -> None:
    deliveries, out = store
    key = key_of(CHILD, secret_of(out))
    rows = open_ledger(out).kinds["missing"].rows
    assert (rows["child_pseudo_id"] == key).sum() > 3
    erase_child(deliveries, out, CHILD, WHY)
    everything = text_of(deliveries) + text_of(out) + text_of(private_folder(out)) + text_of(private_folder(deliveries))
    assert CHILD not in everything
    kept = open_ledger(out).kinds["missing"].rows
    assert not (kept["child_pseudo_id"] == key).any()
    assert len(kept) == len(rows)
    assert (kept["record"] == "").sum() == (rows["child_pseudo_id"] == key).sum()
    (entry,) = journal(out)
    assert (entry.what, entry.role) == ("child erased", WHY.role)


def test_what_is_published_stays_and_the_next_month_follows(store: Store) -> None:
    deliveries, out = store
    before = month_by_month(open_release(out))
    erase_child(deliveries, out, CHILD, WHY)
    assert month_by_month(open_release(out)) == before
    rows = episodes("2025-08-31")
    rows = rows[rows["child_pseudo_id"] != CHILD]
    months = month_by_month(published(deliver(deliveries, rows, "2025-08-31"), out))
    assert {month: months[month] for month in before} == before
    assert months["2025-08"] == int((rows["start_dt"].str[:7] == "2025-08").sum())


def test_other_children_of_an_incident_stay_in_it(tmp_path: Path) -> None:
    head = "incident_id;occurred_date;child_group_pseudo_ids;remarks\r\n"
    lines = [
        'i1;2025-04-01;a-1;"two\nlines; and more"\r\n',
        "i2;2025-04-02;a-1|b-2;x\r\n",
        'i3;2025-04-03;c-3;"q ""r"""\r\n',
    ]
    (tmp_path / "efh_incidents.csv").write_bytes((head + "".join(lines)).encode("cp1252"))
    (cut,) = cuts_of(tmp_path, "a-1")
    assert (cut.rows, cut.left) == (frozenset({2}), 2)
    write_cuts([cut])
    left = (tmp_path / "efh_incidents.csv").read_text(encoding="cp1252").replace("\r\n", "\n")
    assert left == head.replace("\r\n", "\n") + 'i2;2025-04-02;b-2;x\ni3;2025-04-03;c-3;"q ""r"""\n'


def test_what_cannot_be_changed_or_read_stops_before_anything_is_erased(store: Store) -> None:
    deliveries, out = store
    (deliveries / "register.csv").write_text("name\nsomebody\n")
    with pytest.raises(StoreRefusedError, match=r"register\.csv is not read"):
        erase_child(deliveries, out, CHILD, WHY)
    (deliveries / "register.csv").unlink()
    pd.read_csv(deliveries / EPISODES, dtype=str).to_parquet(deliveries / "missing_episodes.parquet")
    (deliveries / EPISODES).unlink()
    manifest = (deliveries / "manifest.csv").read_text().replace(EPISODES, "missing_episodes.parquet")
    (deliveries / "manifest.csv").write_text(manifest)
    before = (deliveries / DISCUSSIONS).read_bytes()
    with pytest.raises(StoreRefusedError, match=r"missing_episodes\.parquet holds the child"):
        erase_child(deliveries, out, CHILD, WHY)
    assert (deliveries / DISCUSSIONS).read_bytes() == before
    with pytest.raises(StoreRefusedError, match="No delivered row"):
        erase_child(deliveries, out, "nobody-at-all", WHY)
    with pytest.raises(StoreRefusedError, match="Name one child"):
        erase_child(deliveries, out, "a;b", WHY)


def test_files_past_their_date_go_and_published_figures_stay(store: Store) -> None:
    deliveries, out = store
    deliver(deliveries, episodes("2025-07-31"), "2025-07-31", retention="2026-01-31")
    with pytest.raises(StoreRefusedError, match="No delivered file"):
        purge(deliveries, out, date(2026, 1, 31), WHY)
    before = month_by_month(open_release(out))
    assert set(purge(deliveries, out, date(2026, 2, 1), WHY).files) == {EPISODES, DISCUSSIONS}
    assert sorted(file.name for file in deliveries.iterdir()) == ["manifest.csv", "ref_area.csv"]
    assert (deliveries / "manifest.csv").read_text().count("\n") == 2
    kept = open_ledger(out).kinds["missing"].rows
    assert key_of(CHILD, secret_of(out)) in set(kept["child_pseudo_id"]), "they come again, and would be others"
    assert erase_child(deliveries, out, CHILD, WHY).rows == 0
    left = open_ledger(out).kinds["missing"].rows
    own = kept["child_pseudo_id"] == key_of(CHILD, secret_of(out))
    assert own.sum() > 3
    assert (left["record"] == "").sum() == own.sum()
    assert key_of(CHILD, secret_of(out)) not in set(left["child_pseudo_id"])
    assert month_by_month(open_release(out)) == before


def test_the_command_asks_for_the_child_and_never_prints_it(store: Store) -> None:
    deliveries, out = store
    words = ["erase", str(deliveries), "--out", str(out), "--role", "records officer", "--reason", "a request"]
    done = CliRunner().invoke(app, words, input=f"{CHILD}\n")
    assert done.exit_code == 0, done.output
    assert CHILD not in done.output
    assert CHILD not in text_of(deliveries)
