"""What is said otherwise than in the release before: each finding now beside then, what stayed, signals, actions and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.draw.text import markup
from dashboard.paper.since import Since
from dashboard.paper.standing import Change, Comparison
from dashboard.words.since import gathered, none_since, since_sentence

STANDING = {
    Change.NEW: "New.", Change.CHANGED: "Another verdict.", Change.GONE: "No longer shown.", Change.OTHER_SET: "Another set is counted.", Change.SAME: "The same, with later figures.",
}  # fmt: skip

UNJUDGED = {
    Change.CHANGED: "Other parts are told.",
    Change.SAME: "Later figures; whether they changed is not judged here.",
}
FIRST = (
    Change.CHANGED,
    Change.OTHER_SET,
    Change.GONE,
    Change.NEW,
    Change.SAME,
)  # what says something else, before what is only new


def since_html(since: Since) -> str:
    other = [
        c for c in since.compared if (c.now, c.verdict_now) != (c.then, c.verdict_then) or c.change is Change.OTHER_SET
    ]
    same = [
        f"{c.title} {c.now}{f' · verdict: {c.verdict_now}' if c.verdict_now else ''}"
        for c in since.compared
        if c not in other
    ]
    of = Counter(c.change for c in other)
    said = since_sentence(
        changed=of[Change.CHANGED],
        new=of[Change.NEW],
        gone=of[Change.GONE],
        other_set=of[Change.OTHER_SET],
        later=of[Change.SAME],
        same=len(same),
    )
    lists = {
        "Became overdue": since.overdue, "New in the registers": since.written, "Actions closed": since.actions,
        "New signals on a chart": since.new_signals, "Signals that ended": since.ended_signals, "Earlier months that now read differently": since.judged_anew,
        "Changes in the data": gathered(since.quality),
    }  # fmt: skip
    empty = [title for title, lines in lists.items() if not lines]
    told = "".join(_list(title, lines) for title, lines in lists.items() if lines)
    parts = (
        f'<div class="told"><h2>{markup(said)}</h2><p>Compared with the release as at {markup(since.then_as_at)}.</p></div>',
        _table(sorted(other, key=lambda c: FIRST.index(c.change)), since.then_as_at), told,
        f"<p>{markup(none_since(empty))}</p>" if empty else "", _list("As before, word for word", same) if same else "",
    )  # fmt: skip
    return f'<div class="since">{"".join(parts)}</div>'


def _table(other: Sequence[Comparison], then: str) -> str:
    """Nothing where nothing is said otherwise."""
    heads = "".join(f'<th scope="col">{markup(head)}</th>' for head in ("Question", "Now", f"Then, as at {then}"))
    rows = "".join(
        f'<tr><th scope="row">{markup(c.title)}<small>{markup(f"{_standing(c)} {c.why}".strip())}</small></th>'
        f'<td data-head="Now">{markup(c.now)}{_verdict(c.verdict_now)}</td>'
        f'<td data-head="Then">{markup(c.then)}{_verdict(c.verdict_then)}</td></tr>'
        for c in other
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if other else ""


def _standing(one: Comparison) -> str:
    """Of a list that judges nothing its parts or figures are others, and no verdict is: then it is not called the same."""
    judges = one.verdict_now or one.verdict_then
    return STANDING[one.change] if judges else UNJUDGED.get(one.change, STANDING[one.change])


def _verdict(said: str) -> str:
    return f"<small>Verdict: {markup(said)}</small>" if said else ""


def _list(title: str, lines: Sequence[str]) -> str:
    return f"<h2>{markup(title)}</h2><ul>{''.join(f'<li>{markup(line)}</li>' for line in lines)}</ul>"
