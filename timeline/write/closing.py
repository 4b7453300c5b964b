"""The last files of a search index: those that name all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.write.best import Ranked, write_best
from timeline.write.contents import Contents
from timeline.write.index_files import Table, write_table
from timeline.write.index_words import Written


def close(
    folder: Path,
    language: str,
    table: Table,
    fragments: Sequence[tuple[str, bytes]],
    words: Written,
    before: Ranked | None = None,
) -> tuple[dict[str, Any], Contents]:
    """Write the table of contents and the short lists of a language.

    Args:
        folder: Of the index.
        language: The language.
        table: Its table of contents, but for its words.
        fragments: The address of each page, and a digest of what search shows of it, by number.
        words: Its words.
        before: If its pages have the numbers that they had, what was known of it before.

    Returns:
        What is said of it where a search begins, and what is in it.

    Raises:
        FormatError: what is said of a word has another form than expected.
        OSError: a file cannot be written.
    """
    table = replace(table, pieces=words.rows)
    best = write_best(folder, language, table, words, before)
    about = {
        "hash": write_table(folder, language, table),
        "page_count": len(table.pages),
        "best": best.names,
    }
    return about, Contents(table, fragments, words.vocabulary, best.rankings, words.points)
