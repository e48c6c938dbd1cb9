"""The answers of a question and the one ladder on which they are joined when a cell would be too small.

    each       every answer, and no answer
    sides      positive · neither · negative · no answer
    two_sides  positive · neither or no answer · negative          (only where there is a "neither")
    positive   positive · everything else, no answer included

Each step joins cells of the one before, so what any two steps differ by is a union of whole cells.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMED = {
    "AGREE_5": "Strongly agree; Agree; Neither agree nor disagree; Disagree; Strongly disagree",
    "AGREE_4": "Strongly agree; Agree; Disagree; Strongly disagree",
    "OFTEN_5": "Always; Often; Sometimes; Rarely; Never",
    "SAFE_4": "Very safe; Safe; Unsafe; Very unsafe",
    "YES_NO": "Yes; No",
}
NO_ANSWER, NOT_ASKED = "NR", "NA"
SILENT = ("", "NR", "NK")  # delivered codes that mean: asked, and did not say
STEPS = ("each", "sides", "two_sides", "positive")


@dataclass(frozen=True)
class Answer:
    """One answer, or several that are told together. `answers`: the delivered codes in it."""

    code: str
    label: str
    side: str  # positive, neither, negative, rest, none, not_asked
    answers: frozenset[str]


@dataclass(frozen=True)
class Scale:
    """`answers`: code → label, the good end first."""

    answers: dict[str, str]

    def step(self, name: str, *, routed: bool) -> tuple[Answer, ...]:
        """The bands of a step; `routed` adds a band for pupils whom the questionnaire led past the question."""
        bands = {"each": self._each, "sides": self._sides, "two_sides": self._two_sides, "positive": self._positive}[
            name
        ]()
        return (*bands, Answer(NOT_ASKED, "Not asked", "not_asked", frozenset({NOT_ASKED}))) if routed else bands

    @property
    def steps(self) -> tuple[str, ...]:
        """Finest first, without those that would only repeat another."""
        middle = ("two_sides",) if self._parts()[1] else ()
        first = ("each",) if len(self.answers) > 2 else ()
        return (*first, "sides", *middle, "positive")

    @property
    def positive(self) -> str:
        return _words(self.answers[c] for c in self._parts()[0])

    def _parts(self) -> tuple[list[str], list[str], list[str]]:
        codes = list(self.answers)
        half = len(codes) // 2
        return codes[:half], codes[half : len(codes) - half], codes[len(codes) - half :]

    def _each(self) -> tuple[Answer, ...]:
        parts = zip(("positive", "neither", "negative"), self._parts(), strict=True)
        own = [Answer(c, self.answers[c], side, frozenset({c})) for side, codes in parts for c in codes]
        return (*own, Answer(NO_ANSWER, "No answer", "none", frozenset({NO_ANSWER})))

    def _sides(self) -> tuple[Answer, ...]:
        parts = zip(("positive", "neither", "negative"), self._parts(), strict=True)
        own = [self._joined(side, codes) for side, codes in parts if codes]
        return (*own, Answer(NO_ANSWER, "No answer", "none", frozenset({NO_ANSWER})))

    def _two_sides(self) -> tuple[Answer, ...]:
        good, middle, bad = self._parts()
        between = Answer("BETWEEN", f"{_words(self.answers[c] for c in middle)}, or no answer", "neither", frozenset({*middle, NO_ANSWER}))  # fmt: skip
        return (self._joined("positive", good), between, self._joined("negative", bad))

    def _positive(self) -> tuple[Answer, ...]:
        good, middle, bad = self._parts()
        rest = Answer("REST", "Another answer, or none", "rest", frozenset({*middle, *bad, NO_ANSWER}))
        return (self._joined("positive", good), rest)

    def _joined(self, side: str, codes: list[str]) -> Answer:
        return Answer(side.upper(), _words(self.answers[c] for c in codes), side, frozenset(codes))


def read_scale(text: str, positive_direction: str) -> Scale | None:
    """The scale that a delivery describes, the good end first; None where it has fewer than two answers, or one twice."""
    answers = dict[str, str]()
    for part in NAMED.get(text.strip(), text).split(";"):
        code, _, label = part.partition("=")
        if code.strip() in answers:
            return None
        if code.strip():
            answers[code.strip()] = label.strip() or code.strip()
    if len(answers) < 2 or set(answers) & {*SILENT, NOT_ASKED}:
        return None
    if positive_direction == "LAST":
        answers = dict(reversed(answers.items()))
    return Scale(answers)


def _words(labels: object) -> str:
    listed = [str(label) for label in labels]  # type: ignore[attr-defined]  # a list of words, by its description
    return " or ".join([listed[0], *(label[:1].lower() + label[1:] for label in listed[1:])]) if listed else ""
