"""Corruptions that were once published unseen, each by its name: every one is refused when it is published."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from demo_beside import Demo

from data_loaders.published.recount import recount_check

Change = Callable[[pd.DataFrame], pd.DataFrame]


def of(column: str, change: Callable[[pd.Series], pd.Series]) -> Change:
    return lambda frame: frame.assign(**{column: change(frame[column])})


def turned(column: str) -> Change:
    """The first two values that differ change places."""

    def change(values: pd.Series) -> pd.Series:
        other = int((values != values.iloc[0]).to_numpy().argmax())
        return pd.Series([values.iloc[other], *values.iloc[1:other], values.iloc[0], *values.iloc[other + 1 :]])

    return of(column, change)


def of_split_dropped(split: str) -> Change:
    """The first group of a split is gone."""
    return lambda frame: frame.drop(index=frame.index[frame["split"] == split][0]).reset_index(drop=True)


NAMED: dict[str, tuple[str, Change]] = {
    "one pupil in every row": ("survey_part", of("pupils", lambda n: n * 0 + 1)),
    "shares of the sample turned round": ("survey_part", of("sample_pct", lambda x: 100 - x)),
    "answers of two groups exchanged": ("survey_cells", turned("n")),
    "shares of answers turned round": ("survey_cells", of("share_pct", lambda x: 100 - x)),
    "the good end made the bad one": ("survey_sides", of("share_pct", lambda x: 100 - x)),
    "bases doubled": ("survey_sides", of("base_n", lambda n: n * 2)),
    "differences with the wrong sign": ("survey_differences", of("difference_pct", lambda x: -x)),
    "chance made certain": ("survey_differences", of("p_value", lambda p: p * 0)),
    "one attendee a quarter": ("practice_sessions", of("attendees", lambda n: n * 0 + 1)),
    "sessions doubled": ("practice_sessions", of("sessions", lambda n: n * 2)),
    "items shared doubled": ("practice_sharing", of("items", lambda n: n * 2)),
    "items acted on exchanged": ("practice_sharing", turned("acted_on")),
    "hits of words doubled": ("practice_language", of("hits", lambda n: n * 2)),
    "trained and eligible apart": ("practice_training", of("eligible", lambda n: n + 7)),
    "coder pairs and seven": ("practice_agreement", of("both", lambda n: n + 7)),
    "themes mixed up and seven": ("practice_disagreements", of("n", lambda n: n + 7)),
    "a pair of themes dropped": ("practice_pairs", lambda frame: frame.iloc[1:].reset_index(drop=True)),
    "themes named together exchanged": ("practice_pairs", turned("both")),
    "a theme's counts doubled": ("practice_counts", of("n", lambda n: n * 2)),
    "ties of standards exchanged": ("audit_ties", turned("quality_indicator")),
    "targets doubled": ("committee_targets", of("target", lambda n: n * 2)),
    "kappa's sign": ("audit_agreement", of("value", lambda x: -x)),
    "records read twice": ("audit_pairs", of("n", lambda n: n * 2)),
    "ratings of two bands exchanged": ("audit_cells", turned("n")),
    "context weights turned": ("context_weights", turned("weight")),
    "risks of two contexts exchanged": ("context_risks", turned("likelihood")),
    "a place of a view without time dropped": ("incidents.place", lambda frame: frame.iloc[1:].reset_index(drop=True)),
    "an age of those who took part dropped": ("survey_part", of_split_dropped("age")),
    "pooled contexts doubled": ("context_pooled", of("n", lambda n: n * 2)),
}


@pytest.mark.parametrize("name", NAMED)
def test_it_is_refused_when_it_is_published(name: str, demo: Demo) -> None:
    table, change = NAMED[name]
    frame = change(demo.tables[table]).astype(demo.tables[table].dtypes.to_dict())
    assert not frame.equals(demo.tables[table])
    check = recount_check(demo.declared[table], demo.evidence({**demo.tables, table: frame}))
    assert check.status == "failed", check.reason
