"""Whom the shares of a view are of: those who answered or, where the silent stand with other answers, all who were asked."""

from __future__ import annotations

import numpy as np

from data_loaders.safety.floor import Bools
from data_loaders.survey.grids import View
from data_loaders.survey.pupils import Wave
from data_loaders.survey.scales import NO_ANSWER, NOT_ASKED, Answer

ANSWERED, ASKED = "answered", "asked"


def base_of(bands: tuple[Answer, ...]) -> str:
    return ANSWERED if any(band.answers == {NO_ANSWER} for band in bands) else ASKED


def in_base(view: View, codes: np.ndarray) -> Bools:
    """Whom the shares of answers are of, among those who were asked."""
    return np.asarray((codes != NOT_ASKED) & ((codes != NO_ANSWER) | (base_of(view.answers) == ASKED)))


def bases(view: View, codes: np.ndarray, inside: Bools) -> list[tuple[Bools, list[Answer]]]:
    """Which pupils the shares of which bands are of. `inside`: all of a group who were asked."""
    routed = [b for b in view.answers if b.side == "not_asked"]
    silent = [b for b in view.answers if b.side == "none"]
    others = [b for b in view.answers if b.side not in ("none", "not_asked")]
    put_to = inside & (codes != NOT_ASKED)
    found = [(put_to & (codes != NO_ANSWER) if silent else put_to, others), (put_to, silent), (inside, routed)]
    return [(base, bands) for base, bands in found if bands]


def ends_of(view: View, wave: Wave) -> dict[str, Bools]:
    """Who is at which end of the scale. Each view tells apart the positive end; the negative one may stand with other answers."""
    held = {
        side: frozenset[str]().union(*(band.answers for band in view.answers if band.side == side))
        for side in ("positive", "negative")
    }
    return {side: wave.gave(view.question, answers) for side, answers in held.items() if answers}
