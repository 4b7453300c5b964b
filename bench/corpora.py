"""Corpora on disk: made once under ``.cache/bench``, and made anew when their maker changes."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench import corpus, moments, words
from bench.corpus import Corpus

CACHE = Path(".cache/bench")
"""What the benchmarks make, install and keep; git ignores it, and it may be removed at any time."""

RARE = 50
"""Events in which the word of the rare query stands, or as near to that as there is one."""


def kept(events: int, seed: int = 1, cache: Path = CACHE) -> Path:
    """Return the content folder of a corpus, which nobody may change; made if it is not there."""
    folder = cache / "corpora" / f"{events}-{seed}-{_maker()}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            write(Corpus(events, seed).files(), fresh)
            fresh.replace(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files (path -> text) below a folder."""
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def digest(files: Mapping[str, bytes]) -> str:
    """Return a hash of files, names and bytes."""
    found = hashlib.sha256()
    for place, data in sorted(files.items()):
        found.update(f"{place}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def queries(content: Path) -> tuple[str, str]:
    """Return a rare and a frequent word: one in about ``RARE`` events, and the one in most."""
    counts: Counter[str] = Counter()
    files = sorted(content.glob("events/*/*.yaml"))
    for file in files:
        text = file.read_text(encoding="utf-8").lower()
        summary = text.split("summary: >-", 1)[1].split("actors:", 1)[0]
        # Names stand in other places too: what comes before the links is prose.
        counts.update(set(re.findall(r"[a-z]+", summary.split("[", 1)[0])))
    wanted = max(1, min(RARE, len(files) // 20))
    rare = min(counts, key=lambda word: (abs(counts[word] - wanted), word))
    frequent = max(counts, key=lambda word: (counts[word], word))
    return rare, frequent


def _maker() -> str:
    found = hashlib.sha256()
    for module in (corpus, moments, words):
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()[:12]
