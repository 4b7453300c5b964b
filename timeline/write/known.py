"""All that is known of the files of one folder: their rows, what they read, what that found, what held it.

It is kept and recalled as a whole, since nothing may be known of a part of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap

from timeline.pages import Digests, Read
from timeline.pages.marks import SIZE
from timeline.pages.reads import read_of, text_of
from timeline.write.column import Column
from timeline.write.comparing import UNKNOWN
from timeline.write.holdings import Holdings
from timeline.write.layers import Sections
from timeline.write.lookups import Lookups, Numbers
from timeline.write.rows import GONE, WIDTH, Made, Row, Share

Files = Mapping[str, Row]
"""Path -> row of files."""


class Known:
    """What is known of some files: nothing at first."""

    def __init__(self) -> None:
        self.lookups = Lookups()
        self.digests = Column(2 * SIZE)
        """What each of these found."""
        self.files: dict[str, Row] = {}
        """The path of each file -> its row; if not all was made anew, in an order that stays, and with
        those that are ``GONE``."""
        self.holdings = Holdings()
        self._reads: dict[str, Read] = {}
        """What some look-ups stand for."""

    def recall(self, known: Sections) -> None:
        """Know what was known, from plain data.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is nothing of the kind.
        """
        files: dict[str, Row] = dict(known["files"])
        if any(len(row) != WIDTH for row in files.values()):
            raise ValueError("no rows")
        digests, holdings = Column(2 * SIZE), Holdings()
        digests.recall(known["digests"])
        holdings.recall(known)
        # Nothing may be known of a part of it.
        self.files, self.lookups = files, Lookups(known)
        self.digests, self.holdings = digests, holdings

    def as_data(self) -> Sections:
        """Return it as plain data."""
        return {
            "files": dict(self.files),
            "digests": self.digests.as_data(),
            **self.lookups.as_data(),
            **self.holdings.as_data(),
        }

    def there(self) -> dict[str, Row]:
        """Return the rows of the files that there are."""
        return {path: row for path, row in self.files.items() if row != GONE}

    def users(self, numbers: Iterable[int]) -> set[str]:
        """Return the paths of the files that used one of these look-ups."""
        files = list(self.files)
        return {files[place] for place in self.lookups.users(numbers)}

    def reads_of(self, path: str) -> list[Read]:
        """Return the look-ups that a file was made from."""
        texts = self.lookups.texts
        return [read_of(texts[number]) for number in self.lookups.used_by(path)]

    def learn(self, files: Files, made: Sequence[Share], now: Digests) -> None:
        """Look up what all files were made from, of which some were ``made`` just now."""
        used = self._used(made)
        self.files = dict(sorted(files.items()))
        self.lookups.learn(used, list(self.files))
        reads = list(map(self._read, self.lookups.texts))
        self.digests = Column(2 * SIZE, map(now.of_read, reads))
        self.holdings.learn(now, enumerate(reads))
        self._reads = {}

    def amend(
        self,
        files: Files,
        made: Sequence[Share],
        touched: Collection[int],
        now: Digests,
        *,
        again: bool,
    ) -> None:
        """Look up what files were made from that were ``made`` just now; of all others it is known.

        What was ``touched`` is looked up ``again`` at once, or else when that is needed.
        """
        gone = dict.fromkeys(self.files.keys() - files.keys(), GONE)
        used = {**self._used(made), **dict.fromkeys(gone, "")}
        self.files.update({**files, **gone})
        self.lookups.amend(used, {path: place for place, path in enumerate(self.files)})
        texts, before = self.lookups.texts, len(self.digests)
        new = [(number, self._read(texts[number])) for number in range(before, len(texts))]
        others = [(number, self._read(texts[number])) for number in touched] if again else []
        for number, read in others:
            self.digests[number] = now.of_read(read)
        for number in () if again else touched:
            self.digests[number] = UNKNOWN
        self.digests.extend(now.of_read(read) for _, read in new)
        self.holdings.amend(now, [*new, *others])

    def _used(self, made: Sequence[Share]) -> dict[str, Numbers]:
        """Return the numbers of what was read for files that were made just now."""
        return dict(chain.from_iterable(starmap(self._used_of, made)))

    def _used_of(
        self, reads: Sequence[Read], made: Sequence[Made]
    ) -> Iterator[tuple[str, Numbers]]:
        """Yield those of files that were made together."""
        texts = [text_of(read) for read in reads]
        self._reads.update(zip(texts, reads, strict=True))
        names = list(map(str, self.lookups.numbers([each.path for each in made], texts)))
        return ((each.path, ",".join(names[place] for place in each.reads)) for each in made)

    def _read(self, text: str) -> Read:
        if text not in self._reads:
            self._reads[text] = read_of(text)
        return self._reads[text]
