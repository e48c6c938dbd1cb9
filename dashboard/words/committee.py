"""What the Committee keeps, in words: what is overdue and what nothing came of is said before what went well."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.words.form import as_many_as_fit, capital, in_words, listed, number_of
from dashboard.words.format import count

OF_WORK = "Risks to the partnership’s work, never a risk of a child."
SCORE = "Likelihood and impact are judged from 1 to 5; the product of the two orders the list."
KEPT_BY = "As those who keep the register wrote it."
DONE = "Done: what was agreed was carried out, as its keeper wrote it. Whether practice is as it was decided is told by the figure beside it."
NO_FIGURE = "No figure is named for it"
NOTHING_CAME = "“Nothing to show yet” is not the same as no effect."
TOGETHER = "What young people said together, in nobody’s own words."
TOLD_BACK = "Told back: those who said it heard what became of it."
MEASURE_KINDS = "The national Minimum Dataset’s kinds of measure, as this product words them. Each figure is as its publisher counts it."
BESIDE = "A comparator is another place with other services: it asks a question, it is no target."
NOT_DELIVERED = "not delivered"
NO_COMPARATOR = "No comparator"


def risks_title(open_now: int, rising: int, late: int) -> str:
    if not open_now:
        return "No risk is open"
    first = capital(number_of(open_now, "risk is open", "risks are open"))
    return as_many_as_fit(first, number_of(rising, "rises", "rise") if rising else "none rises", _late(late))


def _late(late: int) -> str:
    return number_of(late, "is overdue for review", "are overdue for review") if late else "none is overdue for review"


def decisions_title(total: int, late: int, without: int) -> str:
    """`without`: done, and nothing is written of what came of it."""
    first = capital(number_of(total, "decision", "decisions"))
    overdue = number_of(late, "is overdue", "are overdue") if late else "none is overdue"
    return as_many_as_fit(
        first, overdue, f"{number_of(without, 'is', 'are')} done with nothing yet to show for it" if without else ""
    )


def learning_title(total: int, unchanged: int, alone: int) -> str:
    """`unchanged`: nothing has changed since; `alone`: shared with nobody."""
    first = capital(number_of(total, "thing was learnt", "things were learnt"))
    stays = (
        f"nothing has changed yet after {number_of(unchanged, 'of them', 'of them')}"
        if unchanged
        else "something changed after each"
    )
    return as_many_as_fit(first, stays, f"{number_of(alone, 'was', 'were')} shared with nobody" if alone else "")


def heard_title(total: int, silent: int) -> str:
    """`silent`: those who said it have not heard back."""
    first = capital(number_of(total, "thing was said", "things were said"))
    return (
        f"{first}; {number_of(silent, 'has', 'have')} had no word back"
        if silent
        else f"{first}; each has had word back"
    )


def dataset_title(
    beside: Sequence[str], year: str, *, above: int, below: int, measures: int, delivered: int, kinds: int
) -> str:
    """Where the latest figures stand beside the comparators, which have names; then what is not delivered."""
    gone = kinds - delivered
    lost = f"{in_words(gone)} not delivered" if gone else ""
    if not delivered:
        return f"None of the {count(kinds)} kinds of measure was delivered"
    if not measures:
        return as_many_as_fit(
            f"{count(delivered)} of {count(kinds)} kinds of measure, and no comparator’s figures beside them", lost
        )
    stand = "measure stands" if measures == 1 else "measures stand"
    alike = measures - above - below
    head = f"{count(above) if above else 'None'} of {count(measures)} {stand} above {listed(beside)}’s in {year}, {count(below) if below else 'none'} below"
    return as_many_as_fit(f"{head}{f', {count(alike)} alike' if alike else ''}", lost)
