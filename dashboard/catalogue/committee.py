"""Findings of what the Committee keeps and has to see."""

from __future__ import annotations

from dashboard.catalogue.entry import Entry
from dashboard.findings.committee import DECISIONS, HEARD, LEARNING, RISKS, decisions, heard, learning, risks
from dashboard.findings.measures_other import decision_measures, risk_measures
from dashboard.findings.minimum_dataset import QUESTION, minimum_dataset
from dashboard.findings.target_board import QUESTION as TARGETS
from dashboard.findings.target_board import targets

COMMITTEE = "committee"
ENTRIES = (
    Entry("minimum-dataset", "Minimum Dataset", QUESTION, COMMITTEE, lambda r, _: minimum_dataset(r), (), ("cpc_indicators",), judges="comparators"),
    Entry("committee-risks", "Risks", RISKS, COMMITTEE, lambda r, _: risks(r), (), ("risk_register",), measures=risk_measures),
    Entry("committee-decisions", "Decisions", DECISIONS, COMMITTEE, lambda r, _: decisions(r), (), ("decisions",), measures=decision_measures),
    Entry("committee-targets", "Targets", TARGETS, COMMITTEE, lambda r, _: targets(r), (), ("targets",)),
    Entry("committee-learning", "Learning log", LEARNING, COMMITTEE, lambda r, _: learning(r), (), ("learning_log",)),
    Entry("committee-heard", "You said, we did", HEARD, COMMITTEE, lambda r, _: heard(r), (), ("heard_and_answered",)),
)  # fmt: skip
