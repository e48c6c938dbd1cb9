"""The survey: a question, a wave and a split are answered from the one published view that is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.ask.answer import Answer, Reason
from dashboard.ask.labels import code_labels
from data_loaders.release import Release

ALL_SPLIT = "all"
WHOM = "pupils"
GROUPS = {"all": "Not split", "stage": "Stage", "age": "Age", "sex": "Sex", "simd": "Deprivation fifth"}
AREA_SPLITS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY")


NO_QUESTION, NO_SPLIT = "This wave holds no such question.", "This question has no such split."


@dataclass(frozen=True)
class SurveyQuestion:
    """A survey, one of its waves, one of its questions, and by what it is split."""

    survey: str
    wave: str
    question: str
    split: str = ALL_SPLIT

    def answered(self, release: Release) -> SurveyAnswer:
        rows = questions_of(release, self.survey, self.wave)
        rows = rows[rows["question_id"] == self.question]
        if rows.empty:
            return SurveyAnswer(
                frame=pd.DataFrame(), reason=Reason.NOT_COVERED, why=NO_QUESTION, whom=WHOM, asking=self
            )
        view, bands = _view(release, self), _own(release.table("survey_bands"), self)
        said = SurveyAnswer(frame=pd.DataFrame(), whom=WHOM, asking=self, question=rows.iloc[0], bands=bands)
        if view is None:
            return replace(said, reason=Reason.NOT_COVERED, why=NO_SPLIT)
        if view["status"] != "published":
            return replace(said, reason=Reason.WITHHELD, why=str(view["reason"]))
        return _shown(release, said, view)


@dataclass(frozen=True, kw_only=True)
class SurveyAnswer(Answer):
    """The published view: `frame` (cells) and `sides` by block with its label, in the order of blocks."""

    asking: SurveyQuestion
    question: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))
    bands: pd.DataFrame = field(default_factory=pd.DataFrame)
    sides: pd.DataFrame = field(default_factory=pd.DataFrame)
    differences: pd.DataFrame = field(default_factory=pd.DataFrame)
    base: str = ""  # whom shares are of: "answered" or "asked"
    interval: str = ""


def _shown(release: Release, said: SurveyAnswer, view: pd.Series) -> SurveyAnswer:
    labels = block_labels(release, said.asking)
    cells, sides, differences = (
        _labelled(_own(release.table(f"survey_{name}"), said.asking, by_split=True), labels)
        for name in ("cells", "sides", "differences")
    )
    bands = said.bands[said.bands["step"] == view["step"]].reset_index(drop=True)
    return replace(
        said, frame=cells, sides=sides, differences=differences, bands=bands, base=str(view["base"]), interval=str(view["interval"]),
        labels={"block": labels},
    )  # fmt: skip


def has_survey(release: Release) -> bool:
    return "survey_views" in release.frames and len(release.frames["survey_views"]) > 0


def waves_of(release: Release) -> dict[str, list[str]]:
    """Survey → its waves, the latest first."""
    views = release.table("survey_views")
    return {
        str(s): sorted(set(views.loc[views["survey_id"] == s, "wave"]), reverse=True)
        for s in sorted(set(views["survey_id"]))
    }


def questions_of(release: Release, survey: str, wave: str) -> pd.DataFrame:
    """The questions of a wave in their order."""
    rows = _of(release.table("survey_questions"), survey, wave)
    return rows.sort_values("position", kind="stable").reset_index(drop=True)


def splits_of(release: Release, asking: SurveyQuestion) -> dict[str, str]:
    """Every split of a question, those that are withheld included: their page says why."""
    views = _of(release.table("survey_views"), asking.survey, asking.wave)
    own = views.loc[views["question_id"] == asking.question, "split"]
    titles = split_titles(release)
    return {split: titles.get(split, split.title()) for split in own}


def first_split(release: Release, asking: SurveyQuestion) -> str:
    """By what a question is split where nobody has chosen: by sex, which is asked about most; else by whatever there is."""
    splits = [split for split in splits_of(release, asking) if split != ALL_SPLIT]
    return "sex" if "sex" in splits else next(iter(splits), ALL_SPLIT)


def split_titles(release: Release) -> dict[str, str]:
    """What a way of dividing pupils is called: by what they said, or by a level of areas."""
    return {**GROUPS, **code_labels(release, "ref_area.area_level")}


def block_labels(release: Release, asking: SurveyQuestion) -> dict[str, str]:
    """Block → label, in order."""
    rows = _of(release.table("survey_blocks"), asking.survey, asking.wave)
    rows = rows[rows["split"] == asking.split].sort_values(["position", "block"], kind="stable")
    return dict(zip(rows["block"], rows["label"], strict=True))


def block_leaves(release: Release, asking: SurveyQuestion) -> dict[str, frozenset[str]]:
    """Block of areas → the codes of every area in it."""
    rows = _of(release.table("survey_blocks"), asking.survey, asking.wave)
    rows = rows[rows["split"] == asking.split]
    return {str(block): frozenset(rows.loc[rows["block"] == block, "leaf"]) for block in rows["block"].unique()}


def safety_questions(release: Release) -> dict[SurveyQuestion, str]:
    """Questions about feeling safe somewhere that are shown by area, the latest wave first; the neighbourhood before others."""
    questions, views = release.table("survey_questions"), release.table("survey_views")
    by_area = views[views["split"].isin(AREA_SPLITS) & (views["status"] == "published")]
    shown = set(zip(by_area["survey_id"], by_area["wave"], by_area["question_id"], strict=True))
    rows = questions[questions["place"] != ""].assign(
        is_far=questions["place"] != "NEIGHBOURHOOD", is_day=questions["time_of_day"] != "EVENING"
    )
    rows = rows.sort_values(["is_far", "is_day", "position"], kind="stable").sort_values(
        "wave", ascending=False, kind="stable"
    )
    return {
        SurveyQuestion(r.survey_id, r.wave, r.question_id): f"{r.short} ({r.wave})"
        for r in rows.itertuples()
        if (r.survey_id, r.wave, r.question_id) in shown
    }


def survey_table(release: Release, name: str, survey: str) -> pd.DataFrame:
    """The rows of one survey, all waves."""
    frame = release.table(f"survey_{name}")
    return frame[frame["survey_id"] == survey].reset_index(drop=True)


def _view(release: Release, asking: SurveyQuestion) -> pd.Series | None:
    views = _own(release.table("survey_views"), asking, by_split=True)
    return None if views.empty else views.iloc[0]


def _of(frame: pd.DataFrame, survey: str, wave: str) -> pd.DataFrame:
    return frame[(frame["survey_id"] == survey) & (frame["wave"] == wave)]


def _own(frame: pd.DataFrame, asking: SurveyQuestion, *, by_split: bool = False) -> pd.DataFrame:
    rows = _of(frame, asking.survey, asking.wave)
    rows = rows[rows["question_id"] == asking.question]
    return (rows[rows["split"] == asking.split] if by_split else rows).reset_index(drop=True)


def _labelled(frame: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    order = {block: number for number, block in enumerate(labels)}
    rows = frame.assign(label=frame["block"].map(labels), order=frame["block"].map(order))
    return rows.sort_values("order", kind="stable").reset_index(drop=True)
