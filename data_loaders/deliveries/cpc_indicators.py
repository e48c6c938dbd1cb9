"""Indicators that somebody else has published: they come with their own withholding, which stays."""

from __future__ import annotations

from data_loaders.deliveries.column import Column, Table

# How publishers print a number that they withhold.
WITHHELD = ("na", "n/a", "nk", "nr", "*", "**", "c", "x", "..", ":", "[c]", "[x]", "suppressed", "withheld")

TABLE = Table(
    name="cpc_indicators",
    title="Published indicators",
    description="One row for each indicator, period and area, as its publisher gives it.",
    key=("indicator_id", "period_start", "period_end", "year_type", "area_code"),
    columns=(
        Column("indicator_id", "A short identifier; made from the indicator's name where there is none.", "text", is_required=True,
               synonyms=("ind_id",)),
        Column("indicator", "The name of the indicator.", "text", synonyms=("indicator_name", "measure_name")),
        Column("period", "The period in the publisher's words, such as '2021/22 financial year'.", "text",
               synonyms=("time_period", "def_period", "trend_axis")),
        Column("period_start", "The first day; read from `period` where blank.", "date", is_required=True),
        Column("period_end", "The last day; read from `period` where blank.", "date", is_required=True),
        Column("year_type", "What kind of year it is; read from `period` where blank.", "code", is_required=True,
               codes={"CALENDAR": "Calendar year", "FINANCIAL": "Financial year, April to March",
                      "SCHOOL": "School year, August to June", "CPC": "Committees' year, August to July",
                      "SURVEY": "Survey year", "SNAPSHOT": "On one day or in one month", "MID_YEAR": "Mid-year estimate",
                      "AGGREGATE": "Several years together"},
               code_synonyms={"calendar year": "CALENDAR", "financial year": "FINANCIAL", "school year": "SCHOOL",
                              "survey year": "SURVEY", "academic year": "SCHOOL"}),
        Column("area_code", "The area, by its code in ref_area.", "text", is_required=True, is_area=True, synonyms=("code",)),
        Column("numerator", "The count, where its publisher gives it; blank means withheld, never zero.", "number",
               synonyms=("count",), withheld=WITHHELD),
        Column("denominator", "What the count is out of.", "number", synonyms=("base",), withheld=WITHHELD),
        Column("value", "The published figure.", "number", synonyms=("measure", "rate"), withheld=WITHHELD),
        Column("unit", "What the figure is: a percentage, a rate per 1,000 and so on.", "text",
               synonyms=("type_definition", "measure_type")),
        Column("lower", "The lower end of the published 95 % interval.", "number",
               synonyms=("lower_confidence_interval", "lower_ci", "lci", "lowci"), withheld=WITHHELD),
        Column("upper", "The upper end of the published 95 % interval.", "number",
               synonyms=("upper_confidence_interval", "upper_ci", "uci", "upci"), withheld=WITHHELD),
        Column("definition_version", "The edition of the definition.", "text"),
        Column("source", "Who published it.", "text", synonyms=("publisher", "data_source")),
    ),
)  # fmt: skip
