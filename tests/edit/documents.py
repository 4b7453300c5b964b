"""Content files as people might write them: any order, any style, comments everywhere.

Each is made from a number alone, so every run sees the same ones. Comments are numbered; one that
stands above a field says so, and the field must still be below it in house form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

from timeline.edit.shape import Shape, fields_of, shape_of_file

KINDS = ("event", "actor", "place", "source")
WORDS = (
    "river bridge said on Monday, no 012 'tis “quoted” [Fenn](actor:ada-fenn) *late* it's 50% Müller"
    " a#b C: e: x - y? !now &c yes null ~ 1997-03-05 12:30 0x1F 1_000 .5 naïve\u00a0space {x} @home"
).split(" ")


@dataclass
class Made:
    """A file: the kind of entry in it, its text, and the comments that were written into it."""

    kind: str
    text: str
    comments: list[str]


def made(seed: int) -> Made:
    """Return the document of a number."""
    return _Maker(Random(seed)).document()  # noqa: S311  # not for secrets


@dataclass
class _Maker:
    random: Random
    comments: list[str] = field(default_factory=list)

    def document(self) -> Made:
        dice = self.random
        self.step = dice.choice((2, 2, 2, 3, 4))
        kind = dice.choice(KINDS)
        shape = shape_of_file(kind)
        lines: list[str] = []
        if dice.random() < 0.3:
            lines += [self.comment("about the file"), ""]
        if kind == "event" and dice.random() < 0.3:
            for _ in range(dice.randint(1, 3)):
                lines += self.item(shape, 0)
        else:
            lines += self.pairs(shape, 0, 1)
        if dice.random() < 0.2:
            lines.append(self.comment("at the end"))
        end = dice.choice(("\n", "\n", "\n", "\r\n"))
        return Made(kind, end.join(lines) + end * dice.randint(0, 2), self.comments)

    def comment(self, what: str) -> str:
        text = f"# {len(self.comments)} {what}" + self.random.choice(
            ("", " # twice", ': "[', "  é")
        )
        self.comments.append(text)
        return text

    def maybe(self, share: float, what: str, indent: int) -> list[str]:
        """Return some lines without content: blank ones and comments."""
        lines = [""] * self.random.choice((0, 0, 0, 0, 1, 2))
        while self.random.random() < share:
            lines.append(" " * indent + self.comment(what))
        return lines

    def pairs(self, shape: Shape, indent: int, depth: int, *, in_item: bool = False) -> list[str]:
        assert shape.part
        names = list(fields_of(shape.part))
        if shape.part.__name__ == "Event" and not in_item:
            names.remove("id")
        self.random.shuffle(names)
        names = names[: self.random.randint(1, min(8, len(names)))]
        if self.random.random() < 0.1:
            names.append(self.random.choice(("x-note", "Remark", "no", "1")))
        lines: list[str] = []
        for number, name in enumerate(names):
            inner = fields_of(shape.part).get(name, Shape())
            if number:
                lines += self.maybe(0.15, f"above {name}:", indent)
            lines += self.pair(name, inner, indent, depth)
        if depth > 1 and self.random.random() < 0.05:
            lines.append(" " * indent + self.comment("closing"))
        return lines

    def pair(self, name: str, shape: Shape, indent: int, depth: int) -> list[str]:
        dice, head = self.random, " " * indent + name + ":"
        if shape.part and depth < 4 and not shape.keyed and dice.random() < 0.8:
            below = " " + self.comment("beside") if dice.random() < 0.1 else ""
            if dice.random() < 0.3:
                return [f"{head} {self.flow(shape)}" + below]
            if dice.random() < 0.3:
                return [head + below, *self.pairs(shape, indent + self.step, depth + 1)]
            column = indent + dice.choice((0, self.step))
            items = [
                line
                for _ in range(dice.randint(1, 3))
                for line in [
                    *self.maybe(0.1, "above an item", column),
                    *self.item(shape, column, depth),
                ]
            ]
            return [head + below, *items]
        if dice.random() < 0.05:
            return [f"{head} {dice.choice(('[]', '{}', ''))}".rstrip()]
        return self.scalar(head, indent + self.step)

    def item(self, shape: Shape, column: int, depth: int = 1) -> list[str]:
        lines = self.pairs(shape, column + 2, depth + 1, in_item=True)
        while not lines[0].strip():
            lines.pop(0)
        return [" " * column + "- " + lines[0].lstrip(), *lines[1:]]

    def flow(self, shape: Shape) -> str:
        assert shape.part
        names = list(fields_of(shape.part))[:2]
        group = "{" + ", ".join(f"{name}: {json.dumps(self.words(3))}" for name in names) + "}"
        return f"[{group}, {group}]" if self.random.random() < 0.5 else group

    def words(self, most: int) -> str:
        words = self.random.choices(WORDS, k=self.random.randint(1, most))
        return self.random.choice((" ", " ", " ", "  ")).join(words)

    def scalar(self, head: str, indent: int) -> list[str]:
        dice, text = self.random, self.words(dice_size(self.random))
        beside = "  " + self.comment("beside") if dice.random() < 0.15 else ""
        match dice.randint(0, 4):
            case 0:
                plain = " ".join(w for w in text.split() if w.isalpha()) or "word"
                return [f"{head} {plain}" if not beside else f"{head} {plain.split()[0]}{beside}"]
            case 1:
                return [f"{head} {json.dumps(text, ensure_ascii=False)}{beside}"]
            case 2:
                return [f"{head} '" + text.replace("'", "''") + f"'{beside}"]
            case _:
                sign = dice.choice((">-", ">", "|-", "|", ">+"))
                body = [self.words(8).strip() for _ in range(dice.randint(1, 4))]
                if dice.random() < 0.3:
                    body.insert(1, "")
                if dice.random() < 0.1:
                    body.append("  deeper")
                return [f"{head} {sign}{beside}", *(" " * indent + b if b else "" for b in body)]


def dice_size(dice: Random) -> int:
    """Return how many words a text has at most: mostly few, sometimes more than a line holds."""
    return dice.choice((1, 3, 6, 30, 60))
