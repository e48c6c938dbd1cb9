"""Words that field systems put into names of columns, beside our own names and synonyms."""

from __future__ import annotations

FILLERS = {"at", "of", "the", "and", "in", "on", "a", "an", "is", "code", "desc", "description", "n"}
ID = "ref reference id identifier number num no nr key"
DAY = "date day dt time datetime"
WORDS = {
    "start_dt": f"start started missing went since reported report last seen when month from {DAY}",
    "end_dt": f"end ended return returned found located back came until {DAY}",
    "occurred_date": f"month occurred incident inc offence when {DAY}",
    "child_pseudo_id": f"child person subject young nominal client pupil pseudonym {ID}",
    "pupil_pseudo_id": f"pupil respondent {ID}",
    "episode_id": f"episode event report misper missing {ID}",
    "discussion_id": f"discussion interview {ID}",
    "incident_id": f"incident inc event crime {ID}",
    "counting_unit": "unit counting record type",
    "area_from": "area ward where from beat locality home missing",
    "area_found": "area ward found traced",
    "area_code": "area ward council locality lsoa datazone",
    "area_name": "area ward name",
    "age_band": "age band group range years now report",
    "sex": "sex gender",
    "risk_level": "risk level grading assessment",
    "missing_from": "missing from placement type home establishment where",
    "care_status": "care status looked after legal",
    "harm_type": "harm type category crime offence object",
    "context_type": "context place location type premises",
    "indicator_id": "indicator measure name id",
    "indicator": "indicator measure name",
    "period": "period year quarter",
    "value": "value measure rate percent figure",
    "lower": "lower low limit ci confidence interval",
    "upper": "upper high limit ci confidence interval",
    "offered_dt": f"offered offer {DAY}",
    "completed_dt": f"completed held interview discussion {DAY}",
    "offered": "offered",
    "response_code": "answer response",
    "stage": "stage year group class schoolyear",
    "cluster": "school",
    "n": "count number n pupils",
    "base_n": "base total answered",
    "non_response_n": "no answer missing response",
}
