"""Every number that the Overview and the two pages of each body print is one that the delivered rows give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path

import delivered_missing
import pytest
from overview_figures import WAVES, Subject, exhibits, ratings_by_area, registers, subjects
from printed_numbers import Part, changed_by_one, numbers_in, overview_parts, paper_parts
from slow_intervals import change_of_level

from dashboard.catalogue.overview import all_measures, not_shown
from dashboard.findings.finding import last_day
from dashboard.findings.measure import Measure, told_apart
from dashboard.findings.minimum_dataset import apart
from dashboard.measures.verdict import Estimate
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft, Length
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import templates
from dashboard.web.overview import overview_page
from dashboard.words.overview import overview_title
from data_loaders.release import Release

MOST_ALIKE = 1.6  # how much wider months that are alike may make a range: as if each were like the one before by 0.44


@dataclass(frozen=True)
class Recomputed:
    """What the rows give, by words of a label."""

    subjects: dict[str, Subject]
    registers: dict[str, tuple[str, ...]]
    exhibits: dict[str, tuple[str, ...]]
    ratings: tuple[str, str]

    def wanted(self, part: Part) -> tuple[str, ...]:
        """The numbers of a part in their order; none where the rows know nothing of it."""
        text = part.text.lower()
        if part.place == "bear in mind":
            return self._to_mind(text)
        if part.place != "ask" and (counted := [numbers for words, numbers in self.registers.items() if words in text]):
            return counted[0]
        if part.place == "ask":  # what changed is named without its figures: they stand in the page's numbers and lines
            text = "|".join(ask for ask in text.split("|") if not ask.strip().startswith("note what changed"))
        named = [words for words in self.subjects if words in text]
        if part.place == "ask":
            late = self.registers["reviews of contexts"] if "reviews of contexts" in text else ()
            return (*late, *(n for words in sorted(named, key=text.index) for n in self.subjects[words].title()))
        if part.place == "exhibit":
            return self._of_exhibit(text)
        if not named:
            return ()
        subject = self.subjects[min(named, key=text.index)]
        ways = {"card": subject.card, "number": subject.card, "line": subject.line, "row": subject.pair}
        return ways[part.place]() if part.place in ways else ()

    def _of_exhibit(self, text: str) -> tuple[str, ...]:
        """The two figures of its subject stand in its title, before those of the chart."""
        words = min((words for words in self.exhibits if words in text), key=text.index, default="")
        pair = self.subjects[words].title() if words in self.subjects else ()
        return (*pair, *self.exhibits.get(words, ()))

    def _to_mind(self, text: str) -> tuple[str, ...]:
        if text.startswith("no change found"):
            return tuple(
                n for words, own in self.registers.items() if words.startswith("other ") and own != ("0",) for n in own
            )
        if text.startswith(("cannot tell", "overdue")):
            named = sorted((words for words in self.registers if words in text), key=text.index)
            return tuple(n for words in named for n in self.registers[words])
        return self.ratings if "ratings" in text else ()

    def untraced(self, parts: list[Part]) -> list[str]:
        """Each part whose numbers are not those of the rows, in a sentence."""
        pairs = ((part, part.numbers, self.wanted(part)) for part in parts)
        return [f"{p.place}: “{p.text[:80]}” prints {shown}, the rows give {own}" for p, shown, own in pairs if shown and shown != own]  # fmt: skip


@pytest.fixture(scope="module")
def measures(release: Release) -> tuple[Measure, ...]:
    return all_measures(release)


@pytest.fixture(scope="module")
def level_change(measures: tuple[Measure, ...]) -> Estimate:
    verdict = next(m.verdict for m in measures if m.key == "missing_episodes")
    assert verdict.estimate is not None
    return verdict.estimate


@pytest.fixture(scope="module")
def recomputed(release: Release, deliveries: Path, level_change: Estimate) -> Recomputed:
    effects = release.table("design_effects").set_index(["dataset", "split"])["effect"]
    span = (100 * (level_change.low - 1), 100 * (level_change.high - 1))
    worth = {float(effects["missing_episodes", split]) for split in ("time arranged_clock", "time discussion")}
    assert len(worth) == 1
    held = float(effects["missing_episodes", "discussion"])
    found = subjects(deliveries, worth=worth.pop(), level_span=span)
    places = [str(leaf) for leaf in release.table("places")["leaf"]]
    drawn = exhibits(deliveries, places, found, worth=float(effects["missing_episodes", "time"]), worth_held=held)
    return Recomputed(found, registers(deliveries), drawn, ratings_by_area(deliveries))


@pytest.fixture(scope="module")
def overview(release: Release, measures: tuple[Measure, ...]) -> str:
    blocks = overview_page(release, measures, not_shown(release), beside=apart(release))["blocks"]
    return "\n".join(block["html"] for block in blocks)


@pytest.fixture(scope="module")
def papers(release: Release) -> dict[str, str]:
    """The two pages of each body."""
    made = {body: compose(release, template, Draft(length=Length.TWO_PAGES)) for body, template in templates().items()}
    return {body: FORMATS["html"].write(paper).decode("utf-8") for body, paper in made.items()}


@pytest.fixture(scope="module")
def paper(papers: dict[str, str]) -> str:
    return papers["cpc"]


def test_the_change_of_level_is_that_of_the_rows(deliveries: Path, level_change: Estimate) -> None:
    """Its ends are the one figure that is not worked out again: how alike months are is simulated. They lie evenly about the
    change, on the scale of ratios, and further out than if months were independent."""
    months = delivered_missing.by_month(delivered_missing.counted(deliveries, delivered_missing.EPISODES))
    value, low, high = change_of_level(months, delivered_missing.turn_of(months), WAVES)
    assert level_change.value == pytest.approx(value, abs=1e-6)
    assert level_change.low * level_change.high == pytest.approx(value**2, abs=1e-6)
    assert 1 <= log(level_change.high / level_change.low) / log(high / low) <= MOST_ALIKE


def test_every_number_of_the_overview_is_that_of_the_rows(overview: str, recomputed: Recomputed, tell: Callable[[str], None]) -> None:  # fmt: skip
    parts = overview_parts(overview)
    assert recomputed.untraced(parts) == []
    tell(f"traced to the rows, Overview: {sum(len(p.numbers) for p in parts)} numbers of {sum(bool(p.numbers) for p in parts)} parts")  # fmt: skip


@pytest.mark.parametrize("body", ["cpc", "cmt", "forum", "slt"])
def test_every_number_of_two_pages_is_that_of_the_rows(body: str, papers: dict[str, str], recomputed: Recomputed, tell: Callable[[str], None]) -> None:  # fmt: skip
    parts = paper_parts(papers[body])
    assert "\n".join(recomputed.untraced(parts)) == ""
    tell(f"traced to the rows, paper {body}: {sum(len(p.numbers) for p in parts)} numbers of {sum(bool(p.numbers) for p in parts)} parts")  # fmt: skip


def test_no_paper_is_left_out(papers: dict[str, str]) -> None:
    assert set(papers) == {"cpc", "cmt", "forum", "slt"}


@pytest.mark.parametrize("page", ["overview", "paper"])
def test_any_number_changed_by_one_is_found(page: str, recomputed: Recomputed, request: pytest.FixtureRequest) -> None:
    parts, markup = {"overview": overview_parts, "paper": paper_parts}[page], request.getfixturevalue(page)
    wrong = list(changed_by_one(markup, parts))
    assert len(wrong) >= sum(len(part.numbers) for part in parts(markup)) >= 40
    assert [number for number, changed in wrong if not recomputed.untraced(parts(changed))] == []


def test_a_number_in_a_place_that_nobody_knows_is_found(overview: str, paper: str, recomputed: Recomputed) -> None:
    assert recomputed.untraced(overview_parts(f"{overview}<p>12 more</p>"))
    assert recomputed.untraced(paper_parts(paper.replace("</main>", "<p>12 more</p></main>")))


def test_the_title_counts_the_rows_that_changed(release: Release, measures: tuple[Measure, ...], overview: str) -> None:  # fmt: skip
    changed = overview.split("Changed beyond chance")[1].split('<tr class="group">')[0]
    words = ("Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    title = overview_title(*told_apart(measures), last_day(release.manifest))
    assert title.startswith(words[changed.count("<tr")])
    assert f" {words[changed.count('>Better<') + changed.count('>Better, target missed<')].lower()} " in title.lower()


def test_dates_clocks_and_levels_are_no_figures() -> None:
    assert numbers_in("to Sep 2024, Spring 2025, 31 March 2026; 2023; within 72 hours and 7 days; level 2; per 1,000 words") == ()  # fmt: skip
    assert numbers_in("2,023 episodes, 76 a month, 63 %, 0.8 below") == ("2,023", "76", "63", "0.8")
