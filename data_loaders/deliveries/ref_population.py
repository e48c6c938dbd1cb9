"""How many young people live in each area: the denominator of every rate."""

from __future__ import annotations

from data_loaders.deliveries.codes import AGE_BAND, AGE_BAND_SYNONYMS, SEX, SEX_SYNONYMS
from data_loaders.deliveries.column import Column, Table

TABLE = Table(
    name="ref_population",
    title="Population",
    description="How many young people of each age band and sex lived in each area in each year.",
    key=("area_code", "year", "age_band", "sex"),
    columns=(
        Column("area_code", "The area, by its code in ref_area.", "text", is_required=True, is_area=True, synonyms=("code",)),
        Column("year", "The calendar year of the estimate.", "integer", is_required=True, least=1990, most=2100),
        Column("age_band", "The age band.", "code", is_required=True, synonyms=("age", "age_group"),
               codes=AGE_BAND, code_synonyms=AGE_BAND_SYNONYMS),
        Column("sex", "The sex; ALL for both together.", "code", is_required=True, synonyms=("gender",),
               codes={**SEX, "ALL": "All young people"},
               code_synonyms={**SEX_SYNONYMS, "both": "ALL", "persons": "ALL", "people": "ALL", "all persons": "ALL"}),
        Column("population", "How many young people.", "integer", is_required=True, synonyms=("count", "people", "n"), least=0),
        Column("source", "Who published the estimate.", "text"),
        Column("as_at", "The day that the estimate is for.", "date"),
    ),
)  # fmt: skip
