"""Rules of identifiers of persons: nobody is counted as somebody, and two are not counted as one."""

from __future__ import annotations

from collections.abc import Iterator

from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_in_words, rows_problem, stop
from data_loaders.sources.no_values import says_nothing

PERSONS = (
    ("missing_episodes", "child_pseudo_id"), ("efh_incidents", "child_group_pseudo_ids"), ("survey_responses", "pupil_pseudo_id"),
    ("audit_ratings", "record_pseudo_id"),
)  # fmt: skip
FEWEST_ROWS = 20  # below, one episode a child is an ordinary month, and a few of one child are ordinary too
SHARE_OF_ONE = 0.1  # of all rows; the child who is most often missing in a year stands in fewer
TIMES_THE_NEXT = 5  # as many rows as the next one has: children who go missing often are never so alone


def persons_are_known(tables: Tables) -> list[Problem]:
    """One word for all who are not known makes one person of them."""
    problems: list[Problem] = []
    for table, column in _delivered(tables):
        texts = tables[table][column]
        different = texts.drop_duplicates()
        wrong = texts.isin(different[different.map(_names_nobody)])
        problems += rows_problem(wrong, table, table, column, "nobody", "says that nobody is known, and would be counted as one person",
                                 "Give each person an identifier of their own, also those who are not known.")  # fmt: skip
    return problems


def nobody_is_everywhere(tables: Tables) -> list[Problem]:
    """A code for "not known" that nobody can read as one: 0, 9999, the first child of a test."""
    problems = []
    for table, column in _delivered(tables):
        texts = tables[table][column]
        if table == "survey_responses" or len(texts) < FEWEST_ROWS:  # a pupil answers many questions
            continue
        often = texts[texts != ""].value_counts()
        if not len(often) or often.iloc[0] < max(FEWEST_ROWS, SHARE_OF_ONE * len(texts)):
            continue
        if len(often) > 1 and often.iloc[0] >= TIMES_THE_NEXT * often.iloc[1]:
            rows = rows_in_words(int(row) for row in texts.index[texts == often.index[0]])
            said = f"{table}, {column}: one identifier stands in {often.iloc[0]:,} of {len(texts):,} rows, and no other in more than {often.iloc[1]:,} ({rows})."
            problems.append(Problem("warn", table, table, None, column, "one for many", said,
                                    "If it stands for those who are not known, give each an identifier of their own; else nothing is to be done."))  # fmt: skip
    return problems


def children_are_told_apart(tables: Tables) -> list[Problem]:
    """One identifier for the row and the child: every episode would be of another child, and groups look larger than they are."""
    frame = tables.get("missing_episodes")
    if frame is None or len(frame) < FEWEST_ROWS or not (frame["child_pseudo_id"] == frame["episode_id"]).all():
        return []
    return [stop("missing_episodes", "missing_episodes", "children not told apart",
                 "missing_episodes, child_pseudo_id: in every row it is the episode_id, so that nobody can tell how many children there are.",
                 'Deliver an identifier of the child; or, where none is known, say so in mapping.toml: each_row = ["child_pseudo_id"].',
                 column="child_pseudo_id")]  # fmt: skip


def _delivered(tables: Tables) -> Iterator[tuple[str, str]]:
    return ((table, column) for table, column in PERSONS if table in tables and column in tables[table])


def _names_nobody(text: str) -> bool:
    return any(map(says_nothing, text.split(";")))


PERSON_RELATIONS = (persons_are_known, nobody_is_everywhere, children_are_told_apart)
