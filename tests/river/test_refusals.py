"""Every exception of the private bank, met by somebody who publishes: a sentence, and never a traceback."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import data_loaders
import data_loaders.publish as river
from data_loaders.commands import app
from data_loaders.problem import stop
from data_loaders.publish import RiverStoppedError, publish, rehearse
from data_loaders.refusal import RefusedError
from data_loaders.safety.attack import across
from data_loaders.safety.attack.witnesses import AuditUnfinishedError

SENTENCE = "The thing of the file is wrong."
ROOT = Path(data_loaders.__file__).resolve().parent
POLICY = ROOT.parent / "assets" / "policy.toml"
# Faults of the standard library's kinds that are raised on purpose: who meets them, so that nobody else does.
NOT_REFUSED = {
    "checks/ground.py": "the check that parses a shape catches it and names the row",
    "demo/__init__.py": "the command answers that an option is wrong",
    "demo/story.py": "the command answers that an option is wrong",
    "policy/section.py": "pydantic gathers them, and the policy is refused",
    "untrusted/books.py": "the process that reads other people's files ends with the sentence, and its parent refuses the file",
    "untrusted/compound.py": "as those of books.py, which reads by it",
    "untrusted/ods.py": "as those of books.py, which reads by it",
    "untrusted/records.py": "as those of books.py, which reads by it",
    "untrusted/xlsx.py": "as those of books.py, which reads by it",
    "safety/ladder.py": "a fault of ours: steps are made by joining blocks, so they nest",
    "safety/attack/figures.py": "a fault of ours: figures are made from the records they are held against",
    "themes/agreement.py": "a fault of ours: tables of agreement are counted, so they are square",
}


def classes() -> list[type[Exception]]:
    for module in pkgutil.walk_packages(data_loaders.__path__, "data_loaders."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, open_ = set[type[Exception]](), [Exception]
    while open_:
        under = open_.pop().__subclasses__()
        open_ += under
        found |= {one for one in under if one.__module__.startswith("data_loaders.")}
    return sorted(found, key=lambda one: one.__name__)


def made(kind: type[Exception]) -> Exception:
    if kind is RiverStoppedError:
        return RiverStoppedError((stop("release", "", "a rule", SENTENCE, "Mend it."),))
    return kind(SENTENCE)


KINDS = [*classes(), PermissionError]


def test_every_exception_of_the_private_bank_is_a_refusal() -> None:
    assert len(KINDS) > 15
    assert [kind.__name__ for kind in classes() if not issubclass(kind, RefusedError)] == []


def test_what_is_raised_and_is_no_refusal_has_its_reader() -> None:
    builtin = {"ValueError", "TypeError", "KeyError", "RuntimeError", "Exception", "LookupError", "OSError"}
    found = set()
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            raised = node.exc if isinstance(node, ast.Raise) else None
            name = raised.func if isinstance(raised, ast.Call) else raised
            if isinstance(name, ast.Name) and name.id in builtin:
                found.add(file.relative_to(ROOT).as_posix())
    assert found == set(NOT_REFUSED)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_publication_that_meets_it_stops_with_a_sentence(
    kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(13, "Permission denied", "a file") if kind is PermissionError else made(kind)

    monkeypatch.setattr(river, "collect", refuse)
    told = "a file cannot be read or written (Permission denied)." if kind is PermissionError else SENTENCE
    for door in (publish, rehearse):
        with pytest.raises(RiverStoppedError) as stopped:  # what the desk and the commands answer
            door(tmp_path, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
        assert [p.sentence for p in stopped.value.problems] == [told]
        assert all(p.cure for p in stopped.value.problems)
    said = CliRunner().invoke(app, ["publish", str(tmp_path), "--out", str(tmp_path / "out")])
    assert said.exit_code == 1
    assert isinstance(said.exception, SystemExit)
    assert "Nothing was published." in said.output


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_command_that_meets_it_answers_with_the_sentence(
    kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(13, "Permission denied", "a file") if kind is PermissionError else made(kind)

    monkeypatch.setattr("data_loaders.release.open_release", refuse)
    said = CliRunner().invoke(app, ["audit", str(tmp_path)])
    assert said.exit_code == 1
    assert isinstance(said.exception, SystemExit)
    assert ("Permission denied" if kind is PermissionError else SENTENCE) in said.output


def test_an_attack_that_is_not_finished_names_the_views(monkeypatch: pytest.MonkeyPatch) -> None:
    def unfinished(*_: object, **__: object) -> None:
        raise AuditUnfinishedError("The linear program did not reach its optimum.")

    class Data:
        name, k = "missing_episodes", 5

    monkeypatch.setattr(across, "core_programs", lambda *_: ["a program"])
    monkeypatch.setattr(across, "first_forced", unfinished)
    with pytest.raises(AuditUnfinishedError) as refused:
        across._attack(Data(), {"area": frozenset(), "sex": frozenset()}, (), {})  # type: ignore[arg-type]  # a name and k are all it reads
    assert refused.value.sentence.startswith("missing_episodes: area, sex: whether they are safe")
    assert "Take one of these views out of the policy" in refused.value.cure


@pytest.mark.parametrize(
    "command",
    [
        ["demo", "{}", "--scale", "0"],
        ["demo", "{}/a file", "--scale", "0.01"],
        ["template", "{}", "--only", "no_such_table"],
        ["estimate", "{}/none.csv", "--value", "x"],
        ["estimate", "{}/words.csv", "--value", "x"],
        ["dpia", "{}", "--out", "{}/none/there.md"],
        ["sign", "{}", "--key", "{}/none"],
        ["key", "{}/a file/key"],
        ["withdraw", "{}", "--role", "a role", "--reason", "why", "--seen", "nobody"],
        ["purge", "{}", "--out", "{}", "--role", "a role", "--reason", "why"],
        ["publish", "{}", "--out", "{}/a file"],
        ["check", "{}", "--out", "{}/a file"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    (tmp_path / "words.csv").write_text("x\nten\n", encoding="utf-8")
    said = CliRunner().invoke(app, [part.format(tmp_path) for part in command])
    assert said.exit_code in (1, 2), said.output
    assert isinstance(said.exception, SystemExit), repr(said.exception)
    assert said.output.strip()
