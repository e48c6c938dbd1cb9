"""What is wrong, by file, and a report that can be mailed to its supplier."""

import tempfile
from pathlib import Path

import streamlit as st

from data_loaders.letter import BOOK, PAGE, write_letter
from desk.drawing import say
from desk.place import the_place
from desk.rehearsal import draw_problems, rehearsal_asked_for

place = the_place()
made = rehearsal_asked_for(place)
if made is not None:
    say(
        made.outlook.verdict if made.outlook else "The publication would stop.",
        weight="" if made.outlook else "stops",
    )
    files = sorted({problem.file for problem in made.problems if problem.file})
    chosen = st.selectbox("File", ["All files", *files])
    own = [problem for problem in made.problems if chosen in ("All files", problem.file)]
    draw_problems(own)
    if own:
        st.header("For its supplier")
        say("Neither holds a value of the delivery: cells are named by file, row and column.")
        with tempfile.TemporaryDirectory() as folder:
            write_letter(own, Path(folder))
            page, book = (Path(folder, name).read_bytes() for name in (PAGE, BOOK))
        st.download_button("Report as a page (HTML)", page, file_name=PAGE, mime="text/html")
        st.download_button("Report as a workbook (XLSX), cells marked", book, file_name=BOOK)
