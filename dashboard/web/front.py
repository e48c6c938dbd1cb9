"""The first screen of a meeting, to be read from the end of a room: what it is asked to do, three numbers, what else changed."""

from __future__ import annotations

from dashboard.draw.text import markup
from dashboard.paper.paper import KeyNumber, Paper


def front_html(paper: Paper) -> str:
    asks = "".join(f"<li>{markup(ask)}</li>" for ask in paper.asks)
    numbers = "".join(map(_number, paper.numbers))
    changed = "".join(f"<li><b>{markup(what)}</b> {markup(how)}</li>" for what, how in paper.changed)
    parts = (
        f'<div class="asked"><h2>{markup(paper.asked)}</h2><ol>{asks}</ol></div>' if asks else "",
        f'<div class="numbers">{numbers}</div>' if numbers else "",
        f"<h2>Other measures that changed</h2><ul>{changed}</ul>" if changed else "",
    )
    return f'<div class="front">{"".join(parts)}</div>'


def _number(number: KeyNumber) -> str:
    return (
        f"<div><h3>{markup(number.label)}</h3><strong>{markup(number.figure)}</strong>"
        f'<p><span class="standing {number.standing.ink}"><i class="mark {number.standing.mark}" aria-hidden="true"></i>{markup(number.standing.word)}:</span> {markup(number.sentence)}</p></div>'
    )
