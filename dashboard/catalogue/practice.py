"""Findings about practice: themes, asks, reviews, language, capacity, how it fits."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import ALL, NONE
from dashboard.catalogue.entry import Codes, Entry
from dashboard.findings.asks import actions, asks, has_actions, origins
from dashboard.findings.asks_since import BY_ROLE, STILL, by_role, still_named
from dashboard.findings.capacity import capacity_indicators, sessions, training
from dashboard.findings.case_reviews import has_reviews, reviews_time, side
from dashboard.findings.codebook import codebook, coders, disagreements, quotations
from dashboard.findings.finding import Finding
from dashboard.findings.language import language_categories, language_trend, word_list
from dashboard.findings.measures_other import action_measures, language_measures
from dashboard.findings.sharing import acted_on, flows
from dashboard.findings.structure import structure
from dashboard.findings.theme_course import capacity_themes, theme_time
from dashboard.findings.themes import has_themes, theme_mix, theme_pairs, theme_split
from data_loaders.release import Release

CODED, REGISTER, REVIEWS = ("theme_codings",), ("actions",), ("case_reviews",)
THEMES, ASKS, CASES, WORDS, CAPACITY = "themes", "asks", "case-reviews", "language", "capacity"


def _event(codes: Codes) -> pd.Timestamp | None:
    event = codes.get("event", NONE)
    return None if event == NONE else pd.Timestamp(event[:10])


def _reviews(release: Release, codes: Codes) -> Finding | None:
    return side(release, codes["kind"]) if has_reviews(release) else None


def _over_time(release: Release, codes: Codes) -> Finding | None:
    return reviews_time(release, codes["kind"]) if has_reviews(release) else None


ENTRIES = (
    Entry("themes", "What practitioners name", "What do practitioners name?", THEMES,
          lambda r, _: theme_mix(r) if has_themes(r) else None, (), CODED, judges="themes"),
    Entry("theme-time", "A theme over time", "Is it named more than before?", THEMES,
          lambda r, c: theme_time(r, c.get("theme", ALL)), ("theme",), CODED, is_for_papers=False),
    Entry("theme-split", "Who names a theme", "Who names it?", THEMES,
          lambda r, c: theme_split(r, c.get("by", "agency"), c.get("theme", ALL)), ("theme", "by"), CODED, is_for_papers=False),
    Entry("theme-pairs", "Themes named together", "What is named together?", THEMES, lambda r, _: theme_pairs(r), (), CODED,
          is_for_papers=False),
    Entry("quotations", "In their words", "What was said?", THEMES, lambda r, c: quotations(r, c.get("theme", ALL)), ("theme",), CODED,
          is_for_papers=False),
    Entry("codebook", "The codebook", "What does each theme mean?", THEMES, lambda r, _: codebook(r), (), CODED, is_for_papers=False),
    Entry("coders", "How sure the reading is", "Do two readers agree?", THEMES, lambda r, _: coders(r), (), CODED, is_for_papers=False),
    Entry("disagreements", "Where readers differ", "Where do two readers differ?", THEMES, lambda r, _: disagreements(r), (), CODED,
          is_for_papers=False),
    Entry("asks", "Asks and answers", "What was asked for, and what came of it?", ASKS,
          lambda r, _: asks(r) if has_themes(r) and has_actions(r) else None, (), REGISTER),
    Entry("asks-since", "Answered, and still named", STILL, ASKS,
          lambda r, _: still_named(r) if has_themes(r) and has_actions(r) else None, (), (*CODED, *REGISTER), judges="answered asks"),
    Entry("asks-by-role", "Asks and roles", BY_ROLE, ASKS,
          lambda r, _: by_role(r) if has_themes(r) and has_actions(r) else None, (), (*CODED, *REGISTER), is_for_papers=False),
    Entry("actions", "Actions", "What is being done?", ASKS,
          lambda r, c: actions(r, c.get("theme", ALL), c.get("origin", ALL)) if has_actions(r) else None,
          ("theme", "origin"), REGISTER, measures=action_measures),
    Entry("origins", "Where actions came from", "What did actions come from?", ASKS,
          lambda r, _: origins(r) if has_actions(r) else None, (), REGISTER, is_for_papers=False),
    *(Entry(f"reviews-{kind.lower()}", f"Case reviews: {title}", f"Which {title} did reviews find?", CASES,
            _reviews, (), REVIEWS, with_codes=(("kind", kind),))
      for kind, title in (("STRENGTH", "strengths"), ("GAP", "gaps"), ("CONTEXT", "contexts"))),
    *(Entry(f"reviews-time-{kind.lower()}", f"Case reviews over time: {title}", f"Do reviews find other {title} than before?", CASES,
            _over_time, (), REVIEWS, with_codes=(("kind", kind),), is_for_papers=False, judges="case reviews")
      for kind, title in (("STRENGTH", "strengths"), ("GAP", "gaps"))),
    Entry("language", "Words that blame", "Are words that blame used less?", WORDS, lambda r, _: language_trend(r), (), ("language_scans",),
          measures=language_measures),
    Entry("language-kinds", "Kinds of words", "Which kinds of words are used?", WORDS, lambda r, _: language_categories(r), (),
          ("language_scans",), is_for_papers=False),
    Entry("word-list", "The list of words", "Which words, why, and what instead?", WORDS, lambda r, _: word_list(r), is_for_papers=False),
    Entry("capacity-indicators", "Time to do the work", "Is there time to do the work well?", CAPACITY,
          lambda r, _: capacity_indicators(r), (), is_for_papers=False),
    Entry("capacity-themes", "Capacity, as practitioners name it", "What do practitioners say of their capacity?", CAPACITY,
          lambda r, _: capacity_themes(r) if has_themes(r) else None, (), CODED, is_for_papers=False),
    Entry("training", "Training", "Who has been trained?", CAPACITY, lambda r, _: training(r)),
    Entry("sessions", "Sessions", "Do reflective sessions take place?", CAPACITY, lambda r, _: sessions(r), is_for_papers=False),
    Entry("sharing", "Who shared with whom", "Who shares with whom?", CAPACITY, lambda r, _: flows(r)),
    Entry("acted-on", "Whether it was acted on", "Is what is shared acted on?", CAPACITY, lambda r, c: acted_on(r, _event(c)), ("event",),
          ("intelligence_sharing",), is_for_papers=False, judges="what changed at a dated event"),
    Entry("how-it-fits", "How it fits", "How does a concern move between the meetings?", "how-it-fits", lambda r, _: structure(r),
          is_for_papers=False),
)  # fmt: skip
