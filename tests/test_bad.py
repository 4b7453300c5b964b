"""Every diagnostic, shown on a content folder with one mistake.

``tests/bad/<code>/`` or ``tests/bad/<code>--<case>/`` holds the files in which a broken timeline
differs from ``tests/good/minimal/``, and ``expected.txt``, which is what a check must print of it,
letter for letter. To add one: make the folder, write the files, run the test, and read with care
what it printed before copying it into ``expected.txt``.

What git cannot hold well is done by the lines of ``recipe.txt``:

====================== ============================================================
``remove PATH``        leave this file of the good timeline out
``bytes PATH HEX``     write these bytes, given in hexadecimal
``repeat PATH N TEXT`` write TEXT N times; ``\\n`` in it is a line end
``symlink PATH TO``    make PATH a symbolic link to TO; ``.`` is the whole folder
``fifo PATH``          make a named pipe
``unreadable PATH``    opening this file fails, for root too
``limit NAME N``       set a limit of ``timeline.load.files`` to N
``since PATH TEXT``    compare with a published state: the good timeline, in which this file
                       holds TEXT; without TEXT, the file as it is there
====================== ============================================================
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tests.helpers import BAD, MINIMAL, check, former_of, lines, make_content, verified
from timeline.codes import CODES
from timeline.diagnostics import Diagnostic
from timeline.load import files

FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir())
OWN_FILES = {"expected.txt", "recipe.txt"}

NOT_AT_A_VALUE = {
    "yaml-syntax",  # there are no values yet
    "hidden-comment",  # points at the #
    "not-utf8",  # these three point at the character
    "control-character",
    "bidi-character",
    "copied-words",  # points at the first of them, in a page
    "damaged-lock",  # points at what cannot be read
}
ABOUT_THE_FILE = {
    "empty-value",
    "event-removed",
    "not-compared",
    "bad-id",
    "bad-name",
    "duplicate-id",
    "file-too-large",
    "misplaced-file",
    "missing-key",
    "missing-vocabulary",
    "orphan-actor",
    "orphan-place",
    "orphan-source",
    "symlink",
    "too-deep",
    "too-many-files",
    "too-much-content",
    "unreadable-file",
    "wrong-type",
}
"""Codes that may stand at 1:1 because they are about a whole file."""


def code_of(folder: str) -> str:
    return folder.partition("--")[0]


def build(name: str, target: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make the broken content folder in ``target`` and return it."""
    make_content(target)
    shutil.copytree(
        BAD / name, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OWN_FILES)
    )
    recipe = BAD / name / "recipe.txt"
    if recipe.exists():
        for line in recipe.read_text(encoding="utf-8").splitlines():
            if line.startswith("since "):
                _publish(line, target.with_name("former"))
            else:
                _follow(line, target, patch)
    return target


def _publish(line: str, former: Path) -> None:
    _, place, *text = line.split(maxsplit=2)
    make_content(former)
    for words in text:
        (former / place).write_text(words.replace("\\n", "\n"), encoding="utf-8")


def _follow(line: str, root: Path, patch: pytest.MonkeyPatch) -> None:
    verb, place, *rest = line.split(maxsplit=2)
    path = root / place
    match verb, rest:
        case "remove", []:
            path.unlink()
        case "bytes", [digits]:
            path.write_bytes(bytes.fromhex(digits))
        case "repeat", [text]:
            number, _, text = text.partition(" ")
            path.write_text(text.replace("\\n", "\n") * int(number), encoding="utf-8")
        case "symlink", ["."]:
            real = root.rename(root.with_name("real"))
            root.symlink_to(real)
        case "symlink", [to]:
            path.unlink(missing_ok=True)
            path.symlink_to(to)
        case "fifo", []:
            os.mkfifo(path)
        case "unreadable", []:
            patch.setattr("timeline.load.files._open_file", _failing_open(path))
        case "text", []:
            pass  # compared with a text as well; see `found_in`
        case "limit", [number]:
            patch.setattr(f"timeline.load.files.{place}", int(number))
        case _:
            raise ValueError(f"no such line in a recipe: {line}")


def diagnosed(folder: Path) -> list[Diagnostic]:
    """Return what is wrong with a broken folder, compared with its published state if it has one."""
    published = folder.with_name("former")
    return check(folder, former=former_of(published) if published.exists() else None).diagnostics


def _failing_open(path: Path) -> object:
    opener = files._open_file

    def fail(name: str) -> int:
        if Path(name) == path:
            raise PermissionError(13, "Permission denied")
        return opener(name)

    return fail


def found_in(name: str, folder: Path) -> list[Diagnostic]:
    """Return what is wrong with a folder, compared with a source's text if its recipe names one."""
    recipe = BAD / name / "recipe.txt"
    steps = recipe.read_text(encoding="utf-8").split() if recipe.exists() else []
    if "text" not in steps:
        return diagnosed(folder)
    return verified(folder, steps[steps.index("text") + 1])


@pytest.fixture(params=FOLDERS)
def broken(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path]:
    name: str = request.param
    return name, build(name, tmp_path / "content", monkeypatch)


def test_the_folder_that_they_are_made_from_is_good() -> None:
    assert lines(check(MINIMAL).diagnostics) == []
    assert lines(verified(MINIMAL, "echo-1997-03-05")) == []


def test_a_broken_folder_prints_exactly_what_is_expected(broken: tuple[str, Path]) -> None:
    name, folder = broken
    expected = BAD / name / "expected.txt"
    printed = "\n".join(lines(found_in(name, folder)))
    assert expected.exists(), f"{name} has no expected.txt; it prints:\n{printed}"
    assert printed == expected.read_text(encoding="utf-8").rstrip("\n")


def test_a_broken_folder_has_one_mistake(broken: tuple[str, Path]) -> None:
    name, folder = broken
    assert [d.code for d in found_in(name, folder)] == [code_of(name)]


def test_a_position_is_that_of_a_key_or_a_value(broken: tuple[str, Path]) -> None:
    name, folder = broken
    for found in found_in(name, folder):
        # A page holds no values.
        if (
            found.path.endswith(".md")
            or found.code in NOT_AT_A_VALUE
            or (found.code in ABOUT_THE_FILE and (found.line, found.column) == (1, 1))
        ):
            continue
        text = (folder / found.path).read_text(encoding="utf-8-sig")
        assert (found.line, found.column) in starts(text)


def starts(text: str) -> set[tuple[int, int]]:
    """Return where each key and value of a YAML text starts, in the reading of ruamel.yaml."""
    try:
        root = YAML(typ="base", pure=True).compose(text)
    except YAMLError:
        # What cannot be composed at all, such as an unknown alias, can still be scanned.
        tokens = YAML(typ="base", pure=True).scan(text)
        return {(t.start_mark.line + 1, t.start_mark.column + 1) for t in tokens}
    return {(node.start_mark.line + 1, node.start_mark.column + 1) for node in nodes(root)}


def nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case MappingNode():
            for key, value in node.value:
                yield from nodes(key)
                yield from nodes(value)
        case SequenceNode():
            for item in node.value:
                yield from nodes(item)
        case ScalarNode():
            pass


@pytest.mark.parametrize("name", FOLDERS)
def test_the_name_of_a_folder_starts_with_a_code(name: str) -> None:
    assert code_of(name) in CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_broken_folder(code: str) -> None:
    assert code in {code_of(name) for name in FOLDERS}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_broken_folder_differs_from_the_good_one(name: str) -> None:
    files = [path for path in (BAD / name).rglob("*") if path.is_file()]
    assert [path for path in files if path.name != "expected.txt"]
    for path in files:
        good = MINIMAL / path.relative_to(BAD / name)
        assert not good.exists() or good.read_bytes() != path.read_bytes()


@cache
def literals() -> frozenset[str]:
    """Return every text that stands in the program."""
    found = set()
    package = Path(__file__).parent.parent / "timeline"
    for path in sorted(package.rglob("*.py")):
        if path.parent.name == "codes":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


MADE_OF_PARTS = {
    *(f"unknown-{kind}" for kind in ("actor", "place", "event", "source")),
    *(f"orphan-{kind}" for kind in ("actor", "place", "source")),
}
"""Codes that the program puts together from a prefix and a kind of entry."""


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_emitted_somewhere(code: str) -> None:
    assert code in literals() | MADE_OF_PARTS


PLACES_OF_CODES = {
    # Function -> which of its arguments, from 0, is a code.
    "Diagnostic": 3,
    "DateError": 0,
    "Finding": 0,
    "_at": 1,
    "_closed": 0,
    "_problem": 1,
    "diagnostic": 1,
    "fault": 0,
}


def test_every_code_that_is_emitted_is_explained() -> None:
    package = Path(__file__).parent.parent / "timeline"
    emitted = set()
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                emitted |= _codes_in(node)
    assert len(emitted) > len(CODES) / 2, "the functions that take a code have other names now"
    assert emitted <= set(CODES)


def _codes_in(call: ast.Call) -> set[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    position = PLACES_OF_CODES.get(name)
    if position is None:
        return set()
    # Methods named `_problem` take the node first, functions of that name take other things.
    texts = [
        argument.value
        for argument in call.args[position : position + 1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text)}
