"""``from-issue``: what a reader sent by an issue form, as a draft or as something to look at."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from timeline.cli.common import printable_lines, require_folder, shown
from timeline.cli.options import CONTENT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.cli.session import save
from timeline.diagnostics import render
from timeline.edit.draft import draft
from timeline.edit.emit import one_line, scalar
from timeline.edit.forms import MAX_BODY, NotAForm, Submission, first_word, read_submission
from timeline.edit.names import free_id
from timeline.edit.place import place_of
from timeline.edit.submitted import entries_meant, event_answers, lines_with, value_of, year_known
from timeline.edit.trial import read_draft, try_draft
from timeline.load.content import Content, load_content
from timeline.load.document import Refused


@click.command("from-issue")
@CONTENT
@click.option("--dry-run", is_flag=True, help="Print the draft instead of writing it.")
@click.argument("file", type=click.File("rb"))
def from_issue(content: Path, dry_run: bool, file: BinaryIO) -> int:
    """Turn the body of a submitted issue form into a draft, with what is still wrong with it.

    FILE holds the body; '-' reads it from standard input.
    """
    require_folder(content)
    try:
        form = read_submission(file.read(MAX_BODY + 1))
    except NotAForm as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot read '{file.name}': {error.strerror}") from None
    loaded, _ = load_content(content, shown(content))
    if form.form == "event":
        return _event(form, content, loaded, dry_run=dry_run)
    return _correction(form, loaded) if form.form == "correction" else _dead_link(form, loaded)


def _event(form: Submission, folder: Path, content: Content, *, dry_run: bool) -> int:
    answers = event_answers(form, content)
    text = draft("event", answers)
    try:
        alone = read_draft("event", "draft", text)
    except Refused as refusal:
        raise click.ClickException(
            f"the form has a text that no content file can hold: {refusal}"
        ) from None
    if not year_known(answers):
        click.echo(text, nl=False)
        click.echo(render(alone, "text"), nl=False, err=True)
        click.echo(
            "Nothing was written, since the folder depends on the year. Fill in the date and save"
            f" this as {shown(folder)}/events/<year>/<id>.yaml",
            err=True,
        )
        return CONTENT_ERRORS
    entry_id = free_id("event", answers.fields["title"], content) or free_id(
        "event", "from-a-form", content
    )
    place = place_of("event", entry_id, answers.fields["date"])
    found = try_draft(content, place, text)
    if dry_run:
        click.echo(text, nl=False)
    else:
        save(folder, place, text)
        click.echo(f"Made {shown(folder / place)}")
    click.echo(render(found, "text"), nl=False, err=dry_run)
    return CONTENT_ERRORS if any(d.level == "error" for d in found) else OK


def _correction(form: Submission, content: Content) -> int:
    given = {key: one_line(value) for key, value in form.values.items()}
    meant = entries_meant(given["entry"], content)
    field = first_word(given["field"])
    lines = ["A correction was proposed."]
    for kind, entry_id in meant:
        where = content.origin(kind, entry_id).document.shown
        value = value_of(kind, entry_id, field, content)
        lines.append(
            f"{value.shown}:{value.line}: {value.text.strip()}"
            if value
            else f"{where}: {kind} '{entry_id}' has no field '{field}'"
        )
    if not meant:
        lines.append(f"No entry was found for '{given['entry']}'.")
    lines += [
        f"What is wrong: {given['wrong']}",
        f"What it should say: {given['right']}",
        f"What shows it: {given['shown_by']}",
        "",
        "If the source bears it out, change the field, and add to the same file:",
        "corrections:",
        '  - date: "YYYY-MM-DD"',
        f"    kind: {first_word(given['kind']) or 'correction'}",
        "    note: What was changed, and why.",
    ]
    click.echo(printable_lines(lines))
    return OK if meant else CONTENT_ERRORS


def _dead_link(form: Submission, content: Content) -> int:
    given = {key: one_line(value) for key, value in form.values.items()}
    found = list(lines_with(given["link"], content))
    lines = ["A dead link was reported."]
    lines += [f"{place.shown}:{place.line}: {place.text.strip()}" for place in found]
    if not found:
        pages = entries_meant(given["page"], content)
        named = ", ".join(content.origin(*entry).document.shown for entry in pages)
        lines.append(f"No content file holds '{given['link']}'.")
        lines.append(f"The page named is made of {named}." if named else "No page was named.")
    if any(place.kind == "source" for place in found):
        lines += [
            "",
            "If an archived copy shows the same text, add below the source's 'url':",
            "archive:",
            f"  url: {scalar(given['copy'] or 'https://…')}",
            f"  date: {scalar(given['day'] or 'YYYY-MM-DD')}",
        ]
    elif given["copy"]:
        lines.append(
            f"An archived copy, says the form: {given['copy']} ({given['day'] or 'no day'})"
        )
    click.echo(printable_lines(lines))
    return OK if found else CONTENT_ERRORS
