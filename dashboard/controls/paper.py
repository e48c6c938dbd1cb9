"""Drafts of papers as their author chooses them, what was added to one's own paper, and the screens of a meeting."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.access.visitor import visitor_of
from dashboard.controls.choice import pick, pick_few
from dashboard.controls.record import record_selection, taken_from
from dashboard.paper.desk import desk
from dashboard.paper.draft import OWN, AuthorNote, Draft, Length, Pick, Purpose, read_pick, with_pick, without_pick
from dashboard.serve.visitors import VISITOR, is_visitor
from dashboard.web.component import draw_body
from dashboard.words.format import count

SCREEN = "screen"
LENGTHS = {Length.TWO_PAGES: "Two pages", Length.FULL: "Full"}


def visitor() -> str:
    """Who signed in, so that drafts belong to a person. Else the code that this browser holds; without one, as in a test, a
    code that lives as long as the visit."""
    if who := visitor_of(st.context.headers, is_asked=False).who:
        return who
    held = str(st.context.cookies.get(VISITOR, ""))
    if is_visitor(held):
        return held
    code: str = st.session_state.setdefault("visitor", secrets.token_urlsafe(16))
    return code


def draft_of(body: str) -> Draft:
    return desk().kept(visitor(), body, Draft)


def keep_draft(body: str, draft: Draft) -> None:
    desk().keep(visitor(), body, draft)


NOT_KEPT = (
    "What you write or pick cannot be kept just now, and what you kept may not be shown: the place where it is kept cannot be read or written. "
    "You can read on. Please tell whoever runs the dashboard."
)


def tell_unkept() -> None:
    """Said on every page, from the run in which something could not be kept until it can be again."""
    if not desk().is_well:
        st.warning(NOT_KEPT)


def picked() -> tuple[Pick, ...]:
    """What is in this visitor's own paper; what the catalogue no longer knows is not."""
    return tuple(p for p in draft_of(OWN).picks or () if read_pick(p.text()) is not None)


def draw_findings(data: dict[str, Any], *, key: str, on_event: Callable[[], None] | None = None) -> None:
    """A page's body whose findings can be added to one's own paper and taken out of it again."""
    record_selection()
    own = {"inPaper": [p.text() for p in picked()], "takenFrom": taken_from()}
    draw_body({**data, **own}, key=key, on_event=partial(_heard, key, on_event))


def _heard(key: str, on_event: Callable[[], None] | None) -> None:
    event = (st.session_state.get(key) or {}).get("event") or {}
    if event.get("kind") != "paper":
        if on_event is not None:
            on_event()
        return
    pick = read_pick(str(event.get("value")))
    if pick is not None:
        draft = draft_of(OWN)
        keep_draft(OWN, without_pick(draft, pick) if pick in (draft.picks or ()) else with_pick(draft, pick))


def choose_body(bodies: dict[str, str]) -> str:
    """For which body of the partnership a paper is."""
    return pick("For", bodies, "for")


def controls_row() -> DeltaGenerator:
    """The one row of controls of a page."""
    return st.container(horizontal=True, key="controls", vertical_alignment="bottom")


def choose_length() -> Length:
    return Length(pick_few("Length", {str(k): v for k, v in LENGTHS.items()}, "length"))


def edit_draft(body: str, draft: Draft, options: dict[str, str], *, asks: tuple[str, ...], title: str) -> None:
    """The head, what is asked, and the findings in the order in which they are ticked. `options`: text of a pick → its title."""
    with st.form(f"draft-{body}", border=False):
        shown = [p.text() for p in draft.picks or ()]
        with st.expander(f"Findings of the paper, in their order ({count(len(shown))})"):
            picks = st.multiselect("Findings, in the order of the paper", list(options), shown, format_func=lambda text: options[text], key=f"picks-{body}", label_visibility="collapsed")  # fmt: skip
        fields = {
            "picks": picks,
            "asks": st.text_area("The meeting is asked to (one a line)", "\n".join(draft.asks if draft.asks is not None else asks), key=f"asks-{body}"),
            "title": st.text_input("Title", draft.title or title, max_chars=120, key=f"title-{body}"),
        }  # fmt: skip
        for name, label in (("meeting", "Meeting"), ("item", "Agenda item"), ("author", "From")):
            fields[name] = st.text_input(label, getattr(draft, name), max_chars=120, key=f"{name}-{body}")
        fields["purpose"] = st.selectbox(
            "For", [str(p) for p in Purpose], list(Purpose).index(draft.purpose), key=f"purpose-{body}"
        )
        if st.form_submit_button("Put the findings and the head in the paper", type="primary"):
            keep_draft(body, _filled(draft, fields, asks=asks, title=title))
            st.rerun()


def _filled(draft: Draft, fields: dict[str, Any], *, asks: tuple[str, ...], title: str) -> Draft:
    """What stands as it was offered is not the author's own, and follows the data and the template from then on."""
    asked = tuple(line.strip()[:400] for line in str(fields["asks"]).splitlines() if line.strip())[:8]
    picks = tuple(p for text in fields["picks"] if (p := read_pick(text)) is not None)
    own = draft.asks is not None or asked != asks
    return draft.model_copy(update={
        "picks": picks, "asks": asked if own else None, "title": "" if fields["title"] == title else fields["title"] or "",
        "meeting": fields["meeting"] or "", "item": fields["item"] or "", "author": fields["author"] or "", "purpose": Purpose(fields["purpose"]),
    })  # fmt: skip


def edit_note(
    body: str, draft: Draft, titles: dict[Pick, str], prompts: dict[Pick, tuple[str, str]]
) -> tuple[Pick, AuthorNote] | None:
    """The author's words on one finding. Returned where they have just been written."""
    texts = {p.text(): p for p in titles}
    chosen = texts[
        st.selectbox("What it means", list(texts), format_func=lambda text: titles[texts[text]], key=f"note-{body}")
    ]
    note, (so_what, next_step) = draft.note_of(chosen), prompts.get(chosen, ("", ""))
    with st.form(f"note-form-{body}", border=False):
        key = f"{body}-{chosen.text()}"
        written = AuthorNote(
            so_what=(st.text_area("So what", note.so_what, max_chars=400, placeholder=so_what, key=f"so-{key}") or "").strip(),
            next_step=(st.text_area("Next step", note.next_step, max_chars=400, placeholder=next_step, key=f"next-{key}") or "").strip(),
            owner=(st.text_input("Owner (a role, no name)", note.owner, max_chars=120, key=f"owner-{key}") or "").strip(),
            by=(st.text_input("By when", note.by, max_chars=120, key=f"by-{key}") or "").strip(),
        )  # fmt: skip
        if st.form_submit_button("Put this note in the paper"):
            return chosen, written
    return None


def choose_screen(titles: list[str]) -> int:
    """Which screen of a meeting: by name, by buttons, or by the arrow keys."""
    screens = {str(n): f"{n} {title}" for n, title in enumerate(titles, start=1)}
    before, name, after = st.columns([1, 4, 1], vertical_alignment="bottom")
    with name:
        chosen = pick("Screen", screens, SCREEN)
    number = int(chosen) - 1
    for column, label, key, to in ((before, "Previous", "Left", number - 1), (after, "Next", "Right", number + 1)):
        with column:
            st.button(label, shortcut=key, width="stretch", disabled=not 0 <= to < len(titles), on_click=_go_to, args=(to,))  # fmt: skip
    return number


def _go_to(number: int) -> None:
    st.session_state[SCREEN] = str(number + 1)
