"""Draws briefings in a page: what they say, their files, their notes, and a meeting's large screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.in_force import notes_file, release_before
from dashboard.paper.briefing import Briefing, Item
from dashboard.paper.composing import compose
from dashboard.paper.formats import FORMATS
from dashboard.paper.notes import MOST, NotesRefusedError, earlier_notes, keep_note, latest_notes
from dashboard.paper.plain import front_title
from dashboard.paper.standing import Change
from dashboard.paper.template import Template, TemplateRefusedError, templates
from dashboard.words.escaping import plain
from data_loaders.release import Release

NO_NAMES = "Write of contexts and of what is to be done. No note may hold a name, an address or anything else by which a child could be known."
STANDING = {
    Change.NEW: "New.", Change.CHANGED: "Changed.", Change.GONE: "No longer shown.", Change.SAME: "The same result, with later figures.",
}  # fmt: skip
LARGE = """<style>
[data-testid="stSidebar"],[data-testid="stHeader"],[data-testid="stExpandSidebarButton"]{display:none}
[data-testid="stMainBlockContainer"]{max-width:100%;padding:.6rem 2.5rem}
[data-testid="stMainBlockContainer"] p,[data-testid="stMainBlockContainer"] li{font-size:1.35rem;line-height:1.45}
[data-testid="stMainBlockContainer"] h1{font-size:1.05rem;padding:0}
[data-testid="stMainBlockContainer"] h2{font-size:2.1rem;line-height:1.25}
[data-testid="stMainBlockContainer"] [data-testid="stAlertContainer"]{padding:.3rem .8rem}
[data-testid="stMainBlockContainer"] :is(button,label,small,[data-testid="stAlertContainer"]) p{font-size:1rem}
</style>"""


def known_templates() -> dict[str, Template]:
    """The templates, or the sentence that says which file is to be mended."""
    try:
        return templates()
    except TemplateRefusedError as error:
        st.error(plain(error))
        st.stop()


def made_briefing(release: Release, name: str, template: Template) -> Briefing:
    """The briefing of a body, worked out once for a release, with the notes of this moment."""
    then = remembered(release, "release before", lambda: release_before(release))
    notes = _notes(release)
    key = ("briefing", name, template.model_dump_json(), tuple(sorted(notes.items())))
    steps = len(template.findings) + 1
    bar = st.empty()

    def make() -> Briefing:
        done = iter(range(1, steps + 1))
        return compose(release, template, then=then, notes=notes, tell=lambda step: _tell(bar, next(done, steps) / steps, step))  # fmt: skip

    briefing = remembered(release, key, make)
    bar.empty()
    return briefing


def _tell(bar: st.delta_generator.DeltaGenerator, share: float, step: str) -> None:
    bar.progress(min(share, 1.0), text=plain(step))


def show_front(briefing: Briefing) -> None:
    st.header(front_title(briefing))
    st.markdown("\n".join(f"- **{plain(s)}.** {plain(t)}" for s, t in briefing.front))


def show_contents(briefing: Briefing) -> None:
    st.header("In this briefing")
    lines = [f"{n}. **{plain(i.finding.title)}.** {plain(i.finding.headline)}" for n, i in enumerate(briefing.items, start=1)]  # fmt: skip
    st.markdown("\n".join(lines))
    if briefing.left_out:
        st.markdown("\n".join(["Not in it:", "", *(f"- {plain(t)}: {plain(r)}" for t, r in briefing.left_out)]))


def offer_files(make: Callable[[], Briefing], name: str) -> None:
    """A button for each format. A file is written when its button is pressed, and not before."""
    with st.container(horizontal=True):
        for kind, form in FORMATS.items():
            st.download_button(
                f"{form.title} (.{kind})", partial(_written, make, kind), f"{name}.{kind}", form.mime, key=f"file-{kind}",
                on_click="ignore", type="primary" if kind == "pdf" else "secondary",
            )  # fmt: skip


def _written(make: Callable[[], Briefing], kind: str) -> bytes:
    return FORMATS[kind].write(make())


def show_notes(release: Release, items: tuple[Item, ...]) -> None:
    """Notes kept with this release. Off unless whoever serves the dashboard has named a file for them."""
    st.header("Notes")
    file = notes_file()
    if file is None:
        st.markdown("No notes are taken here: whoever serves the dashboard turns them on with `serve --notes FILE`.")
        return
    st.markdown(f"{NO_NAMES} A note stays with the release that it speaks of, and is printed under “So what?”.")
    for number, item in enumerate(items):
        with st.expander(f"{number + 1} {plain(item.finding.title)}"), st.form(f"note-{number}", border=False):
            text = st.text_area("So what?", item.note, max_chars=MOST, key=f"text-{number}")
            if st.form_submit_button("Keep the note"):
                keep_note(file, release_id=release.id, finding=item.finding.key, text=text or "")
                st.rerun()
            for note in earlier_notes(file, release.id, item.finding.key):
                st.markdown(f":small[{plain(f'{note.release_id}: {note.text}')}]")


def _notes(release: Release) -> dict[str, str]:
    file = notes_file()
    try:
        return latest_notes(file, release.id) if file else {}
    except NotesRefusedError as error:
        st.warning(plain(error))
        return {}


def show_since(briefing: Briefing) -> None:
    """What each finding said then and says now, signals begun and ended, and what changed in the data."""
    since = briefing.since
    if since.reason:
        st.info(plain(since.reason))
        return
    st.markdown(plain(f"Compared with release {since.then_id}, as at {since.then_as_at}."))
    for title, lines, none in (
        ("New signals", since.new_signals, "None: no point newly stands out."),
        ("Ended signals", since.ended_signals, "None."),
        ("Seen otherwise", since.judged_anew, "No earlier point is seen otherwise."),
        ("Actions closed", since.actions, "No closed action is on record."),
        ("Data", since.quality, "Nothing changed in what is held back or withheld."),
    ):
        st.header(title)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines) or none)
    st.header("What is said, then and now")
    for one in since.compared:
        st.subheader(plain(one.title))
        if one.then == one.now:
            st.markdown(f"As before: {plain(one.now)}")
        else:
            mark = f"{STANDING[one.change]} {plain(one.why)}".strip()
            st.markdown(f"{mark} **Now:** {plain(one.now)}\n\n**Then:** {plain(one.then)}")


def show_screen(item: Item, number: int) -> None:
    """One finding for a room: headline, chart and questions, in large type."""
    finding = item.finding
    st.header(plain(finding.headline))
    if hasattr(finding.figure, "lowered"):
        st.html(item.svg)
    elif finding.figure is not None:
        st.plotly_chart(_larger(finding), theme=None, key=f"meeting-{number}", alt=finding.alt, config={"displayModeBar": False})  # fmt: skip
    else:
        st.dataframe(finding.table, hide_index=True, alt=finding.alt)
    st.markdown("\n".join(f"- {plain(q)}" for q in item.questions))
    with st.expander("The same as a table, and what to bear in mind"):
        st.dataframe(finding.table, hide_index=True, alt=finding.alt)
        st.markdown(plain(" ".join(t for t in (*finding.notes, *finding.caveats, finding.definition, f"Source: {finding.source}") if t)))  # fmt: skip


def _larger(finding: Finding) -> go.Figure:
    figure = go.Figure(finding.figure)
    figure.update_layout(font={"size": 19}, height=max(480, int(figure.layout.height or 400)), margin={"t": 46})
    figure.update_annotations(font={"size": 18})
    figure.update_xaxes(title={"font": {"size": 18}})
    figure.update_yaxes(title={"font": {"size": 18}})
    return figure
