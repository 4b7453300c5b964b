"""What is in a search index, kept beside the site, so that its files are not all read at each edit.

Most of it stands in no single file: which page has which number, and which word takes up how much.
It is used with the one index that it was written down of, and may be lost at any time.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline.load.store import Store, digest
from timeline.write.index_files import ENTRY, Table, fragment_names, read_entry, table_file
from timeline.write.packing import FormatError, Unfit
from timeline.write.rankings import MEASURE, Ranking
from timeline.write.splicing import Point
from timeline.write.vocabulary import Vocabulary, ranges

CACHE: Final = Path(".cache") / "index"
"""Where it is kept, beside the configuration."""

_FORM: Final = [2, *MEASURE]
"""Of what is kept; the number goes up with each change of it."""

_DIGEST: Final = hashlib.sha256().digest_size


class Contents(NamedTuple):
    """What is in one language's part of an index of ours.

    Attributes:
        table: Its table of contents.
        fragments: The address of each page, and a digest of what search shows of it, by number.
        vocabulary: Its words.
        rankings: Of words that have short lists, by words.
        points: Known places in what is said of words, of some that have long lists, by words.
    """

    table: Table
    fragments: Sequence[tuple[str, bytes]]
    vocabulary: Vocabulary
    rankings: Mapping[bytes, Ranking]
    points: Mapping[bytes, Sequence[Point]]


class IndexMemory:
    """What is kept of the index in a folder."""

    def __init__(self, home: Path, index: Path) -> None:
        """Take the folder of the configuration, and that of the index."""
        self._store = Store(home / CACHE)
        self._index = index
        self._name = f"{hashlib.sha256(os.fsencode(index)).hexdigest()[:16]}.json"

    def keep(self, contents: Contents, fresh: Path | None = None) -> None:
        """Keep what is in the index; a wish, and no duty. It may still lie in a ``fresh`` folder."""
        table, fragments, words, rankings, points = contents
        try:
            self._store.write_parts(
                self._name,
                {
                    "form": _FORM,
                    "index": _fingerprint(fresh or self._index),
                    "version": table.version,
                    "addresses": [address for address, _ in fragments],
                    "digests": b64encode(b"".join(own for _, own in fragments)).decode(),
                    "lengths": [length for _, length in table.pages],
                    "rows": table.pieces,
                    "filters": table.filters,
                    "fields": table.fields,
                    "words": [word.decode() for word in words.words],
                    "sizes": words.sizes,
                    "counts": [len(at) for at in words.pieces],
                    "rankings": {
                        word.decode(): [*rest, b64encode(said).decode()]
                        for word, (*rest, said) in rankings.items()
                    },
                    "points": {word.decode(): listed for word, listed in points.items()},
                },
            )
        except (OSError, ValueError, FormatError, Unfit):
            """The next one who asks finds nothing that fits."""

    def recall(self) -> Contents | None:
        """Return what is in the index, if that was kept of this very one."""
        kept = self._store.read_parts(self._name)
        try:
            if kept and kept[0]["form"] == _FORM and kept[0]["index"] == _fingerprint(self._index):
                return _contents(only_language(read_entry(self._index)), kept[0])
        except (OSError, ValueError, TypeError, KeyError, AttributeError, FormatError, Unfit):
            pass
        return None


def _fingerprint(index: Path) -> str:
    """Return what tells an index from all others: its entry and table name all other files."""
    entry = read_entry(index)
    table = table_file(index, entry["languages"][only_language(entry)]["hash"])
    return digest((index / ENTRY).read_bytes() + table.read_bytes())


def only_language(entry: dict[str, Any]) -> str:
    """Return the language of an index, given what a search loads first.

    Raises:
        Unfit: there are several, or none.
    """
    if len(entry["languages"]) != 1:
        raise Unfit
    return str(*entry["languages"])


def _contents(language: str, kept: Mapping[str, Any]) -> Contents:
    joined = b64decode(kept["digests"])
    digests = [joined[at : at + _DIGEST] for at in range(0, len(joined), _DIGEST)]
    return Contents(
        Table(
            version=kept["version"],
            pages=list(zip(fragment_names(language, digests), kept["lengths"], strict=True)),
            pieces=[(first, last, name) for first, last, name in kept["rows"]],
            filters=kept["filters"],
            sorts={},
            fields=kept["fields"],
        ),
        list(zip(kept["addresses"], digests, strict=True)),
        Vocabulary(
            [word.encode() for word in kept["words"]], kept["sizes"], ranges(kept["counts"])
        ),
        {
            word.encode(): Ranking(total, average, others, b64decode(said))
            for word, (total, average, others, said) in kept["rankings"].items()
        },
        {
            word.encode(): [(page, offset) for page, offset in listed]
            for word, listed in kept["points"].items()
        },
    )
