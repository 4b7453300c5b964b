"""Random changes of a content folder, such as people and their programs make."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

Change = Callable[["Desk"], object]


class Desk:
    """A content folder that is changed at random, beside a copy of how it was."""

    def __init__(self, root: Path, origin: Path, seed: int) -> None:
        # The standard generator is meant: the same changes on every machine.
        self.chance = random.Random(seed)  # noqa: S311
        self.root = root
        self.origin = origin
        shutil.copytree(origin, root)

    def change(self) -> str:
        """Change something; return the name of what was done."""
        change = self.chance.choice(CHANGES)
        change(self)
        return change.__name__

    def file(self, pattern: str) -> Path:
        """Return one of the files that match, or one that could be there."""
        found = sorted(self.root.glob(pattern))
        return self.chance.choice(found) if found else self.root / "actors" / "new.yaml"

    def event(self) -> Path:
        """Return a file of one event."""
        return self.file("events/*/*.yaml")

    def replace(self, path: Path, old: str, new: str) -> None:
        """Change a text in a file, if it is there."""
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, path: Path, text: str) -> None:
        """Add lines at the end of a file."""
        if path.is_file():
            with path.open("a", encoding="utf-8") as file:
                file.write(text)

    def value(self, path: Path, field: str, value: str) -> None:
        """Give a field at the top of a file another value."""
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            lines = [f"{field}: {value}\n" if x.startswith(f"{field}:") else x for x in lines]
            path.write_text("".join(lines), encoding="utf-8")


def word(desk: Desk) -> None:
    desk.replace(desk.event(), "title: ", "title: Also ")


def name(desk: Desk) -> None:
    desk.replace(desk.file("actors/*.yaml"), "name: ", "name: Old ")


def day(desk: Desk) -> None:
    desk.value(desk.event(), "date", f'"19{desk.chance.randrange(60, 99)}-03-11"')


def wrong_day(desk: Desk) -> None:
    desk.value(desk.event(), "date", '"1999-02-30"')


def broken(desk: Desk) -> None:
    desk.append(desk.file("*/**/*.yaml"), "x: [\n")


def unknown_actor(desk: Desk) -> None:
    desk.replace(desk.event(), "actor: ", "actor: un")


def unknown_source(desk: Desk) -> None:
    desk.replace(desk.event(), "source: ", "source: un")


def unknown_field(desk: Desk) -> None:
    desk.append(desk.file("*/**/*.yaml"), "colour: blue\n")


def deleted(desk: Desk) -> None:
    desk.file("*/**/*.yaml").unlink(missing_ok=True)


def restored(desk: Desk) -> None:
    there = sorted(path for path in desk.origin.rglob("*") if path.is_file())
    path = desk.chance.choice(there)
    target = desk.root / path.relative_to(desk.origin)
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, target)


def all_restored(desk: Desk) -> None:
    shutil.rmtree(desk.root)
    shutil.copytree(desk.origin, desk.root)


def added(desk: Desk) -> None:
    path = desk.event()
    if path.is_file():
        shutil.copyfile(path, path.with_stem(f"{path.stem}-{desk.chance.randrange(9)}"))


def renamed(desk: Desk) -> None:
    path = desk.file("*/**/*.yaml")
    if path.is_file():
        path.rename(path.with_stem(f"{path.stem}-then"))


def twice(desk: Desk) -> None:
    path, other = desk.event(), desk.event()
    if path.is_file() and path.parent != other.parent:
        shutil.copyfile(path, other.parent / path.name)


def several(desk: Desk) -> None:
    """Two events in one file."""
    one, other = desk.event(), desk.event()
    if one != other and one.is_file() and other.is_file():
        texts = []
        for path in (one, other):
            lines = path.read_text(encoding="utf-8").splitlines()
            texts += [f"- id: {path.stem}", *(f"  {line}" for line in lines)]
        other.unlink()
        one.unlink()
        one.with_stem("several").write_text("\n".join(texts) + "\n", encoding="utf-8")


def account(desk: Desk) -> None:
    for path in sorted(desk.root.glob("events/*/*.yaml")):
        if "differs_from" in path.read_text(encoding="utf-8"):
            desk.replace(path, "- id: ", "- id: other-")
            return


def role(desk: Desk) -> None:
    desk.replace(desk.root / "vocabulary.yaml", "\n  speaker:", "\n  orator:")


def label(desk: Desk) -> None:
    desk.replace(desk.root / "vocabulary.yaml", "label: ", "label: The ")


def no_vocabulary(desk: Desk) -> None:
    (desk.root / "vocabulary.yaml").unlink(missing_ok=True)


def units(desk: Desk) -> None:
    desk.replace(desk.file("sources/*.yaml"), "count: ", "count: 1")


def fewer_units(desk: Desk) -> None:
    path = desk.file("sources/*.yaml")
    if path.is_file():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines = ["  count: 3\n" if line.startswith("  count:") else line for line in lines]
        path.write_text("".join(lines), encoding="utf-8")


def issued(desk: Desk) -> None:
    desk.value(desk.file("sources/*.yaml"), "issued", '"1971-05-06"')


def former(desk: Desk) -> None:
    folder = desk.chance.choice(("events/*", "actors", "sources"))
    taken = desk.file(f"{folder}/*.yaml").stem
    old = desk.chance.choice((taken, "once", "before"))
    desk.append(desk.file(f"{folder}/*.yaml"), f"formerly: [{old}]\n")


def published(desk: Desk) -> None:
    desk.append(desk.event(), 'published: "2001-02-03"\n')


def touched(desk: Desk) -> None:
    path = desk.event()
    if path.is_file():
        os.utime(path)


def page(desk: Desk) -> None:
    (desk.root / "pages").mkdir(exist_ok=True)
    (desk.root / "pages" / "method.md").write_text("# How\n\nBy hand.\n", encoding="utf-8")


def unsafe_page(desk: Desk) -> None:
    (desk.root / "pages").mkdir(exist_ok=True)
    (desk.root / "pages" / "method.md").write_text("<b>How</b>\n", encoding="utf-8")


def misplaced(desk: Desk) -> None:
    (desk.root / "events" / "notes.txt").write_text("remember\n", encoding="utf-8")


def not_misplaced(desk: Desk) -> None:
    (desk.root / "events" / "notes.txt").unlink(missing_ok=True)


def lock(desk: Desk) -> None:
    desk.replace(desk.root / "quotes.lock.yaml", "entry: ", "entry: 0")


def no_lock(desk: Desk) -> None:
    (desk.root / "quotes.lock.yaml").unlink(missing_ok=True)


def quotation(desk: Desk) -> None:
    desk.replace(desk.event(), "exact: ", "exact: so ")


CHANGES: tuple[Change, ...] = (
    word, word, word, name, day, wrong_day, broken, unknown_actor, unknown_source, unknown_field,
    deleted, restored, restored, restored, all_restored, added, renamed, twice, several, account,
    role, label, no_vocabulary, units, fewer_units, issued, former, former, published, touched,
    page, unsafe_page, misplaced, not_misplaced, not_misplaced, lock, no_lock, quotation,
)  # fmt: skip
"""What may happen; what happens often stands here often."""
