"""Two parts of one publication at once: one here, one in a second process that begins afresh and ends before the first goes on.

The second is a program of its own, so that nothing of this one is in it but what it was given: no thread, no connection, no lock of the store. It writes nothing.
What it makes comes back over a pipe and stands where it would have stood; no row is ever laid down on a disk between the two.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar, cast

from data_loaders.refusal import RefusedError

ROOT = Path(__file__).resolve().parents[1]
Here = TypeVar("Here")
There = TypeVar("There")


class SecondProcessEndedError(RefusedError):
    """The second process ended before it was done: what it was asked for is not known, and nothing is made without it."""


def side_by_side(
    here: Callable[[], Here], there: Callable[..., There], *given: object, pays: bool = True
) -> tuple[Here, There]:
    """What `here` makes in this process and `there`, a function of a module, of what is `given` in another. One after the other where one
    processor is there, or where it does not pay. Of two errors that of `here` is raised, as it would be then.
    """
    if not pays or (os.cpu_count() or 1) < 2:
        return here(), there(*given)
    with _second(there, given) as answers:
        return here(), cast("There", _answer(answers))


@contextmanager
def _second(there: Callable[..., object], given: tuple[object, ...]) -> Iterator[IO[bytes]]:
    """The process at its work, and where it will answer. Whatever ends this ends the process; Ctrl+C is heard here alone."""
    command = [sys.executable, "-m", "data_loaders.side_by_side"]
    with subprocess.Popen(  # noqa: S603 - this program, and no word of anybody's
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with suppress(BrokenPipeError):  # one that has ended says so by not answering
                pickle.dump((there, given), process.stdin)
            with suppress(BrokenPipeError):
                process.stdin.close()
            yield process.stdout
        finally:
            process.kill()


def _answer(answers: IO[bytes]) -> object:
    try:
        made, error = pickle.load(answers)  # noqa: S301 - of our own process, over our own pipe
    except (EOFError, pickle.UnpicklingError) as cut:
        raise SecondProcessEndedError(
            "The second process of the publication ended before it was done; something ended it, or the memory was not enough.",
            "See that there is enough memory, and publish again.",
        ) from cut
    if error is not None:
        raise error
    return cast("object", made)


def main() -> None:
    """The second process: read what is given, work, answer. An error is an answer; of a first process that has ended nobody reads one."""
    with suppress(BrokenPipeError), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints is no answer
        # Whole, and only then opened: opening it loads libraries, and the first process would wait for that.
        there, given = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - of our own process, over our own pipe
        try:
            answer: tuple[object, Exception | None] = there(*given), None
        except Exception as error:  # raised again in the first process
            error.add_note(traceback.format_exc())
            answer = None, error
        pickle.dump(answer, answers)


if __name__ == "__main__":
    main()
