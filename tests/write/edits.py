"""Random edits of a content folder: of every kind of field, and of all that editors do to files."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import Corpus
from tests.pages.invented import CONTENT
from timeline.pages.marks import KIND_OF, TOLD

EVENTS = 4
"""Made-up events beside those of the invented timeline, which uses every field."""

Data = dict[str, Any]


class Editor:
    """A content folder, and somebody who edits it; every edit is one that people could make."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder = folder
        self.chance = chance
        files = {p.relative_to(CONTENT).as_posix(): p.read_text() for p in CONTENT.rglob("*.*")}
        made = Corpus(EVENTS, seed=3).files()
        words = [_read(text["vocabulary.yaml"]) for text in (files, made)]
        both = {
            name: {**words[1].get(name, {}), **words[0].get(name, {})}
            for name in dict.fromkeys([*words[0], *words[1]])
        }
        self._lay({**made, **files, "vocabulary.yaml": json.dumps(both)})

    def _lay(self, files: dict[str, str]) -> None:
        for place, text in files.items():
            path = self.folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def edit(self) -> str:
        """Make one edit and return what it was."""
        edits: list[Callable[[], str]] = [
            *[self.change] * 8,
            *[self.blend] * 4,
            *[self.retell] * 4,
            self.add,
            self.remove,
            self.rename,
            self.reword,
            self.describe,
            self.page,
            *[self.move] * 6,
            *[self.regroup] * 2,
        ]
        return self.chance.choice(edits)()

    def _files(self, *kinds: str) -> list[Path]:
        kinds = kinds or ("events", "actors", "places", "sources")
        return sorted(p for kind in kinds for p in (self.folder / kind).rglob("*.yaml"))

    def _entry(self, *kinds: str) -> Path:
        return self.chance.choice(self._files(*kinds))

    def change(self) -> str:
        """Give a field the value that it has in another entry of the kind, or take it away."""
        file = self._entry()
        kind = file.relative_to(self.folder).parts[0]
        entry, other = _load(file), _load(self._entry(kind))
        field = self.chance.choice(sorted({*entry, *other} - {"formerly"}))
        if field in other:
            entry[field] = other[field]
        else:
            entry.pop(field)
        _save(file, entry)
        return f"{field} of {file.stem}"

    def blend(self) -> str:
        """Put a word before some text, however deep in an entry it stands."""
        file = self._entry()
        entry = _load(file)
        texts = list(_texts(entry))
        holder, key = self.chance.choice(texts)
        holder[key] = f"{self.chance.choice(('So', 'And', 'Now'))} {holder[key]}"
        _save(file, entry)
        return f"{key} in {file.stem}"

    def retell(self) -> str:
        """Give a text of an entry that moves nothing other words, and now and then a reference."""
        kind = self.chance.choice(list(TOLD))
        file = self._entry(f"{KIND_OF[kind]}s")
        entry, field = _load(file), self.chance.choice(TOLD[kind])
        words = f"{self.chance.choice(('So it was', 'Nobody knows'))}, {self.chance.randrange(9)}"
        if field == "summary":
            words += self.chance.choice(
                ("", "", "", " *then*", " [here](actor:ada-fenn)", "\n\nThen.")
            )
        entry[field] = words if field in {"title", "summary"} else [words]
        _save(file, entry)
        return f"{field} of {file.stem}"

    def add(self) -> str:
        """Add an entry like another."""
        file = self._entry()
        fresh = file.with_name(f"{file.stem}-{self.chance.randrange(1000)}.yaml")
        entry = _load(file)
        entry.pop("formerly", None)
        _save(fresh, entry)
        return f"added {fresh.stem}"

    def remove(self) -> str:
        """Remove an entry; where others name it, the check will refuse that."""
        file = self._entry("events")
        file.unlink()
        return f"removed {file.stem}"

    def rename(self) -> str:
        """Give an entry another id, wherever it is named, with or without its former one."""
        file = self._entry()
        kind, old = file.relative_to(self.folder).parts[0][:-1], file.stem
        new = f"{old}-{self.chance.randrange(1000)}"
        for other in self._files():
            text = json.dumps(_load(other))
            text = text.replace(f'"{old}"', f'"{new}"').replace(
                f"({kind}:{old})", f"({kind}:{new})"
            )
            other.write_text(text, encoding="utf-8")
        entry = _load(file)
        if self.chance.random() < 0.5:
            entry["formerly"] = [old, *entry.get("formerly", [])]
        file.unlink()
        _save(file.with_stem(new), entry)
        return f"renamed {old} to {new}"

    def reword(self) -> str:
        """Change a text of the vocabulary."""
        file = self.folder / "vocabulary.yaml"
        words = _load(file)
        holder, key = self.chance.choice(list(_texts(words)))
        holder[key] = f"{self.chance.choice(('Old', 'New'))} {holder[key]}"
        _save(file, words)
        return f"{key} in the vocabulary"

    def describe(self) -> str:
        """Move what is said of one place or actor to another."""
        kind, field = self.chance.choice((("places", "said"), ("actors", "stances")))
        one, two = self._entry(kind), self._entry(kind)
        first, second = _load(one), _load(two)
        if one != two and field in first:
            second[field] = [*second.get(field, []), first.pop(field)[0]]
            _save(one, first)
            _save(two, second)
        return f"{field} of {one.stem} to {two.stem}"

    def page(self) -> str:
        """Change a page that is written by hand, add one or remove one."""
        name = self.chance.choice(("index", "method", "how", "why"))
        file = self.folder / "pages" / f"{name}.md"
        if file.exists() and self.chance.random() < 0.3:
            file.unlink()
        else:
            file.write_text(f"# {name} {self.chance.random()}\n\nMore.\n", encoding="utf-8")
        return f"page {name}"

    def move(self) -> str:
        """Move an event to another day of its year or among those of its day, perhaps past others."""
        file = self._entry("events")
        entry = _load(file)
        if self.chance.random() < 0.3:
            entry["order"] = self.chance.choice(("-1", "0.5", "2"))
        else:
            # In another year, its file would have to lie in another folder.
            day = f"{file.parent.name}-0{self.chance.randrange(1, 10)}-1{self.chance.randrange(10)}"
            entry["date"], entry["dated"] = day, {"basis": "inferred", "note": "Moved."}
        _save(file, entry)
        return f"{file.stem} to {entry['date']}, {entry.get('order')}"

    def regroup(self) -> str:
        """Turn the order of an event's accounts round, or put another one before them."""
        told = [file for file in self._files("events") if _load(file).get("accounts")]
        file = self.chance.choice(told)
        entry = _load(file)
        if self.chance.random() < 0.5:
            entry["accounts"].reverse()
        else:
            first = copy.deepcopy(entry["accounts"][-1])
            first["id"] = f"account-{self.chance.randrange(1000)}"
            entry["accounts"].insert(0, first)
        _save(file, entry)
        return f"accounts of {file.stem}"

    def keep(self, aside: Path) -> None:
        """Put the folder's state aside."""
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(self.folder, aside)

    def restore(self, aside: Path) -> None:
        """Go back to the state put aside."""
        shutil.rmtree(self.folder)
        shutil.copytree(aside, self.folder)


def _read(text: str) -> Data:
    data: Data = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # makes strings only
    return data


def _load(file: Path) -> Data:
    return _read(file.read_text(encoding="utf-8"))


def _save(file: Path, entry: Data) -> None:
    file.write_text(json.dumps(copy.deepcopy(entry)), encoding="utf-8")


_TEXTS = (
    "title",
    "name",
    "label",
    "text",
    "summary",
    "explanation",
    "note",
    "scope",
    "as_written",
    "role",
    "office",
    "of",
    "rights",
    "title_short",
    "reason",
)


def _texts(part: Any) -> list[tuple[Any, Any]]:
    """Return holder and key of each text in a part, at any depth."""
    found: list[tuple[Any, Any]] = []
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str):
                found += [(part, key)] if key in _TEXTS else []
            else:
                found += _texts(value)
    elif isinstance(part, list):
        for value in part:
            found += _texts(value)
    return found
