"""The menu of views that a visitor saved under a name. It stands beside the title of every page, and is filled while it is open."""

from __future__ import annotations

import streamlit as st

from dashboard.controls.paper import visitor
from dashboard.draw.text import href, markup
from dashboard.paper.bookmark import BODY, LONGEST, MOST, Bookmarks, bookmark_of
from dashboard.paper.desk import desk

NAME, KEY = "saved-name", "saved"
ABOUT = f"A saved view is a link to a page with your choices, kept for this browser, the latest {MOST} of them. It shows the figures of the release in force."


def offer_bookmarks(page: str, title: str) -> None:
    """`title`: what a view is called that is saved without a name."""
    st.fragment(lambda: _menu(page, title))()


def _menu(page: str, title: str) -> None:
    with st.container(key=KEY):
        menu = st.popover("Saved views", type="tertiary", on_change="rerun", key="saved-menu")
        if menu.open:
            with menu:
                _fill(page, title)


def _fill(page: str, title: str) -> None:
    st.markdown(f":small[{ABOUT}]")
    for number, view in enumerate(_kept().views):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<a class="saved" href="{href(view.address)}" target="_self">{markup(view.name)}</a>')
            st.button("Remove", type="tertiary", key=f"saved-out-{number}", on_click=_take_out, args=(view.name,))
    st.text_input("Name of what this page shows now", max_chars=LONGEST, placeholder=title, key=NAME)
    st.button("Save this view", key="saved-in", on_click=_save, args=(page, title))


def _kept() -> Bookmarks:
    return desk().kept(visitor(), BODY, Bookmarks)


def _save(page: str, title: str) -> None:
    """What stands in the link for controls of this page, and nothing that was typed into it beside them."""
    codes = {name: code for name, code in st.query_params.items() if f"link-{name}" in st.session_state}
    name = str(st.session_state.get(NAME) or "").strip() or title
    desk().keep(visitor(), BODY, _kept().with_view(bookmark_of(name, page, codes)))
    st.session_state[NAME] = ""


def _take_out(name: str) -> None:
    desk().keep(visitor(), BODY, _kept().without(name))
