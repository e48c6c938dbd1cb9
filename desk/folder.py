"""What lies in the folder of deliveries: each file as what it is read, and what is held of it. Read once for each state."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data_loaders.draft import Draft, drafts
from data_loaders.guard.delivery import Doubt, Guarded, guarded
from data_loaders.problem import Problem
from data_loaders.sources import collect
from desk.place import Place

KEY, DRAFTS = "read", "drafts"


@dataclass(frozen=True)
class _Read:
    state: str
    guarded: Guarded


def reading(place: Place) -> Guarded:
    """The delivery as it is read and guarded now; kept for this visitor alone, since it holds rows."""
    kept: _Read | None = st.session_state.get(KEY)
    if kept is None or kept.state != place.state:
        with st.spinner("Reading the files"):
            kept = _Read(place.state, guarded(collect(place.deliveries), place.deliveries))
        st.session_state[KEY] = kept
    return kept.guarded


def proposals(place: Place) -> tuple[list[Draft], list[Problem]]:
    """A draft for every file that can be a table; looking at all of them takes seconds, so once for each state."""
    kept: tuple[str, tuple[list[Draft], list[Problem]]] | None = st.session_state.get(DRAFTS)
    if kept is None or kept[0] != place.state:
        with st.spinner("Looking at the files"):
            kept = (place.state, drafts(place.deliveries))
        st.session_state[DRAFTS] = kept
    return kept[1]


def doubts(place: Place) -> tuple[Doubt, ...]:
    return reading(place).doubts


def waiting_texts(place: Place) -> int:
    return len(doubts(place))


def not_there(place: Place) -> list[str]:
    """Files that the manifest describes and that are not in the folder, as when one of another name came in their place."""
    collected = reading(place).collected
    named = {str(file) for file in collected.manifest.get("file", ())}
    return sorted(file for file in named if file and not (place.deliveries / file).exists())


def as_read(place: Place) -> list[tuple[str, str, str, str]]:
    """File, what it is read as, rows, who supplied it; or why it is not read."""
    collected = reading(place).collected
    rows = [(o.file, o.table, f"{o.rows:,}", o.supplier_agency) for o in collected.origins]
    seen = {file for file, *_ in rows}
    for problem in collected.problems:
        if problem.file and problem.file not in seen and (place.deliveries / problem.file).is_file():
            rows.append((problem.file, _why(problem), "", ""))
            seen.add(problem.file)
    rows += [(file, "described in the manifest, and not in the folder", "", "") for file in not_there(place)]
    return sorted(rows)


def _why(problem: Problem) -> str:
    return (
        f"{problem.sentence} Say what it is in Columns and codes." if problem.rule == "not read" else problem.sentence
    )
