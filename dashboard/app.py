"""The frame round every page: whose data, how far they reach, and where to go."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from dashboard.access.record import IS_ASKED
from dashboard.access.visitor import visitor_of
from dashboard.catalogue.entry import PageEntry, is_offered
from dashboard.catalogue.links import FIRST, GONE, RESERVED, page_asked, unknown_page
from dashboard.catalogue.pages import PAGES
from dashboard.controls.bookmarks import offer_bookmarks
from dashboard.controls.choice import begin_reading, tell_unread
from dashboard.controls.paper import tell_unkept
from dashboard.controls.record import record_view
from dashboard.run import begin_run
from dashboard.web.frame import draw_frame, draw_head, draw_nothing
from dashboard.words.escaping import plain
from data_loaders.release import ReleaseRefusedError

ICON = Path(__file__).resolve().parents[1] / "assets" / "icon.png"

st.set_page_config(page_title="Contextual Safeguarding", page_icon=str(ICON), layout="wide")
visitor = visitor_of(st.context.headers, is_asked=bool(os.environ.get(IS_ASKED)))
if visitor.pages == ():
    st.stop()  # of whom it is not known who they are, nothing is asked and nothing is read
try:
    run = begin_run()
except ReleaseRefusedError as error:
    draw_nothing(str(error), may_sign_out=visitor.may_sign_out)
    st.stop()

sections: dict[str, list[st.Page]] = {}
entries: dict[str, PageEntry] = {}
manifest = run.release.manifest
# Closed to this visitor, or nothing of it was delivered: then the menu does not offer it.
offered = [entry for entry in PAGES if visitor.may_open(entry.url) and is_offered(run.release, entry.needs)]
if not offered:
    draw_nothing("Nothing was delivered for the pages that are open to your role.", may_sign_out=visitor.may_sign_out)
    st.stop()
for entry in offered:
    page = st.Page(entry.path, title=entry.title, url_path=entry.url or RESERVED, default=entry is offered[0])
    sections.setdefault(entry.section, []).append(page)
    entries[page.url_path] = entry
# An address that is no page of this menu gets one that the menu hides: else Streamlit's box stands over the sentence that says so.
sentence = unknown_page(run.release, st.context.url, is_open=visitor.may_open)
if (strange := page_asked(st.context.url)) and strange != RESERVED and (sentence or strange == FIRST):
    sections[offered[0].section].append(st.Page(offered[0].path, title=offered[0].title, url_path=strange, visibility="hidden"))  # fmt: skip
    entries[strange] = offered[0]
chosen = st.navigation(sections, position="top")
here = entries[chosen.url_path]
section = here.section
title = section or chosen.title

st.set_page_config(page_title=chosen.title if title == chosen.title else f"{chosen.title} · {title}")
draw_frame(run.release, run.notice, may_sign_out=visitor.may_sign_out)
if section:
    before = [*sections][: [*sections].index(section)]
    line = draw_head(
        title, sections[section], chosen, number=1 + sum(1 if name else len(sections[name]) for name in before)
    )
else:
    line = st.container(key="alone")
with line:
    offer_bookmarks(here.url, chosen.title)
if sentence:
    st.warning(plain(sentence))
record_view(visitor.who, run.release.id, here.url)
begin_reading()
above = st.container()
chosen.run()
with above:
    tell_unkept()
    tell_unread(GONE)
