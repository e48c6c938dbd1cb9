"""Where pupils stand of whose stage there are few: what is named of a wave holds k of its pupils, or is public.

A stage of fewer than k pupils is treated as one of nobody: its pupils are like those whose stage is not known. Together they are a
group where they are k; fewer count as pupils of the first stage in all that follows, in which questions they were asked too. So every
set of pupils whom a question was put to is made of groups of k, whoever is among the few.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_loaders.deliveries.survey import STAGES
from data_loaders.safety.floor import is_short

UNKNOWN = "NK"


def held_by(values: pd.Series, codes: Iterable[str], k: int) -> tuple[str, ...]:
    """The codes that k pupils or more have, in their order."""
    sizes = values.value_counts()
    return tuple(code for code in codes if not is_short(sizes.get(code, 0), k))


def stages_told(stages: pd.Series, k: int) -> pd.Series:
    """The stage that each pupil counts in."""
    own = held_by(stages, STAGES, k)
    rest = ~stages.isin(own)
    is_group = not own or not is_short(rest.sum(), k)
    return stages.mask(rest, UNKNOWN if is_group else own[0])


def put_to(asked: pd.DataFrame, k: int) -> dict[str, frozenset[str]]:
    """Question → the stages of which k pupils or more have a row. asked: question_id, stage."""
    sizes = asked.groupby(["question_id", "stage"]).size()
    found = dict[str, set[str]]()
    for question, stage in sizes.index[~is_short(sizes, k)]:
        found.setdefault(question, set()).add(stage)
    return {question: frozenset(stages) for question, stages in found.items()}
