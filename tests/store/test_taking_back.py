"""A release is withdrawn, or an earlier one put in its place: what nobody saw is uncounted, what somebody saw never changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from invented_months import deliver, delivered_months, episodes, month_by_month, published
from typer.testing import CliRunner

from dashboard import in_force
from data_loaders.commands import app
from data_loaders.publish import RiverStoppedError
from data_loaders.release import ReleaseRefusedError, ReleaseWithdrawnError, open_release
from data_loaders.store.journal import Decision, StoreRefusedError, journal
from data_loaders.store.releases import EARLIER, IN_FORCE, TAKEN_BACK, standings
from data_loaders.store.withdrawal import Seen, roll_back, withdraw

WHY = Decision("data manager", "July was exported twice")
BAD, RIGHT = 90, 45  # records of July as they were published, and as they are
Store = tuple[Path, Path]


def by_standing(out: Path) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for one in standings(out, "partnership"):
        made.setdefault(one.standing, []).append(one.id)
    return made


def rolled_back(out: Path, seen: Seen) -> tuple[str, str]:
    names = by_standing(out)
    (before,), (last,) = names[EARLIER], names[IN_FORCE]
    assert roll_back(out, "partnership", WHY, to=before, seen=seen) == (last,)
    assert open_release(out).id == before
    return before, last


def test_a_bad_month_that_nobody_saw_is_published_again_as_if_for_the_first_time(store: Store) -> None:
    deliveries, out = store
    assert month_by_month(open_release(out))["2025-07"] == BAD
    _, last = rolled_back(out, Seen.NOBODY)
    assert last not in str([*out.rglob("*"), *Path(f"{out}.private").rglob("*")])
    rows = episodes("2025-07-31")
    assert month_by_month(published(deliver(deliveries, rows, "2025-07-31"), out)) == delivered_months(rows)


def test_what_somebody_saw_is_shown_again_only_if_that_is_confirmed_and_then_as_it_was(store: Store) -> None:
    deliveries, out = store
    _, last = rolled_back(out, Seen.SOMEBODY)
    assert by_standing(out)[TAKEN_BACK] == [last]
    deliver(deliveries, episodes("2025-08-31"), "2025-08-31")
    with pytest.raises(RiverStoppedError, match="was taken back after somebody had seen it"):
        published(deliveries, out)
    months = month_by_month(published(deliveries, out, confirmed=(TAKEN_BACK,)))
    assert months["2025-07"] == BAD
    assert months["2025-08"] == RIGHT
    assert open_release(out).manifest.previous == last


def test_a_series_that_begins_afresh_begins_after_what_somebody_saw(store: Store) -> None:
    deliveries, out = store
    rolled_back(out, Seen.SOMEBODY)
    deliver(deliveries, episodes("2025-10-31"), "2025-10-31")
    months = month_by_month(published(deliveries, out, rebase="July was exported twice"))
    assert list(months) == ["2025-08", "2025-09", "2025-10"]


def test_a_withdrawn_release_is_shown_by_nobody_not_even_by_a_server_that_holds_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = store
    monkeypatch.setenv(in_force.RELEASES, str(out))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    held = in_force.release_in_force().release.id
    assert withdraw(out, "partnership", WHY, seen=Seen.SOMEBODY) == held
    with pytest.raises(ReleaseWithdrawnError):
        in_force.release_in_force()
    with pytest.raises(ReleaseRefusedError):
        open_release(out, "partnership", held)


@pytest.mark.parametrize("how", ["withdrawn", "rolled back"])
def test_a_copy_that_takes_nothing_away_shows_no_more_what_was_taken_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    _, out = store
    server = Path(shutil.copytree(out, tmp_path / "server"))
    monkeypatch.setenv(in_force.RELEASES, str(server))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    held = in_force.release_in_force().release.id
    if how == "withdrawn":
        withdraw(out, "partnership", WHY, seen=Seen.SOMEBODY)
    else:
        _, bad = rolled_back(out, Seen.SOMEBODY)
        assert bad == held
    shutil.copytree(out, server, dirs_exist_ok=True)
    if how == "withdrawn":
        assert (server / "partnership" / "current").read_text().strip() == held
        with pytest.raises(ReleaseWithdrawnError):
            in_force.release_in_force()
    else:
        assert in_force.release_in_force().release.id != held
        (server / "partnership" / "current").write_text(held)
        with pytest.raises(ReleaseWithdrawnError):
            in_force.release_in_force()


def test_after_a_withdrawal_that_nobody_saw_the_series_goes_on_from_what_was_out_before(store: Store) -> None:
    deliveries, out = store
    first = by_standing(out)[EARLIER][0]
    withdraw(out, "partnership", WHY, seen=Seen.NOBODY)
    rows = episodes("2025-07-31")
    release = published(deliver(deliveries, rows, "2025-07-31"), out)
    assert release.manifest.previous == first
    assert month_by_month(release) == delivered_months(rows)


def test_only_the_last_publication_can_be_one_that_nobody_saw(store: Store) -> None:
    deliveries, out = store
    first = by_standing(out)[EARLIER][0]
    published(deliver(deliveries, episodes("2025-08-31"), "2025-08-31"), out, confirmed=("fewer rows", "codes changed"))
    with pytest.raises(StoreRefusedError, match="only the last"):
        roll_back(out, "partnership", WHY, to=first, seen=Seen.NOBODY)
    withdraw(out, "partnership", WHY, seen=Seen.NOBODY)
    with pytest.raises(ReleaseWithdrawnError):
        open_release(out)


def test_a_decision_needs_its_role_and_its_reason_and_both_are_kept(store: Store) -> None:
    _, out = store
    with pytest.raises(StoreRefusedError, match="who decides"):
        withdraw(out, "partnership", Decision(" ", "because"), seen=Seen.NOBODY)
    assert open_release(out)
    _, last = rolled_back(out, Seen.SOMEBODY)
    (entry,) = journal(out)
    assert (entry.role, entry.reason, entry.subject) == (WHY.role, WHY.reason, last)


def test_the_commands_do_the_same(store: Store) -> None:
    _, out = store
    run, before = CliRunner(), by_standing(out)[EARLIER][0]
    listed = run.invoke(app, ["releases", str(out)], env={"COLUMNS": "200"})
    assert len(re.findall(r"in force|earlier", listed.output)) == 2
    words = ["--role", "data manager", "--reason", "July was exported twice", "--seen", "somebody"]
    assert run.invoke(app, ["roll-back", str(out), "--to", "no-such-release", *words]).exit_code == 1
    assert run.invoke(app, ["roll-back", str(out), "--to", before, *words]).exit_code == 0
    assert run.invoke(app, ["withdraw", str(out), *words]).exit_code == 0
    assert "Nothing is in force" in " ".join(run.invoke(app, ["withdraw", str(out), *words]).output.split())


def test_a_server_that_held_on_takes_the_newest_once_it_opens(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = store
    monkeypatch.setenv(in_force.RELEASES, str(out))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    (before,), (last,) = by_standing(out)[EARLIER], by_standing(out)[IN_FORCE]
    pointer, manifest = out / "partnership" / "current", out / "partnership" / last / "manifest.json"
    pointer.write_text(before)
    assert in_force.release_in_force().release.id == before
    pointer.write_text("no release")
    assert in_force.release_in_force().notice
    pointer.write_text(before)
    assert not in_force.release_in_force().notice  # right again, without a restart
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[:-20])  # half of it has arrived
    pointer.write_text(last)
    assert (in_force.release_in_force().release.id, in_force.release_in_force().refused) == (before, last)
    manifest.write_bytes(whole)
    assert in_force.release_in_force().release.id == before  # not opened again at every run
    monkeypatch.setattr(in_force, "TRY_AGAIN_S", 0.0)
    shown = in_force.release_in_force()
    assert (shown.release.id, shown.refused) == (last, "")
