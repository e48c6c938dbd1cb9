"""A paper of one's own: kept by visitor, in codes and the author's words, over reloads, tabs and releases."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.catalogue.missing import trend_entry
from dashboard.catalogue.pages import PAGES
from dashboard.controls import paper as chosen
from dashboard.findings.finding import Finding
from dashboard.paper.composing import compose, five_of, own_template, picks_of
from dashboard.paper.desk import Desk
from dashboard.paper.draft import (
    MOST_FINDINGS,
    OWN,
    AuthorNote,
    Draft,
    Length,
    moved,
    pick_of,
    read_pick,
    with_pick,
    without_pick,
)
from dashboard.paper.template import find_template
from dashboard.selection import Selection
from dashboard.serve.visitors import VISITOR, has_code, is_visitor, new_cookie
from data_loaders.release import Release

APP = Path(in_force.__file__).with_name("app.py")
WEEK, FUNNEL = pick_of("week"), pick_of("funnel", {"level": "WARD", "unit": "missing_episodes"})


def test_a_pick_has_one_text_in_whatever_order_it_was_asked() -> None:
    other = pick_of("funnel", {"unit": "missing_episodes", "level": "WARD"})
    assert other == FUNNEL
    assert read_pick(FUNNEL.text()) == FUNNEL


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '["week"]', '["no-such",{}]', '["week",{"level":"WARD"}]', '["week",["a"]]', "x" * 9999, '["place-card",{}]'],
)  # fmt: skip
def test_what_the_catalogue_does_not_hold_for_papers_is_no_pick(text: str) -> None:
    assert read_pick(text) is None


def test_picks_are_added_once_moved_and_taken_out() -> None:
    draft = with_pick(with_pick(with_pick(Draft(), WEEK), FUNNEL), WEEK)
    assert draft.picks == (WEEK, FUNNEL)
    assert moved(draft, FUNNEL, -1).picks == (FUNNEL, WEEK)
    assert moved(draft, WEEK, -1).picks == (WEEK, FUNNEL)
    assert without_pick(draft, WEEK).picks == (FUNNEL,)
    full = Draft(picks=tuple(pick_of("week", {"unit": f"u{n}"}) for n in range(MOST_FINDINGS)))
    assert with_pick(full, WEEK) == full


def test_a_draft_is_kept_for_its_visitor_alone_and_outlives_the_server(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    draft = Draft(picks=(WEEK,), notes={WEEK.text(): AuthorNote(so_what="Look at evenings.")}, length=Length.FULL)
    Desk(str(file)).keep("one", OWN, draft)
    again = Desk(str(file))
    assert again.kept("one", OWN, Draft) == draft
    assert again.kept("two", OWN, Draft) == Draft()
    assert again.kept("one", "cpc", Draft) == Draft()


class Long(BaseModel):
    text: str = ""


def test_a_full_disk_loses_no_draft_and_is_said_until_there_is_room(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk, kept, longer = Desk(str(tmp_path / "notes.sqlite")), Draft(title="Buses"), Long(text="x" * 40_000)
    assert desk.keep("one", OWN, kept)
    desk._book.execute("pragma max_page_count = 2")  # what SQLite says of it is what it says of a full disk
    assert [desk.keep("one", OWN, longer), desk.keep("one", OWN, longer), desk.is_well] == [False, False, False]
    assert desk.kept("one", OWN, Draft) == kept
    assert [record.getMessage() for record in caplog.records] == ["drafts cannot be written (SQLITE_FULL)"]
    desk._book.execute("pragma max_page_count = 1000")
    assert [desk.keep("one", OWN, longer), desk.is_well] == [True, True]
    assert desk.kept("one", OWN, Long) == longer


def test_what_cannot_be_read_takes_no_page_away_and_is_not_written_over(tmp_path: Path) -> None:
    desk, kept = Desk(str(tmp_path / "notes.sqlite")), Draft(title="Buses")
    assert desk.keep("one", OWN, kept)
    desk._book.execute("alter table drafts rename to away")
    assert desk.kept("one", OWN, Draft) == Draft()
    assert not desk.is_well
    desk._book.execute("alter table away rename to drafts")
    assert not desk.keep("one", OWN, Draft(title="What was picked since"))
    assert desk.kept("one", OWN, Draft) == kept
    assert desk.is_well
    assert desk.keep("one", OWN, Draft(title="What was picked since"))


def test_what_another_version_kept_and_this_one_does_not_know_is_an_empty_draft(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    made = Desk(str(file))
    with sqlite3.connect(file) as book:
        book.execute("insert into drafts values ('one', 'own', '{\"colour\": 1}', 1)")
    assert made.kept("one", OWN, Draft) == Draft()


def test_only_codes_and_the_authors_words_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    Desk(str(file)).keep("one", OWN, Draft(picks=(FUNNEL,), author="Lead officer"))
    with sqlite3.connect(file) as book:
        ((text,),) = book.execute("select text from drafts").fetchall()
    assert set(Draft.model_validate_json(text).model_dump(exclude_defaults=True)) == {"picks", "author"}


def test_a_cookie_is_a_long_random_code_out_of_reach_of_scripts_and_other_sites() -> None:
    made = new_cookie(scheme="https")
    code = made.split(";")[0].split("=")[1]
    assert is_visitor(code)
    assert new_cookie(scheme="https").split(";")[0] != made.split(";")[0]
    assert all(word in made for word in ("HttpOnly", "SameSite=Strict", "Secure", "Path=/"))
    assert "Secure" not in new_cookie(scheme="http")
    assert has_code(f"a=b; {VISITOR}={code}")
    assert not has_code(f"{VISITOR}=short")
    assert not has_code("")


def test_what_was_left_empty_is_not_printed_and_what_was_written_is(release: Release) -> None:
    from dashboard.paper.formats import FORMATS

    template = find_template("cpc")
    first = picks_of(Draft(), template)[0]
    bare = FORMATS["html"].write(compose(release, template, Draft())).decode()
    assert "So what" not in bare
    assert "Agenda item" not in bare
    assert template.findings[0].so_what not in bare
    note = AuthorNote(next_step="Walk the route.", owner="Area team", by="August")
    said = FORMATS["html"].write(compose(release, template, Draft(item="6", notes={first.text(): note}))).decode()
    assert "Walk the route." in said
    assert "Area team; by August" in said
    assert "Agenda item" in said
    assert "So what" not in said


def test_the_same_draft_in_a_new_release_prints_the_figures_of_the_new_one(release: Release) -> None:
    draft = Draft(picks=(pick_of("missing-trend"),), length=Length.FULL)
    frames = {n: f.assign(n=f["n"] * 2) if "n" in f and n != "population" else f for n, f in release.frames.items()}
    later = replace(release, id="2026-07-20-later", frames=frames)
    one, other = (compose(r, own_template(), draft).exhibits[0] for r in (release, later))
    assert [row[1] * 2 for row in one.table.values] == [row[1] for row in other.table.values]


def test_five_questions_are_the_first_of_each_finding() -> None:
    asked = [("a1", "a2", "a3"), ("b1",), ("c1", "c2")]
    assert five_of([], asked) == ("a1", "b1", "c1", "a2", "c2")
    assert five_of(["o1", "b1"], asked) == ("o1", "b1", "a1", "c1", "a2")  # those of the Overview first, each once


def test_every_finding_that_a_page_makes_can_be_made_again_from_what_a_paper_keeps(release: Release) -> None:
    from dashboard.catalogue.register import finding_of, for_papers

    for key in for_papers():
        finding = finding_of(release, key)
        if finding is not None:
            pick = read_pick(finding.entry)
            assert pick is not None, key
            assert finding_of(release, pick.key, dict(pick.codes)) is not None


def test_the_trend_of_an_area_is_added_as_the_trend_of_that_area(release: Release) -> None:
    from dashboard.ask.months import areas_of
    from dashboard.catalogue.register import finding_of

    code, name = next(iter(areas_of(release, "missing_episodes", "LOCALITY").items()))
    pick = read_pick(trend_entry(Selection("missing_episodes", "LOCALITY", code)))
    assert pick is not None
    assert dict(pick.codes) == {"level": "LOCALITY", "area": code}
    made = finding_of(release, pick.key, dict(pick.codes))
    assert isinstance(made, Finding)
    assert name in made.title


def test_my_paper_shows_what_was_added_on_another_page(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    held: dict[str, Draft] = {}
    monkeypatch.setattr(chosen, "draft_of", lambda body: held.get(body, Draft()))
    monkeypatch.setattr(chosen, "keep_draft", lambda body, draft: held.update({body: draft}))
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    mine = str(next(e.path for e in PAGES if e.url == "my-paper"))
    page.switch_page(mine).run()
    assert any("Nothing has been added" in i.value for i in page.info)
    pressed = {"mine": {"event": {"kind": "paper", "value": WEEK.text()}}}
    monkeypatch.setattr("streamlit.session_state", pressed)
    chosen._heard("mine", None)  # “Add to my paper” was pressed
    assert held[OWN].picks == (WEEK,)
    assert chosen.picked() == (WEEK,)
    chosen._heard("mine", None)
    assert held[OWN].picks == ()
