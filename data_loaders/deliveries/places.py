"""Harm outside the family, and the places where it is met."""

from __future__ import annotations

from data_loaders.deliveries.agencies import AGENCIES as AGENCIES
from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.deliveries.table import YES_NO, Column, Table

HARMS = {
    "CSE": "Sexual exploitation", "CCE": "Criminal exploitation", "HSB": "Harmful sexual behaviour", "PEER_ABUSE": "Peer abuse",
    "TRA": "Teenage relationship abuse", "SYV": "Serious violence", "ONLINE": "Online harm", "TRAFFICKING": "Trafficking",
    "RADICAL": "Radicalisation", "SUBSTANCE": "Substances", "OTHER": "Other", "NK": "Not known",
}  # fmt: skip

INCIDENTS = Table(
    "efh_incidents", "Incidents of harm outside the family", "One row for each incident of harm to a child outside the family.", ("incident_id",),
    (
        Column("incident_id", "A random identifier of the row.", is_required=True),
        Column("child_group_pseudo_ids", "Random identifiers of the children it concerned, with ; between them; blank if none are given."),
        Column("children_n_band", "How many children it concerned.", "code", False, {"1": "1", "2-4": "2 to 4", "5-9": "5 to 9", "10+": "10 or more", "NK": "Not known"}),
        Column("occurred_date", "The day on which it happened.", "date", True, synonyms=("date", "occurred")),
        Column("time_band", "In which part of the day it happened.", "code", False, {
            "00-06": "00:00–06:00", "06-09": "06:00–09:00", "09-15": "09:00–15:00", "15-18": "15:00–18:00",
            "18-21": "18:00–21:00", "21-24": "21:00–24:00", "NK": "Not known"}),
        Column("day_type", "What kind of day it was.", "code", False, {
            "SCHOOLDAY": "School day", "FRIDAY_EVE": "Friday evening", "WEEKEND": "Weekend", "HOLIDAY": "Holiday", "NK": "Not known"}),
        Column("harm_type", "The kind of harm.", "code", False, HARMS),
        Column("context_type", "The kind of place or group in which it was met.", "code", False, CONTEXTS),
        Column("location_id", "The row of locations where it happened, if there is one."),
        Column("lat", "Latitude in degrees, if there is no location.", "number", synonyms=("latitude",)),
        Column("lon", "Longitude in degrees, if there is no location.", "number", synonyms=("longitude", "lng")),
        Column("area_code", "Area code, where nothing more exact is known."),
        Column("source_agency", "Through which agency it became known.", "code", False, AGENCIES),
        Column("confidence", "Whether it is confirmed or suspected.", "code", False, {"CONFIRMED": "Confirmed", "SUSPECTED": "Suspected", "NK": "Not known"}),
        Column("response_level", "Whether the response was to children, to the context, or to both.", "code", False, {
            "L1": "Level 1", "L2": "Level 2", "BOTH": "Both levels", "NONE": "Neither level", "NK": "Not known"}),
        Column("ird_held", "Whether an inter-agency referral discussion was held.", "code", False, YES_NO),
    ),
)  # fmt: skip

LOCATIONS = Table(
    "locations", "Locations", "Places that incidents refer to, each with a general label and never an address.", ("location_id",),
    (
        Column("location_id", "A random identifier of the row.", is_required=True),
        Column("label", "What kind of place it is, in general words."),
        Column("context_type", "The kind of place.", "code", False, CONTEXTS),
        Column("area_code", "The area in which it lies."),
        Column("lat", "Latitude in degrees.", "number", synonyms=("latitude",)),
        Column("lon", "Longitude in degrees.", "number", synonyms=("longitude", "lng")),
        Column("is_sensitive", "Whether it must be pooled with its surroundings, as a children’s house must.", "code", False, {"Y": "Yes", "N": "No"}),
    ),
)  # fmt: skip
