"""Young people who were missing: one row a report, an investigation or an episode, never a mixture without its unit."""

from __future__ import annotations

from data_loaders.deliveries.codes import (
    AGE_BAND,
    AGE_BAND_SYNONYMS,
    AGENCY,
    AGENCY_SYNONYMS,
    CONTEXT,
    CONTEXT_SYNONYMS,
    SEX,
    SEX_SYNONYMS,
)
from data_loaders.deliveries.column import Column, Table

_WHERE = {
    "HOME": "Home", "CHILDRENS_HOUSE": "Children's house", "FOSTER": "Foster home", "KINSHIP": "Kinship home",
    "SECURE": "Secure accommodation", "SCHOOL": "School", "HEALTH": "Health premises", "OTHER": "Another place",
    "NK": "Not known",
}  # fmt: skip
_CARE = {
    "NOT_LA": "Not looked after", "LA_HOME": "Looked after at home", "LA_AWAY": "Looked after away from home",
    "CARE_EXPERIENCED": "Care experienced", "NK": "Not known",
}  # fmt: skip
_OUTCOME = {
    "RETURNED_SELF": "Came back", "FOUND_POLICE": "Found by police", "FOUND_OTHER": "Found by someone else",
    "OTHER": "Another outcome", "NK": "Not known",
}  # fmt: skip

TABLE = Table(
    name="missing_episodes",
    title="Missing episodes",
    description="One row for each report, investigation or episode of a young person missing.",
    key=("episode_id",),
    is_required=True,
    is_about_children=True,
    columns=(
        Column("episode_id", "A random identifier of the row, new in every extract.", "text", is_required=True,
               synonyms=("missing_episode_id", "missing_id", "report_id", "investigation_id"), is_random_id=True),
        Column("child_pseudo_id", "A random identifier of the young person, the same in all rows of one extract.", "text",
               is_required=True, synonyms=("child_id", "pseudo_id", "person_pseudo_id", "young_person_id"), is_random_id=True),
        Column("counting_unit", "What one row is: a report is not an investigation is not an episode.", "code",
               is_required=True, synonyms=("unit", "record_type"),
               codes={"REPORT": "Report", "INVESTIGATION": "Investigation", "EPISODE": "Episode"},
               code_synonyms={"missing report": "REPORT", "missing person investigation": "INVESTIGATION",
                              "missing episode": "EPISODE"}),
        Column("start_dt", "When the young person was last seen or reported missing, local time.", "datetime",
               is_required=True, synonyms=("start", "missing_from_dt", "date_missing", "missing_start", "start_datetime")),
        Column("end_dt", "When the young person came back or was found, local time; blank while still missing.", "datetime",
               synonyms=("end", "return_dt", "date_returned", "date_found", "missing_end", "end_datetime")),
        Column("age_band", "The age band at the start.", "code", synonyms=("age", "age_group"),
               codes=AGE_BAND, code_synonyms=AGE_BAND_SYNONYMS),
        Column("sex", "The sex as recorded.", "code", synonyms=("gender",), codes={**SEX, "OTHER": "Another answer"},
               code_synonyms=SEX_SYNONYMS),
        Column("missing_from", "Where the young person went missing from.", "code", synonyms=("missing_from_type",), codes=_WHERE,
               code_synonyms={"family home": "HOME", "home address": "HOME", "residential": "CHILDRENS_HOUSE",
                              "children's house": "CHILDRENS_HOUSE", "children's home": "CHILDRENS_HOUSE",
                              "foster care": "FOSTER", "kinship care": "KINSHIP", "hospital": "HEALTH",
                              "secure care": "SECURE"}),
        Column("care_status", "Whether the young person was looked after.", "code", synonyms=("legal_status",), codes=_CARE,
               code_synonyms={"not looked after": "NOT_LA", "looked after at home": "LA_HOME",
                              "looked after away from home": "LA_AWAY", "care leaver": "CARE_EXPERIENCED"}),
        # England grades missing people, and calls some of them "absent". Scotland has three grades and no such category.
        Column("risk_level", "The risk as the police graded it.", "code", synonyms=("risk", "risk_grade"),
               codes={"LOW": "Low risk", "MEDIUM": "Medium risk", "HIGH": "High risk"},
               code_synonyms={"l": "LOW", "m": "MEDIUM", "med": "MEDIUM", "standard": "MEDIUM", "h": "HIGH", "a": "NR",
                              "absent": "NR", "no apparent risk": "NR"}),
        Column("area_from", "The area that the young person went missing from, by its code in ref_area.", "text", is_area=True,
               synonyms=("area_code", "area_missing_from", "ward_from", "ward_code")),
        Column("area_found", "The area in which the young person was found.", "text", is_area=True,
               synonyms=("area_to", "ward_found")),
        Column("found_context_type", "The context in which the young person was found.", "code",
               synonyms=("found_context", "context_found"), codes=CONTEXT, code_synonyms=CONTEXT_SYNONYMS),
        Column("not_at_home_protocol", "Whether a prior agreement for this young person was used.", "flag",
               synonyms=("not_at_home",)),
        Column("outcome", "How it ended.", "code", codes=_OUTCOME,
               code_synonyms={"returned": "RETURNED_SELF", "returned of own accord": "RETURNED_SELF",
                              "found by police": "FOUND_POLICE", "found by other": "FOUND_OTHER"}),
        Column("harm_reported", "Whether harm was reported while missing.", "flag", synonyms=("harm",)),
        Column("source_agency", "The agency whose record it is.", "code", synonyms=("agency", "source"), codes=AGENCY,
               code_synonyms=AGENCY_SYNONYMS),
    ),
)  # fmt: skip
