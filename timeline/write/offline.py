"""The offline copy: the built site as one zip that works from a disk, search aside.

The same content gives the same bytes: entries are sorted, carry one fixed time and one mode.
"""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from pathlib import Path

from timeline.check import CheckResult
from timeline.pages import load_catalogue
from timeline.settings import Engine
from timeline.write.alone import Busy
from timeline.write.fault import BuildFailure, fault
from timeline.write.mkdocs import load_settings, site_of
from timeline.write.ownership import LIST, NotOurs
from timeline.write.places import refuse_sources, sources
from timeline.write.site import build_site
from timeline.write.way import AS_CONFIGURED, Standing, Way
from timeline.write.workshop import workshop

LEFT_OUT = (LIST, "404.html", "CNAME", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
"""Files that only a web server has use for."""

PICTURES = "assets/cards/"
"""Preview pictures: pages name them by the site's absolute address, never by this copy's."""

STORED = (".png", ".woff2", ".gz")
"""Endings of files that are compressed already."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can state: it stands for none."""

UNIX, PLAIN_FILE = 3, 0o100644 << 16
README = "README.txt"


def write_offline(
    result: CheckResult,
    config: Path,
    target: Path | None,
    *,
    strict: bool,
    standing: Standing = AS_CONFIGURED,
    content: Path | None = None,
    engine: Engine = "mkdocs",
) -> Path:
    """Build the site afresh and pack it; return where the zip is.

    Args:
        result: Checked content without errors.
        config: The site's configuration.
        target: The zip; ``dist/<name of the site>-offline.zip`` beside ``config`` if not given.
        strict: Whether warnings stop the build.
        standing: Where the site stands, to which permanent links lead.
        content: The folder that the result comes from, where nothing may be put.
        engine: What renders the pages.

    Raises:
        BuildFailure: the configuration, the engine or the disk is at fault; an older zip still stands.
    """
    settings = load_settings(config, strict=strict)
    site = site_of(settings)
    name = f"{slug(site.name)}-offline"
    path = target or config.absolute().parent / "dist" / f"{name}.zip"
    shown = os.path.relpath(path)
    words: str = load_catalogue(site.language).text["offline"]["readme"]
    try:
        refuse_sources(path, shown, sources(config, Path(settings.docs_dir), content), "--to")
        _check_zip(path, shown)
        with workshop(path) as work:
            built, packed = work / "site", work / "packed"
            build_site(
                result,
                config,
                built,
                strict=strict,
                standing=standing,
                content=content,
                way=Way(engine),
            )
            pack(built, packed, path.stem, words.replace("{site}", site.name))
            packed.chmod(0o644)
            os.replace(packed, path)  # noqa: PTH105  # the name says that it is atomic
    except OSError as error:
        raise BuildFailure(fault(error, path)) from None
    except (Busy, NotOurs, ValueError) as error:
        raise BuildFailure(str(error)) from None
    return path


def _check_zip(path: Path, shown: str) -> None:
    """Refuse to replace what this program did not pack.

    Raises:
        NotOurs: the name is no zip's, or what has it is something else than an offline copy.
        OSError: it cannot be read.
    """
    if path.suffix != ".zip":
        raise NotOurs(f"{shown} is no name for a zip: let it end in .zip")
    if not os.path.lexists(path):
        return
    if path.is_symlink() or not path.is_file() or not _packed_here(path):
        raise NotOurs(f"{shown} is there already and no offline copy; name another file with --to")


def _packed_here(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            first, *_ = archive.infolist()
    except (zipfile.BadZipFile, ValueError):
        return False
    return first.filename.endswith(f"/{README}") and first.date_time == EARLIEST


def slug(name: str) -> str:
    """Return a name for files: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "timeline"


def pack(site: Path, target: Path, folder: str, readme: str) -> None:
    """Write every file of a built site into a zip, below one folder, with a note for its finder."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, f"{folder}/{README}", readme.encode("utf-8"))
        for name in sorted(set(files) - set(LEFT_OUT)):
            if not name.startswith(PICTURES):
                _add(archive, f"{folder}/{name}", files[name].read_bytes())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    kind = zipfile.ZIP_STORED if name.endswith(STORED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compress_type=kind, compresslevel=9)
