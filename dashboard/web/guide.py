"""Three steps for who comes the first time. What was put away is remembered by the browser, and can be had again."""

from __future__ import annotations

from dashboard.catalogue.register import page_link
from dashboard.draw.text import href, markup
from dashboard.words.format import count

STEPS = (
    ("What changed", "Each card is a change that chance would rarely make. It leads to its page."),
    ("What stands behind it", "Every page answers first. Table has every figure, About says how it is judged."),
    ("What you take along", "“Add to my paper” collects findings; “Make the paper” puts them on two pages."),
)


def guide_html() -> str:
    steps = "".join(
        f"<li{' hidden' if n else ''}><b>{n + 1} of {count(len(STEPS))}: {markup(title)}.</b> {markup(text)}</li>"
        for n, (title, text) in enumerate(STEPS)
    )
    return (
        f'<div class="guide away"><div class="steps" role="group" aria-label="First steps"><ol aria-live="polite">{steps}</ol>'
        '<button type="button" data-guide="next">Next</button><button type="button" data-guide="away">Put away</button>'
        f'<a href="{href(page_link("help"))}" target="_self">Help</a></div>'
        '<button type="button" data-guide="again" aria-expanded="false">First steps</button></div>'
    )
