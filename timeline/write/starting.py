"""A new timeline on disk: read from the generator's own folder, and put in place whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.load.content import load_content
from timeline.pages.catalogue import load_catalogue
from timeline.schemas import SCHEMA_FOLDER, editor_schemas
from timeline.starter import TAKEN, Fault, Wishes, example_of, planned

HOME = Path(__file__).parent.parent.parent
"""The folder that the generator itself lies in."""

README: Final = "README.md"
OTHER_README: Final = "TIMELINE.md"
"""Where the explanations go if the folder has a readme of its own."""

_STAGE = ".timeline-init-"
_FRESH = (".git", ".gitattributes", ".gitignore", ".ds_store", "readme", "licen", "copying")
"""How the names begin, in small letters, of what a folder may hold that counts as fresh."""

_REMAINS = shutil.ignore_patterns("__pycache__", "*.py[cod]", ".DS_Store", "*.part", "*.swp", "*~")


class NotFresh(Exception):  # noqa: N818  # an answer to the user, not a fault of the program
    """The folder cannot take a new timeline; ``str()`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was written, how many files, and what was there before and stays."""

    files: int
    kept: tuple[str, ...]
    unignored: tuple[str, ...]
    """Lines that the folder's own ``.gitignore`` lacks."""


def new_files(wishes: Wishes, home: Path = HOME) -> dict[str, bytes]:
    """Return the files of a new timeline, by their paths.

    Raises:
        Fault: the generator's folder is not whole.
        OSError: it cannot be read.
    """
    taken = {path: data for name in TAKEN for path, data in _below(home, name)}
    content, _ = load_content(home / example_of(wishes.language, taken) / "content", "content")
    if content.vocabulary is None:
        raise Fault("the generator's example has no vocabulary")
    texts = editor_schemas(content, load_catalogue("en").text)
    schemas = {f"{SCHEMA_FOLDER}/{name}": text for name, text in texts.items()}
    return planned(taken, content.vocabulary, schemas, wishes)


def start(folder: Path, files: Mapping[str, bytes]) -> Started:
    """Put the files of a new timeline into a folder, which is made if it is not there.

    Nothing is overwritten, and after a failure the folder is as it was.

    Raises:
        NotFresh: the folder holds something already.
        OSError: the disk is full, or access is denied.
    """
    kept = _kept(folder)
    if README in kept:
        files = {OTHER_README if path == README else path: data for path, data in files.items()}
    new = {path: data for path, data in files.items() if path not in kept}
    with _made(folder), _stage(folder) as stage:
        for path, data in new.items():
            target = stage / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        _move(stage, folder)
    missing = _missing(folder, files) if ".gitignore" in kept else ()
    return Started(len(new), kept, missing)


def _below(home: Path, name: str) -> Iterator[tuple[str, bytes]]:
    path = home / name
    if path.is_dir():
        children = sorted(child.name for child in path.iterdir())
        for child in sorted(set(children) - _REMAINS(str(path), children)):
            yield from _below(home, f"{name}/{child}")
    else:
        yield name, path.read_bytes()


def _kept(folder: Path) -> tuple[str, ...]:
    """Return the names of what is there and stays.

    Raises:
        NotFresh: there is more than a fresh folder holds.
    """
    if not folder.exists():
        return ()
    if not folder.is_dir():
        raise NotFresh(f"{folder} is not a folder; name another one")
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith(_STAGE))
    foreign = [name for name in names if not name.lower().startswith(_FRESH)]
    # What begins like .git may be anything, such as a folder of workflows.
    foreign += [name for name in names if name.lower() in (".github", ".gitlab")]
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""  # noqa: PLR2004  # a line's worth
        raise NotFresh(
            f"{folder} is not empty: it holds {', '.join(foreign[:3])}{more}; name a folder that is"
            " new, empty, or a fresh repository (README, LICENSE and .gitignore may be there)"
        )
    return tuple(name for name in names if name != ".git")


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make the folder if need be; if the block fails, remove what was made."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing[-1:]:
            shutil.rmtree(path, ignore_errors=True)
        raise


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """Yield a folder inside the folder, on the same disk; what a killed run left goes."""
    for old in folder.glob(f"{_STAGE}*"):
        shutil.rmtree(old, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(stage: Path, folder: Path) -> None:
    moved: list[Path] = []
    try:
        for source in sorted(stage.iterdir()):
            target = folder / source.name
            if target.exists() or target.is_symlink():
                raise FileExistsError(17, "appeared meanwhile", str(target))
            moved.append(target)
            source.rename(target)
    except BaseException:
        for target in moved:
            if target.is_dir():
                shutil.rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
        raise


def _missing(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the lines of our ``.gitignore`` that the folder's own lacks."""
    own = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    lines = files[".gitignore"].decode().splitlines()
    return tuple(line for line in lines if line and not line.startswith("#") and line not in own)
