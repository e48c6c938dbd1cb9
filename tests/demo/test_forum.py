"""What is said in the invented forum belongs to the theme that it is quoted under; managers also meet by themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from data_loaders.demo.practice import practice_tables, told
from data_loaders.demo.story import read_story


@pytest.fixture(scope="module")
def forum() -> dict[str, pd.DataFrame]:
    tables = practice_tables(read_story(seed=7, scale=1.0, world="planted"))
    return {name: table.to_pandas() for name, table in tables.items()}


def test_what_may_be_quoted_is_mostly_about_its_theme_alone(forum: dict[str, pd.DataFrame]) -> None:
    words = {
        t["code"]: [w for stance in ("ASK", "BARRIER", "ENABLER", "PRAISE") for w in t[stance]]
        for t in told()["themes"]
    }
    said, coded = forum["forum_contributions"], forum["theme_codings"]
    first = coded[coded["coder"] == "A"].merge(said[said["consent_to_quote"] == "Y"], on="contribution_id")
    assert all(any(w in row.text for w in words[row.theme_code]) for row in first.itertuples())
    alone = [sum(w in row.text for own in words.values() for w in own) == 1 for row in first.itertuples()]
    assert sum(alone) / len(alone) > 0.6


def test_managers_have_sessions_of_their_own(forum: dict[str, pd.DataFrame]) -> None:
    own = forum["forum_sessions"].query("type == 'MANAGER_FEEDBACK'")
    assert len(own) == 6
    assert own["roles"].str.contains("MANAGER:").all()
    assert not own["roles"].str.contains("PRACTITIONER").any()
    said = forum["forum_contributions"]
    assert set(said.loc[said["session_id"].isin(own["session_id"]), "role_band"]) <= {"MANAGER", "SENIOR"}
