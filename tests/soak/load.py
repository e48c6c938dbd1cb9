"""Sessions that change a selection every five seconds, each answer held against what a lone visitor was shown for it."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event

from streamlit_client import Answer, Tab
from websockets.exceptions import ConnectionClosed, WebSocketException

GOING_AWAY, RESTARTING = 1001, 1012  # what a server says that ends, by RFC 6455 and the list of its codes
PATIENCE_S = 30.0
LONGEST_S = 600.0
EVERY_S = 5.0  # one change a person: reading takes longer, so this is a busy hour
RELEASE = re.compile(rb"\d{4}-\d\d-\d\d-[0-9a-f]{16}")
Choice = tuple[str, str]  # a page and a selection, as a link has them


def choices(areas: list[str]) -> list[Choice]:
    """Four pages, with selections that give different answers."""
    return [
        *(("missing", f"area={area}&months={months}") for area in areas for months in ("12", "36")),
        *(("missing-where", f"areas={level}") for level in ("LOCALITY", "COMMUNITY")),
        *(
            ("audits", f"audit-level={level}&order={order}")
            for level in ("all", "L1", "L2")
            for order in ("rating", "change")
        ),
        *(("survey", f"shanarri={indicator}") for indicator in ("Safe", "Healthy", "Included")),
    ]


def drawn(answer: Answer) -> str:
    """What an answer shows, but for which release it was: the digest of the bodies of the page."""
    bodies = [RELEASE.sub(b"", body) for body in answer.bodies]
    return hashlib.sha256(b"".join(bodies)).hexdigest()


@dataclass(frozen=True)
class Known:
    """What a lone visitor was shown: choice → release → digests of the page, one for each version that may answer."""

    answers: dict[Choice, dict[str, frozenset[str]]]

    def __or__(self, other: Known) -> Known:
        """Of two versions of the product, while one takes the place of the other."""
        return Known({
            choice: {release: told[release] | other.answers[choice].get(release, frozenset()) for release in told}
            for choice, told in self.answers.items()
        })  # fmt: skip

    def is_right(self, choice: Choice, answer: Answer) -> bool:
        """Of one release, of which the frame speaks as well, and with the figures of this selection in it."""
        releases = {found.decode() for found in RELEASE.findall(b"".join(answer.bodies))}
        expected = self.answers[choice]
        if len(releases) != 1 or answer.is_error:
            return False
        (release,) = releases
        return drawn(answer) in expected.get(release, ()) and answer.says(COUNCILS[release])


COUNCILS: dict[str, str] = {}  # release → the name of its council, which stands in the frame


@dataclass
class Result:
    sessions: int
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    opened_again: list[float] = field(
        default_factory=list
    )  # seconds without a socket, of tabs whose replica was restarted

    @property
    def p95(self) -> float:
        ordered = sorted(self.seconds)
        return ordered[int(0.95 * (len(ordered) - 1))] if ordered else float("inf")

    def sentence(self) -> str:
        half = sorted(self.seconds)[len(self.seconds) // 2] if self.seconds else float("nan")
        return (
            f"{self.sessions} sessions: {len(self.seconds)} answers, half within {half:.2f} s, 95 % within {self.p95:.2f} s, "
            f"{len(self.wrong)} wrong, {len(self.failed)} failed"
        )


def opened_again(tab_of: Callable[[int], Tab], number: int, result: Result) -> Tab:
    """A tab of the same visitor, as a browser opens one by itself, again and again, when its server has gone."""
    begun = time.monotonic()
    while True:
        try:
            tab = tab_of(number).open()
            tab.ask(timeout=60)
        except (OSError, WebSocketException):
            if time.monotonic() - begun > PATIENCE_S:
                raise
            time.sleep(0.5)
            continue
        result.opened_again.append(time.monotonic() - begun)
        return tab


def run(
    tab_of: Callable[[int], Tab], known: Known, *, sessions: int, seconds: float, over: Event | None = None
) -> Result:
    """So many sessions, `tab_of` the number of each; each begins at a moment of its own. For so long, or until it is `over`."""
    result, until = Result(sessions), over
    over = over or Event()

    def visit(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.uniform(0, EVERY_S))
        try:
            with ExitStack() as open_tabs:
                tab, is_new = open_tabs.enter_context(tab_of(number)), True
                while not over.is_set():
                    choice = chance.choice(list(known.answers))
                    try:
                        if is_new:
                            tab.ask(timeout=60)  # the first page of a tab is not a change of a selection
                        is_new = False
                        answer = tab.ask(*choice, timeout=60)
                    except ConnectionClosed as error:
                        if error.rcvd is not None and error.rcvd.code not in (GOING_AWAY, RESTARTING):
                            raise
                        tab = opened_again(tab_of, number, result)
                        open_tabs.callback(tab.close)
                        continue
                    result.seconds.append(answer.seconds)
                    if not known.is_right(choice, answer):
                        result.wrong.append(f"{choice}")
                    over.wait(max(0.0, EVERY_S - answer.seconds))
        except Exception as error:  # a tab that ends for any reason is a failure of the service
            result.failed.append(f"{type(error).__name__}: {error}")

    with ThreadPoolExecutor(sessions) as pool:
        for number in range(sessions):
            pool.submit(visit, number)
        if until is None:
            time.sleep(seconds)
        else:
            until.wait(LONGEST_S)
        over.set()
    return result


def learn(port: int, wanted: list[Choice], releases: list[str], show: Callable[[str], None]) -> Known:
    """Ask everything once alone, for each release; the pages of one differ from selection to selection."""
    answers: dict[Choice, dict[str, frozenset[str]]] = {choice: {} for choice in wanted}
    for release in releases:
        show(release)
        with Tab(port) as tab:
            tab.ask()
            for choice in wanted:
                answers[choice][release] = frozenset({drawn(tab.ask(*choice))})
    return Known(answers)
