"""The answers of a question on its ladder, straight from the delivered scale."""

from __future__ import annotations

from dataclasses import dataclass

NAMED = {
    "AGREE_5": "Strongly agree; Agree; Neither agree nor disagree; Disagree; Strongly disagree",
    "AGREE_4": "Strongly agree; Agree; Disagree; Strongly disagree",
    "OFTEN_5": "Always; Often; Sometimes; Rarely; Never",
    "SAFE_4": "Very safe; Safe; Unsafe; Very unsafe",
    "YES_NO": "Yes; No",
}
SILENCE = ("NR", "No answer", "none", ("NR",))
NOT_PUT = ("NA", "Not asked", "not_asked", ("NA",))
Band = tuple[str, str, str, tuple[str, ...]]  # code, label, side, delivered answers


@dataclass(frozen=True)
class Ladder:
    """Delivered answers with their labels, the good end first."""

    labels: dict[str, str]

    @property
    def parts(self) -> dict[str, list[str]]:
        codes, half = list(self.labels), len(self.labels) // 2
        return {
            "positive": codes[:half],
            "neither": codes[half : len(codes) - half],
            "negative": codes[len(codes) - half :],
        }

    @property
    def good(self) -> str:
        return self._words(self.parts["positive"])

    def bands(self, step: str) -> list[Band]:
        parts = self.parts
        joined = {
            side: (side.upper(), self._words(codes), side, tuple(codes)) for side, codes in parts.items() if codes
        }
        if step == "each":
            return [*((c, self.labels[c], side, (c,)) for side, codes in parts.items() for c in codes), SILENCE]
        if step == "sides":
            return [*joined.values(), SILENCE]
        if step == "two_sides":
            between = (
                "BETWEEN",
                f"{self._words(parts['neither'])}, or no answer",
                "neither",
                (*parts["neither"], "NR"),
            )
            return [joined["positive"], between, joined["negative"]]
        rest = (*parts["neither"], *parts["negative"], "NR")
        return [joined["positive"], ("REST", "Another answer, or none", "rest", rest)]

    def step_of(self, bands: set[str]) -> str:
        """The step whose bands these are; blank where they are of none."""
        steps = ("each", "sides", *(("two_sides",) if self.parts["neither"] else ()), "positive")
        return next((step for step in steps if {b[0] for b in self.bands(step)} == bands - {"NA"}), "")

    def _words(self, codes: list[str]) -> str:
        first, *others = [self.labels[code] for code in codes]
        return " or ".join([first, *(label[0].lower() + label[1:] for label in others)])


def ladder_of(scale: str, positive_direction: str) -> Ladder | None:
    """None where the scale is no scale: fewer than two answers, or a code that means silence."""
    labels = {}
    for part in NAMED.get(scale.strip(), scale).split(";"):
        code, _, label = (text.strip() for text in part.partition("="))
        if code:
            labels[code] = label or code
    if len(labels) < 2 or set(labels) & {"NR", "NK", "NA"}:
        return None
    return Ladder(dict(reversed(labels.items())) if positive_direction == "LAST" else labels)
