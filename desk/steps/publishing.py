"""Publish, with progress: whole or not at all."""

import streamlit as st

from data_loaders.account.last import KINDS
from data_loaders.problem import Problem
from data_loaders.publish import Rehearsal, RiverStoppedError, publish
from data_loaders.release import Release
from data_loaders.store.releases import TAKEN_BACK
from desk.drawing import say, table
from desk.place import the_place
from desk.rehearsal import draw_problems, last_rehearsal

place = the_place()
last = last_rehearsal(place)
if last is None:
    say(
        "These files have not been checked since they changed. Publishing checks them too, and stops where checking would."
    )
confirmed = st.multiselect("Differences from the last delivery that you have looked at and find right", [*KINDS, TAKEN_BACK],
                           default=sorted(last.confirmed) if last else None)  # fmt: skip
afresh = st.text_input("Begin a new series after what is out, because (leave blank to go on)")
if st.button("Publish", type="primary"):
    warned, outlook = list[Problem](), list[Rehearsal]()
    release: Release | None = None
    with st.status("Publishing", expanded=True) as status:
        try:
            release = publish(
                place.deliveries, out=place.store, policy_file=place.policy, audience=place.audience, rebase=afresh.strip() or None,
                confirmed=confirmed, say=lambda step: status.update(label=step), warn=warned.extend,
                tell=outlook.append,
            )  # fmt: skip
            status.update(label="Published", state="complete", expanded=False)
        except RiverStoppedError as error:
            status.update(label="Stopped", state="error", expanded=False)
            warned = [*error.problems]
    if release is None:
        say("Nothing was published. The previous release, if there is one, stays in force.", weight="stops")
    else:
        say(f"In force: release {release.id}, as at {release.manifest.as_at:%d %B %Y}.")
        table("What became of every row", ("Table", "Delivered", "What became of them"), outlook[0].accounts)
        say(f"Records that came late: {outlook[0].late_in_words}. Figures: {outlook[0].figures_in_words}.")
    draw_problems(warned)
