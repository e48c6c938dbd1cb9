"""Findings about places, what was done in them, and contexts at level 2."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.ask.audits import AuditChoice, has_audits
from dashboard.ask.months import ALL, NONE
from dashboard.ask.published import until
from dashboard.catalogue.entry import GROUPS, Build, Codes, Entry
from dashboard.findings import contexts_assessed as assessed
from dashboard.findings import one_context as one
from dashboard.findings.answered_harm import LEVELS, level_two, levels, reached_ird
from dashboard.findings.audit_parts import audit_part
from dashboard.findings.contexts import board, chairs, has_contexts, level, outcomes, who_came
from dashboard.findings.contexts_closed import LESS_SAFE, less_safe
from dashboard.findings.contexts_measured import measured
from dashboard.findings.contexts_waiting import waiting_times
from dashboard.findings.finding import Finding
from dashboard.findings.harm_places import layer
from dashboard.findings.interventions import did_it_work, interventions_of, one_intervention
from dashboard.findings.measures_missing import incident_measures
from dashboard.findings.measures_other import context_measures
from dashboard.findings.mix import mix
from dashboard.findings.place_card import place_card
from dashboard.findings.place_scan import clusters
from dashboard.findings.places_next import QUESTION as PLACES_NEXT
from dashboard.findings.places_next import places_next
from dashboard.findings.places_shared import QUESTION as PLACES_SHARED
from dashboard.findings.places_shared import places_shared
from dashboard.findings.places_when import day_and_time, district_change, half_years, incidents_trend
from data_loaders.release import Release

INCIDENTS, CASES = ("efh_incidents",), ("context_cases",)
PLACES, WHEN, WORK, BOARD, ONE = "places", "places-when", "did-it-work", "contexts", "one-context"
ANSWERED = "how harm was answered"  # one question more is one look more, of which what did happen would have to pay
COUNTED = ("counted",)  # the day on which contexts were counted together
YOUNG_PEOPLE = AuditChoice(domain="4", level="L1")  # the fourth domain, for the young people themselves


def _intervention(release: Release, codes: Codes) -> Finding | None:
    known = interventions_of(release)
    return one_intervention(release, codes.get("intervention") or next(iter(known))) if known else None


def _context(release: Release, codes: Codes) -> str | None:
    shown = one.contexts_shown(release)
    return codes.get("context") or next(iter(shown), None)


def _place(release: Release, codes: Codes) -> Finding | None:
    """The place that is asked for, or the first circle."""
    place = codes.get("place") or next((c.key for c in clusters(release)), None)
    return None if place is None else place_card(release, place)


def _mix(split: str, title: str) -> Entry:
    asked = f"{title}: how do they divide?"
    return Entry(f"incidents-{split}", title, asked, WHEN, lambda r, c: mix(r, "incidents", c["split"], title=title, question=asked), (), INCIDENTS, with_codes=(("split", split),), judges=GROUPS)  # fmt: skip


def _of_contexts(make: Callable[[Release], Finding]) -> Build:
    """Of the day on which contexts were counted together that is asked for, or of the latest."""
    return lambda release, codes: make(until(release, codes.get("counted", ""))) if has_contexts(release) else None


def _of_one(key: str, title: str, question: str, make: Callable[[Release, str], Finding]) -> Entry:
    def build(release: Release, codes: Codes) -> Finding | None:
        context = _context(release, codes)
        return None if context is None else make(release, context)

    return Entry(key, title, question, ONE, build, ("context",), CASES, is_for_papers=False, judges="single contexts")


ENTRIES = (
    Entry("place-map", "Places", "Where does harm outside the family concentrate?", PLACES,
          lambda r, c: layer(r, c.get("layer", NONE)), ("layer",), INCIDENTS, "layout"),
    Entry("place-card", "One place", "What is known of one place?", PLACES, _place, ("place",), INCIDENTS, "layout", is_for_papers=False),
    Entry("places-next", "Which place next", PLACES_NEXT, PLACES, lambda r, _: places_next(r), (), INCIDENTS),
    Entry("places-shared", "What places share", PLACES_SHARED, PLACES, lambda r, _: places_shared(r), (), INCIDENTS),
    Entry("incidents-trend", "Incidents: the trend", "Are more incidents recorded than before?", WHEN,
          lambda r, _: incidents_trend(r), (), INCIDENTS, measures=incident_measures),
    Entry("district-change", "Change by district", "What changed from one year to the next?", WHEN,
          lambda r, _: district_change(r), (), INCIDENTS, judges="districts"),
    Entry("half-years", "Half-years", "How did districts move from half-year to half-year?", WHEN,
          lambda r, _: half_years(r), (), INCIDENTS),
    Entry("day-and-time", "Times of day", "At what times is harm met?", WHEN,
          lambda r, c: day_and_time(r, c.get("district", ALL)), ("district",), INCIDENTS),
    Entry("reached-ird", "Reached a referral discussion", "Is harm answered with a referral discussion?", WHEN,
          lambda r, _: reached_ird(r), (), INCIDENTS, judges=ANSWERED),
    Entry("level-two", "Level of response", "Was the context itself answered?", WHEN,
          lambda r, _: level_two(r), (), INCIDENTS, judges=ANSWERED),
    Entry("response-levels", "Level 1, level 2 or neither", LEVELS, WHEN, lambda r, _: levels(r), (), INCIDENTS, judges=ANSWERED),
    _mix("harm", "Kinds of harm"), _mix("context", "Contexts"),
    Entry("did-it-work", "Before and after", "Was less recorded afterwards than elsewhere?", WORK,
          lambda r, _: did_it_work(r) if interventions_of(r) else None, (), ("interventions", "efh_incidents"), judges="interventions"),
    Entry("one-intervention", "One intervention", "What was recorded before and after one intervention?", WORK, _intervention,
          ("intervention",), ("interventions", "efh_incidents"), judges="interventions"),
    Entry("contexts-board", "Contexts at level 2", "How far has each context come?", BOARD, _of_contexts(board), COUNTED, CASES,
          measures=context_measures),
    Entry("contexts-less-safe", "Closed though less safe", LESS_SAFE, BOARD, _of_contexts(less_safe), COUNTED, (*CASES, "context_measures"), judges="single contexts"),
    *(Entry(key, title, question, BOARD, _of_contexts(make), COUNTED, CASES)
      for key, title, question, make in (
          ("contexts-level", "Level of the answer", "At which level were contexts answered?", level),
          ("contexts-waiting", "From referral to plan", "How long does it take?", waiting_times),
          ("contexts-came", "Who came", "Who comes to conferences?", who_came),
          ("contexts-chairs", "Who chaired", "Who chairs?", chairs),
          ("contexts-outcomes", "What became of contexts", "What became of closed contexts?", outcomes))),
    Entry("contexts-measured", "What was measured", "Did the context change?", BOARD,
          _of_contexts(measured), COUNTED, CASES, judges="what was measured in contexts"),
    *(Entry(key, title, question, BOARD, _of_contexts(make), COUNTED, (*CASES, *needs))
      for key, title, question, make, needs in (
          ("contexts-heaviest", "What weighs most", assessed.HEAVIEST, assessed.heaviest, ("context_weights",)),
          ("contexts-acted-on", "Acted on", assessed.ACTED_ON, assessed.acted_on, ("context_weights",)),
          ("contexts-risks", "Risks of contexts", assessed.RISKS, assessed.pooled_risks, ("context_risks",)),
          ("contexts-network", "Network of support", assessed.NETWORK, assessed.network, ("context_risks",)),
          ("contexts-voice", "Young people in assessments", assessed.VOICE, assessed.with_young_people, ("context_risks",)),
          ("contexts-asked", "What young people ask for", assessed.ASKED, assessed.asked_for, ()),
          ("contexts-felt", "How it feels at closing", assessed.FELT_ASKED, assessed.felt, ("context_measures",)),
          ("contexts-reopened", "Opened again", assessed.REOPENED, assessed.reopened, ()),
          ("contexts-front-door", "The front door", assessed.DOOR, assessed.front_door, ()))),
    Entry("contexts-young-people", "For the young people themselves", "Do records show change for young people themselves?", BOARD,
          lambda r, _: audit_part(r, YOUNG_PEOPLE, "round", question="Do records show change for young people themselves?") if has_audits(r) else None,
          (), ("audit_ratings",)),
    *(_of_one(key, title, question, make) for key, title, question, make in (
        ("context-moved", "Measures of one context", one.MEASURES, one.measures), ("context-risks", "Risks of one context", one.RISKS, one.risks),
        ("context-weights", "Weights of one context", one.WEIGHTS, one.weights), ("context-done", "What was done in one context", one.DONE, one.interventions))),
)  # fmt: skip
