"""``schemas``: what an editor needs to complete and check content files while they are typed."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.common import counted, require_folder, shown
from timeline.cli.options import CONTENT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.load.content import load_content


@click.command()
@CONTENT
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the schemas go; 'schemas' beside the content folder if not given.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what is out of date.")
def schemas(content: Path, folder: Path | None, only_check: bool) -> int:
    """Write the schemas by which editors complete and check YAML files.

    They hold the ids and words of this content: run it again after adding an entry.
    """
    require_folder(content)
    target = folder or schema_folder(content)
    _refuse_bad_place(target, content)
    stale = stale_schemas(content, target)
    if only_check:
        for name in sorted(stale):
            click.echo(f"{shown(target / name)} is out of date")
        if stale:
            click.echo("Run 'python build_timeline.py schemas' to write them anew.", err=True)
        return CONTENT_ERRORS if stale else OK
    try:
        write_schemas(target, stale)
    except OSError as error:
        raise click.ClickException(f"cannot write to '{target}': {error.strerror}") from None
    click.echo(f"{shown(target)}: {counted(len(stale), 'schema')} written")
    return OK


def _refuse_bad_place(target: Path, content: Path) -> None:
    from timeline.write.ownership import NotOurs  # noqa: PLC0415  # slow, as below
    from timeline.write.places import PROGRAM, refuse_sources  # noqa: PLC0415

    if target.is_symlink():
        raise click.ClickException(f"{shown(target)} is a link: put a folder in its place")
    try:
        refuse_sources(target, shown(target), [content, PROGRAM], "--to")
    except NotOurs as refusal:
        raise click.ClickException(str(refusal)) from None


def schema_folder(content: Path) -> Path:
    """Return where the schemas of a content folder lie if nobody says otherwise."""
    from timeline.schemas import SCHEMA_FOLDER  # noqa: PLC0415  # slow to import, rarely needed

    return content.resolve().parent / SCHEMA_FOLDER


def stale_schemas(content: Path, folder: Path) -> dict[str, str]:
    """Return the schemas whose files are missing or differ: name -> text as it should be."""
    from timeline.pages.catalogue import load_catalogue  # noqa: PLC0415  # slow, as above
    from timeline.schemas import editor_schemas  # noqa: PLC0415

    made, _ = load_content(content, shown(content))
    texts = editor_schemas(made, load_catalogue("en").text)
    return {name: text for name, text in texts.items() if _text(folder / name) != text}


def write_schemas(folder: Path, texts: dict[str, str]) -> None:
    """Write schemas into a folder, each as a whole.

    Raises:
        OSError: the disk is full, or access is denied.
    """
    from timeline.write.folder import write_file  # noqa: PLC0415  # as above

    for name, text in texts.items():
        write_file(folder / name, text.encode())


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
