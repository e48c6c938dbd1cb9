"""The frame round every page: what it is, how sure, and where to go."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.navigation import REGISTER
from dashboard.run import begin_run
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
manifest = run.release.manifest
held = {dataset.name for dataset in manifest.datasets}
for entry in REGISTER:
    if entry.needs and entry.needs not in held:
        continue  # nothing of it was delivered: the menu does not offer it
    page = st.Page(entry.path, title=entry.title, url_path=entry.url or None, default=entry is REGISTER[0])
    sections.setdefault(entry.section, []).append(page)
chosen = st.navigation(sections, position="sidebar", expanded=True)

if manifest.is_synthetic:
    st.warning("**Invented data.** Every figure here is made up to show the product; none is about anybody.")
if run.notice:
    st.warning(run.notice)
about = (
    f"{manifest.council} · as at {manifest.as_at:%d %B %Y} · for: {manifest.audience_title} · release {run.release.id}"
)
st.markdown(f":small[{plain(about)}]")
chosen.run()
