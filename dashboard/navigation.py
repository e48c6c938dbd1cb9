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
    needs: str = ""  # the dataset without which there is nothing to show

    @property
    def path(self) -> Path:
        return PAGES / self.file


REGISTER = (
    PageEntry("overview.py", "Overview", "", "What changed, in sentences, each with its page."),
    PageEntry("missing.py", "Trend", "missing", "Is it really rising? The trend, since when, and what to expect.", "Missing", "missing_episodes"),
    PageEntry("missing_where.py", "Where and when", "missing-where", "Rates of areas, days and hours, how it ended.", "Missing", "missing_episodes"),
    PageEntry("missing_repeats.py", "Repeats", "missing-repeats", "How much of the line a few children make.", "Missing", "missing_episodes"),
    PageEntry("discussions.py", "Return discussions", "return-discussions", "Whether children were offered a conversation in time.", "Missing", "missing_episodes"),
    PageEntry("places.py", "Map", "places", "Where harm outside the family concentrates, and through whom it is known.", "Places"),
    PageEntry("places_when.py", "When and what was done", "places-when", "Times of day, change by district, and how harm was answered.", "Places"),
    PageEntry("interventions.py", "Did it work?", "did-it-work", "What was done in places, and what came of it.", "Places"),
    PageEntry("contexts.py", "Contexts at level 2", "contexts", "Each context from referral to safer.", "Places"),
    PageEntry("one_context.py", "One context", "one-context", "One context that many people use.", "Places"),
    PageEntry("survey.py", "What young people say", "survey", "Strengths and worries, what changed, which groups answered differently.", "Young people"),
    PageEntry("survey_question.py", "Question by question", "survey-question", "Answers to one question, how sure they are, and by which group.", "Young people"),
    PageEntry("survey_part.py", "Who took part", "survey-part", "Whom the survey reached, beside those who live there.", "Young people"),
    PageEntry("known_harm.py", "Known and unknown harm", "known-harm", "Where young people feel unsafe, beside what agencies record.", "Young people"),
    PageEntry("practice_themes.py", "Themes", "themes", "What practitioners name, over time, and who names it.", "Practice"),
    PageEntry("practice_asks.py", "Asks and answers", "asks", "What was asked for, what was done, and what shows it.", "Practice"),
    PageEntry("practice_reviews.py", "Case reviews", "case-reviews", "What reviews found: strengths and gaps side by side.", "Practice"),
    PageEntry("practice_language.py", "Language", "language", "Words that blame, why, and what to write instead.", "Practice"),
    PageEntry("practice_capacity.py", "Capacity and sharing", "capacity", "Training, reflective sessions, and intelligence shared.", "Practice"),
    PageEntry("practice_structure.py", "How it fits", "how-it-fits", "The meetings, and how a concern moves between them.", "Practice"),
    PageEntry("audits.py", "Audits", "audits", "How practice is rated, by standard, area, team and round.", "Steering group"),
    PageEntry("agreement.py", "Agreement", "agreement", "How far two auditors agree, and what they might talk about.", "Steering group"),
    PageEntry("system_review.py", "System review", "system-review", "Where the system stands on the four domains.", "Steering group"),
    PageEntry("briefing.py", "Briefing", "briefing", "What a body of the partnership gets, in five formats.", "Papers"),
    PageEntry("since_last_meeting.py", "Since last meeting", "since-last-meeting", "What changed between two releases.", "Papers"),
    PageEntry("own_briefing.py", "My briefing", "my-briefing", "Findings that you picked, in your order, with your notes.", "Papers"),
    PageEntry("meeting.py", "Meeting mode", "meeting", "One finding a screen, in large type.", "Papers"),
    PageEntry("method.py", "Method and data", "method", "What is counted, from what, and what was joined and why.", "Method"),
    PageEntry("safety.py", "Safety", "safety", "Why nobody can find a child in anything that is shown.", "Method"),
)  # fmt: skip
