"""Map the columns and codes of a file by picking; what is picked is written to mapping.toml and used every month."""

import streamlit as st

from data_loaders.draft.saving import proposed_sections, write_section
from data_loaders.sources.mapping import read_mapping
from desk.drawing import say, table
from desk.folder import proposals
from desk.picking import pick_codes, pick_columns, pick_constants, pick_origin, pick_table
from desk.place import the_place

place = the_place()
made, problems = proposals(place)
for problem in problems:
    say(f"{problem.sentence} {problem.cure}", weight="stops")
table("Proposals", ("File", "Looks like", "Columns found", "Understood", "Not used"), [one.in_words for one in made])
if made:
    sections = proposed_sections(place.deliveries, made)
    names = [one.file.name for one in made]
    at = names.index(st.selectbox("File", names))
    draft, (name, section) = made[at], sections[at]
    chosen = pick_table(draft, section)
    with st.form("mapping"):
        files = st.text_input(
            "Files, with commas between; * stands for any signs", ", ".join(section.get("files", names[at : at + 1]))
        )
        st.header("Columns")
        columns = pick_columns(draft, chosen, section)
        constants = pick_constants(chosen, section, columns)
        for ours in section.get("each_row", ()):
            if ours not in columns:
                say(
                    f"{ours.replace('_', ' ')}: if no column is chosen, each row gets one of its own, by what stands in it."
                )
        st.header("Codes")
        codes = pick_codes(chosen, section, columns)
        if not section.get("codes"):
            say("All codes of this file are understood as they are.")
        st.header("Who sent it, for what time")
        origin = pick_origin(section)
        if st.form_submit_button("Write the mapping"):
            each_row = [ours for ours in section.get("each_row", ()) if ours not in columns]
            picked = {"table": chosen.name, "files": [f.strip() for f in files.split(",") if f.strip()], "each_row": each_row,
                      "columns": columns, "constants": constants, "codes": codes, "manifest": origin}  # fmt: skip
            whole = {**section, **picked}
            write_section(place.deliveries, name, {key: value for key, value in whole.items() if value})
            wrong = read_mapping(place.deliveries).problems
            say(
                "The mapping is written. Check it under Problems."
                if not wrong
                else "The mapping is written and cannot be used yet."
            )
            for problem in wrong:
                say(f"{problem.sentence} {problem.cure}", weight="stops")
