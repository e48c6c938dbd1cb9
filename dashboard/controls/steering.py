"""Filters of the steering group, by list or by a pick in a chart."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.ask.audits import DIMENSIONS, AuditChoice
from dashboard.ask.months import ALL
from dashboard.controls.choice import pick


def choose_audit(options: dict[str, dict[str, str]]) -> AuditChoice:
    """A filter for each dimension of the audit; `options` has the rounds first, the latest of them on top."""
    titles = {"round": "Round", "practice_area": "Area of practice", "item_id": "Standard", "domain": "Domain", "level": "Level",
              "team": "Group of teams"}  # fmt: skip
    chosen = {}
    for row in (("round", "practice_area", "item_id"), ("domain", "level", "team")):
        for column, name in zip(st.columns(3), row, strict=True):
            with column:
                every = {} if name == "round" else {ALL: "All"}
                chosen[name] = pick(titles[name], every | options[name], f"audit-{name}")
    return AuditChoice(**chosen)


def codes_of(choice: AuditChoice) -> dict[str, str]:
    """The codes that a link to a choice carries."""
    return {f"audit-{name}": getattr(choice, name) for name in DIMENSIONS}


def choose_agreement(rounds: list[str]) -> tuple[str, str]:
    """A round, and whether standards or whole areas of practice are looked at."""
    first, second = st.columns(2)
    with first:
        name = pick("Round", {r: r for r in reversed(rounds)}, "round")
    with second:
        view = pick("Look at", {"item": "Standards", "area": "Areas of practice"}, "look")
    return name, view


def choose_context(shown: dict[str, str]) -> str:
    """One of the contexts that the release shows by itself; a link to any other opens the first of them."""
    return pick("Context", shown, "context")


def picked(chart: str, names: tuple[str, ...]) -> Callable[[], None]:
    """What happens when a part of a chart is picked: the filters of its dimension follow; picked again, they open."""

    def follow() -> None:
        points = st.session_state[chart]["selection"]["points"]
        if not points:
            return
        code = points[0].get("customdata", points[0].get("x"))
        values = str(code[0] if isinstance(code, list | tuple) else code).split("|")
        for name, value in zip(names, values, strict=True):
            key = f"audit-{name}"
            again = st.session_state.get(key) == value and name != "round"
            st.session_state[key] = ALL if again else value

    return follow
