"""What a link asks for, and what is shown: a code as it stands, an earlier version's label, or what stands instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dashboard.catalogue.entry import is_offered
from dashboard.catalogue.pages import MOVED, PAGES, find_page
from dashboard.words.form import listed
from data_loaders.release import Release

# What links of earlier versions could ask for and no page asks any more → what it was called, and what is shown instead.
GONE = {
    "level": ("Where", "Each area is in the list “Area”; all localities stand beside the chart instead."),
    "year": ("Kind of year", "The period is chosen by months; three years are shown instead."),
    "period": ("Period drawn", "The period is chosen by months; three years are shown instead."),
    "beside": ("Beside it", "One map is shown, with what is known of one place beside it instead."),
    "action": ("Action", "All actions are shown instead, with their evidence in the table."),
    "audit-item_id": ("Standard", "Choosing an area of practice shows its standards instead."),
}
FIRST = Path(PAGES[0].path).stem  # what people type for the page at the root, which has no name
RESERVED = (
    "page-at-the-root"  # its name for the framework, which else takes that of its file, and no other page may have it
)
ADDRESSES = frozenset(
    f"/{url}" for url in (*(page.url for page in PAGES), *MOVED, FIRST)
)  # each opens a page, or says which took its place
LONGEST = 60  # signs of a link that are repeated to its reader: longer ones are no code of ours


@dataclass(frozen=True)
class Honoured:
    """What was asked for (nothing, if the link says nothing), the code that is shown, and the sentence if it is another."""

    asked: str
    code: str
    sentence: str = ""


def honour(control: str, asked: str | None, options: Mapping[str, str]) -> Honoured:
    """`options`: code → label. Links of earlier versions carry labels; they are honoured like codes."""
    first = next(iter(options))
    if asked is None or asked in options:
        return Honoured(asked or "", asked or first)
    same = [code for code, label in options.items() if label.casefold() == asked.strip().casefold()]
    if same:
        return Honoured(asked, same[0])
    sentence = f"The link asks for “{shortened(asked)}” under “{control}”. This release does not hold it; “{options[first]}” is shown instead."
    return Honoured(asked, first, sentence)


def not_applied(control: str, questions: Sequence[str]) -> str:
    """Of a choice that the question on the screen is not narrowed by."""
    others = listed([f"“{question}”" for question in questions])
    return f"What you chose under “{control}” does not apply to this question: it is answered for all together. It applies to {others}."


def shortened(asked: str) -> str:
    """What a link asks for, as far as it is repeated."""
    return asked if len(asked) <= LONGEST else f"{asked[:LONGEST]}…"


def page_asked(address: str | None) -> str:
    """The page's own part of an address."""
    return unquote(urlsplit(address or "").path.rstrip("/").rpartition("/")[2])


def unknown_page(release: Release, address: str | None, *, is_open: Callable[[str], bool] = lambda _: True) -> str:
    """The sentence for an address that no page has, that is closed to a visitor, or whose data were not delivered; else empty."""
    asked = page_asked(address)
    url = PAGES[0].url if asked == FIRST else asked
    known = {page.url: page for page in PAGES}
    if url in MOVED:
        return f"The page “{url}” is now “{find_page(MOVED[url]).title}”: it stands in the menu."
    if url not in known:
        return f"There is no page “{url[:LONGEST]}”. “{PAGES[0].title}” is shown instead."
    if asked and not is_open(url):
        return f"The page “{known[url].title}” is not open to your role. What is open to it stands in the menu."
    if not is_offered(release, known[url].needs):
        return f"Nothing was delivered for the page “{known[url].title}”. “{PAGES[0].title}” is shown instead."
    return ""
