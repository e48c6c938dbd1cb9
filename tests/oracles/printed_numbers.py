"""The numbers that a page or paper prints, with the part in which each stands. What is no figure is left out by rule."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
# What is no figure of the partnership, with the reason.
NO_FIGURES = (
    rf"\b(?:\d{{1,2}} )?(?:{MONTH}|Spring|Autumn) \d{{4}}\b",  # a date: of the data, of a round, of a month on an axis
    r"(?<![\d,.])20\d\d(?![\d,.]?\d)",  # a year; counts of four digits are written with a comma
    r"\b72 hours\b", r"\b7 days\b",  # the two clocks, which are set by guidance
    r"\b1,000 words\b",  # what a rate is of
    r"\blevel [12]\b",  # the levels of the approach
    r"\b[ADR]-\d\d\b",  # what a row of a register is called
    r"(?<= in )[A-Z][a-z]+, \d\b",  # which of several contexts of one place
    r"\b[123] of 3: (?=[A-Z])",  # the number of one of three first steps
)  # fmt: skip
TAG = re.compile(r"(<[^>]*>)")
# A number alone in the ink of axes is a tick of a scale.
TICK = re.compile(r'(<text [^>]*fill="#3D3D3D"[^>]*>)\s*[\d,]+(?:\.\d+)?(?:\s*%)?\s*(</text>)')
MAP = re.compile(
    r'<svg(?:(?!</svg>).)*class="name(?:(?!</svg>).)*</svg>', re.DOTALL
)  # its names, outlines, legend and scale


@dataclass(frozen=True)
class Part:
    """`place`: card, row, number, line, ask, bear in mind, exhibit; `text`: all that is to be read in it."""

    place: str
    text: str

    @property
    def numbers(self) -> tuple[str, ...]:
        return numbers_in(self.text)


def numbers_in(text: str) -> tuple[str, ...]:
    for rule in NO_FIGURES:
        text = re.sub(rule, " ", text)
    return tuple(NUMBER.findall(text))


def read(markup: str) -> str:
    """What is to be read of it, without tags; a figure and the date in the element beside it do not run together."""
    pieces = [html.unescape(piece).replace("\u00a0", " ").strip() for piece in TAG.sub("\n", markup).split("\n")]
    return " | ".join(piece for piece in pieces if piece)


def _cut(markup: str, place: str, pattern: str) -> tuple[str, list[Part]]:
    """The parts of one place, and the markup without them."""
    found = [Part(place, read(part)) for part in re.findall(pattern, markup, re.DOTALL)]
    return re.sub(pattern, " ", markup, flags=re.DOTALL), found


def overview_parts(markup: str) -> list[Part]:
    # How many lines are folded is no figure.
    rest = re.sub(r'<button[^>]*class="fold".*?</button>', " ", markup, flags=re.DOTALL)
    rest, cards = _cut(rest, "card", r'<a class="card".*?</a>')
    rest, rows = _cut(rest, "row", r"<tr\b.*?</tr>")
    rest, asks = _cut(rest, "question", r"<li>.*?</li>")
    return [*cards, *rows, *asks, Part("elsewhere", read(rest))]


def paper_parts(markup: str) -> list[Part]:
    """Ticks of an axis, drawn maps and the number before a chart's title are no figures; small charts name two."""
    rest = re.sub(r"<head>.*?</head>", " ", markup, flags=re.DOTALL)
    rest, exhibits = _cut(_without_scales(rest), "exhibit", r"<section>.*?</section>")
    rest, asks = _cut(rest, "ask", r'(?<=<div class="asks">).*?</div>')
    rest, numbers = _cut(rest, "number", r"<div><b>.*?(?=<div><b>|</div><p class=\"small\">Each)")
    rest, lines = _cut(rest, "line", r"<li><b>.*?</li>")
    rest, others = _cut(rest, "bear in mind", r"<li>.*?</li>")
    return [*exhibits, *asks, *numbers, *lines, *others, Part("elsewhere", read(rest))]


def _without_scales(markup: str) -> str:
    sections = re.split(r"(<section>.*?</section>)", markup, flags=re.DOTALL)
    plain = [TICK.sub(r"\1\2", MAP.sub(" ", s)) if s.startswith("<section>") else s for s in sections]
    return re.sub(r"<h2>\d+\. ", "<h2>", "".join(plain))


def changed_by_one(markup: str, parts: Callable[[str], list[Part]]) -> Iterator[tuple[str, str]]:
    """Each number that is a figure, and the page or paper on which it is one more."""
    pieces = TAG.split(markup)
    known = [part.numbers for part in parts(markup)]
    for at, piece in enumerate(pieces):
        if piece.startswith("<"):
            continue
        for number in NUMBER.finditer(piece):
            more = _one_more(number.group())
            changed = piece[: number.start()] + more + piece[number.end() :]
            page = "".join([*pieces[:at], changed, *pieces[at + 1 :]])
            if [part.numbers for part in parts(page)] != known:  # else it was left out by rule
                yield f"{number.group()} in “{piece.strip()}”", page


def _one_more(written: str) -> str:
    whole, _, decimals = written.replace(",", "").partition(".")
    return f"{int(whole) + 1:,}.{decimals}" if decimals else f"{int(whole) + 1:,}"
