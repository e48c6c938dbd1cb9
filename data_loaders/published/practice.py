"""Practice: what practitioners say, what was asked and done, what reviews found, the language of documents."""

from __future__ import annotations

from data_loaders.published.kinds import Block, Code, Count, CountOrBlank, Date, Key, Label, Reason, Text, Whole
from data_loaders.published.rules import Always, FloorOf, FullGrid, InOrder, PartOf
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

VOICES = "contributors"
GRID = "Every figure, with a theme and without it, has as many voices behind it as the floor asks, none of them most of it."
WORDS = "What themes, bands and terms are called; the same whoever spoke."
UNIT = Code(allowed=("month", "quarter", "half_year", "year", "all"))
PERIOD = {"period_start": Date(is_key=True), "period_end": Date()}
QUESTION = {
    "view": Code(allowed=("themes", "reviews"), is_key=True),
    "split": Code(allowed=("none", "agency", "role", "stance", "review"), is_key=True),
    "code": Key(),
    "kind": Key(),
}
SMALL = "hidden to protect people"
IN_ORDER = InOrder("period_start", "period_end")
LIMITS = PublishedTable(
    name="practice_limits",
    of_what="How many voices, reviews or people stand behind each figure at least.",
    columns={"name": Code(allowed=("k", "reviews_k", "crowd"), is_key=True), "value": Whole(low=1)},
    who=NOBODY,
    why="Settings of the policy.",
    goes_on=GoesOn.ANEW,
)
CODEBOOK = PublishedTable(
    name="practice_codebook",
    of_what="A theme in a version of the codebook.",
    columns={
        "theme_code": Key(),
        "parent_code": Label(),
        "label": Label(),
        "definition": Text(),
        "version": Key(),
        "root": Label(),
        "position": Whole(low=0),
        "in_use": Code(allowed=("yes", "no")),
    },
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.ANEW,
)
COUNTS = PublishedTable(
    name="practice_counts",
    of_what="How many contributions or reviews of a group and a period a theme was found in, and of how many.",
    columns={
        **QUESTION,
        "group": Block(),
        "unit": UNIT,
        **PERIOD,
        "n": Whole(low=1),
        "base": Whole(low=1),
    },
    who=VOICES,
    why=GRID,
    goes_on=GoesOn.APPEND,
    rules=(
        IN_ORDER,
        FloorOf("view", "themes", "practice", ("n", "base")),
        FloorOf("view", "reviews", "reviews", ("n", "base")),
        InOrder("n", "base"),
        FullGrid(("view", "split", "code", "kind"), (("group",), ("period_start", "period_end"))),
    ),
)
STATUS = PublishedTable(
    name="practice_status",
    of_what="What became of a question: shown or withheld, and over which time it is shown.",
    columns={
        **QUESTION,
        "status": Code(allowed=("published", "withheld")),
        "reason": Reason(status="status"),
        "periods": Whole(low=0),
        "period_start": Date(may_be_blank=True),
        "period_end": Date(may_be_blank=True),
    },
    who=VOICES,
    why=GRID,
    goes_on=GoesOn.ANEW,
    rules=(
        IN_ORDER,
        Always(lambda f: (f["periods"] == 0) == (f["status"] == "withheld"), "has periods that are withheld"),
    ),
)
BANDS = PublishedTable(
    name="practice_bands",
    of_what="A leaf of a band by which contributions or reviews are divided.",
    columns={"dimension": Key(), "band": Block(), "label": Label(), "leaf": Key(), "leaf_label": Label()},
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.ANEW,
)
PAIRS = PublishedTable(
    name="practice_pairs",
    of_what="How many contributions name both of two themes, one of them, neither.",
    columns={
        "theme_a": Key(),
        "theme_b": Key(),
        "period_start": Date(),
        "period_end": Date(),
        "both": Count(of=VOICES, whose="practice"),
        "only_a": Count(of=VOICES, whose="practice"),
        "only_b": Count(of=VOICES, whose="practice"),
        "neither": Count(of=VOICES, whose="practice"),
    },
    who=VOICES,
    why=GRID,
    goes_on=GoesOn.KEEP,
    rules=(IN_ORDER,),
)
AGREEMENT = PublishedTable(
    name="practice_agreement",
    of_what="In how many contributions that two coders read both found a theme, one of them, neither.",
    columns={
        "theme_code": Key(),
        "both": Count(of=VOICES, whose="practice"),
        "one": Count(of=VOICES, whose="practice"),
        "neither": Count(of=VOICES, whose="practice"),
    },
    who=VOICES,
    why=GRID,
    goes_on=GoesOn.KEEP,
)
DISAGREEMENTS = PublishedTable(
    name="practice_disagreements",
    of_what="How often one coder found the one theme where the other found the other.",
    columns={"theme_a": Key(), "theme_b": Key(), "n": Count(of=VOICES, whose="practice")},
    who=VOICES,
    why=GRID,
    goes_on=GoesOn.KEEP,
)
QUOTES = PublishedTable(
    name="practice_quotes",
    of_what="A quotation with its theme, of a quarter and a wide band.",
    columns={
        "theme_code": Label(),
        "stance": Label(),
        "text": Text(),
        "band": Label(),
        "period_start": Date(),
        "period_end": Date(),
    },
    who=VOICES,
    why="Paraphrases that their contributors have agreed to and that two people have read; none of a day or a session.",
    goes_on=GoesOn.ANEW,
    rules=(
        Always(lambda f: (f["period_end"] - f["period_start"]).dt.days.between(80, 100), "is not of a quarter"),
    ),
)  # fmt: skip
ACTIONS = PublishedTable(
    name="practice_actions",
    of_what="What was agreed, by role, and what came of it.",
    columns={
        "action_id": Key(),
        "origin_type": Label(),
        "theme_code": Label(),
        "description": Text(),
        "owner_role": Label(),
        "due": Date(may_be_blank=True),
        "status": Label(),
        "closed": Date(may_be_blank=True),
        "evidence": Text(),
    },
    who=NOBODY,
    why="What was agreed, by role; read by the identity guard.",
    goes_on=GoesOn.ANEW,
)
SESSIONS = PublishedTable(
    name="practice_sessions",
    of_what="Sessions of a quarter and how many came to them together; blank, and 0 sessions, where none was held or fewer came than the floor asks.",
    columns={
        "type": Key(),
        **PERIOD,
        "sessions": Whole(low=0),
        "attendees": CountOrBlank(of="attendees", whose="practice", status="attendees_status", blank_when=(SMALL,)),
        "attendees_status": Code(allowed=("published", SMALL)),
    },
    who=VOICES,
    why="All who came in a quarter together, at least as many as the floor asks; where fewer came, it reads as if no session had been held.",
    goes_on=GoesOn.APPEND,
    rules=(IN_ORDER, FullGrid((), (("type",), ("period_start", "period_end")))),
)
TRAINING = PublishedTable(
    name="practice_training",
    of_what="How many of those eligible had a course.",
    columns={
        "period_start": Date(is_key=True),
        "agency": Key(),
        "course": Key(),
        "eligible": CountOrBlank(of="staff", whose="practice", status="status", blank_when=(SMALL,)),
        "trained": CountOrBlank(of="staff", whose="practice", status="status", blank_when=(SMALL,)),
        "status": Code(allowed=("published", SMALL)),
    },
    who="staff",
    why="Withheld where fewer than the floor had it, or had it not, or moved since what was last shown; where nobody moved it is withheld too.",
    goes_on=GoesOn.APPEND,
    rules=(PartOf("trained", "eligible", "practice"),),
)
SHARING = PublishedTable(
    name="practice_sharing",
    of_what="Items of intelligence that were shared, and how many were acted on.",
    columns={
        "view": Code(allowed=("total", "flow"), is_key=True),
        "from_agency": Key(),
        "to_agency": Key(),
        "unit": UNIT,
        **PERIOD,
        "items": Count(of="items", whose="practice"),
        "acted_on": Count(of="items", whose="practice"),
    },
    who=VOICES,
    why="Items acted on and not acted on are each as many as the floor asks; pairs of agencies with fewer, or none, stand together or with the last that is named.",
    goes_on=GoesOn.APPEND,
    rules=(
        IN_ORDER,
        PartOf("acted_on", "items", "practice"),
        FullGrid(("view",), (("from_agency", "to_agency"), ("period_start", "period_end"))),
    ),
)
LANGUAGE = PublishedTable(
    name="practice_language",
    of_what="Words of documents of a kind and a period, and terms of a category found in them.",
    columns={
        "doc_type": Key(),
        "category": Key(),
        "unit": UNIT,
        **PERIOD,
        "words": Whole(low=0),
        "hits": Whole(low=0),
    },
    who="authors",
    why="As many documents as the floor asks have a word that each figure counts, and kinds of document with fewer are left out; words are counted, not people.",
    goes_on=GoesOn.APPEND,
    rules=(
        IN_ORDER,
        InOrder("hits", "words"),
        FullGrid((), (("doc_type", "category"), ("period_start", "period_end"))),
    ),
)
TERMS = PublishedTable(
    name="practice_terms",
    of_what="A term that is looked for, why, and what may stand in its place.",
    columns={
        "term": Key(),
        "pattern": Text(),
        "category": Label(),
        "why": Text(),
        "alternatives": Text(),
        "exceptions": Text(),
    },
    who=NOBODY,
    why=WORDS,
    goes_on=GoesOn.ANEW,
)
PRACTICE = declared(
    LIMITS, CODEBOOK, COUNTS, STATUS, BANDS, PAIRS, AGREEMENT, DISAGREEMENTS, QUOTES, ACTIONS, SESSIONS, TRAINING,
    SHARING, LANGUAGE, TERMS,
)  # fmt: skip
