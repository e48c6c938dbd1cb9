"""From a release, a template and a draft to a paper. Every figure comes from a finding, every date from the release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from dashboard.catalogue.overview import measures_of
from dashboard.catalogue.register import find_entry, finding_of
from dashboard.findings.finding import data_line
from dashboard.findings.measure import Measure, to_ask
from dashboard.findings.method import glossary, names_of_views
from dashboard.findings.pressing import briefly, pressing_questions
from dashboard.paper.asked import asked_of
from dashboard.paper.draft import OWN, Draft, Length, Pick, pick_of
from dashboard.paper.exhibit import exhibit_of, is_shown, why_not
from dashboard.paper.key_numbers import (
    DATED,
    QUIET,
    UNCOMPARED,
    lines_of,
    note_of,
    number_of,
    own_numbers,
    recording_line,
    standing_line,
    three_of,
)
from dashboard.paper.paper import QUESTIONS, TWO, Exhibit, Head, Paper
from dashboard.paper.template import Template, Wanted
from dashboard.words.format import share_of_one
from dashboard.words.since import notice_words
from data_loaders.release import Release

NO_CAUSE = "None of this says why: dates that fall together do not show that one thing brought about another."
FIRST = "There is no earlier release to compare with; the next paper will say what changed since this one."
Step = Callable[[str], None]


def compose(
    release: Release,
    template: Template,
    draft: Draft | None = None,
    *,
    then: Release | None = None,
    notes: Mapping[str, str] | None = None,
    tell: Step = lambda _: None,
) -> Paper:
    """`notes`: what was noted of a finding, by its key, where the draft says nothing; `tell` hears each step."""
    draft = draft or Draft(purpose=template.use)
    exhibits, left_out, typed, titles = [], [], [], list[str]()
    for pick in picks_of(draft, template):
        tell(find_entry(pick.key).title)
        finding = finding_of(release, pick.key, dict(pick.codes))
        if finding is None or not is_shown(finding):
            left_out.append((find_entry(pick.key).title, why_not(finding)))
            continue
        typed.append(finding)
        titles.append(find_entry(pick.key).title)
        note = draft.note_of(pick)
        if not note.so_what and (kept := (notes or {}).get(pick.key)):
            note = note.model_copy(update={"so_what": kept})
        exhibits.append(exhibit_of(finding, note=note, questions=questions_of(pick, template)))
    tell("What changed since the last meeting")
    return _paper(release, template, draft, exhibits, left_out, typed=typed, titles=titles, then=then)


def picks_of(draft: Draft, template: Template) -> tuple[Pick, ...]:
    """The findings that the author ticked, or those of the template until they have."""
    return draft.picks if draft.picks is not None else tuple(pick_of(w.key, w.asked) for w in template.findings)


def shown_picks(release: Release, draft: Draft, template: Template) -> tuple[Pick, ...]:
    """The findings that have something to show, in the order of the paper."""
    return tuple(p for p in picks_of(draft, template) if is_shown(finding_of(release, p.key, dict(p.codes))))


def wanted_of(pick: Pick, template: Template) -> Wanted | None:
    """What the template says of a finding: asked just so, or else in whatever way."""
    same = [w for w in template.findings if w.key == pick.key]
    return next((w for w in same if pick_of(w.key, w.asked) == pick), next(iter(same), None))


def questions_of(pick: Pick, template: Template) -> tuple[str, ...]:
    wanted = wanted_of(pick, template)
    return wanted.questions if wanted is not None else (find_entry(pick.key).question,)


def own_template(title: str = "Harm outside the family") -> Template:
    """The paper of somebody's own choice: no body's, and no finding until one is added."""
    return Template(title=title, body="")


def template_of(body: str, known: Mapping[str, Template]) -> Template:
    return own_template() if body == OWN else known[body]


def _paper(
    release: Release,
    template: Template,
    draft: Draft,
    exhibits: Sequence[Exhibit],
    left_out: Sequence[tuple[str, str]],
    *,
    typed: Sequence[object],
    titles: Sequence[str],
    then: Release | None,
) -> Paper:
    manifest = release.manifest
    measures = measures_of(release)
    own = _own(measures, draft, template)
    numbers = own or three_of(measures, template.numbers)
    told = measures if template.body else _of_picks(measures, draft, template)
    other = tuple(m for m in told if m.is_changed and m not in numbers)
    head = Head(manifest.council, template.body, draft.title or template.title, draft.purpose, draft.meeting, draft.item, draft.author)  # fmt: skip
    # What a body is asked to see to is told in brief, register by register.
    of = told if own else measures  # as its numbers are: of what was chosen, or of all
    late = "" if template.pressing else standing_line(of, DATED)
    of_all = (late, recording_line(of), standing_line(of, QUIET), standing_line(of, UNCOMPARED))
    mind = (*of_all, NO_CAUSE, "" if then else FIRST)  # what one chart has to say for itself stands beside it
    first = [*_first_questions(measures, own, template), *pressing_questions(release, template.pressing)]
    asked = asked_of(release, template, typed, measures=measures, numbers=numbers if template.numbers else ())
    asks = _closed(asked.asks) if draft.asks is None else tuple(a for a in draft.asks if a.strip())
    brief = asked.in_brief(asks)
    if draft.length is not Length.FULL:
        brief += (
            *without_a_chart(exhibits, titles, is_chosen=draft.picks is not None),
            *briefly(release, template.brief),
        )
    return Paper(
        head, draft.length, data_line(manifest), manifest.as_at, release.id, manifest.is_synthetic, template.asked, asks,
        tuple(number_of(m) for m in numbers), note_of(measures, numbers, is_own=bool(own)),
        "Other measures that changed", lines_of(other, measures_of(then) if then else None),
        tuple(m for m in mind if m), brief, tuple(exhibits), five_of(first, () if own else [e.questions for e in exhibits]), tuple(left_out), tuple(_method(release)),
        tuple((str(r.Term), str(r.Meaning)) for r in glossary().itertuples()),
    )  # fmt: skip


def _closed(asks: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of one sentence: what ends the last one ends the sentence."""
    return (*asks[:-1], *(f"{last.rstrip(';')}." if last.endswith(";") else last for last in asks[-1:]))


def _of_picks(measures: tuple[Measure, ...], draft: Draft, template: Template) -> tuple[Measure, ...]:
    """The measures of what was chosen: what else changed is not told in a paper of somebody's own choice."""
    keys = {pick.key for pick in picks_of(draft, template)}
    return tuple(m for m in measures if m.of in keys)


def _own(measures: tuple[Measure, ...], draft: Draft, template: Template) -> tuple[Measure, ...]:
    """The numbers of a paper of somebody's own choice; none of a body's, which has its own in its template."""
    return () if template.body else own_numbers(measures, {pick.key for pick in picks_of(draft, template)})


def _first_questions(measures: tuple[Measure, ...], own: tuple[Measure, ...], template: Template) -> list[str]:
    """Those of the Overview, where the paper has its numbers; of somebody's own choice those of what was chosen."""
    asking = own or (to_ask(measures) if template.numbers else ())
    return [m.question for m in asking if m.question]


def without_a_chart(
    exhibits: Sequence[Exhibit], titles: Sequence[str], *, is_chosen: bool
) -> tuple[tuple[str, str], ...]:
    """What two pages have no chart for, where the author chose it or wrote of it: its name in the catalogue (`titles`, one for each
    exhibit); its answer and all that was written."""
    beyond = [(e, title) for e, title in list(zip(exhibits, titles, strict=True))[TWO:] if is_chosen or e.note.lines]
    return tuple(
        (f"{title}:", " ".join(_ended(t) for t in (e.title, *map(": ".join, e.note.lines)))) for e, title in beyond
    )


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text.rstrip()}."


def five_of(first: Sequence[str], asked: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Those of the Overview and of what presses first, then the first question of each finding, then the second: no finding asks them all."""
    rounds = (q for one in zip_longest(*asked) for q in one if q)
    return tuple(dict.fromkeys((*first, *rounds)))[:QUESTIONS]


def _method(release: Release) -> list[str]:
    said = []
    for dataset in release.manifest.datasets:
        said.append(
            f"{dataset.title}: every figure has at least {dataset.k} different {dataset.protected} behind it, none of whom "
            f"accounts for more than {share_of_one(dataset.dominance)} of it. {dataset.held}"
        )
    titles = names_of_views(release)
    return said + [notice_words(notice, titles) for notice in release.manifest.notices]
