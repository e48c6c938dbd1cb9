"""Names that people go by on the internet."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, certain, doubtful

OFFICIAL = re.compile(
    r"(?i)police|council|nhs|gov|academy|childline|barnardo|young_?scot|education|school|library|youth|charity|partnership|scotrail"
)
AT = re.compile(r"(?<![\w.@])@[A-Za-z0-9_.]{2,}")
PLATFORM = r"(?:snap(?:chat)?|insta(?:gram)?|ig|tiktok|tik tok|facebook|fb|discord|twitter|xbox|psn|playstation|roblox|kik|telegram|whatsapp|twitch|youtube|yubo|wizz|steam|wickr|viber|bereal|bluesky|skype|wechat|omegle|tumblr|vsco|lemon8|pinterest|reddit|spotify|vinted|depop|onlyfans|fortnite|minecraft)"
SIGN = r"(?=[a-z0-9_.]*[a-z])(?:[a-z0-9]+(?:[_.][a-z0-9_]+)+|_[a-z0-9_]+|[a-z]+\d{1,}[a-z0-9_]*|[a-z0-9]*xx[a-z0-9]*|[a-z0-9]+_+)"
CALLED = re.compile(
    rf"(?i)\b(?:{PLATFORM}|gamer ?tag|user ?name|handle|screen ?name|account|profile|channel|server|login|nick)\b(?: (?:account|name|user|handle|id|tag|profile|is|was|called|named|under|as|the))*\s*[:=\-]?\s*[\"']?(?:{SIGN})\b"
)
GIVEN = re.compile(
    rf"\b(?i:{PLATFORM}|gamer ?tag|user ?name|handle|screen ?name)(?i: name| handle| user| id)*\s*(?:[:=]|(?i:\bis\b|\bwas\b|\bcalled\b))\s*[\"']?[A-Za-z][\w.]{{2,}}"
)
ON = re.compile(
    rf"(?i)\b(?:goes by|known as|adds?|added|follows?|followed|find (?:her|him|them)|user|as)\s+[\"']?(?:{SIGN})[\"']?(?:\s+(?:on|in)\s+{PLATFORM})?\b"
)
ON_PLATFORM = re.compile(rf"(?i)\b(?:goes by|known as|adds?|added)\s+[\"']?\w{{3,}}[\"']?\s+on\s+{PLATFORM}\b")
AS_ON_PLATFORM = re.compile(
    rf"(?i)\b(?:as|under|find|user|called)\s+[\"']?(?=[a-z-]*[\d-])[a-z][a-z0-9-]{{3,}}[\"']?\s+on\s+{PLATFORM}\b"
)
DOTTED = re.compile(
    r"(?<![\w./@-])(?!www\.)[a-z]{2,}(?:\.[a-z]{2,}){2,}(?![\w/@-])(?<!\.uk)(?<!\.com)(?<!\.org)(?<!\.scot)(?<!\.net)"
)
LINK = re.compile(
    r"(?i)\b(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|t|twitch|youtube|linkedin|onlyfans)\.(?:com|me|tv)/(?:add/|in/|@|user/|profile)?[\w.@?=-]{2,}|\b(?:r|u)/[a-z0-9_-]{3,}\b"
)
LOOSE = re.compile(
    r"(?<![\w./@-])(?:x+_?[a-z][a-z0-9]*_?x+|[a-z]+(?:_[a-z]+)*_?(?:19|20)?\d{2,4}_?[a-z]*(?<=_)|[a-z]{2,}[_.][a-z0-9]+[_.]?\d{1,4}|[a-z]{2,}_x+\d*|[a-z]{3,}\.[a-z]*(?:mc|mac|x)?[a-z]*\d{2,4}|[a-z]{3,}_\d{2,4})(?![\w./-])"
)
TAG = re.compile(r"\b[A-Za-z][\w]{2,}#\d{4}\b")


def handle_in(text: str) -> Finding | None:
    if any(not OFFICIAL.search(match[0]) for match in AT.finditer(text)):
        return certain("a name used on the internet")
    for pattern in (LINK, CALLED, TAG):
        if any(not OFFICIAL.search(match[0]) for match in pattern.finditer(text)):
            return certain("a name used on the internet")
    if any(pattern.search(text) for pattern in (GIVEN, ON, ON_PLATFORM, AS_ON_PLATFORM, DOTTED, LOOSE)):
        return doubtful("a name used on the internet")
    return None
