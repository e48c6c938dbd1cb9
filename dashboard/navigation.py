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
        "practice_themes.py",
        "Themes",
        "themes",
        "What practitioners name, over time, and who names it.",
        "Practice",
    ),
    PageEntry(
        "practice_asks.py",
        "Asks and answers",
        "asks",
        "What was asked for, what was done, and what shows it.",
        "Practice",
    ),
    PageEntry(
        "practice_reviews.py",
        "Case reviews",
        "case-reviews",
        "What reviews found: strengths and gaps side by side.",
        "Practice",
    ),
    PageEntry(
        "practice_language.py",
        "Language",
        "language",
        "Words that blame, why, and what to write instead.",
        "Practice",
    ),
    PageEntry(
        "practice_capacity.py",
        "Capacity and sharing",
        "capacity",
        "Training, reflective sessions, and intelligence shared.",
        "Practice",
    ),
    PageEntry(
        "practice_structure.py",
        "How it fits",
        "how-it-fits",
        "The meetings, and how a concern moves between them.",
        "Practice",
    ),
    PageEntry(
        "method.py", "Method and data", "method", "What is counted, from what, and what was joined and why.", "Method"
    ),
    PageEntry("safety.py", "Safety", "safety", "Why nobody can find a child in anything that is shown.", "Method"),
)
