"""Groups of pupils inside groups that are told finer by answer: all who were asked, and coarser areas.

Beside "Wishaw: 39 unsafe, 30 without an answer" stands "Shotts: 36 unsafe or without an answer": so six of Shotts at least are among the 39.
Counted again from the pupils: no few of whom such figures tell for certain that they are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from data_loaders.published.recount.counted_answers import CountedWave
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.survey_view import SurveyView
from data_loaders.published.recount.waves import Wave, waves

NOT_BY_AREA = ("stage", "sex", "simd")


def few_inside(evidence: Evidence) -> int:
    """How many cells of one to k − 1 pupils cannot be empty, of one group by the answers of a group that holds it."""
    cells, k = evidence.published["survey_cells"], evidence.policy.survey.k[evidence.policy.audience]
    found = 0
    for wave in waves(evidence):
        if isinstance(wave, CountedWave):
            continue
        own = cells[(cells["survey_id"] == wave.survey) & (cells["wave"] == wave.wave)]
        for question, rows in own.groupby("question_id"):
            if question in wave.questions:
                found += _of_question(evidence, wave, str(question), rows, k)
    return found


def _of_question(evidence: Evidence, wave: Wave, question: str, rows: Frame, k: int) -> int:
    """Worked out once for all corruptions that leave a question as it is."""
    shown = {
        str(split): (tuple(dict.fromkeys(own["block"])), frozenset(own["band"]))
        for split, own in rows.groupby("split", sort=False)
        if split in wave.splits
    }
    name = f"inside {wave.survey} {wave.wave} {question} {[(s, b, sorted(a)) for s, (b, a) in shown.items()]}"

    def counted(_: Evidence) -> int:
        views = [SurveyView(wave, question, split, *own, k) for split, own in shown.items()]
        pairs = [(one, other) for one, other in permutations(views, 2) if _may_hold(one.split, other.split)]
        return sum(1 for pair in pairs for n, least in _certain(*pair) if least > 0 and 0 < n < k)

    return evidence.read_once(name, counted)


def _may_hold(wide: str, narrow: str) -> bool:
    return wide == "all" or not {wide, narrow} & {"all", *NOT_BY_AREA}


def _certain(wide: SurveyView, narrow: SurveyView) -> Iterator[tuple[int, int]]:
    """Of each group inside another and each answer that this one tells finer: how many truly gave it, and how many at least."""
    sample, asked = wide.wave.sample, wide.wave.sample.asked(wide.question)
    inner = [(asked & narrow.wave.splits[narrow.split].inside(block)) for block in narrow.blocks]
    for block in wide.blocks:
        outer = asked & wide.wave.splits[wide.split].inside(block)
        for group in (own for own in inner if not (own & ~outer).any()):
            for joined in (band[3] for band in narrow.own_bands):
                both = sample.gave(wide.question, joined)
                for finer in (band[3] for band in wide.own_bands if set(band[3]) < set(joined)):
                    gave = sample.gave(wide.question, finer)
                    least = (outer & gave).sum() + (group & both).sum() - (outer & both).sum()
                    yield int((group & gave).sum()), int(least)
