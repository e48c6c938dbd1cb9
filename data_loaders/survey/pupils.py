"""From one row for each pupil and question to one row for each pupil: who they are, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data_loaders.safety.floor import Bools, is_short
from data_loaders.survey.design import Design, design_of
from data_loaders.survey.scales import NO_ANSWER, NOT_ASKED, SILENT, Scale, read_scale
from data_loaders.survey.standing import put_to, stages_told

WHO = ["area_code", "stage", "sex", "simd_quintile"]
DRAWN = ["stratum", "cluster", "stratum_size"]


@dataclass(frozen=True)
class Question:
    """A question as it was put in one wave. `stages` is empty where all were asked; a stage of which fewer than k have a row was not asked."""

    identifier: str
    position: int
    row: pd.Series
    scale: Scale
    stages: frozenset[str]


@dataclass(frozen=True)
class Wave:
    """`pupils` and `answers` row for row; an answer is a code, NR, or NA (the questionnaire led past it)."""

    survey: str
    wave: str
    pupils: pd.DataFrame
    answers: pd.DataFrame
    questions: tuple[Question, ...]
    design: Design
    _codes: dict[str, np.ndarray] = field(init=False, default_factory=dict, repr=False, compare=False)
    _gave: dict[tuple[str, frozenset[str]], Bools] = field(init=False, default_factory=dict, repr=False, compare=False)
    _asked: dict[frozenset[str], np.ndarray] = field(init=False, default_factory=dict, repr=False, compare=False)

    def codes(self, question: Question) -> np.ndarray:
        """The answer of each pupil; made ready once, since every grid of a question asks for it."""
        if question.identifier not in self._codes:
            self._codes[question.identifier] = self.answers[question.identifier].to_numpy(dtype=str)
        return self._codes[question.identifier]

    def gave(self, question: Question, answers: frozenset[str]) -> Bools:
        """Who gave one of these answers: asked of every group and split, and worked out once. They are few, and to compare with
        each is far quicker than to sort what all gave."""
        if (key := (question.identifier, answers)) not in self._gave:
            codes = self.codes(question)
            self._gave[key] = np.any([np.zeros(len(codes), dtype=bool), *(codes == one for one in answers)], axis=0)
        return self._gave[key]

    @property
    def has_clusters(self) -> bool:
        """Whether schools were drawn, or pupils by themselves."""
        return len(self.design.stages[0].of) < len(self.pupils)

    def asked(self, question: Question) -> np.ndarray:
        """Whose stage was asked; those led past the question are among them."""
        return self.of_stages(question.stages)

    def of_stages(self, stages: frozenset[str]) -> np.ndarray:
        """Whom a question is put to of which these are the stages: all where none are named."""
        if stages not in self._asked:
            is_asked = self.pupils["stage"].isin(stages) if stages else np.ones(len(self.pupils), bool)
            self._asked[stages] = np.asarray(is_asked)
        return self._asked[stages]

    @cached_property
    def asked_alike(self) -> tuple[Bools, ...]:
        """Pupils whom the same questions were put to. Bases of all questions are published, and who took part: whatever adds up
        from them, one less another or less two others, is a union of these sets."""
        asked = np.column_stack([self.asked(question) for question in self.questions])
        alike, at = np.unique(np.packbits(asked, axis=1), axis=0, return_inverse=True)
        return tuple(np.asarray(at.ravel() == number) for number in range(len(alike)))


def waves_of(responses: pd.DataFrame, questions: pd.DataFrame, k: int) -> list[Wave]:
    """Every wave of every survey, in order; one without k pupils who were asked something is none."""
    rows = responses.reset_index(drop=True)
    parts = rows.groupby(["survey_id", "wave"], sort=True).indices
    made = [_wave(str(s), str(w), rows.iloc[at], questions, k) for (s, w), at in parts.items()]
    return [wave for wave in made if wave.questions]


def questions_of(survey: str, wave: str, questions: pd.DataFrame) -> list[Question]:
    """The questions of a survey as they were put in a wave: a row of the wave's own comes before one for all waves."""
    own = questions[(questions["survey_id"] == survey) & questions["wave"].isin(["", wave])]
    own = own.assign(place_in_file=range(len(own))).sort_values("wave", kind="stable", ascending=False)
    own = own.drop_duplicates("question_id").sort_values("place_in_file", kind="stable")
    made = []
    for number, (_, row) in enumerate(own.iterrows()):
        scale = read_scale(row["scale"], row["positive_direction"])
        if scale is not None:
            stages = frozenset(s.strip() for s in row["stages_asked"].split(";") if s.strip())
            made.append(Question(row["question_id"], number, row, scale, stages))
    return made


def numbered_pupils(rows: pd.DataFrame) -> np.ndarray:
    """Who gave each row: the identifier, or where there is none, rows of one profile are numbered question by question.

    The numbers link answers to pupils of the same profile at random, so nothing may be read from two questions together;
    nothing is: every grid is about one question.
    """
    named = rows["pupil_pseudo_id"].to_numpy(dtype=str)
    if (named != "").all():
        return np.char.add("id ", named)
    profile = rows.groupby([*WHO, *DRAWN], dropna=False, sort=True).ngroup().to_numpy()
    turn = rows.assign(profile=profile).groupby(["profile", "question_id"]).cumcount().to_numpy()
    made = np.char.add(np.char.add(profile.astype(str), " "), turn.astype(str))
    return np.where(named != "", np.char.add("id ", named), np.char.add("no ", made))


def _wave(survey: str, wave: str, rows: pd.DataFrame, questions: pd.DataFrame, k: int) -> Wave:
    blank = {"": "NK", "NR": "NK", "NA": "NK"}
    rows = rows.assign(who=numbered_pupils(rows), **{c: rows[c].replace(blank) for c in WHO})
    pupils = rows.drop_duplicates("who").sort_values("who", kind="stable").set_index("who")[[*WHO, *DRAWN]]
    pupils = pupils.assign(stage=stages_told(pupils["stage"], k))
    put = put_to(rows[["question_id"]].assign(stage=rows["who"].map(pupils["stage"])), k)
    everywhere = frozenset(pupils["stage"])
    known = [
        q if q.stages or put[q.identifier] == everywhere else replace(q, stages=put[q.identifier])
        for q in questions_of(survey, wave, questions) if q.identifier in put
    ]  # fmt: skip
    given = rows.assign(code=rows["response_code"].mask(rows["response_code"].isin(SILENT), NO_ANSWER))
    wide = given.pivot(index="who", columns="question_id", values="code").reindex(pupils.index)
    answers = wide[[q.identifier for q in known]].fillna(NO_ANSWER)  # no row at all: asked like the others, and silent
    made = Wave(survey, wave, pupils, answers, tuple(known), _design(pupils))
    return replace(made, answers=answers.assign(**{q.identifier: _led_past(made, q, k) for q in known}))


def _led_past(wave: Wave, question: Question, k: int) -> np.ndarray:
    """The answers; fewer than k who were led past a question are silent, like those who have no row."""
    codes = wave.codes(question)
    past = wave.asked(question) & (codes == NOT_ASKED)
    return np.where(past, NO_ANSWER, codes) if is_short(past.sum(), k) else codes


def _design(pupils: pd.DataFrame) -> Design:
    has_clusters = (pupils["cluster"] != "").all()
    sizes = pupils["stratum_size"]
    return design_of(
        len(pupils),
        weights=np.ones(len(pupils)),  # a delivered weight is used for nothing (docs/decisions/341)
        strata=pupils["stratum"].to_numpy(dtype=str),
        clusters=pupils["cluster"].to_numpy(dtype=str) if has_clusters else None,
        population=sizes.to_numpy(dtype=float) if sizes.notna().all() else None,
        lonely="centre",
    )


__all__ = ["NOT_ASKED", "Question", "Wave", "numbered_pupils", "questions_of", "waves_of"]
