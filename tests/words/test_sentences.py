"""Every sentence form was read by a person, and holds to what readers were promised."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.words.case import Case
from tests.words.registry import REVIEWED, cases, forms, printed

CASES = cases()
LONGEST = 90  # signs: two lines of a page, one of a slide
NOT_OURS = re.compile(
    r"worlds of chance|\bcourse\b|judged anew|\bcaus|\bbecause of\b|\bthanks to\b|\bled to (more|fewer)|\bblam\w+ (child|young)|"
    r"\bvictim|\bpromiscu|\babsconded|\bchild prostitut|\bnan\b|\bNaN\b|\bNone\b(?! of\b| is\b)|\binf\b|\{|\}|\.\.|  |,,| ,| \.|\(\)",
)
ONE = re.compile(r"(?<![\d,.−+/] )(?<![\d,.−+/])\b(1|one) (areas|episodes|standards|ratings|records|weeks|points|places|pupils|themes|groups|questions|actions|asks|contexts|incidents|words|years|items|pairs|months)\b")  # fmt: skip
ALIKE = re.compile(r"\b(\d[\d,.]*) to \1\b(?! ?of)")
SAID_ON_LINES = ("_title", "kappa_line", "unsure_line")
UP = re.compile(r"\b(rose|risen|more|times as many|higher|above|up|better|high|most|double)\b", re.IGNORECASE)
DOWN = re.compile(r"\b(fell|fallen|fewer|lower|below|down|worse|low|less)\b", re.IGNORECASE)
BOTH = re.compile(r"rise.*fall|fall.*rise|better|worse|or none")  # one up and another down, or a good that is fewer
FIGURES = re.compile(r"[+−]\d|\bfrom \d|, [\d.]+ |^\d+ to \d+$")
# Comparatives that say how sure or how many, not which way.
NO_WAY = re.compile(r"Higher in none|more than chance|No more than|more than half|good or better|at least|is better than|neither better nor worse|by more than|Better than", re.IGNORECASE)  # fmt: skip


def name_of(case: Case) -> str:
    return f"{case.form}: {case.of}"


def test_the_sentences_are_those_that_were_read() -> None:
    """Another sentence is read first, then kept: python -m tests.words.renew."""
    assert printed(CASES) == REVIEWED.read_text(encoding="utf-8")


def test_every_form_of_a_sentence_has_a_case() -> None:
    assert sorted(set(forms()) - {case.form for case in CASES}) == []


def test_a_case_stands_once() -> None:
    assert [name for name, times in Counter(map(name_of, CASES)).items() if times > 1] == []


def test_nothing_is_said_in_words_that_are_not_ours() -> None:
    assert [
        f"{name_of(c)}: {c.text}" for c in CASES if NOT_OURS.search(c.text) and not c.form.startswith("form.")
    ] == []


def test_one_and_many_agree_with_what_they_count() -> None:
    assert [f"{name_of(c)}: {c.text}" for c in CASES if ONE.search(c.text)] == []


def test_no_range_ends_where_it_begins() -> None:
    assert [f"{name_of(c)}: {c.text}" for c in CASES if ALIKE.search(c.text)] == []


def test_a_title_fits_into_its_line() -> None:
    lines = [c for c in CASES if c.form.endswith(SAID_ON_LINES)]
    assert len(lines) > 300
    assert [f"{len(c.text)} {name_of(c)}: {c.text}" for c in lines if not 0 < len(c.text) <= LONGEST] == []


def test_a_title_begins_with_a_capital_a_figure_or_a_quotation() -> None:
    titles = [c for c in CASES if c.form.endswith("_title")]
    assert [name_of(c) for c in titles if not re.match(r"[A-Z0-9“]", c.text)] == []


@pytest.mark.parametrize("way", ["rise", "fall"])
def test_what_rises_is_never_said_to_fall_and_the_other_way_round(way: str) -> None:
    """A sentence of figures alone ("+31 %", "named in 24 %, from 5") says its way by them."""
    said, opposite = (UP, DOWN) if way == "rise" else (DOWN, UP)
    own = [c for c in CASES if re.match(rf"(many, one |one, )?{way}\b", c.of) and not BOTH.search(c.of)]
    assert len(own) > 50
    assert [f"{name_of(c)}: {c.text}" for c in own if opposite.search(NO_WAY.sub("", c.text))] == []
    assert [f"{name_of(c)}: {c.text}" for c in own if not said.search(c.text) and not FIGURES.search(c.text)] == []


MOVED = re.compile(r"\b(rose|risen|fell|fallen|More|Fewer|named)\b.*? (?:to|in) (\d[\d,.]*).*?, from (\d[\d,.]*)")
TO = re.compile(r"\b(rose|fell) from (\d[\d,.]*) to (\d[\d,.]*)")


def test_two_figures_go_the_way_that_the_word_says() -> None:
    """ "Rose to 77, from 57": the figures are apart as written, and the later one is the larger."""
    pairs = [(c, m[1], figure(m[2]), figure(m[3])) for c in CASES if (m := MOVED.search(c.text))]
    pairs += [(c, m[1], figure(m[3]), figure(m[2])) for c in CASES if (m := TO.search(c.text))]
    assert len(pairs) > 25
    ways = {"fell": -1, "fallen": -1, "Fewer": -1}
    wrong = [
        c.text for c, word, latest, before in pairs if word != "named" and (latest - before) * ways.get(word, 1) <= 0
    ]
    assert wrong == []


def test_a_change_is_that_of_the_two_counts_beside_it() -> None:
    """ "953 episodes, 784 in the year before: 22 % more": 953 over 784."""
    found = [
        c.text
        for c in CASES
        if c.form == "change.change_sentence" and "\u00a0% " in c.text and "would fit" not in c.text
    ]
    divided = [
        re.search(r": ([\d,]+) episodes, ([\d,]+) in the year before: (\d+)\u00a0% (more|fewer)", text)
        for text in found
    ]
    assert [m is None for m in divided].count(False) == 2
    for m in filter(None, divided):
        change = round((figure(m[1]) / figure(m[2]) - 1) * 100)
        assert (abs(change), "more" if change > 0 else "fewer") == (int(m[3]), m[4])


def figure(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))
