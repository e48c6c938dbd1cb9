"""Whether anything beside the shares of a survey tells in how many schools nobody of a group answered.

The attacker has the printed tables alone. Who did not answer has shares of all who were asked, so what stands behind theirs, less what
stands behind an answer, would be the schools without one.
"""

from __future__ import annotations

import pandas as pd

from data_loaders.release import Release

GROUP = ["survey_id", "wave", "question_id", "split", "block"]


def behind(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each group: the fewest and the most degrees behind one of its rows, and how many pupils these are of."""
    return rows.groupby(GROUP).agg(fewest=("degrees", "min"), most=("degrees", "max"), pupils=("n", "sum"))


def telling(cells: pd.DataFrame) -> pd.DataFrame:
    """Groups whose rows differ by more than printed numbers of pupils bring with them: degrees are one fewer than those at most."""
    silent = behind(cells[cells["band"] == "NR"])
    said = behind(cells[~cells["band"].isin(["NR", "NA"])])
    both = silent.merge(said, left_index=True, right_index=True, suffixes=("_silent", "_said"))
    assert len(both) > 100, "a release in which nobody is silent shows nothing"
    follows = both["most_silent"].clip(upper=both["pupils_said"] - 1)
    return both[(both["fewest_said"] != follows) | (both["most_said"] != follows)]


def test_no_degrees_tell_of_schools_in_which_nobody_answered(release: Release) -> None:
    assert telling(release.table("survey_cells")).empty


def test_the_ends_of_a_scale_have_the_degrees_of_their_cells(release: Release) -> None:
    cells = release.table("survey_cells")
    said = behind(cells[~cells["band"].isin(["NR", "NA"])])
    ends = release.table("survey_sides").join(said, on=GROUP)
    assert (ends["degrees"] == ends["most"]).all()


def test_degrees_are_of_the_question_and_of_no_group(release: Release) -> None:
    """Questions that were put to as many pupils have one number behind all their groups, but where a group has fewer pupils than that."""
    asked = behind(release.table("survey_cells")).reset_index()
    everybody = (
        asked[asked["split"] == "all"].set_index(["survey_id", "wave", "question_id"])["pupils"].rename("everybody")
    )
    for _, rows in asked.join(everybody, on=everybody.index.names).groupby(["survey_id", "wave", "everybody"]):
        assert rows["question_id"].nunique() > 1 or rows["split"].nunique() > 1
        assert (rows["most"] == (rows["pupils"] - 1).clip(upper=rows["most"].max())).all()


def test_the_rule_of_before_is_found(release: Release) -> None:
    """One degree fewer behind an answer, as one school in which nobody answered left it."""
    cells = release.table("survey_cells")
    first = cells.loc[cells["band"] == "NR", GROUP].iloc[0]
    own = (cells[GROUP] == first).all(axis=1) & ~cells["band"].isin(["NR", "NA"])
    before = cells.assign(degrees=cells["degrees"] - own.astype(int))
    assert len(telling(before)) == 1
