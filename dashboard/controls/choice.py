"""One choice of one thing, kept in the link of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.ask.months import ALL, NONE, WHOLE
from dashboard.catalogue.links import honour, not_applied, shortened
from dashboard.draw.text import markup
from dashboard.words.escaping import plain

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}
ONE_OF = {"COMMUNITY": "community", "WARD": "ward"}  # after a name; a locality needs none


OF_AUDITS = "audit-"  # before a name on the page of audits, whose choices are not those of other pages
READ = "link-read"  # what of the link this run has asked for
PHONE_SIGNS = 44  # of a choice that a box on a phone has room for
TITLES = "control-titles"  # what each choice is called above its list


def pick(label: str, options: dict[str, str], key: str, *, earlier: Mapping[str, str] | None = None) -> str:
    """One choice, kept in the link by its code. What a link asks for and is not there is said, with what is shown instead.

    `earlier`: what a code was called in links of earlier versions, where that is not its label now.
    """
    asked = _from_link(label, options, key, earlier or {})
    chosen: str = st.selectbox(label, list(options), format_func=lambda code: options[code], key=key)
    if len(options[chosen]) > PHONE_SIGNS:  # a box has one line
        st.html(f'<p class="whole-choice">{markup(options[chosen])}</p>')
    return _to_link(asked, chosen, options, key)


def pick_few(label: str, options: dict[str, str], key: str, *, earlier: Mapping[str, str] | None = None) -> str:
    """One choice of up to four that stand side by side, kept in the link like any other."""
    asked = _from_link(label, options, key, earlier or {})
    chosen = st.segmented_control(label, list(options), required=True, format_func=lambda code: options[code], key=key)
    return _to_link(asked, chosen or next(iter(options)), options, key)


def keep(label: str, options: dict[str, str], key: str) -> str:
    """One choice that no list above shows, because it is made in the page itself; kept in the link like any other."""
    asked = _from_link(label, options, key, {})
    return _to_link(asked, st.session_state[key], options, key)


def begin_reading() -> None:
    """Called by the frame, before a page asks the link for anything."""
    st.session_state[READ] = set()


def read_link(key: str) -> str | None:
    """What the link says under a name, or under the one that the same choice has on another page."""
    st.session_state.setdefault(READ, set()).add(key)
    other = key.removeprefix(OF_AUDITS) if key.startswith(OF_AUDITS) else f"{OF_AUDITS}{key}"
    if key not in st.query_params and other in st.query_params:
        st.query_params[key] = st.query_params.pop(other)
    asked: str | None = st.query_params.get(key)
    return asked or None  # a name without a value asks for nothing


def tell_unread(gone: Mapping[str, tuple[str, str]]) -> None:
    """What a link asks for and nothing on its page can choose: said, so that no link is passed over without a word.

    `gone`: what links of earlier versions could ask for → what it was called, and what is shown instead.
    """
    for key in [name for name in st.query_params if name not in st.session_state[READ]]:
        asked = shortened(str(st.query_params.pop(key)))
        title, instead = gone.get(key, (shortened(key), "The page without it is shown instead."))
        st.info(plain(f"The link asks for “{asked}” under “{title}”, which is not a choice of this page. {instead}"))


def tell_unused(codes: Mapping[str, str], questions: Mapping[str, Sequence[str]]) -> None:
    """What was chosen and does not narrow the question that is shown: without a word its figures would be taken for the choice's.

    `codes`: by the name of the choice; `questions`: the name of each that does not apply → the questions to which it does.
    """
    for key, others in questions.items():
        if key in st.query_params and codes[key] not in (ALL, NONE, ""):
            st.info(plain(not_applied(st.session_state.get(TITLES, {}).get(key, key), others)))


def _from_link(label: str, options: dict[str, str], key: str, earlier: Mapping[str, str]) -> str | None:
    """What the link asks for, put in force where it is new."""
    asked, written = read_link(key), f"link-{key}"
    st.session_state.setdefault(TITLES, {})[key] = label
    asked = earlier.get(asked or "", asked)
    is_new = asked is not None and asked != st.session_state.get(written)
    if is_new or st.session_state.get(key) not in options:
        held = honour(label, asked, options)
        st.session_state[key] = held.code
        if held.sentence:
            st.info(plain(held.sentence))
    return asked


def _to_link(asked: str | None, chosen: str, options: dict[str, str], key: str) -> str:
    """The link says what was chosen, unless it is what is shown anyway."""
    if asked is not None or chosen != next(iter(options)):
        st.session_state[f"link-{key}"] = chosen
        if asked != chosen:
            st.query_params[key] = chosen
    return chosen
