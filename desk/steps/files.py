"""Drop files, see what each is, and say who sent it."""

from datetime import date

import streamlit as st

from data_loaders.sources.manifest import Said, write_manifest
from desk.drawing import say, table
from desk.folder import as_read
from desk.picking import SUPPLIERS
from desk.place import the_place
from desk.receiving import FileRefusedError, put_file, take_out

place = the_place()

st.header("Put files into the folder")
dropped = st.file_uploader("Files from partners", accept_multiple_files=True)
replaces = st.checkbox("Put them in the place of files of the same name")
if st.button("Put them into the folder", type="primary", disabled=not dropped):
    for one in dropped:
        try:
            say(put_file(place.deliveries, one.name, one.getvalue(), is_replacing=replaces))
        except FileRefusedError as error:
            say(str(error), weight="stops")

st.header("What each file is")
found = as_read(place)
table("Files", ("File", "Read as, or why not", "Rows", "Supplied by"), found)

st.header("Who sent them, for what time")
with st.form("origin"):
    files = st.multiselect("Files", [row[0] for row in found if (place.deliveries / row[0]).exists()])
    supplier = st.selectbox("Supplier", SUPPLIERS)
    extract = st.text_input("Extracted on (YYYY-MM-DD)", value=f"{date.today():%Y-%m-%d}")
    start, end = st.text_input("First day (YYYY-MM-DD)"), st.text_input("Last day (YYYY-MM-DD)")
    audience = st.selectbox("May be used for", ["partnership", "public"])
    if st.form_submit_button("Write it into the manifest"):
        try:
            on, first, last = (date.fromisoformat(day.strip()) for day in (extract, start, end))
        except ValueError:
            say("Write the three days as YYYY-MM-DD.", weight="stops")
        else:
            made = write_manifest(place.deliveries, Said(supplier, audience, on, first, last, tuple(files)))
            say(f"The manifest describes {made.rows} files; new: {', '.join(made.new) or 'none'}.")
            for problem in made.problems:
                say(f"{problem.sentence} {problem.cure}", weight="stops")

if found:
    st.header("Take a file out")
    with st.form("out"):
        gone = st.selectbox(
            "File that was delivered by mistake, or is replaced by another", sorted({row[0] for row in found})
        )
        if st.form_submit_button("Delete it from the folder"):
            take_out(place.deliveries, gone)
            st.rerun()
