"""Where drafts cannot be read or kept, pages are drawn all the same, and say so in the very run that finds it out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from served import dashboard
from streamlit_client import Tab

from dashboard.controls.paper import NOT_KEPT


def test_a_page_says_at_once_that_nothing_can_be_kept_and_goes_on(store: Path, tmp_path: Path) -> None:
    book = tmp_path / "notes.sqlite"
    with dashboard(store, "--notes", str(book)) as port, Tab(port) as tab:
        tab.ask()
        well = tab.ask("missing")
        assert not well.says(NOT_KEPT)
        with sqlite3.connect(book) as away:
            away.execute("alter table drafts rename to away")
        broken = tab.ask("missing")
        assert broken.says(NOT_KEPT)
        assert not broken.is_error
        assert broken.bodies == well.bodies
        with sqlite3.connect(book) as back:
            back.execute("alter table away rename to drafts")
        tab.ask("missing")
        assert not tab.ask("missing").says(NOT_KEPT)
