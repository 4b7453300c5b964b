"""``fmt`` and ``rename``: content files rewritten, with every comment kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from timeline.check import check_content
from timeline.cli.common import counted, require_folder, shown
from timeline.cli.options import CONTENT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.diagnostics import Diagnostic, ordered, printable, render
from timeline.load import load_content
from timeline.load.document import Refused
from timeline.load.files import RawFile, read_files
from timeline.settings import KINDS


@click.command()
@CONTENT
@click.option("--check", "only_check", is_flag=True, help="Change nothing; name what would change.")
def fmt(content: Path, only_check: bool) -> int:
    """Bring the content's YAML files into house form: order, quotation marks, width."""
    from timeline.edit import NotKept, house_form  # noqa: PLC0415  # other commands need neither

    require_folder(content)
    found, problems = read_files(content, shown(content))
    files = [file for file in found if file.has_house_form and file.data is not None]
    changed = failed = 0
    for file in files:
        try:
            text = house_form(file.kind, file.shown, file.data or b"")
        except Refused as refused:
            problems.extend(refused.diagnostics)
        except NotKept as reason:
            failed += 1
            click.echo(printable(f"{file.shown}: cannot be rewritten: {reason}"))
        else:
            changed += _rewritten(file, text.encode(), content, only_check=only_check)
    click.echo(render(ordered(problems), "text"), nl=False)
    done = "not in house form" if only_check else "rewritten"
    click.echo(f"{counted(changed, 'file')} {done}, {len(files) - changed} left as they are")
    if problems:
        click.echo("What has errors was not touched: mend it and try again.", err=True)
    return CONTENT_ERRORS if problems or failed or (only_check and changed) else OK


def _rewritten(file: RawFile, data: bytes, content: Path, *, only_check: bool) -> bool:
    """Tell whether a file is not in house form, out loud, and bring it into it."""
    if data == file.data:
        return False
    if not only_check:
        _replace(content / file.place, data)
    done = "not in house form" if only_check else "rewritten"
    click.echo(printable(f"{file.shown}: {done}"))
    return True


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS.values())))
@click.argument("old")
@click.argument("new")
@CONTENT
def rename(kind: str, old: str, new: str, content: Path) -> int:
    """Give an entry another id, everywhere; its old address leads to the new one."""
    from timeline.edit import RenamingRefused  # noqa: PLC0415  # other commands need neither
    from timeline.edit import rename as changes_for  # noqa: PLC0415
    from timeline.write.journal import change_files  # noqa: PLC0415

    what = f"rename {kind} {old} {new}"
    if _finished(content) == what:
        return OK
    require_folder(content)
    name = shown(content)
    loaded, _ = load_content(content, name)
    before = check_content(content, name)
    if before.errors:
        click.echo(render(before.diagnostics, "text"), nl=False)
        click.echo("Nothing was changed: mend the errors and try again.", err=True)
        return CONTENT_ERRORS
    files = {f.place: f.data for f in read_files(content, name)[0] if f.data is not None}
    try:
        renaming = changes_for(loaded, files, kind, old, new)
    except RenamingRefused as refusal:
        raise click.ClickException(printable(str(refusal))) from None
    after = {**files, **renaming.changes}
    errors = _errors_in({place: data for place, data in after.items() if data is not None}, name)
    if errors:
        click.echo(render(errors, "text"), nl=False)
        click.echo("Nothing was changed: the content would then have these errors.", err=True)
        return CONTENT_ERRORS
    try:
        change_files(content, what, renaming.changes)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename}: {error.strerror}; run the command again to finish"
        ) from None
    for place in sorted(renaming.changes):
        click.echo(f"{name}/{place}: {'removed' if renaming.changes[place] is None else 'written'}")
    click.echo(f"The {kind} '{old}' is now '{new}'; its old address leads to the new one.")
    return OK


def _finished(content: Path) -> str | None:
    """Finish a renaming that was interrupted, say so, and return which one it was."""
    from timeline.write.journal import JournalConflict, finish  # noqa: PLC0415  # as above

    try:
        what = finish(content)
    except JournalConflict as conflict:
        raise click.ClickException(printable(str(conflict))) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    if what:
        click.echo(printable(f"Finished what was interrupted: {what}"))
    return what


def _errors_in(files: Mapping[str, bytes], name: str) -> list[Diagnostic]:
    """Return the errors that content with these files has."""
    with tempfile.TemporaryDirectory() as folder:
        for place, data in files.items():
            target = Path(folder) / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        found = check_content(Path(folder), name).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.level == "error"]


def _replace(path: Path, data: bytes) -> None:
    from timeline.write.journal import replace_file  # noqa: PLC0415  # as above

    try:
        replace_file(path, data)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}; it was left as it was") from None
