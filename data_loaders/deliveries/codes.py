"""Codes that several tables share, with the words that a page shows for them."""

from __future__ import annotations

AGE_BAND = {"10-12": "Aged 10 to 12", "13-15": "Aged 13 to 15", "16-17": "Aged 16 and 17"}
AGE_BAND_SYNONYMS = {
    **{str(age): "10-12" for age in (10, 11, 12)},
    **{str(age): "13-15" for age in (13, 14, 15)},
    **{str(age): "16-17" for age in (16, 17)},
    **{spelling: band for band in AGE_BAND for spelling in (band.replace("-", " to "), band.replace("-", "–"))},
    **{spelling: band for band in AGE_BAND for spelling in (f"aged {band}", f"{band} years", band.replace("-", " - "))},
    "16 and 17": "16-17",
}  # fmt: skip
SEX = {"F": "Girls", "M": "Boys"}
SEX_SYNONYMS = {"female": "F", "girl": "F", "girls": "F", "male": "M", "boy": "M", "boys": "M"}
CONTEXT = {
    "HOME": "Home",
    "PEER": "Peer group",
    "SCHOOL": "School",
    "NEIGHBOURHOOD": "Neighbourhood",
    "COMMERCIAL": "Shops and other commercial premises",
    "TRANSPORT": "Transport",
    "ONLINE": "Online",
    "RESIDENTIAL": "Residential house",
    "YOUTH_PROVISION": "Youth provision",
    "OTHER": "Another context",
    "NK": "Not known",
}
CONTEXT_SYNONYMS = {
    "family home": "HOME", "peers": "PEER", "friends": "PEER", "peer group": "PEER", "street": "NEIGHBOURHOOD",
    "park": "NEIGHBOURHOOD", "shop": "COMMERCIAL", "shopping centre": "COMMERCIAL", "bus": "TRANSPORT",
    "train": "TRANSPORT", "station": "TRANSPORT", "internet": "ONLINE", "residential house": "RESIDENTIAL",
    "children's house": "RESIDENTIAL", "youth club": "YOUTH_PROVISION", "youth provision": "YOUTH_PROVISION",
}  # fmt: skip
AGENCY = {
    "POLICE": "Police",
    "SOCIAL_WORK": "Social work",
    "EDUCATION": "Education",
    "HEALTH": "Health",
    "CLD_YOUTH": "Community learning and youth work",
    "BARNARDOS": "Barnardo's",
    "COMMUNITY": "Community",
    "YOUNG_PERSON": "Young person",
    "OTHER": "Another agency",
    "NK": "Not known",
}
AGENCY_SYNONYMS = {
    "police scotland": "POLICE", "police": "POLICE", "social work services": "SOCIAL_WORK", "swd": "SOCIAL_WORK",
    "nhs": "HEALTH", "school": "EDUCATION", "youth work": "CLD_YOUTH", "cld": "CLD_YOUTH", "barnardo's": "BARNARDOS",
    "barnardo’s": "BARNARDOS",
}  # fmt: skip
