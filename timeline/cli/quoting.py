"""``quotes``: what the content takes from a source, against the source's own text."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.common import (
    counted,
    day_or_today,
    echo_diagnostics,
    printable_lines,
    require_folder,
    shown,
)
from timeline.cli.options import CONTENT, FORMAT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.diagnostics import Format, ordered, suggest
from timeline.load.content import Content, load_content
from timeline.load.source_text import UnreadableTextError, read_source_text
from timeline.model.entries import Source
from timeline.settings import COPIED_WORDS, LOCK_FILE, TEXT_FOLDER
from timeline.verify.attest import lock_text
from timeline.verify.run import Verdict, merged, verify_source
from timeline.verify.text import BodyError, Bounds, SourceText, blocks_of, body
from timeline.write.lock import write_lock

_ENDINGS = (".txt", ".html", ".htm")
"""How a text in the folder for them may end; the first that is there is read."""


@click.command()
@click.option(
    "--source", "source_id", default=None, help="The source; all that have a text, if not given."
)
@click.option(
    "--text",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=f"Its text, as plain text or a saved web page; '{TEXT_FOLDER}/<source>.txt' or .html"
    " beside the content folder if not given. It is read and never copied.",
)
@click.option("--first", default="", help="The words at which paragraph 1 begins; remembered.")
@click.option(
    "--last", default="", help="The words at which the last paragraph begins; remembered."
)
@click.option(
    "--date", "day", default=None, help="The day of the check, YYYY-MM-DD; today if not given."
)
@click.option("--dry-run", is_flag=True, help="Only say what is wrong; remember nothing.")
@CONTENT
@FORMAT
def quotes(
    source_id: str | None,
    file: Path | None,
    first: str,
    last: str,
    day: str | None,
    dry_run: bool,
    content: Path,
    style: Format,
) -> int:
    """Check quotations, other wordings and own words against the text of a source.

    What was found is remembered in the content folder, without any words of the text.
    """
    require_folder(content)
    today = day_or_today(day)
    loaded, found = load_content(content, shown(content))
    broken = [d for d in found if d.level == "error" and d.code != "damaged-lock"]
    if broken:
        echo_diagnostics(ordered(found), style)
        click.echo("Nothing was checked: mend the errors first.", err=True)
        return CONTENT_ERRORS
    chosen = _chosen(loaded, content, source_id, file)
    if len(chosen) > 1 and (first or last):
        raise click.UsageError("--first and --last are about one source; name it with --source")
    outcome = OK
    lock = loaded.lock
    for source, path in chosen:
        text = _text(loaded, source, path, first, last)
        verdict = verify_source(loaded, source.id, text, today)
        echo_diagnostics(verdict.diagnostics, style)
        if style == "text":
            click.echo(printable_lines(_summary(source, text, verdict)))
        if verdict.diagnostics:
            outcome = CONTENT_ERRORS
        else:
            lock = merged(lock, source.id, verdict.lock)
    if outcome != OK:
        click.echo("Nothing was remembered: mend the errors and run this again.", err=True)
    elif not dry_run and lock is not None:
        _remember(content, lock_text(lock), style)
    return outcome


def _chosen(
    loaded: Content, content: Path, source_id: str | None, file: Path | None
) -> list[tuple[Source, Path]]:
    """Return the sources to check, each with the file of its text.

    Raises:
        click.ClickException: there is no such source, or no text.
    """
    folder = content.absolute().parent / TEXT_FOLDER
    if source_id is None:
        if file is not None:
            raise click.UsageError("say whose text it is: --source ID")
        pairs = [(source, _in_folder(folder, source.id)) for source in loaded.sources.values()]
        chosen = [(source, path) for source, path in pairs if path]
        if not chosen:
            raise click.ClickException(
                f"no text was found in '{shown(folder)}'; save the article there as"
                " <id of the source>.txt or .html, or name the file with --source and --text"
            )
        return chosen
    if source_id not in loaded.sources:
        advice = suggest(source_id, loaded.sources)
        raise click.ClickException(f"no source '{source_id}'" + (f"; {advice}" if advice else ""))
    path = file or _in_folder(folder, source_id)
    if path is None:
        raise click.ClickException(
            f"there is no '{shown(folder / source_id)}.txt' or .html; save the article there, or"
            " name the file with --text"
        )
    return [(loaded.sources[source_id], path)]


def _in_folder(folder: Path, source_id: str) -> Path | None:
    return next((p for e in _ENDINGS if (p := folder / f"{source_id}{e}").is_file()), None)


def _text(loaded: Content, source: Source, path: Path, first: str, last: str) -> SourceText:
    """Return the paragraphs of a source.

    Raises:
        click.ClickException: the file cannot be read, or its paragraphs cannot be told.
    """
    known = loaded.lock.sources.get(source.id) if loaded.lock else None
    bounds = Bounds(first, last, known.first if known else "", known.last if known else "")
    units = source.units
    try:
        return body(
            blocks_of(read_source_text(path)),
            bounds,
            int(units.count) if units and units.kind == "para" else None,
        )
    except (UnreadableTextError, BodyError) as error:
        raise click.ClickException(f"'{shown(path)}': {error}") from None


def _summary(source: Source, text: SourceText, verdict: Verdict) -> list[str]:
    codes = [diagnostic.code for diagnostic in verdict.diagnostics]
    wordings = verdict.wordings - sum(code.startswith("wording-") for code in codes)
    lines = (
        f"{len(text.paragraphs)} paragraphs, {len(text.words)} words read",
        f"{len(verdict.lock.quotes)} of {counted(verdict.quotes, 'quotation')} found as cited",
        f"{wordings} of {counted(verdict.wordings, 'other wording')} found as cited",
        f"{counted(codes.count('copied-words'), 'run')} of more than {COPIED_WORDS} words copied",
    )
    return [f"{source.id}: {line}" for line in lines]


def _remember(content: Path, text: str, style: Format) -> None:
    """Write the lock file.

    Raises:
        click.ClickException: it cannot be written.
    """
    path = shown(content / LOCK_FILE)
    try:
        written = write_lock(content, text)
    except OSError as error:
        raise click.ClickException(f"'{path}' cannot be written: {error}") from None
    if style == "text":
        click.echo(f"{path} {'written' if written else 'is as it was'}")
