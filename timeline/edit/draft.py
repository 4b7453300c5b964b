"""The text of a new content file: what is known, what is to be filled in, and what each field is.

Each field carries its explanation from the model as a comment; a field that a person still has to
fill in stands empty under a comment that starts with `MARK`, and ``check`` points at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from timeline.edit.emit import Bare, Blank, Folded, Item, Quoted, Value, document
from timeline.schemas.descriptions import field_descriptions

MARK: Final = "TO FILL IN:"
"""How the comment above an empty field starts."""

_CHECK: Final = "then run: python build_timeline.py check"


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of another entry, with the word that goes with it: a role, a precision, a locator."""

    id: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said, with their language, who said them, and where they stand."""

    exact: str
    lang: str
    speaker: str
    cites: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a new entry: ``fields`` by their key; an empty text is not known.

    ``notes`` are remarks for whoever finishes the draft, by key, a line each; ``head`` those on the
    whole.
    """

    fields: dict[str, str]
    actors: Sequence[Reference] = ()
    places: Sequence[Reference] = ()
    cites: Sequence[Reference] = ()
    notes: dict[str, str] = field(default_factory=dict)
    head: Sequence[str] = ()
    quotes: Sequence[Quotation] = ()


_STAND_INS: Final = {"basis": "stated", "summary": "…", "rights": "…"}
"""What a blank may be taken for while the rest of a draft is checked."""


def completed(answers: Answers) -> Answers:
    """Return answers without blanks in prose, so that all else about them can be checked."""
    given = {key: value for key, value in answers.fields.items() if value}
    return replace(answers, fields=_STAND_INS | given)


def draft(kind: str, answers: Answers) -> str:
    """Return the text of a new file for an entry of this kind."""
    write = {"event": _event, "actor": _actor, "place": _place, "source": _source}[kind]
    items = write(_Writer(kind.capitalize(), answers))
    todo = [f"A draft. Fill in what is marked '{MARK}', {_CHECK}"] if _is_open(items) else []
    head = [*todo, *answers.head]
    return document(items, head, _foot(kind, items))


class _Writer:
    """Makes items, each with the comment that explains it."""

    def __init__(self, part: str, answers: Answers) -> None:
        self.part = part
        self.answers = answers

    def known(self, key: str) -> str:
        return self.answers.fields.get(key, "")

    def item(self, key: str, value: Value, *, part: str = "", note: str = "") -> Item:
        text = field_descriptions()[part or self.part][key]
        comment = f"{MARK} {text}" if isinstance(value, Blank) else text
        remark = note or self.answers.notes.get(key, "")
        return Item(key, value, f"{comment}\n{remark}".strip())

    def plain(self, key: str, *, part: str = "") -> Item:
        return self.item(key, self.known(key) or Blank(), part=part)

    def quoted(self, key: str, *, part: str = "") -> Item:
        return self.item(key, Quoted(self.known(key)) if self.known(key) else Blank(), part=part)

    def prose(self, key: str) -> Item:
        return self.item(key, Folded(self.known(key)) if self.known(key) else Blank())

    def given(self, *items: Item) -> list[Item]:
        """Leave out what is not known and may be left out."""
        return [item for item in items if not isinstance(item.value, Blank)]

    def dated(self) -> Item:
        words = self.given(self.quoted("as_written", part="Dated"))
        note = self.given(self.plain("note", part="Dated"))
        return self.item("dated", [*words, self.plain("basis", part="Dated"), *note])

    def pairs(self, key: str, first: str, second: str, pairs: Sequence[Reference]) -> list[Item]:
        """Return a list of parts that each name an entry and say something with it."""
        if not pairs:
            return []
        rows: list[Sequence[Item]] = [
            [Item(first, pair.id or Blank()), Item(second, pair.word or Blank())] for pair in pairs
        ]
        blank = any(isinstance(item.value, Blank) for row in rows for item in row)
        note = self.answers.notes.get(key, "")
        text = field_descriptions()[self.part][key]
        return [Item(key, rows, f"{MARK if blank else ''} {text}\n{note}".strip())]

    def quotes(self) -> list[Item]:
        """Return the quotations, if there are any."""
        rows: list[Sequence[Item]] = []
        for quote in self.answers.quotes:
            cites: list[Sequence[Item]] = [
                [Item("source", cite.id), Item("at", cite.word)] for cite in quote.cites
            ]
            words = [Item("exact", Quoted(quote.exact)), Item("lang", quote.lang)]
            rows.append([*words, Item("speaker", quote.speaker), Item("cite", cites)])
        return [self.item("quotes", rows)] if rows else []


def _event(write: _Writer) -> list[Item]:
    cites = write.answers.cites or [Reference("")]
    return [
        write.plain("title"),
        write.quoted("date"),
        write.dated(),
        write.plain("type"),
        write.plain("status"),
        write.prose("summary"),
        *write.pairs("actors", "actor", "role", write.answers.actors),
        *write.pairs("places", "place", "precision", write.answers.places),
        *write.pairs("cite", "source", "at", cites),
        *write.quotes(),
        *write.given(write.quoted("published")),
    ]


def _actor(write: _Writer) -> list[Item]:
    return [
        write.plain("name"),
        write.plain("kind"),
        *write.given(write.plain("office")),
        write.prose("summary"),
        *write.pairs("cite", "source", "at", write.answers.cites),
    ]


def _place(write: _Writer) -> list[Item]:
    return [
        write.plain("name"),
        write.plain("class"),
        *write.given(write.plain("country"), write.plain("part_of"), write.prose("summary")),
        *write.pairs("cite", "source", "at", write.answers.cites),
    ]


def _source(write: _Writer) -> list[Item]:
    count = write.known("paragraphs")
    units = write.item("units", [Item("kind", "para"), Item("count", Bare(count))])
    return [
        write.plain("type"),
        write.plain("title"),
        write.plain("publisher"),
        write.quoted("issued"),
        write.dated(),
        write.plain("lang"),
        *write.given(write.plain("url")),
        *([units] if count else []),
        write.plain("rights"),
    ]


def _is_open(items: Iterable[Item]) -> bool:
    return any(item.comment.startswith(MARK) for item in items) or any(
        isinstance(part, Item) and isinstance(part.value, Blank)
        for item in items
        if isinstance(item.value, list)
        for part in item.value
    )


def _foot(kind: str, items: Iterable[Item]) -> list[str]:
    used = {item.key for item in items}
    more = {
        key: text
        for key, text in field_descriptions()[kind.capitalize()].items()
        if key not in used | {"id", "formerly", "corrections"}
    }
    return ["What else the file may hold:", *(f"{key}: {text}" for key, text in more.items())]
