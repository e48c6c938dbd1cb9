"""What stands behind the figures, as small tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.findings.dataset_kinds import kinds as dataset_kinds
from dashboard.findings.targets import in_force
from dashboard.words.data_quality import SOURCES
from dashboard.words.form import listed, lower_first
from dashboard.words.format import count, day, share_of_one
from dashboard.words.glossary import meanings
from dashboard.words.periods import UNIT_WORDS
from dashboard.words.since import gathered, notice_words, view_words
from data_loaders.release import Release

MEANINGS = {
    "closure": "Every figure was recounted from the records by another engine: enough children behind each, none of whom makes most of it.",
    "one hierarchy": "No two tables cut through each other along any split.",
    "views that cannot be played off against each other": "Proved apart: each shares with the others only what one other table already shows.",
    "combining views": "Every sum with too few children behind it was held against all published figures at once; none could be narrowed down.",
}
EVERY_TABLE = "Every finding has a table in this release; what a table has no row of is named where the finding stands."
NO_PLACE = (
    "No table here has a place for these, so that they are neither delivered nor shown: moves of placement because of harm outside the "
    "family; police reports of concern (VPD); the National Referral Mechanism, and children who are harmed and also charged; "
    "disability and ethnicity of the children in records; anybody who is 18 or older. Ages of 16 and 17 are delivered as one band. Being looked "
    "after, or care experienced, is delivered with missing episodes alone: not with incidents, contexts or surveys."
)
NOT_TIED = (
    "Not told here, though parts of it are delivered: which contexts come together for the same child (each is counted by itself, since a pair "
    "would tell of few); what followed a return discussion (whether a safety plan was made, whether what was learnt was shared); what a "
    "guardian of a place did (guardians are counted by area); whether practice or harm changed with training (who was "
    "trained is tied to no record)."
)
ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    "What partners deliver: the data dictionary": "data_dictionary.md",
    "How each figure is worked out": "measures.md",
}


def views(release: Release, dataset: str) -> pd.DataFrame:
    titles = release.dataset(dataset).dimension_titles
    rows = [
        (
            " and ".join(
                titles[d] + (f" ({level.lower()})" if d == "area" else "") for d, level in v.dimensions.items()
            )
            or "Whole area",
            UNIT_WORDS[v.time_unit] if v.time_unit else "not shown",
            v.cells,
            v.reason or " ".join(v.merges) or "Nothing had to be joined.",
        )
        for v in release.views(dataset)
    ]
    return pd.DataFrame(rows, columns=["Split by", "By", "Figures", "What was joined, and why"])


def sources(release: Release) -> pd.DataFrame:
    rows = [
        (
            _plain(s.table),
            _plain(s.supplier),
            day(s.extract_date),
            f"{day(s.period_start)} to {day(s.period_end)}" if s.period_start and s.period_end else "",
            day(s.next_due) if s.next_due else "not said",
            s.definition_version,
            s.sharing_agreement,
        )
        for s in release.manifest.sources
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "Table",
            "Supplier",
            "Extracted",
            "Covers",
            "Next due",
            "Definition",
            "Sharing agreement",
        ],
    )


def _plain(name: str) -> str:
    """A name of files and codes as words."""
    return name.replace("_", " ").capitalize()


AS_WRITTEN = (
    "was attacked with all",
    "was tried against all",
)  # what audits of earlier releases say, and what is said now


def audit(release: Release) -> pd.DataFrame:
    rows = [(c.name, c.subject, c.status, c.tried, c.reason.replace(*AS_WRITTEN)) for c in release.audit.checks]
    return pd.DataFrame(rows, columns=["Check", "Of", "Result", "Tried", "What came of it"])


def audit_summary(release: Release) -> pd.DataFrame:
    """One line for each kind of check: of how many, how much was tried, and what came of it."""
    rows = []
    for name in dict.fromkeys(check.name for check in release.audit.checks):
        own = [check for check in release.audit.checks if check.name == name]
        result = ", ".join(sorted({check.status for check in own}))
        told = MEANINGS.get(name, own[0].reason)
        rows.append((name.capitalize(), len(own), count(sum(check.tried for check in own)), result, told))
    return pd.DataFrame(rows, columns=["Check", "Checks", "Tried", "Result", "What it means"])


def papers() -> dict[str, str]:
    """What the product says of itself, title → Markdown, its headings two levels down so that they stand under the page's."""
    return {title: _lowered((ROOT / "docs" / name).read_text(encoding="utf-8")) for title, name in PAPERS.items()}


def _lowered(text: str) -> str:
    """Without the first heading, which the page writes itself."""
    lines = text.splitlines()
    return "\n".join(f"##{line}" if line.startswith("#") else line for line in lines if not line.startswith("# "))


def tables_of(release: Release) -> pd.DataFrame:
    """Every table of the release, with its checksum as the manifest holds it."""
    return pd.DataFrame(
        [(name, len(rows_of(release, name)), sha) for name, sha in release.manifest.tables_sha256.items()],
        columns=["Table", "Rows", "SHA-256"],
    )


def gaps(release: Release) -> tuple[str, ...]:
    """What tables that were delivered hold nothing of, though they have a place for it."""
    indicators, held = rows_of(release, "indicators"), in_force(release)
    kinds = [
        kind.title
        for kind in dataset_kinds()
        if indicators.empty or not indicators["indicator_id"].isin(kind.indicators).any()
    ]
    targets = [name for code, name in code_labels(release, "targets.measure").items() if code not in held.index]
    named = {"Minimum Dataset": kinds if len(indicators) else [], "Targets": targets if len(held) else []}
    return tuple(
        f"{what}: {listed([lower_first(name) for name in names], len(names))}" for what, names in named.items() if names
    )


def absent(not_delivered: tuple[str, ...], inside: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What no figure here can speak of, and what it could speak of if it were delivered. `inside`: as `gaps` gives it."""
    return (
        "What no agency came to know of, and what an agency knew and did not record.",
        "Young people whom the survey did not reach, and places that nobody was asked about.",
        "Names, addresses and numbers of persons: publication stops where it finds one.",
        "What was hidden, and months that were not delivered whole: each chart says so where it stands.",
        f"Not delivered for this release: {'; '.join(not_delivered)}." if not_delivered else EVERY_TABLE,
        *((f"Not delivered inside tables that were: {'; '.join(inside)}.",) if inside else ()),
    )


# What stands under it, each with its explanation: heading → what is said.
BEHIND = {
    "No table for ethnicity, disability, adults": NO_PLACE,
    "Delivered in part, and not told here": NOT_TIED,
    "How every delivered row is accounted for": SOURCES,
}


def glossary() -> pd.DataFrame:
    return pd.DataFrame(sorted(meanings().items()), columns=["Term", "Meaning"])


LEVELS = {"CELL": "place"}  # the finest step of a map has no word of its own


def names_of_views(release: Release) -> dict[str, str]:
    """A view as the policy names it → what it is called everywhere: its dataset, and by what it is divided."""
    found: dict[str, str] = {}
    for dataset in release.manifest.datasets:
        titles = dataset.dimension_titles
        for view in release.views(dataset.name):
            parts = [titles.get(d, d).lower() if step in ("each", "in_time") or d.startswith("found") else LEVELS.get(step, step.lower())
                     for d, step in view.dimensions.items()]  # fmt: skip
            found[view.table] = view_words(dataset.title, parts)
    return found


def kept(release: Release) -> list[str]:
    """What every figure of a dataset keeps to, and what the release notes of its tables; what is alike is said once."""
    held = [f"{d.title}: every figure has at least {d.k} different {d.protected} behind it, none of whom accounts for more than "
            f"{share_of_one(d.dominance)} of it. {d.held}" for d in release.manifest.datasets]  # fmt: skip
    notices = [notice_words(n, names_of_views(release)) for n in release.manifest.notices]
    return [*gathered(held), *gathered(notices)]
