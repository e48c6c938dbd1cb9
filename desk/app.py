"""The frame round every step of the desk."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from desk.drawing import STYLE

ICON = Path(__file__).resolve().parents[1] / "assets" / "icon.png"
STEPS = {
    "month": "This month", "files": "Files", "mapping": "Columns and codes", "problems": "Problems", "doubts": "Held texts",
    "before": "Before publishing", "publishing": "Publish", "releases": "Releases", "erasing": "Erase and delete",
}  # fmt: skip

st.set_page_config(page_title="Desk", page_icon=str(ICON), layout="wide")
st.html(STYLE)
folder = Path(__file__).with_name("steps")
pages = [st.Page(folder / f"{name}.py", title=title, default=name == "month") for name, title in STEPS.items()]
chosen = st.navigation(pages, position="sidebar")
st.title(chosen.title)
chosen.run()
