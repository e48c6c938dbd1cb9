"""The one line round every page, and the head of a page with the tabs of its section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.draw.text import markup
from dashboard.findings.finding import data_line, due_line
from dashboard.web.style import page_style
from dashboard.words.escaping import plain
from data_loaders.release import Release

LEAVE = '<a href="/auth/logout" target="_self">Sign out</a>'


def draw_frame(release: Release, notice: str, *, may_sign_out: bool) -> None:
    """Council, the day the data reach to, whether they are invented, and whether anybody vouches for them.

    The release's hash stands on Method and in files.
    """
    manifest = release.manifest
    said = [*([] if release.signed_by else ["Not signed"]), *(["Invented data"] if manifest.is_synthetic else [])]
    chips = " ".join(f"<b>{words}</b>" for words in said)
    leave = LEAVE if may_sign_out else ""
    chip = f'<div class="chip" role="note">{chips}{leave}</div>' if said or leave else ""
    due = due_line(manifest, date.today())
    told = markup(data_line(manifest)) + (
        f'<span class="due"><span class="dot"> · </span>{markup(due)}</span>' if due else ""
    )
    st.html(page_style())
    vouched = "signed" if release.signed_by else "unsigned"
    st.html(
        f'<div class="{vouched}"><div class="council">{markup(manifest.council)}</div><div class="dates">{told}</div>{chip}</div>'
    )
    if notice:
        st.warning(notice)


def draw_nothing(sentence: str, *, may_sign_out: bool) -> None:
    """In place of every page, without a release of which a frame could speak: why there is none, and the way out."""
    st.title("Nothing can be shown")
    st.error(plain(sentence))
    if may_sign_out:
        st.html(LEAVE)


def draw_head(title: str, pages: Sequence[st.Page], here: st.Page, *, number: int) -> DeltaGenerator:
    """The title of a section's page with the section's pages as tabs on its line, the open one underlined, as is its section.

    Streamlit marks a page that is open, and not the section whose page it is; `number` counts from 1. What else belongs on that
    line goes into what is returned.
    """
    menu = f'.rc-overflow-item:nth-child({number}) [data-testid="stTopNavSection"]'
    st.html(
        f"<style>{menu}{{box-shadow:inset 0 -3px 0 var(--data)}}{menu} p{{color:var(--ink);font-weight:650}}"
        f"@media(forced-colors:active){{{menu}{{border-bottom:3px solid Highlight}}}}</style>"
    )
    if len(pages) > 1:
        own = markup(here.url_path)  # whole: one address may end like another
        st.html(
            f'<style>.st-key-head a:is([href="{own}"],[href$="/{own}"]){{border-color:var(--data)!important}}</style>'
        )
    head = st.container(horizontal=True, key="head")
    with head:
        st.title(title, anchor=False, width="content")
        for page in pages if len(pages) > 1 else ():
            st.page_link(page, label=page.title, width="content")
    return head
