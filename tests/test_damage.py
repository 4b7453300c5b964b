"""Real content, damaged at random: every copy is read or refused with a place, none crashes.

The damage is made by a generator with a fixed seed, so that a failure can be repeated.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from timeline.check import check_content
from timeline.diagnostics import Diagnostic
from timeline.load import load_content

CONTENT = Path(__file__).parent.parent / "content"
COPIES = 1_000
REJECTED_AT_LEAST = 300
BATCHES = 10
FULL_CHECKS = 100

SPECIAL: Sequence[str] = (
    *":#[]{}&*!%@`|>-?,'\"\\~<=",
    ": ",
    " #",
    "- ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "\u2028",
    "é",
    "😀",
    "---\n",
    "...\n",
    "<<: ",
    "!!python/object:x ",
    "&a ",
    "*a ",
    '"\\x00"',
    "[" * 40,
    "- " * 40,
    "0" * 40,
    "%YAML 9.9\n",
)

Damage = Callable[[random.Random, bytes], bytes]


def delete_bytes(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 4) :]


def duplicate_bytes(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    end = start + chance.randint(1, 30)
    return data[:end] + data[start:end] + data[end:]


def swap_bytes(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    one, other = chance.randrange(len(data)), chance.randrange(len(data))
    changed[one], changed[other] = changed[other], changed[one]
    return bytes(changed)


def any_byte(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def delete_line(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def duplicate_line(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def swap_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def indent(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    shift = chance.choice([b" ", b"  ", b"    ", b"\t", b""])
    lines[at] = shift + lines[at] if shift else lines[at].lstrip(b" ")
    return b"".join(lines)


def insert_special(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(SPECIAL).encode() + data[at:]


def value_becomes_special(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(b":")
    lines[at] = key + colon + b" " + chance.choice(SPECIAL).encode()
    return b"\n".join(lines)


def truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def change_digit(chance: random.Random, data: bytes) -> bytes:
    digits = [at for at, byte in enumerate(data) if byte in b"0123456789"]
    if not digits:
        return data
    changed = bytearray(data)
    changed[chance.choice(digits)] = chance.choice(b"0123456789")
    return bytes(changed)


def rename_key(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    keyed = [at for at, line in enumerate(lines) if b": " in line]
    if not keyed:
        return data
    at = chance.choice(keyed)
    key, colon, rest = lines[at].partition(b":")
    lines[at] = key[:-1] + chance.choice([b"", b"x", b"_", b" x", b"-"]) + colon + rest
    return b"\n".join(lines)


def drop_quotes(chance: random.Random, data: bytes) -> bytes:
    return data.replace(chance.choice([b'"', b"'"]), b"", chance.randint(1, 3))


DAMAGES: Sequence[Damage] = (
    delete_bytes,
    duplicate_bytes,
    swap_bytes,
    any_byte,
    delete_line,
    duplicate_line,
    swap_lines,
    indent,
    insert_special,
    value_becomes_special,
    truncate,
    change_digit,
    rename_key,
    drop_quotes,
)


def damaged(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(DAMAGES)(chance, data) or b"\n"
    return data


def places() -> list[str]:
    found = sorted(str(path.relative_to(CONTENT).as_posix()) for path in CONTENT.rglob("*.yaml"))
    assert found, f"there is no content to damage in {CONTENT}"
    return found


def assert_places_lie_in(data: bytes, diagnostics: Iterable[Diagnostic]) -> None:
    """Assert that each line and column is one of the file, or just after its end."""
    text = data.decode("utf-8-sig", errors="replace")
    # The line ends of YAML, of which a text in an editor has all.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in diagnostics:
        assert 1 <= found.line <= len(lines), found
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1, (found, lines[found.line - 1])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_damaged_file_is_read_or_refused_with_a_place(tmp_path: Path, batch: int) -> None:
    chance = random.Random(batch)  # noqa: S311  # repeatable, not secret
    known = places()
    rejected = 0
    for _ in range(COPIES // BATCHES):
        place = chance.choice(known)
        data = damaged(chance, (CONTENT / place).read_bytes())
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        _, diagnostics = load_content(tmp_path, "c")
        path.unlink()
        # Alone in its folder, a file lacks a vocabulary, unless it is one.
        found = [found for found in diagnostics if found.code != "missing-vocabulary"]
        assert {found.path for found in found} <= {f"c/{place}"}
        assert_places_lie_in(data, found)
        rejected += bool(found)
    assert rejected > REJECTED_AT_LEAST / BATCHES


def test_a_damaged_file_among_whole_ones(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    chance = random.Random(COPIES)  # noqa: S311  # repeatable, not secret
    known = places()
    failed = 0
    for _ in range(FULL_CHECKS):
        place = chance.choice(known)
        whole = (CONTENT / place).read_bytes()
        data = damaged(chance, whole)
        (folder / place).write_bytes(data)
        result = check_content(folder, "c")
        assert (result.timeline is None) is (result.errors > 0)
        assert_places_lie_in(data, (d for d in result.diagnostics if d.path == f"c/{place}"))
        failed += result.errors > 0
        (folder / place).write_bytes(whole)
    assert failed > FULL_CHECKS * REJECTED_AT_LEAST / COPIES
    assert check_content(folder, "c").errors == check_content(CONTENT, "c").errors
