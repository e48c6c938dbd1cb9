"""The last rehearsal of a publication, kept for the visitor as long as no file changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from data_loaders.account.last import KINDS
from data_loaders.problem import Problem, is_stopping
from data_loaders.publish import Rehearsal, RiverStoppedError, rehearse
from desk.drawing import say, table
from desk.place import Place

KEY = "rehearsed"
MENDED_IN = {
    "Columns and codes": (
        "not read",
        "missing column",
        "misspelt column",
        "columns alike",
        "value",
        "day or month",
        "month before day",
        "short year",
        "unknown area",
        "constant",
        "mapping",
    ),
    "Files: who sent it, for what time": ("no manifest row", "manifest table"),
    "Files: take it out": ("no file", "same file twice", "twice"),
    "Held texts": ("held",),
}  # the steps of the desk, by rules


@dataclass(frozen=True)
class LastRehearsal:
    """`state`: what was read. `outlook` is None where the publication would stop."""

    state: str
    problems: tuple[Problem, ...]
    outlook: Rehearsal | None
    confirmed: frozenset[str]


def rehearse_now(place: Place, confirmed: Collection[str] = ()) -> LastRehearsal:
    """Do everything that publishing does, short of writing, with progress."""
    warned: list[Problem] = []
    state, outlook = place.state, None
    with st.status("Checking", expanded=True) as status:
        try:
            outlook = rehearse(
                place.deliveries, out=place.store, policy_file=place.policy, audience=place.audience,
                confirmed=confirmed, say=lambda step: status.update(label=step), warn=warned.extend,
            )  # fmt: skip
        except RiverStoppedError as error:
            warned = [*error.problems]
        status.update(label="Checked", state="complete", expanded=False)
    made = LastRehearsal(state, tuple(warned), outlook, frozenset(confirmed))
    st.session_state[KEY] = made
    return made


def last_rehearsal(place: Place) -> LastRehearsal | None:
    """The last one, if no file has changed since."""
    made: LastRehearsal | None = st.session_state.get(KEY)
    return made if made is not None and made.state == place.state else None


def rehearsal_asked_for(place: Place, confirmed: Collection[str] = ()) -> LastRehearsal | None:
    """A button that checks, and what came of it last."""
    asked = st.button("Check now", type="primary")
    made = rehearse_now(place, confirmed) if asked else last_rehearsal(place)
    if made is None:
        say("Nothing has been checked since the files changed last.")
    return made


def draw_problems(problems: Collection[Problem]) -> None:
    ordered = sorted(problems, key=lambda p: (p.severity, p.file or "~", p.row or 0))
    rows = [("stops" if is_stopping(p) else "to be known", p.sentence, p.cure, step_for(p)) for p in ordered]
    table("Problems", ("Weight", "What is wrong", "What cures it", "At the desk"), rows)


def step_for(problem: Problem) -> str:
    """The step in which it is mended without writing a file by hand; a cure names commands and files, since it is mailed and printed too.
    Nothing where nothing has to be done."""
    if not is_stopping(problem) and problem.rule != "held":
        return ""
    if problem.rule in KINDS:
        return f"Before publishing: choose “{problem.rule}”, if it is right"
    return next(
        (step for step, rules in MENDED_IN.items() if problem.rule in rules), "Files: the file mended by its supplier"
    )
