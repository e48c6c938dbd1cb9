"""The survey of pupils: full grids of groups by answers, with shares and their errors."""

from __future__ import annotations

from data_loaders.published.kinds import Block, Code, Count, Figure, Key, Label, Reason, Share, Text, Whole
from data_loaders.published.rules import Always, FullGrid, PartOf, Within
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

PUPILS = "pupils"
GRIDS = "Full grids in which every cell holds as many pupils as the floor asks"
WHY = f"{GRIDS}."
ERRORS = (
    f"{GRIDS}; shares count each pupil once; "
    "errors by one design effect of a question by a split, in steps and rounded up, never by the schools of a group or an answer; "
    "degrees of freedom of all who were asked the question, so many pupils for each in the whole wave, twice the floor at least, "
    "and at most one less than the figure's base."
)
WORDS = "What questions, groups and answers are called; the same whoever answered."
WAVE = {"survey_id": Key(), "wave": Key()}
VIEW = ("survey_id", "wave", "question_id", "split")
STEP = Code(allowed=("", "each", "sides", "two_sides", "positive"))
RANGE = {
    "se_pct": Figure(low=0, places=2),
    "lower_pct": Share(),
    "upper_pct": Share(),
    "degrees": Whole(low=0),
}
APART = 0.051  # a share and its limits are rounded by themselves, each to a tenth
QUESTIONS = PublishedTable(
    name="survey_questions",
    of_what="A question of a wave, in the words in which it was put.",
    columns={
        **WAVE,
        "question_id": Key(),
        "position": Whole(low=0),
        "wording": Text(),
        "short": Label(),
        "theme": Label(),
        "shanarri": Label(),
        "instrument": Text(),
        "stages_asked": Label(),
        "positive": Label(),
        "scale": Label(most=2000),
        "place": Label(),
        "time_of_day": Label(),
    },
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.APPEND,
)
VIEWS = PublishedTable(
    name="survey_views",
    of_what="A question by a split: shown at a step of its answers, or withheld.",
    columns={
        **WAVE,
        "question_id": Key(),
        "split": Key(),
        "status": Code(allowed=("published", "withheld")),
        "reason": Reason(status="status"),
        "step": STEP,
        "base": Code(allowed=("", "answered", "asked")),
        "interval": Text(),
    },
    who=PUPILS,
    why=WHY,
    goes_on=GoesOn.APPEND,
    rules=(
        Always(lambda f: (f["step"] == "") == (f["status"] == "withheld"), "has a step that is withheld"),
        Always(lambda f: (f["base"] == "") == (f["status"] == "withheld"), "has a base that is withheld"),
    ),
)
BANDS = PublishedTable(
    name="survey_bands",
    of_what="A band of the answers of a question at a step.",
    columns={
        **WAVE,
        "question_id": Key(),
        "step": Key(),
        "band": Block(),
        "position": Whole(low=0),
        "label": Label(),
        "side": Code(allowed=("positive", "neither", "negative", "rest", "none", "not_asked")),
    },
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.APPEND,
)
BLOCKS = PublishedTable(
    name="survey_blocks",
    of_what="A leaf of a group by which pupils are divided.",
    columns={
        **WAVE,
        "split": Key(),
        "block": Block(),
        "label": Label(),
        "position": Whole(low=0),
        "leaf": Key(),
    },
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.APPEND,
)
CELLS = PublishedTable(
    name="survey_cells",
    of_what="How many pupils of a group gave an answer, and their share.",
    columns={
        **WAVE,
        "question_id": Key(),
        "split": Key(),
        "block": Block(),
        "band": Block(),
        "n": Count(of=PUPILS, whose="survey"),
        "share_pct": Share(),
        **RANGE,
    },
    who=PUPILS,
    why=ERRORS,
    goes_on=GoesOn.APPEND,
    rules=(FullGrid(VIEW, (("block",), ("band",))), Within("lower_pct", "share_pct", "upper_pct", APART)),
)
SIDES = PublishedTable(
    name="survey_sides",
    of_what="How many pupils of a group are at one end of the scale, and their share.",
    columns={
        **WAVE,
        "question_id": Key(),
        "split": Key(),
        "block": Block(),
        "side": Code(allowed=("positive", "negative"), is_key=True),
        "n": Count(of=PUPILS, whose="survey"),
        "base_n": Count(of=PUPILS, whose="survey"),
        "share_pct": Share(),
        **RANGE,
    },
    who=PUPILS,
    why=ERRORS,
    goes_on=GoesOn.APPEND,
    rules=(
        PartOf("n", "base_n", "survey"),
        FullGrid(VIEW, (("block",), ("side",))),
        Within("lower_pct", "share_pct", "upper_pct", APART),
    ),
)
DIFFERENCES = PublishedTable(
    name="survey_differences",
    of_what="The positive share of a group less that of all others together.",
    columns={
        **WAVE,
        "question_id": Key(),
        "split": Key(),
        "block": Block(),
        "difference_pct": Figure(low=-100, high=100, places=1),
        "se_pct": Figure(low=0, places=2),
        "lower_pct": Figure(places=1),
        "upper_pct": Figure(places=1),
        "p_value": Figure(low=0, high=1, places=5),
    },
    who=PUPILS,
    why=ERRORS,
    goes_on=GoesOn.APPEND,
    rules=(
        Within("lower_pct", "difference_pct", "upper_pct", APART),
        Always(
            lambda f: ((f["lower_pct"] + f["upper_pct"]) / 2 - f["difference_pct"]).abs() <= 0.16,
            "has a difference that is not in the middle of its range",
        ),
        Always(
            lambda f: ~((f["p_value"] < 0.045) & (f["lower_pct"] < -0.1) & (f["upper_pct"] > 0.1)),
            "has a chance that its range contradicts",
        ),
    ),
)
PART = PublishedTable(
    name="survey_part",
    of_what="How many pupils of a group took part, beside the young people who live there.",
    columns={
        **WAVE,
        "split": Key(),
        "block": Block(),
        "label": Label(),
        "position": Whole(low=0),
        "pupils": Count(of=PUPILS, whose="survey"),
        "sample_pct": Share(),
        "population": Figure(low=0, may_be_blank=True),
        "population_pct": Share(may_be_blank=True),
    },
    who=PUPILS,
    why=WHY,
    goes_on=GoesOn.APPEND,
    rules=(
        Always(
            lambda f: (
                f["sample_pct"] - 100 * f["pupils"] / f.groupby(["survey_id", "wave", "split"])["pupils"].transform("sum")
            ).abs() < 0.051,
            "has a share that does not follow from its pupils",
        ),
    ),
)  # fmt: skip
SURVEY = declared(QUESTIONS, VIEWS, BANDS, BLOCKS, CELLS, SIDES, DIFFERENCES, PART)
