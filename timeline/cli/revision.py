"""The content as it was in a git revision, read without touching the working tree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from timeline.check.since import Former
from timeline.load import type_files
from timeline.load.files import recorded_files
from timeline.settings import MAX_FILE_BYTES, MAX_FILES

_SHALLOW = (
    "this clone is shallow: fetch the history with 'git fetch --unshallow', or check out with"
    " 'fetch-depth: 0' in a workflow"
)


def read_revision(content: Path, revision: str) -> Former:
    """Load a content folder as it was in a revision of the repository that it lies in.

    Raises:
        click.ClickException: git is missing, there is no repository, or nothing to compare with.
    """
    prefix = _in_repository(content)
    commit = _commit(content, revision)
    blobs = list(_listed(content, commit, prefix))
    if not blobs:
        raise click.ClickException(
            f"'{revision}' holds no files in '{prefix or content}'; name a revision that does, or"
            " leave --since away"
        )
    if len(blobs) > MAX_FILES:
        raise click.ClickException(f"'{revision}' holds more than {MAX_FILES} files")
    shown = f"{revision}:{prefix.rstrip('/')}"
    former, diagnostics = type_files(recorded_files(_read(content, blobs), shown), shown)
    return Former(revision, former, tuple(diagnostics))


def _in_repository(content: Path) -> str:
    """Return the folder's path in its repository, with a slash at its end unless it is the root."""
    run = _git(content, "rev-parse", "--show-prefix")
    if run.returncode:
        raise click.ClickException(
            f"'{content}' cannot be compared: {_told(run)}; --since needs the folder to lie in a"
            " git repository"
        )
    return os.fsdecode(run.stdout).rstrip("\n")


def _commit(content: Path, revision: str) -> str:
    if not revision or revision.startswith("-"):
        raise click.ClickException(f"'{revision}' is no revision; name a commit, tag or branch")
    run = _git(content, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
    if run.returncode:
        shallow = _git(content, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        advice = _SHALLOW if shallow else "name a commit, tag or branch that 'git log' shows"
        raise click.ClickException(f"there is no revision '{revision}'; {advice}")
    return run.stdout.decode("ascii").strip()


def _listed(content: Path, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield each file's place below the folder, and its object; none for what is not to be read."""
    wanted = ["--", prefix] if prefix else []
    run = _git(content, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, *wanted)
    if run.returncode:
        raise click.ClickException(f"git cannot list '{commit}': {_told(run)}")
    for line in run.stdout.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, blob, size = about.decode("ascii").split()
        regular = mode.startswith("100") and int(size) <= MAX_FILE_BYTES
        yield os.fsdecode(path).removeprefix(prefix), blob if regular else ""


def _read(content: Path, blobs: list[tuple[str, str]]) -> Iterator[tuple[str, bytes | None]]:
    """Yield each file with its bytes, as they were committed: no attribute or filter applies."""
    asked = "".join(f"{blob}\n" for _, blob in blobs if blob)
    run = _git(content, "cat-file", "--batch", text=asked.encode("ascii"))
    at = 0
    for place, blob in blobs:
        if not blob:
            yield place, None
            continue
        head, _, _ = run.stdout[at : at + 200].partition(b"\n")
        if not head.split()[1:2] == [b"blob"]:
            raise click.ClickException(f"git cannot read '{place}': {_told(run)}")
        start = at + len(head) + 1
        end = start + int(head.split()[2])
        yield place, run.stdout[start:end]
        at = end + 1


def _git(folder: Path, *arguments: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # A hook that git runs names its own repository in the environment; ours is the folder's.
    surroundings = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=text,
            capture_output=True,
            check=False,
            env=surroundings,
        )
    except FileNotFoundError:
        raise click.ClickException("--since needs git, which is not installed") from None


def _told(run: subprocess.CompletedProcess[bytes]) -> str:
    """Return git's own words on one line, without what it puts before them."""
    lines = os.fsdecode(run.stderr).strip().splitlines() or ["git gives no reason"]
    return lines[0].removeprefix("fatal: ").rstrip(".")
