"""What changed, in sentences, each with the link that shows it."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.evidence import answer
from dashboard.selection import Selection
from dashboard.words.change import change_sentence
from data_loaders.release import Release


def sentences(release: Release) -> list[tuple[str, str]]:
    """One sentence for each unit of counting, and the link to its trend."""
    made = []
    for dataset in release.manifest.datasets:
        evidence = answer(release, Selection(dataset.name))
        link = f"missing?{urlencode({'unit': dataset.counts.capitalize()})}"
        if not evidence.is_shown:
            made.append((f"{dataset.title}: not shown. {evidence.reason}", link))
        elif evidence.view is not None and evidence.view.time_unit == "month":
            monthly = evidence.frame.set_index("period_start")["n"]
            made.append((f"{dataset.title}: {change_sentence(monthly, dataset.counts)}", link))
        else:
            made.append((f"{dataset.title}: {evidence.sentence}", link))
    return made
