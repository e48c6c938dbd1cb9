"""The Overview's rule on hand-made measures: which three become cards, and what the title counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.rows import Spark
from dashboard.findings.finding import Link
from dashboard.findings.measure import SECTIONS, Measure, cards_of, groups_of, judged, told_apart
from dashboard.measures.verdict import Answer, Direction, Estimate, Goodness, Kind, Level, Scale, Verdict
from dashboard.web.overview import overview_page
from dashboard.words.number_format import COUNT
from dashboard.words.overview import NOTHING_FOLLOWED, card_sentence, overview_title, surety
from data_loaders.release import Release


def measure(key: str, section: str, *, latest: float, before: float, good: Goodness = Goodness.NEITHER, answer: Answer = Answer.CHANGED) -> Measure:  # fmt: skip
    way = Direction.MORE if latest > before else Direction.FEWER
    verdict = Verdict(answer, Kind.STEP, way if answer is Answer.CHANGED else Direction.NEITHER, good, latest=Level(latest, "latest"),
                      before=Level(before, "before"), why="too wide")  # fmt: skip
    return Measure(key, key, verdict, COUNT, "year before", Spark((before, latest)), f"What of {key}?", section=section, see=Link(section, "missing"))  # fmt: skip


def test_of_each_section_the_largest_change_in_the_fixed_order_of_sections() -> None:
    found = (
        measure("audit", "Steering group", latest=70, before=45), measure("small", "Missing", latest=60, before=57),
        measure("large", "Missing", latest=77, before=57), measure("blame", "Practice", latest=1, before=2, good=Goodness.BETTER),
        measure("still", "Places", latest=99, before=9, answer=Answer.CANNOT_TELL),
    )  # fmt: skip
    assert [m.key for m in cards_of(found)] == ["large", "blame", "audit"]


def test_what_got_better_is_among_the_three_where_anything_did() -> None:
    worse = [measure(s, s, latest=20, before=10, good=Goodness.WORSE) for s in SECTIONS]
    better = measure("better", "Steering group", latest=11, before=10, good=Goodness.BETTER)
    assert better in cards_of((*worse, better))
    assert better not in cards_of(tuple(worse))


def test_fewer_than_three_changes_are_fewer_cards_and_a_section_may_have_two() -> None:
    two = (measure("a", "Missing", latest=2, before=1), measure("b", "Missing", latest=3, before=1))
    assert [m.key for m in cards_of(two)] == ["b", "a"]
    assert cards_of(()) == ()


@pytest.mark.parametrize(
    ("changed", "better", "said"),
    [(6, 4, "Six measures changed. Four are for the better."), (1, 1, "One measure changed. It is for the better."),
     (2, 0, "Two measures changed. None is known to be for the better."), (0, 0, "No measure has clearly changed up to March 2026")],
)  # fmt: skip
def test_the_title_counts(changed: int, better: int, said: str) -> None:
    assert overview_title(changed, better, changed or 5, changed or 5, date(2026, 3, 31)) == said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "No measure is judged over time yet"),
        ("??", "We cannot tell yet whether any measure changed"),
        ("==?", "None of two measures has clearly changed; of one more we cannot tell"),
        ("=?r", "One measure has not clearly changed; of two more we cannot tell"),
    ],
)
def test_that_nothing_changed_is_said_of_what_was_judged_alone(answers: str, said: str) -> None:
    """What cannot be told, and what recording made, is no measure without a change."""
    of = {"=": Answer.NOT_CHANGED, "?": Answer.CANNOT_TELL, "r": Answer.RECORDING_CHANGED}
    found = tuple(measure(str(at), "Missing", latest=1, before=1, answer=of[one]) for at, one in enumerate(answers))
    assert overview_title(*told_apart(found), date(2026, 3, 31)) == said


def test_an_overview_of_nothing_that_goes_on_says_so_and_draws_no_empty_table(release: Release) -> None:
    drawn = str(overview_page(release, (), ()))
    assert NOTHING_FOLLOWED in drawn
    assert "Verdict" not in drawn


def test_changed_come_first_and_what_cannot_be_compared_last() -> None:
    found = (
        measure("n", "Places", latest=1, before=1, answer=Answer.NOT_COMPARED),
        measure("c", "Missing", latest=2, before=1),
    )
    assert list(groups_of(found)) == ["Changed beyond chance", "Cannot tell"]
    assert told_apart(found) == (1, 0, 1, 2)


def test_a_wide_range_cannot_tell_and_a_narrow_one_can() -> None:
    levels = {
        "latest": Level(50, "l"),
        "before": Level(50, "b"),
        "is_beyond": False,
        "good_end": Direction.MORE,
        "kind": Kind.SHARE,
    }
    wide = judged(Estimate(0, -15, 15, Scale.POINTS), **levels)  # type: ignore[arg-type]
    narrow = judged(Estimate(0, -4, 4, Scale.POINTS), **levels)  # type: ignore[arg-type]
    assert (wide.answer, narrow.answer) == (Answer.CANNOT_TELL, Answer.NOT_CHANGED)
    one_side, beside = (judged(Estimate(2, low, high, Scale.POINTS), **levels) for low, high in ((-4, 15), (1, 7)))  # type: ignore[arg-type]
    assert (one_side.answer, beside.answer) == (Answer.CANNOT_TELL, Answer.CANNOT_TELL)


def test_the_sentence_of_a_card_divides_what_is_printed() -> None:
    sentence = card_sentence(measure("x", "Missing", latest=76.6, before=56.7).verdict, COUNT, "to Sep 2024")
    assert sentence == "20 above the 57 of the time to Sep 2024."


@pytest.mark.parametrize(("allowed", "said"), [(("the time of year",), "The time of year aside, it could be 19 to 66 % more."),
                                               ((), "The true change could be 19 to 66 % more.")])  # fmt: skip
def test_a_range_about_another_change_than_the_two_figures_says_what_it_leaves_aside(allowed: tuple[str, ...], said: str) -> None:  # fmt: skip
    verdict = replace(measure("x", "Missing", latest=76, before=58).verdict, estimate=Estimate(1.40, 1.19, 1.66, allowed_for=allowed))  # fmt: skip
    assert surety(verdict).replace("\u00a0", " ") == said


def test_text_of_the_data_is_no_markup_on_the_overview(release_like: object) -> None:
    hostile = measure("<img src=x onerror=1>", "Missing", latest=2, before=1)
    html = "".join(b["html"] for b in overview_page(release_like, (hostile,), ("<b>",))["blocks"])  # type: ignore[arg-type]
    assert "<img" not in html
    assert "<b>," not in html


@pytest.fixture
def release_like() -> object:
    class Manifest:
        council, as_at, is_synthetic, views = "Invented", date(2026, 3, 31), True, ()

    class Release:
        manifest, id = Manifest(), "r"

    return Release()
