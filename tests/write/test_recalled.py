"""After an edit of entries most of what follows from all is recalled: whatever is lost of that, or is not so any more."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.pages.invented import CONTENT, SITE
from tests.write.test_renewal import cold, lying, picture
from timeline.check import CheckResult, Ledger, check_content
from timeline.load.kept import KeptFiles
from timeline.pages.outline import Outline
from timeline.write import comparing, memory, source
from timeline.write.outlines import FOLDER

EDITS: Mapping[str, tuple[str, str, str]] = {
    "state": ("status", "reported", "corroborated"),
    "sort": ("type", "flood", "works"),
}
"""What differs -> a field of events, and two values for it."""

MOVES = ("when", "there")
"""What differs where one event moves to and fro, or comes and goes."""

UNTOUCHED = {
    "state": "events_of_actor",
    "sort": "counts_of_actor",
    "when": "events_at_place",
    "there": "events_at_place",
}
"""What differs -> an index that does not follow from it."""


class Chronicle:
    """A content folder with a site's source, and how it is brought up to date."""

    def __init__(self, home: Path) -> None:
        self.content = Path(shutil.copytree(CONTENT, home / "content"))
        self.docs, self.cache, self._ledger = home / "docs", home / "cache", home / "ledger"
        self._turns: Counter[str] = Counter()

    def check(self) -> CheckResult:
        return check_content(self.content, "content", ledger=Ledger(self._ledger))

    def write(self, result: CheckResult) -> None:
        source.write_source(result, SITE, self.docs, self.cache)

    def edit(self, what: str, event: str = "*") -> None:
        """Give a field of some events the other value, then the first one again, and so on."""
        self._turns[what] += 1
        if what in MOVES:
            self._move(what)
            return
        field, *values = EDITS[what]
        for file in self.content.glob(f"events/*/{event}.yaml"):
            line = f"{field}: {values[self._turns[what] % 2]}"
            file.write_text(re.sub(rf"^{field}: \w+", line, file.read_text(), flags=re.MULTILINE))

    def _move(self, what: str) -> None:
        """Have an event on another day, or another one beside it, and then not again, and so on."""
        odd = self._turns[what] % 2
        file = self.content / "events/1931/false-report.yaml"
        again = file.with_name("false-report-again.yaml")
        if what == "when":
            date = "[1931-04-01..1931-04-04]" if odd else "[1931-05-01..1931-05-04]"
            file.write_text(
                re.sub(r"^date: .*", f'date: "{date}"', file.read_text(), flags=re.MULTILINE)
            )
        elif odd:
            again.write_text(file.read_text())
        else:
            again.unlink()

    def parts(self) -> list[Path]:
        return sorted(((self.cache / source.PAGES).parent / FOLDER).glob("*.json"))

    def is_as_if_made_from_nothing(self) -> bool:
        now = check_content(self.content, "content")
        return lying(self.docs) == cold(now, SITE, all_of_it=True)


@pytest.fixture
def chronicle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chronicle:
    monkeypatch.setattr(source, "card_image", picture)
    monkeypatch.setattr(source, "published", dict)
    monkeypatch.setattr(source, "mark_of", repr)
    made = Chronicle(tmp_path)
    made.edit("state")
    made.edit("sort")
    made.write(made.check())
    return made


@pytest.mark.parametrize("what", [*EDITS, *MOVES])
def test_what_does_not_follow_from_the_edit_is_recalled(
    what: str, chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: dict[str, None] = {}
    recall = Outline.recall_in

    def noting(self: Outline, *args: Any) -> None:
        inner = self._read
        self._read = lambda name: (read.setdefault(name), inner(name))[1]
        recall(self, *args)

    monkeypatch.setattr(Outline, "recall_in", noting)
    chronicle.edit(what)
    chronicle.write(chronicle.check())
    assert UNTOUCHED[what] in read
    assert ("key_events" in read) == (what == "sort")
    assert chronicle.is_as_if_made_from_nothing()


def _name(file: Path) -> str:
    """Return the name of a part, which stands before its fingerprint."""
    return file.name.partition("-")[0]


@pytest.mark.parametrize("many", [memory.MANY, 1 << 30], ids=["amended", "learnt anew"])
@pytest.mark.parametrize("what", [*EDITS, *MOVES])
def test_whichever_part_is_lost_the_site_is_right_and_so_is_the_next(
    what: str, many: int, chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MANY", many)
    for part in [_name(file) for file in chronicle.parts()]:
        (file,) = (file for file in chronicle.parts() if _name(file) == part)
        file.write_bytes(b"damaged")
        # What is told again of a part that nothing else needed is missed later, and all told anew.
        for _ in range(3):
            chronicle.edit(what)
            chronicle.write(chronicle.check())
            assert chronicle.is_as_if_made_from_nothing(), part


def test_what_was_told_for_a_build_that_was_stopped_is_not_taken_for_another(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "LOOKUPS_FOR_A_PROCESS", 1)
    chronicle.edit("sort")
    with monkeypatch.context() as patched:
        patched.setattr(memory.Memory, "_write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            chronicle.write(chronicle.check())
    chronicle.edit("sort")
    chronicle.edit("state", "new-dam")
    chronicle.write(chronicle.check())
    assert chronicle.is_as_if_made_from_nothing()


def test_for_content_that_is_another_than_it_was_checked_nothing_is_recalled(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    chronicle.edit("state", "new-dam")
    result = chronicle.check()
    inquiry = chronicle.content / "events/1931/inquiry.yaml"
    inquiry.write_text(inquiry.read_text().replace("place: lantern-quay", "place: aster"))
    # What was kept of entries is lost, so they have to be typed from files, of which one is another.
    monkeypatch.setattr(KeptFiles, "_kept", lambda *_: None)
    chronicle.write(result)
    assert chronicle.is_as_if_made_from_nothing()
    chronicle.write(chronicle.check())
    assert chronicle.is_as_if_made_from_nothing()
