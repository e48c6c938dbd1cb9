"""What is out and is not delivered any more, and what is new and looks like it: is it the same under another name?

What stays as it was is found by what its supplier calls it. Under another name the same records would be told twice, and what the
two differ by is what came or went. Nobody but the supplier knows; so it is asked, and nothing is published until somebody answers.
Nothing is asked where something is only added, or only left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from data_loaders.account.last import ANOTHER_NAME, confirmed_or_stopping
from data_loaders.policy import Policy
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.publish.memory import INDICATORS, Out
from data_loaders.publish.names_of_answers import maps, waves
from data_loaders.publish.names_of_indicators import indicators
from data_loaders.publish.names_of_rounds import rounds, rounds_beside
from data_loaders.publish.question import NOTHING, Question
from data_loaders.sources import Collected

CURE = f'If it is, deliver it as it was called before; if it is another, publish with --confirm "{ANOTHER_NAME}".'


def questions_of_names(
    collected: Collected, context_keys: pd.DataFrame, out: Out, policy: Policy, *, confirmed: Collection[str]
) -> list[Problem]:
    """One problem for each new name that may be of something that is out: a stop, or a warning where it was confirmed.

    context_keys: case_id, key of what is delivered.
    """
    frames = {} if out.whole is None else out.whole.frames
    known = [f for f in (frames.get(INDICATORS, NOTHING), out.indicators) if len(f)]
    frames = {**frames, INDICATORS: pd.concat(known, ignore_index=True) if known else NOTHING}
    found = [
        *_contexts(collected.tables.get("context_cases", NOTHING), context_keys, frames.get("context_shown", NOTHING)),
        *rounds(collected.tables, frames, policy),
        *rounds_beside(collected.tables, frames, policy),
        *waves(collected.tables, frames, policy),
        *maps(collected.tables, frames, policy),
        *indicators(collected.tables, frames, policy),
    ]
    return [confirmed_or_stopping(_problem(question, collected), confirmed) for question in found]


def _problem(question: Question, collected: Collected) -> Problem:
    at = np.flatnonzero(question.is_new.to_numpy(dtype=bool))
    files = collected.row_files.get(question.table)
    file = question.table if files is None else str(files[at[0]])
    rows = [int(question.is_new.index[n]) for n in at if files is None or files[n] == file]
    said = f"{file}, {rows_in_words(rows)}: a new {question.what}. “{question.was}” {question.why}; it may be the same under another name."
    return replace(stop(question.table, file, ANOTHER_NAME, said, CURE), row=rows[0], rows=tuple(rows))


def _contexts(cases: pd.DataFrame, keys: pd.DataFrame, was: pd.DataFrame) -> Iterator[Question]:
    """Contexts of the kind and the month of referral of one that is shown by itself and comes no more."""
    if cases.empty or was.empty:
        return
    key = cases["case_id"].map(keys.set_index("case_id")["key"])
    gone, month = was[~was["key"].isin(key)], cases["referral_date"].dt.to_period("M").dt.to_timestamp()
    for one in gone.itertuples():
        alike = ~key.isin(was["key"]) & (cases["context_type"] == one.context_type) & (month == one.referred)
        if alike.any():
            yield Question("context_cases", "context", str(one.label), alike)
