"""Invented audits: four rounds of records read by two auditors, and a review of the system. Numbers are planted exactly."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.story import Story

RECORDS, FRAME = 120, (410, 396, 402, 388)
ROUNDS = (
    ("Spring 2024", "2024-05-15"),
    ("Autumn 2024", "2024-11-13"),
    ("Spring 2025", "2025-05-14"),
    ("Autumn 2025", "2025-11-12"),
)
TEAMS, TEAM_SHARE = (
    np.array(["Children and families", "Education support", "Early help", "Throughcare"]),
    (0.36, 0.27, 0.22, 0.15),
)
# Practice area → share rated good or better, and for each standard: domain, level, wording.
STANDARDS: dict[str, tuple[float, tuple[tuple[str, str, str], ...]]] = {
    "CHRONOLOGY": (0.62, (("2", "L1", "is up to date"), ("2", "L1", "shows patterns, not only events"), ("1", "L1", "says where things happened"))),
    "ASSESSMENT": (0.58, (("2", "L1", "covers harm outside the family"), ("1", "L1", "names each context"), ("1", "L2", "leads to a referral of the context"))),
    "PLAN": (0.52, (("2", "L1", "follows from the assessment"), ("3", "L1", "says who does what by when"), ("1", "L2", "has an action in the context"))),
    "VOICE": (0.442, (("2", "L1", "holds the young person’s own view"), ("2", "L1", "shows what changed because of it"), ("3", "L2", "asks young people about the place"))),
    "LANGUAGE": (0.80, (("2", "L1", "puts no blame on the young person"), ("2", "L1", "names who caused the harm"), ("2", "L2", "describes the place without labels"))),
    "CONTEXT_ID": (0.55, (("1", "L1", "weighs the contexts"), ("1", "L1", "finds strengths in each"), ("1", "L2", "links to contexts already known"))),
    "PARTNERSHIP": (0.66, (("3", "L1", "shows that information was shared"), ("3", "L2", "brings in who can change the place"), ("3", "L2", "has one lead for the context"))),
    "OUTCOME": (0.40, (("4", "L1", "says what is better for the young person"), ("4", "L1", "has asked the young person"), ("4", "L2", "measures change in the place"))),
}  # fmt: skip
# What one standard of an area is rated above or below the others, in their order; they add up to nothing, so an area keeps its share.
VARIES: dict[str, tuple[float, float, float]] = {
    "CHRONOLOGY": (0.08, -0.09, 0.01), "ASSESSMENT": (0.07, 0.03, -0.10), "PLAN": (0.09, 0.02, -0.11), "VOICE": (0.06, -0.09, 0.03),
    "LANGUAGE": (0.0, 0.04, -0.04), "CONTEXT_ID": (0.05, -0.01, -0.04), "PARTNERSHIP": (0.06, -0.08, 0.02), "OUTCOME": (0.05, 0.05, -0.10),
}  # fmt: skip
# Rounds differ a little, as rounds do, and more than chance leaves alike: earlier ones are rated lower, by parts of the records.
EARLIER = (-0.05, -0.02, 0.0, 0.0)
PLANTED, UNCERTAIN, RISE = (
    "VOICE",
    "OUTCOME",
    0.242,
)  # as parts of records, no round share: the last round; the second is rated on few records
FEW = 22
HIGH_AGREEMENT, HIGH_SHARE = "LANGUAGE-1", 0.90  # nearly all good: kappa misleads here
DISPUTED = "PLAN-2"  # the auditors read this standard differently, each as often higher as the other
# The second auditor rates higher in one area of practice, as real pairs do: neither sees it in any one record. By as many parts of
# the records more are rated good or better there; and elsewhere by hardly any, either way.
LEANING, LEAN, NO_LEAN, NOISE = "ASSESSMENT", 0.16, 0.012, 0.45
NOISE_OF = {DISPUTED: 3.2, **{f"{LEANING}-{n}": 1.6 for n in (1, 2, 3)}}
# Standards that the invented partnership has tied to a national indicator; those of contexts have no indicator of their own.
TIES = {"CHRONOLOGY": "5.2", "ASSESSMENT": "5.2", "PLAN": "5.3", "VOICE": "5.4", "PARTNERSHIP": "7.1", "OUTCOME": "2.1"}
# Of those good or better, and of those below: how the points divide.
GOOD, BELOW = ((4, 0.55), (5, 0.30), (6, 0.15)), ((3, 0.58), (2, 0.28), (1, 0.14))
COMPONENTS = (
    ("1", "L1", "Contexts in assessments", "AAGG", "Invented: assessment forms ask for each context.", "ECOLOGICAL; EVIDENCE_INFORMED", "RECORDS", "Invented: the form is looked at again after a year."),
    ("1", "L2", "Referral of contexts", "RAAA", "Invented: one form and one inbox for all agencies.", "ECOLOGICAL; COLLABORATIVE", "PRACTITIONERS", "Invented: say back to whoever referred what was decided."),
    ("2", "L1", "Door to child protection", "RAAA", "Invented: a threshold for harm outside the family is agreed, and not used by all.", "COLLABORATIVE", "MANAGERS", "Invented: concerns that reached no discussion are looked at each month."),
    ("2", "L2", "Context conferences", "RRAA", "Invented: chairs are trained; children are not discussed by name.", "COLLABORATIVE; RIGHTS_BASED", "AUDITORS", "Invented: two more chairs are trained by the summer."),
    ("3", "L1", "Information sharing", "RAAA", "Invented: agreement signed by six agencies, and used unlike by them.", "COLLABORATIVE", "RECORDS", "Invented: whoever knows of a place tells the others in the same week."),
    ("3", "L2", "Partners who can change places", "RRAA", "Invented: licensing, transport and shops are invited.", "COLLABORATIVE; ECOLOGICAL", "PARTNERS", "Invented: one role is named for each kind of partner."),
    ("4", "L1", "Outcomes for young people", "AAAA", "Invented: outcome tool in use in some teams.", "RIGHTS_BASED; EVIDENCE_INFORMED", "YOUNG_PEOPLE", "Invented: young people help to choose the questions."),
    ("4", "L2", "Measures of places", "RRRA", "Invented: first measures taken in pilot contexts.", "", "", ""),
)  # fmt: skip
OBSERVATIONS = (
    ("O-1", "DOCUMENTS", "2025-10-06", "1", "STRENGTH", "The procedure names places and groups as something that can be assessed.", "", ""),
    ("O-2", "DOCUMENTS", "2025-10-06", "4", "GAP", "No policy says how it is known that a place has become safer.", "Write down which measures of a place are taken, and when.", ""),
    ("O-3", "MEETINGS", "2025-10-21", "3", "STRENGTH", "Those who can change a place come to the conference and speak first.", "", ""),
    ("O-4", "MEETINGS", "2025-10-21", "2", "GAP", "Two of the observed meetings turned from the place to one family.", "Chairs begin with the rule that a context is discussed.", ""),
    ("O-5", "TRAINING", "2025-11-04", "1", "STRENGTH", "Police and teachers assess the same invented place together.", "", ""),
    ("O-6", "YOUNG_PEOPLE", "2025-11-18", "4", "GAP", "They were asked once and did not hear what came of it.", "Tell young people what became of what they said.", ""),
    ("O-7", "PRACTITIONERS", "2025-11-19", "3", "GAP", "It is not clear who may ask a shop or a bus company to a conference.", "Name one role for each kind of partner.", ""),
    ("O-8", "PRACTITIONERS", "2025-11-19", "2", "GAP", "Teams hear late what an audit of their records found.", "Tell each team within a month.", "A-06"),
    ("O-9", "DOCUMENTS", "2025-10-06", "2", "GAP", "Report templates hold words that blame.", "Put a list of words beside each template.", "A-07"),
)  # fmt: skip
LIGHTS, REVIEWS = {"R": "RED", "A": "AMBER", "G": "GREEN"}, ("2024-06-01", "2024-12-01", "2025-06-01", "2025-12-01")


def audit_tables(story: Story) -> tuple[dict[str, pa.Table], dict[str, object]]:
    """The four tables of the audit, and what was planted in them. In a flat world nothing rises."""
    rise = RISE if story.planted else 0.0
    items = [(f"{area}-{n}", *rest) for area, (_, three) in STANDARDS.items() for n, rest in enumerate(three, start=1)]
    tables = {
        "audit_items": _columns(
            ("item_id", "domain", "level", "practice_area", "wording", "scale", "quality_indicator"),
            [(i, domain, level, i[:-2], f"Invented standard: {i[:-2].lower().replace('_id', 's')} {text}", "SIX_POINT", TIES.get(i[:-2], ""))
             for i, domain, level, text in items]),
        "audit_rounds": _columns(("round", "held_on", "frame_n", "drawn"),
                                 [(name, day, frame, "RANDOM") for (name, day), frame in zip(ROUNDS, FRAME, strict=True)]),
        "audit_ratings": _ratings(story, [i[0] for i in items], rise),
        "audit_observations": _columns(
            ("observation_id", "part", "held_on", "domain", "found", "what", "recommendation", "action_id"),
            [(*head, f"Invented: {what}", f"Invented: {then}" if then else "", action) for *head, what, then, action in OBSERVATIONS]),
        "system_review": _columns(
            ("review_dt", "domain", "level", "component", "rating", "evidence", "agency", "evidence_values", "evidence_from", "next_step"),
            [(day, domain, level, component, LIGHTS[lights[at]], evidence, "Partnership", *how)
             for at, day in enumerate(REVIEWS) for domain, level, component, lights, evidence, *how in COMPONENTS]),
    }  # fmt: skip
    planted = {"improved": PLANTED, "from_round": ROUNDS[2][0], "to_round": ROUNDS[3][0], "rise": rise, "uncertain": UNCERTAIN,
               "records": RECORDS, "records_uncertain": FEW, "high_agreement_low_kappa": HIGH_AGREEMENT, "disputed": DISPUTED,
               "second_auditor_higher": {"area": LEANING, "share_more": LEAN if story.planted else 0.0}}  # fmt: skip
    return tables, planted


def _ratings(story: Story, items: list[str], rise: float) -> pa.Table:
    rng, second_rng = (
        story.rng(21),
        story.rng(23),
    )  # the second auditor's own ways leave the first one's ratings as they are
    lean = LEAN if story.planted else 0.0
    rows: list[tuple[object, ...]] = []
    for at, (name, day) in enumerate(ROUNDS):
        records = [str(r, "ascii") for r in identifiers(rng, "r", RECORDS)]
        teams = rng.permutation(TEAMS[np.searchsorted(np.cumsum(TEAM_SHARE), (np.arange(RECORDS) + 0.5) / RECORDS)])
        effect = rng.normal(0, 0.6, RECORDS)
        drawn = np.datetime64(day) - rng.integers(7, 40, RECORDS)
        for item in items:
            rated = np.arange(RECORDS) if item[:-2] != UNCERTAIN else np.sort(rng.permutation(RECORDS)[:FEW])
            latent = effect[rated] + rng.normal(0, 0.8, len(rated))
            share = _share(item, at, rise) + (
                0.0 if item[:-2] in (PLANTED, UNCERTAIN) or item == HIGH_AGREEMENT else float(rng.normal(0, 0.02))
            )
            first = points(latent, share)
            noise = rng.normal(0, NOISE_OF.get(item, NOISE), len(rated))
            second = points(latent + noise, share + _more(second_rng, item, lean))
            if item == HIGH_AGREEMENT:
                second = _nearly_all_agree(rng, first)
            for rater, given in (("A", first), ("B", second)):
                rows += [(f"a{at}{rater}{record}", name, records[record], teams[record], str(drawn[record]), item, rater, int(point), "Y")
                         for record, point in zip(rated, given, strict=True)]  # fmt: skip
    names = (
        "audit_id",
        "round",
        "record_pseudo_id",
        "team_band",
        "sampled_dt",
        "item_id",
        "rater",
        "rating",
        "is_blind",
    )
    return _columns(names, rows)


def _share(item: str, at: int, rise: float) -> float:
    share = HIGH_SHARE if item == HIGH_AGREEMENT else STANDARDS[item[:-2]][0]
    if item == HIGH_AGREEMENT:
        return share
    own = VARIES[item[:-2]][int(item[-1]) - 1] + (0.0 if item[:-2] == UNCERTAIN or not rise else EARLIER[at])
    return share + own + (rise if item[:-2] in (PLANTED, UNCERTAIN) and at == len(ROUNDS) - 1 else 0.0)


def points(latent: np.ndarray, share: float) -> np.ndarray:
    """The six points of the records in the order of `latent`: exactly this share of them good or better."""
    count = len(latent)
    good = round(count * share)
    ladder: list[int] = []
    for parts, size in ((BELOW[::-1], count - good), (GOOD, good)):
        edges = np.round(np.cumsum([p for _, p in parts]) * size).astype(int)
        ladder += [
            int(point) for (point, _), many in zip(parts, np.diff([0, *edges]), strict=True) for _ in range(many)
        ]
    given = np.empty(count, dtype=int)
    given[np.argsort(latent, kind="stable")] = ladder
    return given


def _more(rng: np.random.Generator, item: str, lean: float) -> float:
    """How much larger the share is that the second auditor rates good or better."""
    if item[:-2] == LEANING:
        return lean
    return 0.0 if item[:-2] == UNCERTAIN or item == HIGH_AGREEMENT else float(rng.normal(0, NO_LEAN))


def _nearly_all_agree(rng: np.random.Generator, first: np.ndarray) -> np.ndarray:
    """The second auditor decides otherwise on six records each way, so that few records carry all the disagreement."""
    second = first.copy()
    good = np.flatnonzero(first >= 4)
    below = np.flatnonzero(first < 4)
    second[rng.permutation(good)[:6]] = 3
    second[rng.permutation(below)[:6]] = 4
    return second


def _columns(names: tuple[str, ...], rows: list[tuple[object, ...]]) -> pa.Table:
    return pa.table({name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)})
