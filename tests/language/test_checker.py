"""The language checker on labelled sentences with traps, on long documents, and that it keeps nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.words import language as told_of
from data_loaders.guard import read_text
from language.checker import check
from language.terms import OWN_LIST, compiled, own_terms

HERE = Path(__file__).parent
FREER, LATER = ("never_tuned_on_freer.txt",), ("never_tuned_on_later.txt",)
TUNED, UNTUNED = ("sentences.txt",), ("never_tuned_on.txt", *FREER, *LATER)
SHORT = [
    "PUT",
    "CHOICES",
    "BEHAVIOUR",
    "PROMISCUOUS",
    "MANIPULATIVE",
    "STREETWISE",
    "ABSCOND",
    "AWARE",
    "AGGRESSIVE",
    "LIAR",
    "BOYS",
    "GLAMOUR",
    "ENGAGE",
    "RELATION",
    "CHOOSING",
    "SELLING",
    "CONTROL",
    "ATTENTION",
    "COMPLY",
    "KNOWN",
    "GANG",
    "INVOLVED",
    "ADULT",
    "COMPANY",
    "HABIT",
    "FAMILY",
]
NAMES = dict(zip(SHORT, [term.term for term in own_terms()], strict=True))


@dataclass(frozen=True)
class Figure:
    sentences: int
    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def labelled(files: tuple[str, ...]) -> list[tuple[set[str], str]]:
    lines = [line for file in files for line in (HERE / file).read_text(encoding="utf-8").splitlines()]
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(set() if label == "-" else {NAMES[name] for name in label.split(",")}, text) for label, text in pairs]


def figure_of(files: tuple[str, ...]) -> Figure:
    right = false = missed = 0
    sentences = labelled(files)
    for wanted, text in sentences:
        found = {mark.term.term for mark in check(text, own_terms()).marks}
        right, false, missed = right + len(wanted & found), false + len(found - wanted), missed + len(wanted - found)
    return Figure(len(sentences), right, false, missed)


@pytest.mark.parametrize("half", [TUNED, UNTUNED])
def test_each_half_holds_enough_of_both_kinds(half: tuple[str, ...]) -> None:
    sentences = labelled(half)
    assert len(sentences) >= 200
    assert sum(not wanted for wanted, _ in sentences) >= 80
    assert {name for wanted, _ in sentences for name in wanted} == set(NAMES.values())


def test_no_sentence_is_in_both_halves() -> None:
    assert {text for _, text in labelled(TUNED)} & {text for _, text in labelled(UNTUNED)} == set()


@pytest.mark.parametrize(
    ("half", "told", "said"),
    [
        (TUNED, "tuned on", told_of.TUNED), (UNTUNED, "never tuned on", told_of.UNTUNED), (FREER, "of those, written freely", told_of.FREER), (LATER, "of those, for the latest words", told_of.LATER),
    ],
)  # fmt: skip
def test_the_page_says_the_figures_that_were_measured(
    half: tuple[str, ...], told: str, said: told_of.Measured, tell: Callable[[str], None]
) -> None:
    figure = figure_of(half)
    tell(
        f"language checker, {figure.sentences} sentences {told}: precision {figure.precision:.3f}, recall {figure.recall:.3f}"
    )
    assert (figure.sentences, round(100 * figure.recall), round(100 * figure.precision)) == (
        said.sentences, said.recall, said.precision,
    )  # fmt: skip
    assert all(str(n) in told_of.LIMITS for n in (said.sentences, said.recall, said.precision))


def test_what_it_was_never_tuned_on_it_finds_and_rarely_marks_more() -> None:
    figure = figure_of(UNTUNED)
    assert figure.recall >= 0.9
    assert figure.precision >= 0.95


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("She absconded. He is kind.", ["absconded"]),
        ("She is kind. He absconded", ["absconded"]),
        ("“He absconded,” said the man.", []),
        ("The man was aggressive. She was aggressive.", ["aggressive"]),
        ("She was not aggressive. She was aggressive.", ["aggressive"]),
        ("He won’t engage.", ["won’t engage"]),
        ("", []),
    ],
)
def test_a_mark_stands_where_its_word_stands(text: str, marked: list[str]) -> None:
    found = check(text, own_terms()).marks
    assert [mark.sentence[mark.start : mark.end] for mark in found] == marked
    assert all(mark.sentence in text for mark in found)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("We did not engage with her.", []),
        ("She did not engage with us.", ["did not engage"]),
        ("Services failed to keep him safe.", []),
        ("He fails to keep himself safe.", ["fails to keep himself"]),
        ("Our lack of engagement left him alone.", []),
        ("The review found a lack of engagement by him.", ["lack of engagement"]),
        ("We find him hard to reach.", ["hard to reach"]),
        ("We are hard to reach.", []),
        ("We wrote that she absconded, and we were wrong.", []),
    ],
)
def test_a_service_that_owns_a_failing_is_told_from_blame(text: str, marked: list[str]) -> None:
    assert [mark.sentence[mark.start : mark.end] for mark in check(text, own_terms()).marks] == marked


@pytest.mark.parametrize("piece", ["liar ", "“a liar” she ", "the man is a liar and not "])
def test_a_text_of_one_endless_sentence_is_read_in_pieces(piece: str) -> None:
    """Nothing of a mark grows with the text: without a full stop, all of it would be read once for each mark."""
    marks = check(piece * 400, own_terms()).marks
    assert all(len(mark.sentence) < 2_000 for mark in marks)


def test_words_are_counted_and_rates_follow() -> None:
    checked = check("One two three absconder five six seven eight nine ten.", own_terms())
    assert checked.words == 10
    assert checked.per_1000_words == 100
    assert checked.by_category() == {"LABEL": 1}


def test_a_form_is_no_expression_of_its_own() -> None:
    """A list is data: what would be an expression elsewhere stands for itself, so none can run away."""
    assert compiled("a(b+)+c").search("x a(b+)+c y")
    assert not compiled("a(b+)+c").search("abbbbc")
    assert compiled("put*/plac* ... risk").search("puts her at risk")
    assert not compiled("put*/plac* ... risk").search("puts her best foot forward at risk")
    assert compiled("street-wise").search("Street wise")


def test_nothing_of_the_list_looks_like_a_person_to_the_identity_guard() -> None:
    """The list is delivered like any table: six ages with slashes between them were taken for a CHI number."""
    listed = tomllib.loads(OWN_LIST.read_text(encoding="utf-8"))["terms"]
    texts = [text for term in listed for cell in term.values() for text in (cell if isinstance(cell, list) else [cell])]
    assert [text for text in texts if read_text(text, "text")] == []


def test_the_products_own_words_obey_the_list() -> None:
    """Every sentence that the product itself says, in its words, pages and assets."""
    root = HERE.parents[1]
    files = [*root.glob("pages/*.py"), *root.glob("dashboard/words/*.py"), *root.glob("dashboard/findings/*.py"), root / "assets" / "safety.md",
             root / "assets" / "glossary.toml", root / "assets" / "how_it_fits.toml", *root.glob("data_loaders/demo/*.toml")]  # fmt: skip
    blaming = [
        (file.name, mark.term.term)
        for file in files
        for text in re.findall(r'"([^"\n]{12,})"', file.read_text(encoding="utf-8"))
        for mark in check(text, own_terms()).marks
    ]
    assert blaming == []
