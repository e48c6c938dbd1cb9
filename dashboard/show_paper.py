"""Draws papers in a page: the preview, the files, what the author decides, what changed, and a meeting's large screens."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.access.record import codes
from dashboard.ask.cache import remembered
from dashboard.catalogue.register import finding_of, for_papers, page_link
from dashboard.controls.paper import draft_of, draw_findings, edit_draft, edit_note, keep_draft
from dashboard.controls.record import visit_here
from dashboard.draw.text import markup
from dashboard.in_force import notes_file, release_before
from dashboard.paper.composing import compose, picks_of, shown_picks, template_of, wanted_of
from dashboard.paper.draft import OWN, Draft, Length, Pick, pick_of
from dashboard.paper.formats import FORMATS
from dashboard.paper.notes import NotesRefusedError, earlier_notes, keep_note, latest_notes
from dashboard.paper.paper import Paper
from dashboard.paper.since import Since, compare
from dashboard.paper.template import Template, TemplateRefusedError, templates
from dashboard.paper.typeset import pages_of
from dashboard.serve.exports import Export, ExportsStoppedError, why_stopped
from dashboard.serve.files import Made, put_on_shelf
from dashboard.web.body import finding_block, page_data
from dashboard.web.front import front_html
from dashboard.web.since import since_html
from dashboard.web.waiting import worked_out
from dashboard.words.escaping import plain
from dashboard.words.format import count
from data_loaders.release import Release

NO_NAMES = "Write of contexts and of what is to be done. Nothing may hold a name, an address or anything else by which a child could be known."
ONWARD = "Until then, the [Overview]({overview}) says what changed within these data, and the [Paper]({paper}) holds it for a meeting."
SINCE = "What changed since the last meeting?"
PREVIEWED = 6  # pages: what follows is tables and method, and the file has it
LARGE = """<style>
[data-testid="stSidebar"],[data-testid="stHeader"],[data-testid="stExpandSidebarButton"],.council,.dates,.st-key-head,.st-key-saved{display:none!important}
[data-testid="stMainBlockContainer"]{max-width:100%;padding:.6rem 2.5rem 3.5rem}
[data-testid="stMainBlockContainer"] h1{margin:12px 0 8px}
[data-testid="stMainBlockContainer"] p,[data-testid="stMainBlockContainer"] li{font-size:1.35rem;line-height:1.45}
[data-testid="stMainBlockContainer"] [data-testid="stSelectbox"] input{font-size:1.1rem}
body .chip{top:auto;bottom:0;left:0;right:0;height:2.5rem;padding:0 2.5rem;flex-direction:row;align-items:center;justify-content:flex-end;background:var(--page);border-top:1px solid var(--rule)}
@media(max-width:1199px){
[data-testid="stHorizontalBlock"]:has([data-testid="stHorizontalBlock"]){flex-wrap:wrap}
[data-testid="stHorizontalBlock"]:has([data-testid="stHorizontalBlock"])>[data-testid="stColumn"]{flex:1 0 100%}
[data-testid="stHorizontalBlock"]:has(>[data-testid="stColumn"] [data-testid="stButton"]):not(:has([data-testid="stHorizontalBlock"])){flex-wrap:nowrap}
[data-testid="stColumn"]:has([data-testid="stButton"]):not(:has([data-testid="stSelectbox"])){min-width:158px}
[data-testid="stColumn"] [data-testid="stColumn"]:has([data-testid="stSelectbox"]){min-width:0}
}
@media(max-width:899px){
[data-testid="stHorizontalBlock"] [data-testid="stHorizontalBlock"]:has([data-testid="stButton"]){flex-wrap:wrap!important}
[data-testid="stColumn"] [data-testid="stColumn"]:has([data-testid="stSelectbox"]){order:-1;flex:1 0 100%}
[data-testid="stColumn"] [data-testid="stColumn"]:has([data-testid="stButton"]){flex:1 1 40%;min-width:0}
}
@media(max-width:640px){
[data-testid="stMainBlockContainer"]{padding:.6rem 1rem 3.5rem}
body .chip{padding:0 1rem}
}
@media print{body .chip{border:0;background:none;height:auto}}
</style>"""


def known_templates() -> dict[str, Template]:
    """The templates, or the sentence that says which file is to be mended."""
    try:
        return templates()
    except TemplateRefusedError as error:
        st.error(plain(error))
        st.stop()


def paper_of(release: Release, template: Template, draft: Draft) -> Paper:
    """The paper that a draft asks for, worked out once for a release, with what was noted of its findings."""
    then = remembered(release, "release before", lambda: release_before(release))
    notes = _notes(release)
    steps = len(picks_of(draft, template)) + 1
    bar = st.empty()

    def make() -> Paper:
        done = iter(range(1, steps + 1))
        return compose(release, template, draft, then=then, notes=notes, tell=lambda step: _tell(bar, next(done, steps) / steps, step))  # fmt: skip

    paper = remembered(
        release, ("paper", template.model_dump_json(), draft.model_dump_json(), tuple(sorted(notes.items()))), make
    )
    bar.empty()
    return paper


def _tell(bar: st.delta_generator.DeltaGenerator, share: float, step: str) -> None:
    bar.progress(min(share, 1.0), text=plain(step))


def show_editor(release: Release, body: str, length: Length) -> None:
    """The preview at the left, what the author decides at the right, the files above both."""
    known = known_templates()
    template = template_of(body, known)
    draft = draft_of(body).model_copy(update={"length": length})
    if draft == Draft(length=length):
        draft = draft.model_copy(update={"purpose": template.use})
    paper = paper_of(release, template, draft)
    offer_files(
        paper, f"{template.body or 'my'} paper".lower().replace(" ", "-"), content_of(release, body, template, draft)
    )
    preview, words = st.columns([7, 5], gap="large")
    with words:  # first: what was just written is kept before anything takes time, and a reload loses none of it
        _decide(release, body, template, draft, paper)
    with preview:
        show_pages(release, paper)


def _decide(release: Release, body: str, template: Template, draft: Draft, paper: Paper) -> None:
    picks = picks_of(draft, template)
    editable = draft.model_copy(update={"picks": picks})
    alone = (
        ""
        if body == OWN
        else f" What this body always gets stays; of your own findings alone is [My paper]({page_link('my-paper')})."
    )
    st.markdown(
        f":small[{NO_NAMES} What you put in is kept for this browser, and survives a reload and a new release.{alone}]"
    )
    edit_draft(
        body, editable, options_of(release, picks), asks=paper.asks if draft.asks is None else (), title=template.title
    )
    if not picks:
        return
    wanted = {p: w for p in picks if (w := wanted_of(p, template)) is not None}
    prompts = {p: (w.so_what, w.what_next) for p, w in wanted.items()}
    titles = {p: title_of(release, p) for p in picks}
    if written := edit_note(body, editable, titles, prompts):
        pick, note = written
        keep_draft(body, draft.model_copy(update={"notes": {**draft.notes, pick.text(): note}}))
        if file := notes_file():
            keep_note(file, release_id=release.id, finding=pick.key, text=note.so_what)
        st.rerun()
    if file := notes_file():
        for pick in picks:
            for kept in earlier_notes(file, release.id, pick.key):
                st.markdown(f":small[{plain(f'{titles[pick]}, in {kept.release_id[:10]}: {kept.text}')}]")


def options_of(release: Release, picks: tuple[Pick, ...]) -> dict[str, str]:
    """Every finding that papers hold: those of the paper by what they found, the others by their title."""
    chosen = {p.text(): title_of(release, p) for p in picks}
    others = {pick_of(key).text(): entry.title for key, entry in for_papers().items()}
    return {**chosen, **{text: title for text, title in others.items() if text not in chosen}}


def title_of(release: Release, pick: Pick) -> str:
    finding = finding_of(release, pick.key, dict(pick.codes))
    return finding.title if finding is not None else for_papers()[pick.key].title


def show_pages(release: Release, paper: Paper) -> None:
    """The paper as the printer gets it, page by page."""
    pages = remembered(release, ("pages", paper), lambda: pages_of(paper))
    shown = "".join(
        f'<img style="width:100%;border:1px solid var(--rule);margin:0 0 16px;display:block" alt="Page {n} of {count(len(pages))} of the paper; '
        f'the files hold its text" src="data:image/png;base64,{base64.b64encode(page).decode()}">'
        for n, page in enumerate(pages[:PREVIEWED], start=1)
    )
    more = f"<p>The file has {count(len(pages))} pages.</p>" if len(pages) > PREVIEWED else ""
    st.html(
        f'<div class="preview" role="region" aria-label="Preview of {markup(paper.head.title)}">{shown}{more}</div>'
    )


def content_of(release: Release, body: str, template: Template, draft: Draft) -> Export:
    """What a paper holds, as the access log names it: for whom, how long, and which findings in which order."""
    here = visit_here()
    findings = tuple(f"{p.key}?{codes(dict(p.codes))}".rstrip("?") for p in shown_picks(release, draft, template))
    return Export(release.id, here.page, codes({"for": body, "length": str(draft.length)}), "paper", "", findings)


def offer_files(paper: Paper, name: str, content: Export) -> None:
    """A button for each format. A file is written when its button is pressed, and not before; none where it could not be written down."""
    who, stopped = visit_here().who, why_stopped()
    if stopped:
        st.warning(plain(stopped))
    with st.container(horizontal=True, key="files"):
        for kind, form in FORMATS.items():
            export = replace(content, name=f"{name}.{kind}")
            st.download_button(
                f"{form.title} (.{kind})", partial(_written, paper, kind, who, export), export.name, form.mime, key=f"file-{kind}",
                on_click="ignore", type="primary" if kind == "pdf" and not stopped else "secondary", disabled=bool(stopped),
            )  # fmt: skip


def _written(paper: Paper, kind: str, who: str, export: Export) -> bytes:
    if stopped := why_stopped():  # since the page was drawn
        raise ExportsStoppedError(stopped)
    content = FORMATS[kind].write(paper)
    put_on_shelf(who, Made(content, FORMATS[kind].mime, export))
    return content


def _notes(release: Release) -> dict[str, str]:
    file = notes_file()
    try:
        return latest_notes(file, release.id) if file else {}
    except NotesRefusedError as error:
        st.warning(plain(error))
        return {}


def since_of(release: Release, name: str, template: Template) -> Since:
    return worked_out(
        release,
        ("since", name, template.model_dump_json()),
        SINCE,
        lambda: compare(
            release, remembered(release, "release before", lambda: release_before(release)), template.findings
        ),
    )


def show_since(since: Since) -> None:
    """What is said otherwise than in the release before, or why that cannot be told."""
    if since.reason:
        st.info(f"{plain(since.reason)} {ONWARD.format(overview=page_link(''), paper=page_link('paper'))}")
    else:
        st.html(since_html(since))


def show_screen(release: Release, paper: Paper, pick: Pick, number: int) -> None:
    """One finding for a room: what was found, the chart and the questions, in large type."""
    finding, exhibit = finding_of(release, pick.key, dict(pick.codes)), paper.exhibits[number]
    if finding is not None:
        draw_findings(page_data((finding_block(finding, release),), release), key=f"screen-{number}")
    st.markdown("\n".join(f"- {plain(q)}" for q in exhibit.questions))


def show_front(paper: Paper) -> None:
    """The first screen of a meeting: what it is asked to do, the numbers, and what changed."""
    st.title(plain(paper.head.title), anchor=False)
    st.html(front_html(paper))


def bodies_of(known: Mapping[str, Template]) -> dict[str, str]:
    return {name: template.body for name, template in known.items()}
