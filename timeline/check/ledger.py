"""What was found when the content was looked at before: small facts, by the files they come from.

An index, which is read whole, says what each file was and what all facts add up to; the facts and
the data of single files lie in shards, of which only those are read that are needed. Only of files
without a fault is anything kept, so that a diagnostic never comes from here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from timeline.check.facts import Facts, Key, Totals
from timeline.check.plain import (
    SHORT,
    face_of_key,
    facts_as_data,
    facts_of,
    row_as_data,
    row_of,
    totals_as_data,
    totals_of,
)
from timeline.load.edition import edition
from timeline.load.files import stem_of
from timeline.load.kept import Row, StaleError
from timeline.load.store import Store
from timeline.model.types import Part
from timeline.settings import KEPT_FILES, KINDS, RACY_NS

_INDEX = "index.json"

KEPT = Path(".cache") / "entries"
"""Where the ledger lies, beside the configuration."""

CONFIGURATION = "mkdocs.yml"
"""What lies beside the content of a site, and shows that ``.cache`` may lie there too."""


@dataclass(slots=True)
class Index:
    """What was found of the whole.

    Attributes:
        safe: Files that were last written before this moment are as described, in nanoseconds
            since 1970; later ones may have been written twice within one tick of a clock.
        rows: Place -> what is remembered of the file, as plain data.
        loose: What other entries saw of those whose files are not in ``rows``; None: that they are.
        totals: What the facts of all entries in ``rows`` add up to.
        shards: Fingerprints of the files that hold facts and data, in pairs.
    """

    safe: int
    rows: dict[str, Any]
    loose: dict[Key, str | None]
    totals: Totals
    shards: list[list[str]]

    def row(self, place: str) -> Row:
        """Return what is remembered of a file.

        Raises:
            StaleError: it is nothing that was written here.
        """
        row = row_of(self.rows[place], stem_of(place))
        if row.ids and place.partition("/")[0] not in KINDS:
            raise StaleError
        return row


class Keepsake(NamedTuple):
    """What is kept of one file apart: its fingerprint, facts of its entries, and their data."""

    digest: str
    facts: tuple[Facts, ...]
    data: Any


class Found(NamedTuple):
    """What was found of the whole, to be kept.

    Attributes:
        new: What is to be kept of each file that is new, or was looked at again.
        rows: What is remembered of each file without a fault.
        loose: What others see of the entries of all other files.
        totals: What the facts of the entries in ``rows`` add up to.
    """

    new: Mapping[str, Keepsake]
    rows: Mapping[str, Row]
    loose: Mapping[Key, str | None]
    totals: Totals


def _are_rows(data: Collection[Any]) -> bool:
    return {*map(type, data)} <= {list} and min(map(len, data), default=SHORT) >= SHORT


def ledger_beside(content: Path) -> Ledger | None:
    """Return the ledger of a content folder; None if it lies in no site's folder."""
    home = content.absolute().parent
    if not (home / CONFIGURATION).is_file():
        return None
    return Ledger(home / KEPT / content.absolute().name)


@dataclass(slots=True)
class Ledger:
    """What is kept of one content folder, on the disk and, while a preview runs, in memory."""

    folder: Path
    entries: dict[str, tuple[str, dict[str, Part]]] = field(default_factory=dict)
    """Place -> fingerprint, and the entries that were typed of it."""

    def index(self) -> Index | None:
        """Return what was kept, if it is whole and by this edition of the generator."""
        found = Store(self.folder).read(_INDEX)
        if found is None:
            return None
        try:
            data = found[0]
            if data["edition"] != edition():
                return None
            loose = dict(map(face_of_key, data["loose"]))
            shards = [[str(facts), str(more)] for facts, more in data["shards"]]
            if not shards or not _are_rows(data["rows"].values()):
                return None
            return Index(int(data["safe"]), data["rows"], loose, totals_of(data["totals"]), shards)
        except (AttributeError, KeyError, TypeError, ValueError, StaleError):
            return None

    def facts(
        self, index: Index, places: Iterable[str], having: Collection[bytes] | None = None
    ) -> Iterator[tuple[str, tuple[Facts, ...]]]:
        """Yield the facts of files that are in the index.

        With ``having``, only of those in which one of these stands somewhere, as they are kept.

        Raises:
            StaleError: they were not kept as they were written.
        """
        shards: dict[int, Mapping[str, bytes]] = {}
        for place in places:
            number = _shard(place, len(index.shards))
            if number not in shards:
                shards[number] = self._shard("facts", number, index, bytes)
            try:
                told = shards[number][place]
                if having is not None and not any(each in told for each in having):
                    continue
                found = tuple(map(facts_of, json.loads(told)))
            except (KeyError, TypeError):
                raise StaleError from None
            yield place, found

    def _shard(
        self,
        what: str,
        number: int,
        index: Index,
        decode: Callable[[bytes], Any] = json.loads,
    ) -> Mapping[str, Any]:
        """Return what is kept of the files of a shard; few of them are asked for."""
        expected = index.shards[number][what == "data"]
        found = Store(self.folder).read_parts(f"{what}-{number}.json", expected, decode)
        if found is None:
            raise StaleError
        return found[0]

    def data(self, index: Index) -> Callable[[str, str], bytes | None]:
        """Return what gives the entries of a file, as JSON, by its place and fingerprint, or None."""
        shards: dict[int, Mapping[str, bytes]] = {}

        def found(place: str, digest: str) -> bytes | None:
            number = _shard(place, len(index.shards))
            if number not in shards:
                try:
                    shards[number] = self._shard("data", number, index, bytes)
                except StaleError:
                    shards[number] = {}
            kept, head = shards[number].get(place, b""), f'["{digest}",'.encode()
            return kept[len(head) : -1] if kept.startswith(head) else None

        return found

    def keep(self, begun: int, kept: Index | None, found: Found) -> None:
        """Write what was found, as far as the disk allows.

        Args:
            begun: When the files began to be looked at, in nanoseconds since 1970.
            kept: What was there before, and still holds for files that are not new.
            found: What was found.
        """
        count = len(kept.shards) if kept else 1 << (len(found.rows) // KEPT_FILES).bit_length()
        gone = kept.rows.keys() - found.rows.keys() if kept else set()
        touched: dict[int, list[str]] = {}
        for place in (*found.new, *gone):
            touched.setdefault(_shard(place, count), []).append(place)
        shards = list(kept.shards) if kept else [["", ""]] * count
        for number in touched if kept else range(count):
            pair = self._rewrite(number, kept, touched.get(number, []), found.new)
            if pair is None:
                return
            shards[number] = pair
        Store(self.folder).write(
            _INDEX,
            {
                "edition": edition(),
                "safe": begun - RACY_NS,
                "rows": {p: row_as_data(row, stem_of(p)) for p, row in found.rows.items()},
                "loose": [[":".join(key), face] for key, face in found.loose.items()],
                "totals": totals_as_data(found.totals),
                "shards": shards,
            },
        )

    def _rewrite(
        self, number: int, kept: Index | None, places: Iterable[str], new: Mapping[str, Keepsake]
    ) -> list[str] | None:
        try:
            facts = dict(self._shard("facts", number, kept)) if kept else {}
            data = dict(self._shard("data", number, kept)) if kept else {}
        except StaleError:
            # Without an index, the next run keeps everything anew.
            Store(self.folder).remove(_INDEX)
            return None
        for place in places:
            facts.pop(place, None)
            data.pop(place, None)
            if place in new:
                facts[place] = [facts_as_data(each) for each in new[place].facts]
                data[place] = [new[place].digest, new[place].data]
        pair = [
            Store(self.folder).write_parts(f"{what}-{number}.json", value)
            for what, value in (("facts", facts), ("data", data))
        ]
        return [digest for digest in pair if digest] if all(pair) else None


def _shard(place: str, count: int) -> int:
    return crc32(place.encode(errors="surrogateescape")) % count
