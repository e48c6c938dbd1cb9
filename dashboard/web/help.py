"""Help for each who uses the dashboard, with pictures that are taken of the invented partnership."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from dashboard.catalogue.register import page_link
from dashboard.draw.text import href, markup
from dashboard.words.help import GUIDES, Guide, Step

PICTURES = Path(__file__).parent / "pictures"


@cache
def help_html() -> str:
    return f'<div class="help">{"".join(map(_guide, GUIDES))}</div>'


def _guide(guide: Guide) -> str:
    picture = base64.b64encode((PICTURES / f"{guide.picture}.png").read_bytes()).decode()
    steps = "".join(f"<li>{_step(step)}</li>" for step in guide.steps)
    return (
        f'<h2>{markup(guide.title)}</h2><div class="pair"><ol>{steps}</ol>'
        f'<img src="data:image/png;base64,{picture}" alt="{markup(guide.alt)} Invented data."></div>'
    )


def _step(step: Step) -> str:
    way = f' <a href="{href(page_link(step.page))}" target="_self">{markup(step.link)}</a>' if step.link else ""
    return f"{markup(step.text)}{way}"
