"""Dated events that a reader of a trend must know about."""

from __future__ import annotations

from data_loaders.deliveries.column import Column, Table

TABLE = Table(
    name="events",
    title="Events",
    description="One row for each dated change of policy, service or recording that may have moved a line.",
    key=("date", "label"),
    columns=(
        Column("date", "The day on which it began.", "date", is_required=True, synonyms=("event_date",)),
        Column("label", "What happened, in words that a chart can show.", "text", is_required=True, synonyms=("event", "title")),
        Column("scope", "Where it applies: the name of a place or ALL.", "text", synonyms=("where", "applies_to")),
        Column("kind", "What kind of event it is.", "code", is_required=True, synonyms=("type", "event_kind"),
               codes={"POLICY": "Change of policy", "SERVICE": "Change of service", "PANDEMIC": "Pandemic",
                      "DATA_BREAK": "Change of recording"},
               code_synonyms={"data break": "DATA_BREAK", "recording": "DATA_BREAK"}),
    ),
)  # fmt: skip
