"""What the viewer's command line does for paper: one to a file, and notes in and out."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.in_force import release_then, verifier
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft, Length
from dashboard.paper.formats import FORMATS
from dashboard.paper.notes import add_notes, all_notes, exported, imported, latest_notes, make_private
from dashboard.paper.template import FOLDER, find_template
from dashboard.words.format import count, tenth
from data_loaders.release import open_release


class RefusedError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


def write_paper(
    releases: Path,
    *,
    audience: str,
    body: str,
    length_name: str,
    format_name: str,
    out: Path,
    last_meeting: date | None,
    notes: Path | None,
) -> str:
    """Write one paper, or with the format "all" one of each beside each other; says what was written."""
    kinds = list(FORMATS) if format_name == "all" else [format_name]
    if not set(kinds) <= set(FORMATS):
        raise RefusedError(f"There is no format '{format_name}'; there are: {', '.join(FORMATS)} and all.")
    known = {str(length).replace(" ", "-"): length for length in Length}
    if length_name not in known:
        raise RefusedError(f"There is no length '{length_name}'; there are: {' and '.join(known)}.")
    template = find_template(body, FOLDER)
    draft = Draft(length=known[length_name], purpose=template.use)
    begun = time.monotonic()
    written = []
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("Opening the release", total=len(template.findings) + len(kinds) + 2)

        def tell(step: str) -> None:
            progress.update(task, description=step, advance=1)

        release = open_release(releases, audience, verifier=verifier())
        then = release_then(releases, release, last_meeting)
        kept = latest_notes(notes, release.id) if notes else {}
        paper = compose(release, template, draft, then=then, notes=kept, tell=tell)
        for kind in kinds:
            tell(f"Writing {FORMATS[kind].title}")
            file = out.with_suffix(f".{kind}") if format_name == "all" else out
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(FORMATS[kind].write(paper))
            written.append(str(file))
    gone = f" Not in it: {', '.join(title for title, _ in paper.left_out)}." if paper.left_out else ""
    return f"{', '.join(written)}: {count(len(paper.exhibits))} findings of release {release.id} in {tenth(time.monotonic() - begun)} s.{gone}"


def notes_out(file: Path, target: Path) -> str:
    notes = all_notes(file)
    text = exported(notes, _kind(target))
    make_private(target)  # an author's words: for the account that took them out, as the database is
    target.write_text(text, encoding="utf-8", newline="")
    return f"{target}: {count(len(notes))} notes."


def notes_in(file: Path, source: Path) -> str:
    notes = imported(source.read_text(encoding="utf-8"), _kind(source))
    before = len(all_notes(file))
    add_notes(file, notes)
    return f"{file}: {len(all_notes(file)) - before} notes added, {count(len(notes))} read."


def _kind(file: Path) -> str:
    kind = file.suffix.removeprefix(".").lower()
    if kind not in ("csv", "json"):
        raise RefusedError(f"{file} is neither .csv nor .json: name a file that ends so.")
    return kind
