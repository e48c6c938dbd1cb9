"""Bars that part at a middle, where one answer is the best of one question and the worst of another."""

from __future__ import annotations

from dashboard.charts.rows import Column, Group, Parted, Row, Rows, Words

GOOD, BAD = "rating-6", "rating-1"
LEGEND = ((BAD, "Most negative answer"), (GOOD, "Most positive answer"))
BULLIED = Parted((10.0, 90.0), ("Always", "Never"), (BAD, GOOD), 1.0)
AT_SCHOOL = Parted((30.0, 70.0), ("Never", "Always"), (BAD, GOOD), 1.0)


def rows(legend: tuple[tuple[str, str], ...]) -> Rows:
    lines = tuple(Row((Words(name), bar)) for name, bar in (("Bullied", BULLIED), ("At school", AT_SCHOOL)))
    return Rows(
        (Column("Question"), Column("Answers", 300, low=-60, high=120)), (Group("", lines),), "Answers", legend=legend
    )


def test_each_answer_is_drawn_once_and_in_the_colour_of_its_own_question() -> None:
    drawn = [
        (at, s.colour, long) for s in rows(LEGEND).lowered().panels[0].series for at, long in zip(s.y, s.x, strict=True)
    ]
    assert sorted(drawn) == [(0.0, BAD, 10.0), (0.0, GOOD, 90.0), (1.0, BAD, 30.0), (1.0, GOOD, 70.0)]


def test_the_legend_says_what_a_colour_stands_for_and_each_once() -> None:
    named = {s.colour: s.name for s in rows(LEGEND).lowered().panels[0].series if s.is_in_legend}
    assert named == dict(LEGEND)


def test_without_words_for_colours_the_answers_are_named() -> None:
    assert {s.name for s in rows(()).lowered().panels[0].series if s.is_in_legend} == {"Always", "Never"}
