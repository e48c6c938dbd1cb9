"""Invented sessions, contributions, codings and actions; one theme emerges, one ask is answered, one action is late."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.story import MONTHS, Story

ATTENDING = {
    "SOCIAL_WORK": (7, 9), "EDUCATION": (6, 8), "POLICE": (5, 6), "HEALTH": (1, 3), "CLD_YOUTH": (2, 3), "BARNARDOS": (2, 3),
}  # fmt: skip
Came = tuple[dict[str, int], dict[str, int]]  # how many came of each agency, and of each role
STANCES, STANCE_SHARE = ("ASK", "BARRIER", "ENABLER", "PRAISE"), (0.36, 0.28, 0.2, 0.16)
SAID, MOST = 26, 40  # contributions of a session at the ordinary size, and at most
READ_FOR_QUOTING = 0.85  # of texts with consent: some were read by one person only, and are not quoted
# Whoever speaks of one thing mostly agrees to be quoted; what speaks of several would be read under a theme that it is not about.
CONSENT_OF_ONE, CONSENT_OF_SEVERAL = 0.9, 0.1
READ_TWICE, KEPT, ADDED, MIXED_UP = 0.5, 0.93, 0.006, 0.3
ROOTS = {
    "CAPACITY": ("Capacity", "Time, room and feedback to do the work well."),
    "CULTURE": ("Culture", "What agencies learn and hold to be true together."),
    "CONSISTENCY": ("Consistency", "Roles, meetings and agreements that hold from place to place."),
}
# Two themes that coders are bound to mix up, so that agreement has something to show.
ALIKE = ("CON_ROLES", "CON_STRUCT")


def told() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("practice.toml").read_text(encoding="utf-8"))


def practice_tables(story: Story) -> dict[str, pa.Table]:
    """forum_sessions, forum_contributions, theme_codebook, theme_codings and actions."""
    words, rng = told(), story.rng(70)
    sessions, here = _sessions(rng)
    said = _contributions(story, rng, words["themes"], sessions, here)
    return {
        "forum_sessions": sessions,
        "forum_contributions": said.drop_columns(["themes", "stance", "date"]),
        "theme_codebook": _codebook(words["themes"]),
        "theme_codings": _codings(rng, words["themes"], said),
        "actions": _actions(words["actions"]),
    }


def _sessions(rng: np.random.Generator) -> tuple[pa.Table, list[Came]]:
    rows, here = list[tuple[object, ...]](), list[Came]()
    names = identifiers(rng, "s", 3 * len(MONTHS))
    for number, month in enumerate(MONTHS):
        kinds = (
            ["PRACTICE_FORUM"]
            + ["REFLECTIVE"] * (number >= 12 and number % 2 == 0)
            + ["FOCUS_GROUP"] * (number % 6 == 4)
            + ["MANAGER_FEEDBACK"] * (number % 6 == 1)
        )
        for kind in kinds:
            came = {a: int(rng.integers(low, high + 1)) for a, (low, high) in ATTENDING.items()}
            if kind == "FOCUS_GROUP":
                came = {a: came[a] for a in ("SOCIAL_WORK", "EDUCATION")}
            if kind == "MANAGER_FEEDBACK":  # they meet by themselves: of each agency those who lead its teams
                came = {a: came[a] for a in ("SOCIAL_WORK", "EDUCATION", "POLICE")}
            day = month.astype("datetime64[D]") + int(rng.integers(8, 15))
            people = sum(came.values())
            managers = (
                {"MANAGER": int(rng.integers(5, 8)), "SENIOR": int(rng.integers(1, 3))} if kind != "FOCUS_GROUP" else {}
            )
            roles = {"PRACTITIONER": people - sum(managers.values()), **managers}
            if kind == "MANAGER_FEEDBACK":
                roles = {"MANAGER": people - managers["SENIOR"], "SENIOR": managers["SENIOR"]}
            lists = ("; ".join(f"{code}:{n}" for code, n in told.items()) for told in (came, roles))
            rows.append((names[len(rows)], str(day), kind, *lists, people))
            here.append((came, roles))
    columns = ("session_id", "date", "type", "agencies", "roles", "attendees_n")
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))), here


def _contributions(
    story: Story, rng: np.random.Generator, themes: list[dict[str, Any]], sessions: pa.Table, here: list[Came]
) -> pa.Table:
    since = story.month("emerging_theme") if story.planted else np.datetime64("2100-01", "M")
    emerging = story.planted.get("emerging_theme", {}).get("theme", "CUL_ONLINE")
    rows = []
    for session, (came, held) in zip(sessions.to_pylist(), here, strict=True):
        if session["type"] == "REFLECTIVE":
            continue
        is_late = np.datetime64(session["date"], "M") >= since
        weight = np.array([t["weight"] * (t["code"] != emerging or is_late) for t in themes])
        people = np.repeat(list(came), list(came.values()))
        roles = np.repeat(list(held), list(held.values()))
        for _ in range(min(MOST, max(4, round(SAID * story.scale)))):
            stance = str(rng.choice(STANCES, p=STANCE_SHARE))
            found = rng.choice(len(themes), 1 + int(rng.binomial(2, 0.45)), replace=False, p=weight / weight.sum())
            consent = CONSENT_OF_ONE if len(found) == 1 else CONSENT_OF_SEVERAL
            words = "; also, ".join(str(rng.choice(themes[t][stance])) for t in found)
            rows.append((
                session["session_id"], str(rng.choice(people)), str(rng.choice(roles)), f"Invented example: {words}.",
                "Y" if stance == "ASK" else "N", "Y" if rng.random() < consent else "N", [int(t) for t in found], stance, session["date"],
            ))  # fmt: skip
    names = identifiers(rng, "q", len(rows))
    columns = (
        "session_id",
        "agency_band",
        "role_band",
        "text",
        "is_ask",
        "consent_to_quote",
        "themes",
        "stance",
        "date",
    )
    table = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    return _with_readers(story.rng(74), table.add_column(0, "contribution_id", pa.array(names)))


def _with_readers(rng: np.random.Generator, said: pa.Table) -> pa.Table:
    """Who read a text for words that could identify somebody: two roles for most that may be quoted, one for the rest."""
    may_be_quoted = np.array(said["consent_to_quote"].to_pylist()) == "Y"
    second = may_be_quoted & (rng.random(len(said)) < READ_FOR_QUOTING)
    days = np.array(said["date"].to_pylist(), dtype="datetime64[D]")
    columns = {
        "read_by_1": np.where(may_be_quoted, "research officer", ""), "read_on_1": np.where(may_be_quoted, (days + 2).astype(str), ""),
        "read_by_2": np.where(second, "data manager", ""), "read_on_2": np.where(second, (days + 6).astype(str), ""),
    }  # fmt: skip
    for name, values in columns.items():
        said = said.append_column(name, pa.array(values.tolist()))
    return said


def _codebook(themes: list[dict[str, Any]]) -> pa.Table:
    """Version 1 without the theme that came later, version 2 with it."""
    rows = []
    for version in ("1", "2"):
        rows += [(code, "", label, definition, version) for code, (label, definition) in ROOTS.items()]
        rows += [
            (t["code"], t["root"], t["label"], t["definition"], version)
            for t in themes
            if t.get("since", "1") <= version
        ]
    columns = ("theme_code", "parent_code", "label", "definition", "version")
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def _codings(rng: np.random.Generator, themes: list[dict[str, Any]], said: pa.Table) -> pa.Table:
    codes = [t["code"] for t in themes]
    rows = []
    for row in said.to_pylist():
        day = np.datetime64(row["date"])
        first = {codes[t] for t in row["themes"]}
        rows += [(row["contribution_id"], c, "A", str(day + 3), row["stance"]) for c in sorted(first)]
        if rng.random() >= READ_TWICE:
            continue
        second = {c for c in sorted(first) if rng.random() < KEPT}
        second |= {c for c in codes if c not in first and c != "CUL_ONLINE" and rng.random() < ADDED}
        for one, other in (ALIKE, ALIKE[::-1]):
            if one in first and other not in first and rng.random() < MIXED_UP:
                second = (second - {one}) | {other}
        second = second or first
        rows += [(row["contribution_id"], c, "B", str(day + 5), row["stance"]) for c in sorted(second)]
    columns = ("contribution_id", "theme_code", "coder", "coded_dt", "stance")
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def _actions(actions: list[dict[str, Any]]) -> pa.Table:
    rows = [
        {
            "action_id": a["id"], "origin_type": a["origin"], "origin_id": "", "theme_code": a["theme"],
            "description": f"Invented example: {a['description']}", "owner_role": a["owner"], "due": a["due"], "status": a["status"],
            "closed": a.get("closed", ""), "evidence": f"Invented example: {a['evidence']}" if "evidence" in a else "",
        }
        for a in actions
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)
