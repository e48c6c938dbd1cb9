"""From a release and a template to a briefing. Every figure comes from a finding, every date from the release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard.ask.published import rows_of
from dashboard.catalogue.register import find_entry, finding_of
from dashboard.charts.marks import NotDrawnError
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import PAPER_WIDTH, svg_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.method import glossary, sources
from dashboard.findings.on_paper import figure_finding
from dashboard.paper.briefing import Briefing, Item
from dashboard.paper.ground import ground_of
from dashboard.paper.since import Since, compare
from dashboard.paper.template import Template
from dashboard.paper.translation import chart_of
from data_loaders.release import Release

FRONT = 5
ODD = (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError)  # of a figure that nobody foresaw
Step = Callable[[str], None]


def compose(
    release: Release,
    template: Template,
    *,
    then: Release | None = None,
    notes: Mapping[str, str] | None = None,
    tell: Step = lambda _: None,
) -> Briefing:
    """The briefing of a template. `notes`: what the authorised wrote of a finding, by its key; `tell` hears each step."""
    items, left_out = [], []
    for wanted in template.findings:
        tell(find_entry(wanted.key).title)
        finding = figure_finding(finding_of(release, wanted.key, wanted.asked))
        if finding is None:
            left_out.append(
                (wanted.asked.get("title", find_entry(wanted.key).title), "Not delivered for this release.")
            )
        elif finding.withheld:
            left_out.append((finding.title, finding.withheld))
        else:
            asked = Item(
                finding, wanted.questions, wanted.so_what, wanted.what_next, (notes or {}).get(finding.key, "")
            )
            items.append(drawn(asked))
    tell("What changed since the last meeting")
    since = compare(release, then, template.findings)
    return _bound(release, template.title, template.body, template.purpose, items, left_out, since)


def compose_own(release: Release, items: Sequence[Item], *, title: str) -> Briefing:
    """The briefing of findings as somebody saw them, in the order that they gave."""
    since = Since(reason="Findings were picked one by one; they are not compared with an earlier release.")
    return _bound(release, title, "", "", [drawn(item) for item in items], [], since)


def drawn(item: Item) -> Item:
    """The item with its figure as plain data and as vectors; a table where paper does not know the figure."""
    finding = item.finding
    if finding.figure is None:
        return replace(item, not_drawn="Printed as a table.")
    try:
        if isinstance(finding.figure, PlaceMap):
            return replace(item, ground=ground_of(finding.figure), svg=map_svg(finding.figure, paint=literal("print")))
        chart = (
            finding.figure.lowered(width=PAPER_WIDTH)
            if hasattr(finding.figure, "lowered")
            else chart_of(finding.figure)
        )
        if not chart.panels:  # rows of words alone: their table is what there is to see
            return replace(item, not_drawn="Printed as a table.")
        return replace(item, chart=chart, svg=svg_of(chart, alt=finding.alt))
    except NotDrawnError as error:
        return replace(item, not_drawn=str(error))
    except ODD as error:
        return replace(
            item, not_drawn=f"The figure could not be drawn here ({type(error).__name__}); its table is printed."
        )


def _bound(
    release: Release,
    title: str,
    body: str,
    purpose: str,
    items: Sequence[Item],
    left_out: Sequence[tuple[str, str]],
    since: Since,
) -> Briefing:
    manifest = release.manifest
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    return Briefing(
        title=title, body=body, purpose=purpose, council=manifest.council, as_at=manifest.as_at,
        audience=manifest.audience_title, release_id=release.id, is_synthetic=manifest.is_synthetic, since=since,
        front=tuple(front_sentences(since, [item.finding for item in items])), items=tuple(items), left_out=tuple(left_out),
        events=tuple(f"{n}. {e.date:%d %B %Y}: {e.label}" for n, e in enumerate(events.itertuples(), start=1)),
        method=tuple(_method(release)), safety=tuple(_safety(release)),
        glossary=tuple((str(r.Term), str(r.Meaning)) for r in glossary().itertuples()),
    )  # fmt: skip


def front_sentences(since: Since, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Five at most: what says something else than at the last meeting first, then signals, then the data."""
    if since.reason:
        return [("To compare with", since.reason), *((f.title, f.headline) for f in findings)][:FRONT]
    said = [(t.title, t.now) for t in since.compared if t.is_other]
    said += [("New signal", s) for s in since.new_signals] + [("Ended signal", s) for s in since.ended_signals]
    said += [("Action closed", s) for s in since.actions]
    same = "; ".join(t.title for t in since.compared if not t.is_other)
    rest = [("Data", since.quality[0] if since.quality else "Nothing changed in what is held back or withheld.")]
    rest += [("As before", f"The same is said, with later figures, of: {same}.")] if same else []
    first = ("Compared with", f"The release as at {since.then_as_at}.")
    return [first, *said[: FRONT - 1 - len(rest)], *rest]


def _method(release: Release) -> list[str]:
    said = [
        "Every figure comes from one release, a fixed set of small tables; the pages of the dashboard show the same figures."
    ]
    for dataset in release.manifest.datasets:
        said.append(
            f"{dataset.title}: every figure has at least {dataset.k} different {dataset.protected} behind it, none of whom "
            f"accounts for more than {dataset.dominance:.0%} of it. {dataset.held}"
        )
    said += [f"{r.Table}: from {r.Supplier}, extracted {r.Extracted}." for r in sources(release).itertuples()]
    return said + list(release.manifest.notices)


def _safety(release: Release) -> list[str]:
    return [
        "What is shown was attacked before it was published, and nobody could be found in it. No filter, subtraction or "
        "download leads back to a child.",
        "Withheld is not zero: it means that too few children stand behind a figure.",
        f"For: {release.manifest.audience_title}. Somebody who already knows about a child may recognise what they know; "
        "do not pass this on beyond those whom it is for.",
        "If you believe that a figure could point to a child, do not share it; tell the data protection officer which "
        "figure and which release.",
    ]
