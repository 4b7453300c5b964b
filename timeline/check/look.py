"""Looking at all of a content folder: what each file and each entry tells, and what is wrong there."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.check.examine import Examiner
from timeline.check.facts import EveryFact, Facts, Key, Totals
from timeline.check.ledger import Found, Keepsake, Ledger
from timeline.check.references import entries_by_kind
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content, load_content
from timeline.load.files import RawFile
from timeline.load.kept import Row


@dataclass(slots=True)
class Look:
    """What a content folder holds, and what is wrong with its files and entries.

    Attributes:
        content: Its entries; some of them are typed only when they are asked for.
        found: What is wrong with each file and, among the others, with each entry.
        totals: What the facts of all entries add up to.
        facts: Returns them by entry; at least those in which something stands, as they are kept.
        pages: Pages written by hand that were found to be right.
        keep: Keeps what was found for another time, given the pages that are right now.
    """

    content: Content
    found: list[Diagnostic]
    totals: Totals
    facts: EveryFact
    pages: Container[str] = ()
    keep: Callable[[Iterable[Diagnostic]], None] = lambda _: None


def look(root: Path, shown_root: str, ledger: Ledger | None = None) -> Look:
    """Look at a whole content folder; with a ledger, what is found can be kept in it."""
    begun = time.time_ns()
    content, found = load_content(root, shown_root, take=ledger is not None)
    wrong, facts = examined(content)
    totals = summed(facts.values())

    shelves = entries_by_kind(content)

    def keep(more: Iterable[Diagnostic]) -> None:
        if ledger is not None:
            faulty = faulty_places(shown_root, (*found, *wrong, *more))
            known = [(kind, i) for kind in entries_by_kind(content) for i in content.known[kind]]
            kept = keepsakes(content, known, facts, totals, faulty)
            ledger.keep(begun, None, kept)
            ledger.entries = {
                place: (each.digest, {f.key[1]: shelves[f.key[0]][f.key[1]] for f in each.facts})
                for place, each in kept.new.items()
            }

    return Look(content, found + wrong, totals, lambda _: facts, keep=keep)


def examined(content: Content) -> tuple[list[Diagnostic], dict[Key, Facts]]:
    """Look at every entry of a content among the others."""
    examiner = Examiner(content, lambda: content.lock)
    found: list[Diagnostic] = []
    known: dict[Key, Facts] = {}
    for kind, entries in entries_by_kind(content).items():
        for entry in entries.values():
            wrong, facts = examiner.examine(kind, entry)
            found += wrong
            known[facts.key] = facts
    return found, known


def summed(facts: Collection[Facts]) -> Totals:
    """Return what facts add up to."""
    totals = Totals()
    totals.add(facts)
    return totals


def faulty_places(shown_root: str, found: Iterable[Diagnostic]) -> set[str]:
    """Return the places of files that diagnostics name."""
    return {diagnostic.path.removeprefix(f"{shown_root}/") for diagnostic in found}


def keepsakes(
    content: Content,
    known: Iterable[Key],
    facts: Mapping[Key, Facts],
    totals: Totals,
    faulty: Container[str],
) -> Found:
    """Return what is to be kept of the files of a content that are not faulty.

    Args:
        content: What was taken from files.
        known: Every entry that has a file among these, typed or not.
        facts: Those of the entries in these files.
        totals: What they add up to, and others with them.
        faulty: Places of files of which nothing is to be kept.
    """
    new: dict[str, Keepsake] = {}
    rows: dict[str, Row] = {}
    left = dict(facts)
    held: set[Key] = set()
    for place, taken in (content.taken or {}).items():
        if place not in faulty:
            kind = RawFile("", place, None).kind
            keys = [(kind, entry_id) for entry_id in taken.row.ids]
            held.update(keys)
            new[place] = Keepsake(taken.row.digest, tuple(map(left.pop, keys)), taken.data)
            rows[place] = taken.row
    counted = totals.copy()
    for each in left.values():
        counted.remove(each)
    loose = {key: left[key].face if key in left else None for key in known if key not in held}
    return Found(new, rows, loose, counted)
