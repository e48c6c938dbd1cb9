"""The survey's router: a question, a wave and a split are answered from the one published view that is theirs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.release import Release

ALL_SPLIT = "all"
SPLIT_TITLES = {
    "all": "Not split", "stage": "Stage", "sex": "Sex", "simd": "Deprivation fifth", "LOCALITY": "Locality",
    "COMMUNITY": "Community", "WARD": "Ward", "CLUSTER": "Empowering Cluster", "IZ2011": "Intermediate zone",
}  # fmt: skip
AREA_SPLITS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY")


@dataclass(frozen=True)
class Asking:
    """What is asked: a survey, one of its waves, one of its questions, and by what it is split."""

    survey: str
    wave: str
    question: str
    split: str = ALL_SPLIT


@dataclass(frozen=True)
class Answers:
    """The published view: `cells` and `sides` by block with its label, in the order of blocks; empty with a reason."""

    asking: Asking
    question: pd.Series
    bands: pd.DataFrame
    cells: pd.DataFrame
    sides: pd.DataFrame
    differences: pd.DataFrame
    base: str  # whom shares are of: "answered" or "asked"
    interval: str
    reason: str

    @property
    def is_shown(self) -> bool:
        return not self.reason


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


def splits_of(release: Release, asking: Asking) -> dict[str, str]:
    """Every split of a question, those that are withheld included: their page says why."""
    views = _of(release.table("survey_views"), asking.survey, asking.wave)
    own = views.loc[views["question_id"] == asking.question, "split"]
    return {split: SPLIT_TITLES.get(split, split.title()) for split in own}


def answers_to(release: Release, asking: Asking) -> Answers:
    """The one view that answers, or the reason why there is none."""
    question = next(
        r
        for _, r in questions_of(release, asking.survey, asking.wave).iterrows()
        if r["question_id"] == asking.question
    )
    view = _view(release, asking)
    bands = _own(release.table("survey_bands"), asking)
    empty = pd.DataFrame()
    if view is None or view["status"] != "published":
        reason = "This question has no such split." if view is None else view["reason"]
        return Answers(asking, question, bands, empty, empty, empty, "", "", reason)
    labels = block_labels(release, asking)
    made = {
        name: _labelled(_own(release.table(f"survey_{name}"), asking, by_split=True), labels)
        for name in ("cells", "sides", "differences")
    }
    return Answers(asking, question, bands[bands["step"] == view["step"]].reset_index(drop=True), **made,
                   base=view["base"], interval=view["interval"], reason="")  # fmt: skip


def block_labels(release: Release, asking: Asking) -> dict[str, str]:
    """Block → label, in order."""
    rows = _of(release.table("survey_blocks"), asking.survey, asking.wave)
    rows = rows[rows["split"] == asking.split].sort_values(["position", "block"], kind="stable")
    return dict(zip(rows["block"], rows["label"], strict=True))


def block_leaves(release: Release, asking: Asking) -> dict[str, frozenset[str]]:
    """Block of areas → the codes of every area in it."""
    rows = _of(release.table("survey_blocks"), asking.survey, asking.wave)
    rows = rows[rows["split"] == asking.split]
    return {str(block): frozenset(rows.loc[rows["block"] == block, "leaf"]) for block in rows["block"].unique()}


def safety_questions(release: Release) -> dict[Asking, str]:
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
        Asking(r.survey_id, r.wave, r.question_id): f"{r.short} ({r.wave})"
        for r in rows.itertuples()
        if (r.survey_id, r.wave, r.question_id) in shown
    }


def survey_table(release: Release, name: str, survey: str) -> pd.DataFrame:
    """The rows of one survey, all waves."""
    frame = release.table(f"survey_{name}")
    return frame[frame["survey_id"] == survey].reset_index(drop=True)


def _view(release: Release, asking: Asking) -> pd.Series | None:
    views = _own(release.table("survey_views"), asking, by_split=True)
    return None if views.empty else views.iloc[0]


def _of(frame: pd.DataFrame, survey: str, wave: str) -> pd.DataFrame:
    return frame[(frame["survey_id"] == survey) & (frame["wave"] == wave)]


def _own(frame: pd.DataFrame, asking: Asking, *, by_split: bool = False) -> pd.DataFrame:
    rows = _of(frame, asking.survey, asking.wave)
    rows = rows[rows["question_id"] == asking.question]
    return (rows[rows["split"] == asking.split] if by_split else rows).reset_index(drop=True)


def _labelled(frame: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    order = {block: number for number, block in enumerate(labels)}
    rows = frame.assign(label=frame["block"].map(labels), order=frame["block"].map(order))
    return rows.sort_values("order", kind="stable").reset_index(drop=True)
