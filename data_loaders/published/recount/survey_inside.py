"""Pupils who must be there: of two numbers of a wave that lie in a third, what is told of both, of one alone, and of whom they leave.

Beside "Wishaw: 39 unsafe, 30 without an answer" stands "Shotts: 36 unsafe or without an answer": so six of Shotts at least are among the 39.
Beside "44 of the 100 of lower secondary" stands "60 of Secondary 1": so four of Secondary 1 at least are among the 44. Counted again from
the pupils, each number as the set of those whom it is of, one bit for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

import numpy as np

from data_loaders.published.recount.answers import Ladder
from data_loaders.published.recount.counted_answers import CountedWave
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.groups import Split, ages_of
from data_loaders.published.recount.survey_view import STEPS, SurveyView
from data_loaders.published.recount.waves import Wave, waves


def few_inside(evidence: Evidence) -> int:
    """How many pairs of an answer of a group with another, or with the size of a group, tell of one to k − 1 pupils that they are there."""
    names, k = ("survey_cells", "survey_part"), evidence.policy.survey.k[evidence.policy.audience]
    found = 0
    for wave in waves(evidence):
        if isinstance(wave, CountedWave):
            continue
        cells, part = (_of_wave(evidence.published[name], wave) for name in names)
        sizes = _sizes(wave, cells, part)
        for question, rows in cells.groupby("question_id"):
            if question in wave.questions:
                found += _of_question(evidence, wave, rows, sizes, k)
    return found


def _of_wave(frame: Frame, wave: Wave) -> Frame:
    return frame[(frame["survey_id"] == wave.survey) & (frame["wave"] == wave.wave)]


def _of_question(evidence: Evidence, wave: Wave, own: Frame, sizes: frozenset[int], k: int) -> int:
    """Worked out once for all corruptions that leave a question, and what is told of sizes, as they are."""
    question = str(own["question_id"].iloc[0])
    shown = {
        str(split): (tuple(dict.fromkeys(cells["block"])), frozenset(cells["band"]))
        for split, cells in own.groupby("split", sort=False)
        if split in wave.splits
    }
    told = [(s, b, sorted(a)) for s, (b, a) in shown.items()]

    def counted(_: Evidence) -> int:
        views = [SurveyView(wave, question, split, *found, k) for split, found in shown.items()]
        return sum(1 for _ in _known_few({n for view in views for n in _numbers(view)}, sizes, k))

    return evidence.read_once(f"inside {wave.survey} {wave.wave} {question} {told} {hash(sizes)}", counted)


def _sizes(wave: Wave, cells: Frame, part: Frame) -> frozenset[int]:
    """Sets of pupils whose sizes are told: of who took part, and as bases of questions."""
    everybody = np.ones(len(wave.sample.people), dtype=bool)
    told = [(split, everybody, list(rows["block"])) for split, rows in part.groupby("split")]
    told += [
        (split, wave.sample.asked(str(question)), list(rows["block"]))
        for (question, split), rows in cells.groupby(["question_id", "split"])
        if question in wave.questions
    ]
    made = {_bits(everybody)}
    for name, split in wave.splits.items():
        groups: dict[str, set[int]] = {}
        for _, asked, blocks in (own for own in told if own[0] == name):
            for group, who in _groups(split, name, asked, blocks):
                groups.setdefault(group, set()).add(who)
        made.update(who for own in groups.values() for who in own)
        nested = [pair for own in groups.values() for pair in permutations(own, 2) if name != "stage"]
        made.update(wide & ~narrow for wide, narrow in nested if narrow & ~wide == 0)
    return frozenset(made)


def _groups(split: Split, name: str, asked: np.ndarray, blocks: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Those that are shown, and each group of a coarser step and each age that they make up: who of those asked stands in it."""
    shown = [(block, _bits(split.inside(block) & asked)) for block in dict.fromkeys(blocks) if block in split.leaves]
    yield from shown
    ages = ages_of(split) if name == "stage" else split
    for own in {id(of): of for of in (split, ages)}.values():
        for group in own.leaves:
            who = _bits(own.inside(group) & asked)
            if who == _all_of(part for _, part in shown if part & ~who == 0):
                yield f"{group} made up", who


def _numbers(view: SurveyView) -> Iterator[int]:
    """Who of each group gave each answer, one of several that stand together further up, or any other."""
    asked = view.wave.sample.asked(view.question)
    gave = [view.wave.sample.gave(view.question, tuple(sorted(own))) for own in _answers(view, view.ladder)]
    for _, group in _groups(view.wave.splits[view.split], view.split, asked, view.blocks):
        yield from (group & _bits(own) for own in gave)


def _answers(view: SurveyView, ladder: Ladder) -> set[frozenset[str]]:
    own = {frozenset(given) for _, _, _, given in view.own_bands}
    every = frozenset[str]().union(*own)
    silent = {answer for _, _, side, given in view.own_bands if side in ("none", "not_asked") for answer in given}
    further = STEPS[STEPS.index(view.step) + 1 :] if view.step in STEPS else ()
    own |= {frozenset(g) for s in further if s != "two_sides" or ladder.parts["neither"] for *_, g in ladder.bands(s)}
    return {*own, *(every - one for one in own), every - silent, every}


def _known_few(counts: set[int], sizes: frozenset[int], k: int) -> Iterator[tuple[int, int]]:
    """Two sets that must share, have alone or leave one to k − 1."""
    order = sorted({*counts, *sizes} - {0}, key=int.bit_count)
    n = np.array([who.bit_count() for who in order])
    both, sums = _shared(order), n[:, None] + n[None, :]
    is_tried = np.triu(np.ones(both.shape, dtype=bool), 1) & np.logical_or.outer(*2 * [[w in counts for w in order]])
    alone = np.where(n[:, None] < n[None, :], n[None, :] - both, 0)  # of the larger one; they stand by their size
    yield from ((order[i], order[j]) for i, j in np.argwhere(is_tried & (alone > 0) & (alone < k)))
    # A third that holds both is smaller than their sum and tells whom they share, or is larger and tells whom they leave.
    first, last = (np.searchsorted(n, np.where(both > 0, sums - both, sums + 1)), np.searchsorted(n, sums - both + k))
    lies_in, pairs = both == n[:, None], np.argwhere(is_tried & (both < k) & (first < last))
    (one, other), low, high = pairs.T, first[*pairs.T], last[*pairs.T]
    tells = np.zeros(len(pairs), dtype=bool)
    for step in range(int((high - low).max(initial=0))):  # all pairs beside their next third at once
        at = np.flatnonzero(~tells & (low + step < high))
        i, j, third = one[at], other[at], low[at] + step
        tells[at] = lies_in[i, third] & lies_in[j, third] & (n[third] != sums[i, j])
    yield from ((order[i], order[j]) for i, j in pairs[tells])


def _shared(sets: list[int]) -> np.ndarray:
    """How many pupils each two of them share."""
    size = max((who.bit_length() for who in sets), default=0) // 8 + 1
    held = np.frombuffer(b"".join(who.to_bytes(size, "big") for who in sets), dtype=np.uint8).reshape(len(sets), size)
    bits = np.unpackbits(held, axis=1).astype(np.float32)
    return np.asarray(np.rint(bits @ bits.T), dtype=np.int64)


def _bits(who: np.ndarray) -> int:
    return int.from_bytes(np.packbits(who).tobytes(), "big")


def _all_of(parts: Iterable[int]) -> int:
    found = 0
    for part in parts:
        found |= part
    return found
