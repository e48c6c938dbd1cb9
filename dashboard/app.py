"""The frame round every page: whose data, how far they reach, and where to go."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.catalogue.entry import is_offered
from dashboard.catalogue.links import unknown_page
from dashboard.catalogue.pages import PAGES
from dashboard.run import begin_run
from dashboard.web.frame import draw_frame, draw_head
from dashboard.words.escaping import plain
from data_loaders.release import ReleaseRefusedError

ICON = Path(__file__).resolve().parents[1] / "assets" / "icon.png"

st.set_page_config(page_title="Contextual Safeguarding", page_icon=str(ICON), layout="wide")
try:
    run = begin_run()
except ReleaseRefusedError as error:
    st.title("Nothing can be shown")
    st.error(plain(error))
    st.stop()

sections: dict[str, list[st.Page]] = {}
entries: dict[str, str] = {}
manifest = run.release.manifest
for entry in PAGES:
    if not is_offered(run.release, entry.needs):
        continue  # nothing of it was delivered: the menu does not offer it
    page = st.Page(entry.path, title=entry.title, url_path=entry.url or None, default=entry is PAGES[0])
    sections.setdefault(entry.section, []).append(page)
    entries[page.url_path] = entry.section
chosen = st.navigation(sections, position="top")
section = entries[chosen.url_path]
title = section or chosen.title

st.set_page_config(page_title=chosen.title if title == chosen.title else f"{chosen.title} · {title}")
draw_frame(run.release, run.notice)
if section:
    draw_head(title, sections[section], chosen)
if sentence := unknown_page(run.release, st.context.url):
    st.warning(plain(sentence))
chosen.run()
