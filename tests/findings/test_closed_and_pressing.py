"""What presses is said first and by name: places closed though less safe, what is overdue, what an answer did not change."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard.catalogue.overview import measures_of
from dashboard.findings.contexts_closed import less_safe
from dashboard.findings.measure import to_ask
from dashboard.findings.method import BEHIND, EVERY_TABLE, absent, gaps
from dashboard.findings.pressing import PRESSING, overdue_in_brief, pressing, pressing_perhaps, pressing_questions
from dashboard.measures.theme_shares import since_and_before
from dashboard.measures.verdict import Answer, Goodness, Kind, Verdict
from dashboard.paper.asked import ALSO, MOST, OVERDUE, WORSE, changes_noted
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft
from dashboard.paper.template import find_template
from data_loaders.release import Release


def with_frames(release: Release, **frames: pd.DataFrame) -> Release:
    """Another release by its name, so that nothing remembered of the first one answers for it."""
    return replace(release, id=f"{release.id}-{len(frames)}-{'-'.join(frames)}", frames={**release.frames, **frames})


def with_less_safe(release: Release) -> tuple[Release, str]:
    """One closed place that is shown by itself, where young people felt less safe at the latest measuring than at first."""
    shown, measures = release.table("context_shown"), release.table("context_measures").copy()
    twice = measures[measures["measure"] == "YP_FEEL_SAFE"].groupby("key")["month"].nunique()
    own = shown[(shown["stage"] == "CLOSED") & shown["key"].isin(twice.index[twice > 1])].iloc[0]
    last = (
        measures[(measures["key"] == own["key"]) & (measures["measure"] == "YP_FEEL_SAFE")].sort_values("month").index
    )
    measures.loc[last[0], "value"], measures.loc[last[-1], "value"] = 60.0, 41.0
    return with_frames(release, context_measures=measures), str(own["label"])


def test_a_place_that_was_closed_though_less_safe_is_named_first(release: Release) -> None:
    told, label = with_less_safe(release)
    found = less_safe(told)
    assert label in found.title
    assert "fewer felt safe, perhaps by chance" in found.title
    assert found.table is not None
    assert found.table.rows[0][:5] == (label, 60, 41, "fewer feel safe", "Cannot tell: too few")
    assert {row[3] for row in found.table.rows[1:]} <= {"as many feel safe", "more feel safe", "not measured twice"}
    assert "it is not told" in found.subtitle  # of the pooled ones, whose answers are joined


def test_nobody_is_asked_why_about_what_cannot_be_told(release: Release) -> None:
    """Each verdict on a place is "cannot tell", so the paper asks to look again; of measures and comparators only what is told is asked."""
    told, label = with_less_safe(release)
    found = less_safe(told)
    assert isinstance(found.result, tuple)
    assert {verdict.answer for _, verdict in found.result} <= {Answer.CANNOT_TELL, Answer.NOT_COMPARED}
    (said,) = pressing_perhaps(told, ("contexts-less-safe",))
    assert pressing(told, ("contexts-less-safe",)) == ()  # what may be chance stands behind what is certain
    assert label in said
    assert said.startswith("look again, with young people, at ")
    assert said.endswith("which may be chance;")
    unsure = [m.judged_as(Verdict(Answer.CANNOT_TELL, Kind.DIFFERENCE, why="too few")) for m in measures_of(release)]
    assert to_ask(tuple(unsure)) == ()
    alike = release.table("indicators").copy()
    alike["numerator"], alike["denominator"] = 10, 100  # every place has the same share
    assert pressing_questions(with_frames(release, indicators=alike), ("minimum-dataset",)) == ()
    assert pressing_questions(release, ("minimum-dataset",)) != ()


def test_only_what_is_shown_by_itself_is_named(release: Release) -> None:
    found = less_safe(release)
    assert found.table is not None
    shown = release.table("context_shown").query("stage == 'CLOSED'")
    assert sorted(str(row[0]) for row in found.table.rows) == sorted(shown["label"])


def test_what_is_overdue_is_counted_in_one_line_and_the_longest_is_told_in_brief(release: Release) -> None:
    """As planted in demo/committee.toml and demo/practice.toml, on 20 April 2026."""
    keys = ("committee-decisions", "committee-risks", "committee-heard", "contexts-less-safe")
    (overdue, heard) = pressing(release, keys)
    assert overdue == "see to what is overdue: one decision and two reviews of risks (see “In brief”);"
    assert overdue_in_brief(release, keys) == (
        "Decision D-04 (A context is closed only when young people feel safer there than at first); "
        "two reviews of risks, R-05 (The survey of pupils does not reach those who are not in school) the longest."
    )
    assert "two things" in heard
    told, label = with_less_safe(release)
    assert label in pressing_perhaps(told, keys)[0]


def test_the_committees_first_page_asks_to_see_to_what_presses(release: Release) -> None:
    paper = compose(release, find_template("cpc"), Draft(picks=()))
    assert paper.asks[0].startswith("see to what is overdue: one decision, two actions")
    (overdue,) = [text for name, text in paper.brief if name == OVERDUE]
    assert overdue.startswith(
        "Decision D-04 (A context is closed only when young people feel safer there than at first); two actions, A-02"
    )
    assert compose(release, find_template("cpc"), Draft(picks=(), asks=("only this",))).asks == ("only this",)


def test_a_first_page_asks_few_things_and_what_has_no_room_is_told_in_brief(release: Release) -> None:
    told, label = with_less_safe(release)
    template = find_template("cpc").model_copy(update={"pressing": PRESSING})
    paper = compose(told, template, Draft(picks=()))
    assert len(paper.asks) == MOST
    assert paper.asks[-1] == template.asks[-1]
    (also,) = [text for name, text in paper.brief if name == ALSO]
    assert label in also
    assert "Note what changed: " in also
    assert label not in " ".join(paper.asks)
    own = compose(told, template, Draft(picks=(), asks=tuple(pressing_perhaps(told, PRESSING)))).brief
    assert label not in dict(own)[ALSO]  # what the author asks on the first page is not asked twice


def test_what_got_worse_is_noted_though_it_is_none_of_the_three_numbers(release: Release) -> None:
    measures = measures_of(release)
    worse = [m for m in measures if m.is_changed and m.verdict.goodness is Goodness.WORSE]
    better = tuple(m for m in measures if m.is_changed and m.verdict.goodness is Goodness.BETTER)
    assert worse
    (line,) = changes_noted(measures, better)
    assert all(f"{m.label[1:]} (worse)" in line for m in worse[:WORSE])
    assert changes_noted(measures, ()) == ()


def test_where_nothing_was_delivered_nothing_presses(release: Release) -> None:
    bare = {
        name: release.frames[name].iloc[:0]
        for name in (
            "committee_decisions",
            "committee_risks",
            "committee_heard",
            "practice_actions",
            "context_shown",
            "context_pooled",
            "indicators",
        )
    }
    assert pressing(with_frames(release, **bare), PRESSING) == ()


def test_what_a_delivered_table_holds_nothing_of_is_named(release: Release) -> None:
    said = " ".join(absent((), gaps(release)))
    assert EVERY_TABLE in said
    assert "time on the register" in said
    assert "return discussions held within 7 days" in said


def test_what_no_table_has_a_place_for_is_named_and_has_none() -> None:
    """A table that gains such a column makes the line untrue: then it is to be taken out of the line."""
    said = " ".join(BEHIND.values())
    columns = (Path(__file__).parents[2] / "docs" / "data_dictionary.md").read_text(encoding="utf-8").lower()
    assert all(what in said for what in ("come together", "guardian of a place did", "changed with training"))
    for what in ("placement", "VPD", "National Referral Mechanism", "charged", "disability", "ethnicity"):
        assert what in said
        assert not re.search(rf"\b{what.lower()}\b", columns), what


def test_since_an_answer_only_whole_periods_after_it_count() -> None:
    starts = pd.date_range("2024-01-01", periods=8, freq="QS")
    rows = pd.DataFrame({
        "code": "CON_SHARE", "period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(0),
        "n": [90, 10, 10, 10, 10, 77, 5, 5], "base": 100,
    })  # fmt: skip
    made = since_and_before(rows, {"CON_SHARE": pd.Timestamp("2025-05-10"), "NOT_NAMED": pd.Timestamp("2025-05-10")})
    told = made.set_index("year")[["n", "base"]]
    assert tuple(told.loc["latest"]) == (10, 200)  # from July 2025 on
    assert tuple(told.loc["before"]) == (40, 400)  # April 2024 to March 2025; the quarter of the answer is in neither
    assert set(made["code"]) == {"CON_SHARE"}
