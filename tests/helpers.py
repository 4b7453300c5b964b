"""Content folders for tests: the good one, broken ones, and small ones made on the spot."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from timeline.check import CheckResult, check_content
from timeline.check.since import Former
from timeline.dates import parse_edtf
from timeline.diagnostics import Diagnostic, ordered, render
from timeline.load import load_content
from timeline.load.document import Document, Refused, parse_document
from timeline.model.timeline import Timeline
from timeline.verify.run import verify_source
from timeline.verify.text import Bounds, SourceText, blocks_of, body

HERE = Path(__file__).parent
BAD = HERE / "bad"
MINIMAL = HERE / "good" / "minimal"
"""A complete small timeline without a fault: the collapse of a bridge, all of it invented."""

SHOWN = "content"
"""How diagnostics name the content folder in tests."""


def make_content(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Copy the minimal content to ``folder`` and write ``files`` (path -> text) over it.

    An empty text removes the file.
    """
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    for place, text in (files or {}).items():
        target = folder / place
        if text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        else:
            target.unlink()
    return folder


def check(folder: Path, *, strict: bool = False, former: Former | None = None) -> CheckResult:
    """Check a content folder; diagnostics name files relative to it."""
    result = check_content(folder, SHOWN, strict=strict, former=former)
    diagnostics = [replace(d, path=d.path.removeprefix(f"{SHOWN}/")) for d in result.diagnostics]
    return replace(result, diagnostics=diagnostics)


def former_of(folder: Path, name: str = "v1") -> Former:
    """Return a content folder as a published state that people call by this name."""
    content, found = load_content(folder, f"{name}:{SHOWN}")
    return Former(name, content, tuple(found))


def source_text(source: str) -> SourceText:
    """Return the invented text of a source of the minimal content."""
    raw = (HERE / "good" / "texts" / f"{source}.txt").read_text(encoding="utf-8")
    return body(blocks_of(raw), Bounds("Early on", "The old bridge"), None)


def verified(folder: Path, source: str) -> list[Diagnostic]:
    """Return what is wrong with a content folder beside a source's text, named as by `check`."""
    content, found = load_content(folder, SHOWN)
    assert not found, render(found, "text")
    verdict = verify_source(content, source, source_text(source), parse_edtf("2001-02-03"))
    return [replace(d, path=d.path.removeprefix(f"{SHOWN}/")) for d in verdict.diagnostics]


def check_files(folder: Path, files: Mapping[str, str] | None = None) -> list[str]:
    """Return what is wrong with the minimal content once ``files`` are laid over it, as text."""
    return lines(check(make_content(folder, files)).diagnostics)


def lines(diagnostics: list[Diagnostic]) -> list[str]:
    """Return diagnostics as the lines that a terminal shows, without colour."""
    return render(diagnostics, "text").splitlines()


def timeline_of(folder: Path, files: Mapping[str, str] | None = None) -> Timeline:
    """Return the timeline of the minimal content with ``files`` laid over it."""
    result = check(make_content(folder, files))
    assert result.timeline is not None, render(result.diagnostics, "text")
    return result.timeline


def parse(text: str) -> Document:
    """Parse a YAML text."""
    return parse_document("x.yaml", text.encode())


def refusals(text: str | bytes) -> list[str]:
    """Return why a YAML text is refused, as text; an empty list if it is not."""
    data = text.encode() if isinstance(text, str) else text
    try:
        parse_document("x.yaml", data)
    except Refused as refused:
        return lines(ordered(refused.diagnostics))
    return []


def edited(place: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the minimal content with ``old``, which it holds once, replaced."""
    text = (MINIMAL / place).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{place} holds {old!r} {text.count(old)} times"
    return {place: text.replace(old, new)}


def non_utf8_name(folder: Path, name: bytes) -> Path:
    """Return the path of a file in ``folder`` whose name is not UTF-8."""
    return folder / os.fsdecode(name)
