"""Every page, in the order of the menu: a page that is not here does not exist."""

from __future__ import annotations

from dashboard.catalogue.entry import PageEntry

MISSING, INCIDENTS, CONTEXTS = ("missing_episodes",), ("efh_incidents",), ("context_cases",)
SURVEY, FORUM, AUDITS = ("survey_responses", "survey_results"), ("theme_codings",), ("audit_ratings",)
PAGES = (
    PageEntry("overview.py", "Overview", "", "What changed, in sentences, each with its page."),
    PageEntry("missing.py", "Trend", "missing", "Is it really rising? The trend, since when, and what to expect.", "Missing", MISSING),
    PageEntry("missing_where.py", "Where and when", "missing-where", "Rates of areas, days and hours, how it ended.", "Missing", MISSING),
    PageEntry("missing_repeats.py", "Repeats", "missing-repeats", "How much of the line a few children make.", "Missing", MISSING),
    PageEntry("discussions.py", "Return discussions", "return-discussions", "Whether children were offered a conversation in time.", "Missing", ("return_discussions",)),
    PageEntry("places.py", "Map", "places", "Where harm outside the family concentrates, and through whom it is known.", "Places", INCIDENTS),
    PageEntry("places_when.py", "When and what was done", "places-when", "Times of day, change by district, and how harm was answered.", "Places", INCIDENTS),
    PageEntry("interventions.py", "Before and after", "did-it-work", "What was done in places, and what was recorded before and after.", "Places", ("interventions",)),
    PageEntry("contexts.py", "Contexts at level 2", "contexts", "Each context from referral to safer.", "Places", CONTEXTS),
    PageEntry("one_context.py", "One context", "one-context", "One context that many people use.", "Places", CONTEXTS),
    PageEntry("survey.py", "What young people say", "survey", "Strengths and worries, what changed, which groups answered differently.", "Young people", SURVEY),
    PageEntry("survey_question.py", "Question by question", "survey-question", "Answers to one question, how sure they are, and by which group.", "Young people", SURVEY),
    PageEntry("survey_part.py", "Who took part", "survey-part", "Whom the survey reached, beside those who live there.", "Young people", SURVEY),
    PageEntry("known_harm.py", "Known and unknown harm", "known-harm", "Where young people feel unsafe, beside what agencies record.", "Young people", SURVEY),
    PageEntry("practice_themes.py", "Themes", "themes", "What practitioners name, over time, and who names it.", "Practice", FORUM),
    PageEntry("practice_asks.py", "Asks and answers", "asks", "What was asked for, what was done, and what shows it.", "Practice", ("actions",)),
    PageEntry("practice_reviews.py", "Case reviews", "case-reviews", "What reviews found: strengths and gaps side by side.", "Practice", ("case_reviews",)),
    PageEntry("practice_language.py", "Language", "language", "Words that blame, why, and what to write instead.", "Practice"),
    PageEntry("practice_capacity.py", "Capacity and sharing", "capacity", "Training, reflective sessions, and intelligence shared.", "Practice", ("training", "intelligence_sharing", "forum_sessions", "cpc_indicators", "theme_codings")),
    PageEntry("practice_structure.py", "How it fits", "how-it-fits", "The meetings, and how a concern moves between them.", "Practice"),
    PageEntry("audits.py", "Audits", "audits", "How practice is rated, by standard, area, team and round.", "Steering group", AUDITS),
    PageEntry("agreement.py", "Agreement", "agreement", "How far two auditors agree, and what they might talk about.", "Steering group", AUDITS),
    PageEntry("system_review.py", "System review", "system-review", "Where the system stands on the four domains, and what the audit found beside case files.", "Steering group", ("system_review", "audit_observations")),
    PageEntry("committee.py", "Committee", "committee", "The Minimum Dataset, risks, decisions, targets, what was learnt, what young people heard back.", "Steering group",
              ("risk_register", "decisions", "learning_log", "heard_and_answered", "targets", "cpc_indicators")),
    PageEntry("paper.py", "Paper", "paper", "What a body of the partnership gets: two pages or full, in five formats.", "Papers"),
    PageEntry("since_last_meeting.py", "Since last meeting", "since-last-meeting", "What changed between two releases.", "Papers"),
    PageEntry("my_paper.py", "My paper", "my-paper", "Findings that you added, in your order, with your words.", "Papers"),
    PageEntry("meeting.py", "Meeting mode", "meeting", "One finding a screen, in large type.", "Papers"),
    PageEntry("method.py", "Method and data", "method", "What is counted, from what, and what was joined and why.", "Method"),
    PageEntry("safety.py", "Safety", "safety", "Why nobody can find a child in anything that is shown.", "Method"),
    PageEntry("help.py", "Help", "help", "How the dashboard is used, for each who uses it.", "Method"),
)  # fmt: skip

# Addresses of earlier versions → the page that took their place.
MOVED = {"practice": "asks", "practice-themes": "themes", "practice-asks": "asks", "practice-reviews": "case-reviews",
         "practice-language": "language", "practice-capacity": "capacity", "practice-structure": "how-it-fits",
         "discussions": "return-discussions", "interventions": "did-it-work",
         "briefing": "paper", "my-briefing": "my-paper"}  # fmt: skip


def names_of_pages() -> dict[str, tuple[str, ...]]:
    """What a role may name → the addresses it stands for: a page by its address, a section by its title, * for all."""
    sections = {
        title: tuple(page.url for page in PAGES if page.section == title)
        for title in (p.section for p in PAGES)
        if title
    }
    return {
        **{page.url or "overview": (page.url,) for page in PAGES},
        **sections,
        "*": tuple(page.url for page in PAGES),
    }


def find_page(url: str) -> PageEntry:
    return next(page for page in PAGES if page.url == url)
