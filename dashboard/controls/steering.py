"""Choices of the steering group: of an audit, of agreement, of contexts."""

from __future__ import annotations

import streamlit as st

from dashboard.ask.audits import AuditChoice, names_of
from dashboard.ask.months import ALL
from dashboard.ask.published import days_counted
from dashboard.controls.choice import pick, pick_few
from dashboard.controls.questions import event_of
from dashboard.words.contexts import those_of
from dashboard.words.format import day
from data_loaders.release import Release

AUDITS_BODY, AREA = "audits-body", "audit-practice_area"
ORDERS = {"changed": "Changed first", "name": "As in the audit tool"}
FEW = 4  # rounds that stand side by side; more are a list


def choose_audit(release: Release) -> tuple[AuditChoice, str]:
    """One row: round, group of teams, area, the order of rows, and what is asked less often."""
    rounds = dict(reversed(names_of(release, "round").items()))
    domains = {ALL: "All", **names_of(release, "domain")}
    levels = {ALL: "Both", **{code: code.removeprefix("L") for code in names_of(release, "level")}}
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        name = (pick_few if len(rounds) <= FEW else pick)("Round", rounds, "audit-round")
        team = pick("Group of teams", {ALL: "All groups", **names_of(release, "team")}, "audit-team")
        area = pick("Area of practice", {ALL: "All areas", **names_of(release, "practice_area")}, AREA)
        order = pick("Order", ORDERS, "order")
        with st.popover("More", key="more"):
            domain = pick("Domain", domains, "audit-domain")
            level = pick_few("Level", levels, "audit-level")
    return AuditChoice(round=name, practice_area=area, domain=domain, level=level, team=team), order


def take_area() -> None:
    """A row sets the area; the row that is chosen already, and "Show all areas", take it off."""
    event = event_of(AUDITS_BODY)
    if event.get("kind") == "row":
        value = str(event.get("value"))
        st.session_state[AREA] = ALL if st.session_state.get(AREA) == value else value


def choose_agreement(rounds: list[str]) -> tuple[str, str]:
    """A round, and whether standards or whole areas of practice are looked at."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        named = {r: r for r in reversed(rounds)}
        name = (pick_few if len(named) <= FEW else pick)("Round", named, "round")
        view = pick_few("Look at", {"area": "Areas of practice", "item": "Standards"}, "look")
    return name, view


def choose_context(shown: dict[str, str]) -> str:
    """One of the contexts that the release shows by itself; a link to any other opens the first of them."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick("Context", shown, "context")


def choose_counted(release: Release) -> dict[str, str]:
    """Of which contexts the pooled figures are, where they were counted on more than one day."""
    days = days_counted(release)
    if len(days) < 2:
        return {}
    named = {str(on.date()): those_of(*(day(d) for d in days[at : at + 2])) for at, on in enumerate(days)}
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return {"counted": pick("Counted together", named, "counted")}
