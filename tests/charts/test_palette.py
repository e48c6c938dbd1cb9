"""Contrast is measured in every theme: text 4.5, marks 3, neighbouring classes of a map 1.6."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.charts.palette import MAP_CLASSES, RATINGS, THEMES, contrast, hexed, readable_on
from dashboard.draw.cells import SHAPES
from dashboard.words.vocabulary import GLYPHS, INKS, WORDS

THEME = pytest.mark.parametrize("theme", list(THEMES))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known grey just below 4.5


@THEME
@pytest.mark.parametrize("text", ["ink", "ink2", "data", "changed", "better", "worse"])
def test_text_can_be_read_on_every_ground(theme: str, text: str) -> None:
    roles = THEMES[theme]
    grounds = ("page", "surface", "range") if text != "ink2" else ("page", "surface", "sunken", "range")
    assert {g: contrast(roles[text], roles[g]) for g in grounds if contrast(roles[text], roles[g]) < 4.5} == {}
    assert contrast(roles["chip-ink"], roles["chip"]) >= 4.5
    assert contrast(roles["page"], roles["data"]) >= 4.5  # the words on a main button


@THEME
@pytest.mark.parametrize("mark", ["data", "before", "changed", "better", "worse"])
def test_marks_stand_out_from_page_surface_and_range(theme: str, mark: str) -> None:
    roles = THEMES[theme]
    assert min(contrast(roles[mark], roles[g]) for g in ("page", "surface", "range")) >= 3
    assert min(contrast(roles["edge"], roles[g]) for g in ("page", "surface")) >= 3


@THEME
def test_classes_of_the_map_can_be_told_from_their_neighbours_and_the_ground(theme: str) -> None:
    chain = [THEMES[theme][role] for role in ("map-ground", *MAP_CLASSES)]
    assert min(contrast(a, b) for a, b in pairwise(chain)) >= 1.6


@pytest.mark.parametrize("role", [*RATINGS, *MAP_CLASSES])
def test_figures_inside_a_bar_or_a_tile_can_be_read(role: str) -> None:
    assert contrast(readable_on(role), f"#{hexed(role)}") >= 4.5


@THEME
def test_the_lowest_contrast_of_each_kind_is_printed(theme: str, tell: Callable[[str], None]) -> None:
    """Measured over every pair that pages draw; the map and the ratings have no roles of their own for more contrast."""
    roles = THEMES[theme]
    grounds = ("page", "surface", "range")
    pairs = {
        "text": [(t, g) for t in ("ink", "ink2", "data", "changed", "better", "worse") for g in grounds]
        + [("chip-ink", "chip")],
        "marks": [(m, g) for m in ("data", "before", "changed", "better", "worse") for g in grounds]
        + [("edge", "page"), ("edge", "surface")],
        "neighbours on the map": list(pairwise(("map-ground", *MAP_CLASSES))),
    }
    for kind, least in (("text", 4.5), ("marks", 3.0), ("neighbours on the map", 1.6)):
        lowest = min(pairs[kind], key=lambda pair: contrast(roles[pair[0]], roles[pair[1]]))
        ratio = contrast(roles[lowest[0]], roles[lowest[1]])
        tell(f"contrast, {theme}, {kind}: lowest {ratio:.2f} ({lowest[0]} on {lowest[1]}), asked for {least}")
        assert ratio >= least


def test_each_verdict_has_its_own_word_shape_and_sign() -> None:
    """Nothing hangs on a colour, and no two kinds of change share one."""
    marks = list(WORDS)
    assert set(marks) == set(GLYPHS) == set(INKS) == set(SHAPES)
    for own in (WORDS, GLYPHS, SHAPES):
        assert len(set(own.values())) == len(marks)  # type: ignore[attr-defined]  # three dicts, whose values are of two kinds
    assert len({INKS["better"], INKS["worse"], INKS["more"], INKS["no-change"]}) == 4
    assert INKS["more"] == INKS["fewer"]


@THEME
def test_colours_of_change_can_be_told_apart(theme: str) -> None:
    three = [THEMES[theme][role] for role in ("changed", "better", "worse")]
    assert len(set(three)) == 3


def test_the_document_of_the_looks_holds_the_values_that_are_drawn() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "design.md").read_text(encoding="utf-8")
    written = {
        cells[0]: cells[1:4]
        for cells in ([c.strip(" `") for c in line.strip("|").split("|")] for line in text.splitlines() if "`#" in line)
    }
    assert len(written) == 11
    assert written == {role: [THEMES[t][role] for t in ("light", "dark", "print")] for role in written}
