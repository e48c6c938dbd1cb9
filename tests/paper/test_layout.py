"""How a paper lies on its pages: charts as wide as the page, what each says beside it, and no page that is nearly empty."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import docx
import numpy as np
import numpy.typing as npt
import pytest
from paper_read import BODIES, shown_text
from PIL import Image

from dashboard.catalogue.register import find_entry
from dashboard.charts.palette import literal
from dashboard.paper.composing import compose, own_template
from dashboard.paper.document import WIDE_CM
from dashboard.paper.draft import AuthorNote, Draft, Length, pick_of
from dashboard.paper.paper import Paper
from dashboard.paper.typeset import pages_of
from data_loaders.release import Release

Written = Callable[[str, str], bytes]
MARGIN, WIDE = 17 / 210, 176 / 210  # of a page's width
FOOT = 0.94  # of its height: where the line over the foot stands
SHORT = {
    "one trend": ("missing-trend",),
    "one list": ("mix-outcome",),
    "two lists": ("survey-answers", "themes"),
    "a map and a list": ("place-map", "mix-outcome"),
}


def pixels(page: bytes) -> npt.NDArray[np.int_]:
    return np.asarray(Image.open(io.BytesIO(page)).convert("RGB"), int)


def lowest_ink(page: bytes) -> float:
    """How far down the page something is printed, over its foot: 0 to 1."""
    picture = pixels(page)
    rows = np.nonzero((picture.sum(2) < 600).any(1))[0] / picture.shape[0]
    return float(rows[rows < FOOT].max())


def own_paper(release: Release, keys: tuple[str, ...]) -> Paper:
    return compose(release, own_template("Own"), Draft(picks=tuple(pick_of(key) for key in keys)))


@pytest.mark.parametrize("name", ["cpc", "slt"])
def test_a_trend_is_as_wide_as_its_page(name: str, papers: dict[str, Paper]) -> None:
    """Its band, which words at its ends leave four fifths of the page."""
    picture = pixels(pages_of(papers[name])[1])
    band = literal("print")("range").lstrip("#")
    colour = [int(band[i : i + 2], 16) for i in (0, 2, 4)]
    columns = np.nonzero((picture == colour).all(2).sum(0) > 20)[0]
    assert (columns.max() - columns.min()) / picture.shape[1] > 0.75 * WIDE


@pytest.mark.parametrize("keys", SHORT.values(), ids=SHORT)
def test_no_page_of_a_short_paper_is_nearly_empty(keys: tuple[str, ...], release: Release) -> None:
    """What does not fit below what is asked begins the last page, and fills the most of its half at the least."""
    pages = pages_of(own_paper(release, keys))
    assert len(pages) <= 2
    assert [n for n, page in enumerate(pages[:-1], start=1) if lowest_ink(page) < 0.6] == []
    assert lowest_ink(pages[-1]) > 0.45


def test_what_has_room_on_the_first_page_stands_there(papers: dict[str, Paper]) -> None:
    """Without numbers and what is to be borne in mind there is room for a small chart and its question."""
    paper = replace(papers["cpc"], numbers=(), changed=(), mind=(), asks=(), exhibits=papers["cpc"].exhibits[:1])
    assert len(pages_of(paper)) == 1


@pytest.mark.parametrize("high", [200.0, 207.0, 211.0, 263.0])
def test_the_preview_loses_no_line_of_a_drawing(high: float, papers: dict[str, Paper]) -> None:
    """Bars at equal distances are at equal distances in the picture, but for what whole dots make of them."""
    step, wide = 12, 640.0
    bars = "".join(
        f'<rect x="0" y="{y}" width="640" height="6" fill="#ff0000"/>' for y in range(3, int(high) - 6, step)
    )
    svg = f'<svg viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">{bars}</svg>'
    exhibit = replace(papers["cpc"].exhibits[0], svg=svg)
    picture = pixels(pages_of(replace(papers["cpc"], exhibits=(exhibit,)))[-1])
    column = picture[:, picture.shape[1] // 3]
    red = (column[:, 0] - column[:, 1]).clip(0)
    runs = np.split(np.arange(len(red)), np.nonzero(np.diff((red > 0).astype(int)))[0] + 1)
    middles = [float(np.average(run, weights=red[run])) for run in runs if red[run[0]] > 0]
    assert len(middles) == bars.count("<rect")
    every = step * WIDE * picture.shape[1] / wide
    assert max(abs(b - a - every) for a, b in pairwise(middles)) < 0.5  # a lost line of dots would be a whole one


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "pptx"])
@pytest.mark.parametrize("name", BODIES)
def test_a_chart_says_its_verdict_and_how_sure_it_is(name: str, kind: str, papers: dict[str, Paper], written: Written) -> None:  # fmt: skip
    text = "".join(shown_text(kind, written(name, kind)).split())
    told = [(number, e, e.standing.word) for number, e in enumerate(papers[name].shown, start=1) if e.standing]
    for number, exhibit, word in told:
        after = text[text.index("".join(f"{number}.{exhibit.title}".split())) :]
        assert "".join(word.split()) in after
        assert "".join(exhibit.surety.split()) in after
        assert "".join(exhibit.bear_in_mind.split()) in after  # beside its chart, and in no list on another page
    assert told or name == "forum"
    assert not {e.bear_in_mind for e in papers[name].shown} & set(papers[name].mind)


def test_a_chart_of_a_document_is_as_wide_as_its_page(written: Written, papers: dict[str, Paper]) -> None:
    shapes = docx.Document(io.BytesIO(written("cpc", "docx"))).inline_shapes
    charts = [shape.width.cm for shape in shapes][len(papers["cpc"].numbers) :]
    assert len(charts) == 2
    assert min(charts) > 0.95 * WIDE_CM


@pytest.mark.parametrize(
    "beyond", ["survey-answers", "discussions-arranged", "discussions-path", "discussions-providers"]
)
def test_what_two_pages_have_no_chart_for_is_told_with_what_was_written_of_it(release: Release, beyond: str) -> None:
    """A third finding that was chosen, and a note of it, are on paper: in one paragraph, with all that the author wrote. Findings go by a
    key of their own, which need not be that of their entry."""
    picks = tuple(pick_of(key) for key in ("missing-trend", "mix-outcome", beyond))
    third = picks[2]
    note = AuthorNote(so_what="Two teams keep it", next_step="Ask the third", owner="Lead officer", by="1 March")
    paper = compose(release, own_template("Own"), Draft(picks=picks, notes={third.text(): note}))
    assert len(paper.shown) == 2
    told = dict(paper.brief)
    text = told[f"{find_entry(third.key).title}:"]
    assert text.startswith(paper.exhibits[2].title)
    assert text.endswith("So what: Two teams keep it. Next step: Ask the third. Owner: Lead officer; by 1 March.")
    full = compose(release, own_template("Own"), Draft(picks=picks, notes={third.text(): note}, length=Length.FULL))
    assert len(full.shown) == 3
    assert f"{find_entry(third.key).title}:" not in dict(full.brief)
