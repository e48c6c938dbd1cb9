"""The register of pages: a page that is not here does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).resolve().parents[1] / "pages"


@dataclass(frozen=True)
class PageEntry:
    file: str
    title: str
    url: str
    sentence: str
    section: str = ""

    @property
    def path(self) -> Path:
        return PAGES / self.file


REGISTER = (
    PageEntry("overview.py", "Overview", "", "What changed, in sentences, each with its page."),
    PageEntry(
        "missing.py", "Missing", "missing", "Is it really rising? The trend, since when, and what to expect.", "Missing"
    ),
    PageEntry(
        "missing_where.py",
        "Where and when",
        "missing-where",
        "Rates of areas, days and hours, how it ended.",
        "Missing",
    ),
    PageEntry(
        "missing_repeats.py",
        "Repeat missing",
        "missing-repeats",
        "How much of the line a few children make.",
        "Missing",
    ),
    PageEntry(
        "discussions.py",
        "Return discussions",
        "return-discussions",
        "Whether children were offered a conversation in time.",
        "Missing",
    ),
    PageEntry(
        "places.py",
        "Places",
        "places",
        "Where harm outside the family concentrates, and through whom it is known.",
        "Contexts",
    ),
    PageEntry(
        "briefing.py", "Briefing", "briefing", "What a body of the partnership gets, in five formats.", "Briefings"
    ),
    PageEntry(
        "since_last_meeting.py",
        "Since last meeting",
        "since-last-meeting",
        "What changed between two releases.",
        "Briefings",
    ),
    PageEntry(
        "own_briefing.py",
        "My briefing",
        "my-briefing",
        "Findings that you picked, in your order, with your notes.",
        "Briefings",
    ),
    PageEntry("meeting.py", "Meeting mode", "meeting", "One finding a screen, in large type.", "Briefings"),
    PageEntry(
        "method.py", "Method and data", "method", "What is counted, from what, and what was joined and why.", "Method"
    ),
    PageEntry("safety.py", "Safety", "safety", "Why nobody can find a child in anything that is shown.", "Method"),
)
