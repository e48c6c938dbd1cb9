"""Rules between the tables of practice: codings, codebooks, actions, reviews, counts."""

from __future__ import annotations

import re

import pandas as pd

from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.deliveries.practice import FORUM_AGENCIES, ROLES
from data_loaders.deliveries.several import codes_in, numbered
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem, stop

ROOTS = ("CAPACITY", "CULTURE", "CONSISTENCY")
PARTS = (("training", "eligible_n", "trained_n"), ("intelligence_sharing", "items_n", "acted_on_n"))
REFERENCES = (
    ("forum_contributions", "session_id", "forum_sessions", "session_id"),
    ("theme_codings", "contribution_id", "forum_contributions", "contribution_id"),
    ("theme_codings", "theme_code", "theme_codebook", "theme_code"),
    ("actions", "theme_code", "theme_codebook", "theme_code"),
    ("case_reviews", "theme_code", "theme_codebook", "theme_code"),
)
HITS = re.compile(r"^\s*(?:[A-Za-z_ ]+:\s*\d+\s*(?:;\s*[A-Za-z_ ]+:\s*\d+\s*)*;?)?\s*$")


def references_are_known(tables: Tables) -> list[Problem]:
    problems: list[Problem] = []
    for table, column, other, key in REFERENCES:
        if table in tables and other in tables:
            wrong = ~tables[table][column].isin(tables[other][key])
            problems += rows_problem(wrong, table, table, column, "unknown reference", f"is no {key} of {other}",
                                     f"Deliver both tables from one extract, or correct {column}.")  # fmt: skip
        elif table in tables and other != "theme_codebook":
            problems.append(stop(table, table, "missing table", f"{table} refers to {other}, which was not delivered.", f"Deliver {other} too."))  # fmt: skip
    return problems


def codebook_is_a_tree(tables: Tables) -> list[Problem]:
    """Every theme stands, in its own version, under one of the three roots."""
    if "theme_codebook" not in tables:
        return []
    book = tables["theme_codebook"]
    parents = dict(zip(zip(book["version"], book["theme_code"], strict=True), book["parent_code"], strict=True))

    def is_rooted(version: str, code: str) -> bool:
        seen = set[str]()
        while code not in ROOTS:
            if code in seen or (version, code) not in parents:
                return False
            seen.add(code)
            code = parents[version, code]
        return parents.get((version, code)) == ""

    wrong = pd.Series(
        [not is_rooted(v, c) for v, c in zip(book["version"], book["theme_code"], strict=True)], index=book.index
    )
    problems = rows_problem(wrong, "theme_codebook", "theme_codebook", "parent_code", "no root", "does not lead to a root of its version",
                            f"Every theme stands under {', '.join(ROOTS)}, whose parent_code is blank.")  # fmt: skip
    unnumbered = ~book["version"].str.fullmatch(r"\d+")
    return problems + rows_problem(unnumbered, "theme_codebook", "theme_codebook", "version", "no version", "is no whole number",
                                   "Number the versions of the codebook 1, 2, 3 …")  # fmt: skip


def parts_fit_their_base(tables: Tables) -> list[Problem]:
    problems: list[Problem] = []
    for table, base, part in PARTS:
        if table in tables:
            frame = tables[table]
            wrong = (frame[part] > frame[base]) | (frame[part] < 0)
            problems += rows_problem(wrong, table, table, part, "part above base", f"is below 0 or above {base}", "Correct the two numbers.")  # fmt: skip
    return problems


def actions_end_as_they_say(tables: Tables) -> list[Problem]:
    if "actions" not in tables:
        return []
    frame = tables["actions"]
    ended = frame["status"].isin(["DONE", "STOPPED"])
    problems = rows_problem(ended & frame["closed"].isna(), "actions", "actions", "closed", "no end", "is blank though the action has ended",
                            "Add the day on which it ended.")  # fmt: skip
    return problems + rows_problem(~ended & frame["closed"].notna(), "actions", "actions", "status", "end without status",
                                   "says that the action goes on, and closed that it ended", "Correct one of the two.")  # fmt: skip


def lists_can_be_read(tables: Tables) -> list[Problem]:
    """Columns that hold several values: agencies with numbers, contexts, hits by category."""
    problems: list[Problem] = []
    if "forum_sessions" in tables:
        frame = tables["forum_sessions"]
        for column, known in (("agencies", FORUM_AGENCIES), ("roles", ROLES)):
            told = frame[column].map(numbered)
            unread = told.map(lambda t, k=known: t is None or not set(t) <= set(k))
            problems += rows_problem(unread, "forum_sessions", "forum_sessions", column, "unreadable list", "is no list that can be read",
                                     f"Write codes with ; between them and numbers after a colon. Codes: {', '.join(known)}.")  # fmt: skip
            more = [
                t is not None and sum(n or 1 for n in t.values()) > n_all
                for t, n_all in zip(told, frame["attendees_n"], strict=True)
            ]
            problems += rows_problem(pd.Series(more, index=frame.index), "forum_sessions", "forum_sessions", "attendees_n", "part above base",
                                     f"is less than the people of its {column} together", f"Correct attendees_n or {column}.")  # fmt: skip
    if "case_reviews" in tables:
        frame = tables["case_reviews"]
        wrong = ~frame["contexts"].map(lambda text: set(codes_in(text)) <= set(CONTEXTS))
        problems += rows_problem(wrong, "case_reviews", "case_reviews", "contexts", "unknown code", "holds a code that is no context",
                                 f"Known: {', '.join(CONTEXTS)}.")  # fmt: skip
        kinds = frame.groupby("review_id")[["type", "quarter"]].transform("nunique").max(axis=1) > 1
        problems += rows_problem(kinds, "case_reviews", "case_reviews", "review_id", "two reviews", "has rows of different kinds or quarters",
                                 "Give each review an identifier of its own.")  # fmt: skip
    if "language_scans" in tables:
        wrong = ~tables["language_scans"]["hits"].str.match(HITS)
        problems += rows_problem(wrong, "language_scans", "language_scans", "hits", "unreadable list", "is no list of categories with numbers",
                                 "Write CATEGORY:number with ; between them, or nothing.")  # fmt: skip
    return problems


def coders_are_letters(tables: Tables) -> list[Problem]:
    if "theme_codings" not in tables:
        return []
    wrong = ~tables["theme_codings"]["coder"].str.fullmatch(r"[A-Z0-9]{1,2}")
    return rows_problem(wrong, "theme_codings", "theme_codings", "coder", "coder named", "is not a letter or two", "Call coders A, B, C …")  # fmt: skip


PRACTICE_RELATIONS = (
    references_are_known, codebook_is_a_tree, parts_fit_their_base, actions_end_as_they_say, lists_can_be_read, coders_are_letters,
)  # fmt: skip
