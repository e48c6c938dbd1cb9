"""Findings that somebody picked for a briefing, and the screens of a meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.controls.choice import pick
from dashboard.findings.finding import FigureFinding as Finding

PICKED, SCREEN = "picked", "screen"


@dataclass(frozen=True)
class Picked:
    """A finding as somebody saw it, with what they noted; it lives as long as their visit."""

    finding: Finding
    note: str = ""


def picked() -> list[Picked]:
    return list(st.session_state.get(PICKED, []))


def is_picked(finding: Finding) -> bool:
    return any(_same(p.finding, finding) for p in picked())


def pick_finding(finding: Finding) -> None:
    """Add to the visitor's own briefing, once."""
    if not is_picked(finding):
        st.session_state[PICKED] = [*picked(), Picked(finding)]


def move_picked(number: int, to: int) -> None:
    """One place up or down; to −1, out of the briefing."""
    order = picked()
    one = order.pop(number)
    st.session_state[PICKED] = order if to < 0 else [*order[:to], one, *order[to:]]


def keep_picked_note(number: int, text: str) -> None:
    order = picked()
    order[number] = replace(order[number], note=text)
    st.session_state[PICKED] = order


def _same(one: Finding, other: Finding) -> bool:
    return (one.key, one.question, one.release_id) == (other.key, other.question, other.release_id)


def choose_body(bodies: dict[str, str]) -> str:
    """For which body of the partnership a briefing is."""
    return pick("For", bodies, "for")


def choose_screen(titles: list[str]) -> int:
    """Which screen of a meeting: by name, by buttons, or by the arrow keys."""
    screens = {str(n): f"{n} {title}" for n, title in enumerate(titles, start=1)}
    before, name, after = st.columns([1, 4, 1], vertical_alignment="bottom")
    with name:
        chosen = pick("Screen", screens, SCREEN)
    number = int(chosen) - 1
    for column, label, key, to in ((before, "Previous", "Left", number - 1), (after, "Next", "Right", number + 1)):
        with column:
            st.button(label, shortcut=key, width="stretch", disabled=not 0 <= to < len(titles), on_click=_go_to, args=(to,))  # fmt: skip
    return number


def _go_to(number: int) -> None:
    st.session_state[SCREEN] = str(number + 1)
