"""Kinds of context, as every table calls them."""

from __future__ import annotations

CONTEXTS = {
    "HOME": "Home", "PEER": "Peer group", "SCHOOL": "School", "NEIGHBOURHOOD": "Neighbourhood",
    "COMMERCIAL": "Shops and commercial premises", "TRANSPORT": "Transport", "ONLINE": "Online",
    "RESIDENTIAL": "Children's house", "YOUTH_PROVISION": "Youth provision", "OTHER": "Other", "NK": "Not known",
}  # fmt: skip
