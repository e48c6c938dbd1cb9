"""When schools are open: what makes a weekday a school day."""

from __future__ import annotations

from data_loaders.deliveries.column import Column, Table

TABLE = Table(
    name="school_terms",
    title="School terms and holidays",
    description="One row for each school term and each holiday, first and last day included.",
    key=("start_date", "end_date", "kind"),
    columns=(
        Column("start_date", "The first day.", "date", is_required=True, synonyms=("start", "first_day", "from")),
        Column("end_date", "The last day.", "date", is_required=True, synonyms=("end", "last_day", "to")),
        Column("kind", "Term or holiday.", "code", is_required=True, synonyms=("type",),
               codes={"TERM": "School term", "HOLIDAY": "School holiday"},
               code_synonyms={"school term": "TERM", "school holiday": "HOLIDAY", "vacation": "HOLIDAY"}),
        Column("label", "What it is called.", "text", synonyms=("name", "term")),
    ),
)  # fmt: skip
