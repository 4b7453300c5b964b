"""``new``: make a content file, from options or from answers to questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from timeline.cli.asking import Asker, Unfit, among, fits, options_of
from timeline.cli.common import (
    CONTENT,
    OK,
    day_or_today,
    printable_lines,
    require_folder,
    shown,
)
from timeline.cli.schemas import schema_folder, stale_schemas, write_schemas
from timeline.diagnostics import Diagnostic
from timeline.edit.draft import Answers, Reference, completed, draft
from timeline.edit.names import free_id, id_problem
from timeline.edit.place import place_of
from timeline.edit.trial import read_draft, try_draft
from timeline.load.content import load_content
from timeline.model import types

Given = dict[str, Any]
"""The options of a command by their names; None, or nothing, where one was not given."""

ID = click.option("--id", "entry_id", help="The file's name; proposed from the title if not given.")
SOURCE = click.option("--source", help="Id of the source that it rests on.")
AT = click.option("--at", help="Where in the source: 'para 7', 'p. 3', '00:12:30'.")
SUMMARY = click.option("--summary", help="A few sentences in your own words.")


_COMES_LATER = ("unit-unaccounted",)
"""Codes of what is only put right by the entries that follow on a new source."""


class _Session:
    """One run of ``new``: the content that the entry is for, and the answers so far."""

    def __init__(self, kind: str, folder: Path) -> None:
        require_folder(folder)
        self.kind = kind
        self.folder = folder
        self.content, _ = load_content(folder, shown(folder))
        self.asker = Asker()

    def words(self, name: str) -> list[str]:
        return list(getattr(self.content.vocabulary, name, {}))

    def known(self, kind: str) -> list[str]:
        return sorted(self.content.known[kind])

    def word(self, option: str, what: str, name: str, given: str | None) -> str:
        words = self.words(name)
        question = f"{what.capitalize()}{options_of(words)}"
        return self.asker.need(option, question, given, among(what, words))

    def choice(
        self, option: str, question: str, field: Any, words: Any, given: str | None, usual: str = ""
    ) -> str:
        """Return a word of the model; ``usual`` unless somebody chooses another."""
        question += options_of(get_args(words))
        if not usual:
            return self.asker.may(option, question, given, fits(field))
        chosen = given or (None if self.asker.interactive else usual)
        return self.asker.need(option, question, chosen, fits(field), usual)

    def cite(self, given: Given, *, needed: bool) -> list[Reference]:
        sources = self.known("source")
        ask = self.asker
        if not needed and not given["source"] and not given["at"]:
            return []
        only = sources[0] if len(sources) == 1 else ""
        source = ask.need(
            "--source",
            f"Source{options_of(sources)}",
            given["source"],
            among("source", sources),
            only,
        )
        at = ask.need(
            "--at", "Where in it ('para 7', 'p. 3')", given["at"], fits(types.LocatorField)
        )
        return [Reference(source, at)]

    def identify(self, given: str | None, text: str) -> str:
        """Return the new entry's id: the one given, the one agreed on, or the one proposed."""

        def fit(entry_id: str) -> str:
            if problem := id_problem(self.kind, entry_id, self.content):
                raise Unfit(problem)
            return entry_id

        proposal = free_id(self.kind, text, self.content)
        if not given and not self.asker.interactive and (proposal or not text.strip()):
            return proposal
        return self.asker.need("--id", "Id, the file's name", given, fit, proposal)

    def finish(self, answers: Answers, entry_id: str) -> int:
        """Try the draft, write it, and say what to do next."""
        self.asker.stop_if_amiss()
        place = place_of(self.kind, entry_id, answers.fields.get("date", ""))
        found = try_draft(self.content, place, draft(self.kind, completed(answers)))
        if wrong := [d for d in found if d.level == "error" and d.code not in _COMES_LATER]:
            lines = [f"{d.message}; {d.advice} ({d.code})" for d in wrong]
            raise click.ClickException(printable_lines(["nothing was written", *lines]))
        text = draft(self.kind, answers)
        save(self.folder, place, text)
        tell(self.folder, place, text, read_draft(self.kind, place, text))
        return OK


def save(folder: Path, place: str, text: str) -> None:
    """Write a draft into the content folder and bring the editor's schemas up to date.

    Raises:
        click.ClickException: something has this name already, or it cannot be written.
    """
    from timeline.write.folder import write_new  # noqa: PLC0415  # only when there is a draft

    try:
        write_new(folder, place, text.encode())
    except FileExistsError:
        raise click.ClickException(f"'{shown(folder / place)}' is there already") from None
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot write '{place}': {error.strerror}") from None
    schemas = schema_folder(folder)
    if schemas.is_dir():
        write_schemas(schemas, stale_schemas(folder, schemas))


def tell(folder: Path, place: str, text: str, blanks: list[Diagnostic]) -> None:
    """Say where the draft is and what to do with it."""
    lines = text.splitlines()
    click.echo(f"Made {shown(folder / place)}")
    for blank in blanks:
        key = lines[blank.line - 1].strip(" -:")
        click.echo(f"  line {blank.line}: fill in '{key}'")
    click.echo("Then run: python build_timeline.py check")


@click.group()
def new() -> None:
    """Make a new content file, asking for what is needed or taking it from options."""


@new.command()
@CONTENT
@ID
@click.option("--title", help="One line that says what happened.")
@click.option("--date", help="When, in EDTF or as people write it: 'Mar 1997' is a month.")
@click.option("--as-written", help="The source's own words for the date.")
@click.option("--basis", help="How the date is known: stated, inferred, presumed or bound.")
@click.option("--type", "type_", help="Kind of event, from the vocabulary.")
@click.option(
    "--status", help="reported (if not given), corroborated, disputed, planned, retracted."
)
@SOURCE
@AT
@SUMMARY
@click.option("--actor", "actors", multiple=True, metavar="ID:ROLE", help="May be repeated.")
@click.option("--place", "places", multiple=True, metavar="ID:PRECISION", help="May be repeated.")
@click.option("--published", help="The day it first appears on the site; today if not given.")
def event(content: Path, entry_id: str | None, **given: Any) -> int:
    """Make a new event."""
    run = _Session("event", content)
    ask = run.asker
    title = ask.need("--title", "What happened, in one line", given["title"], fits(types.Title))
    date = ask.need("--date", "When (1997-03-14, Mar 1997, …)", given["date"], ask.date)
    written = "The source's words for the date"
    fields = {
        "title": title,
        "date": date,
        "as_written": ask.may("--as-written", written, given["as_written"], fits(types.Line)),
        "basis": run.choice(
            "--basis", "How the date is known", types.Basis, types.BasisWord, given["basis"]
        ),
        "type": run.word("--type", "event type", "event_types", given["type_"]),
        "status": run.choice(
            "--status",
            "How sure it is",
            types.Status,
            types.StatusWord,
            given["status"],
            "reported",
        ),
    }
    cites = run.cite(given, needed=True)
    roles = (among("actor", run.known("actor")), among("role", run.words("roles")))
    actors = ask.pairs("--actor", "An actor, as ID:ROLE", given["actors"], roles)
    spots = (among("place", run.known("place")), fits(types.PlacePrecision))
    places = ask.pairs("--place", "A place, as ID:PRECISION", given["places"], spots)
    fields["summary"] = ask.may(
        "--summary", "Summary, in your own words", given["summary"], fits(types.ProseText)
    )
    fields["published"] = day_or_today(given["published"]).text
    return run.finish(Answers(fields, actors, places, cites), run.identify(entry_id, title))


@new.command()
@CONTENT
@ID
@click.option("--name", help="The name that readers see.")
@click.option("--kind", help="What the actor is, from the vocabulary.")
@click.option("--office", help="The office that the sources name.")
@SUMMARY
@SOURCE
@AT
def actor(content: Path, entry_id: str | None, **given: Any) -> int:
    """Make a new actor."""
    run = _Session("actor", content)
    ask = run.asker
    name = ask.need("--name", "Name that readers see", given["name"], fits(types.Line))
    fields = {
        "name": name,
        "kind": run.word("--kind", "kind of actor", "actor_kinds", given["kind"]),
        "office": ask.may("--office", "Office", given["office"], fits(types.Line)),
        "summary": ask.may("--summary", "Summary", given["summary"], fits(types.ProseText)),
    }
    cites = run.cite(given, needed=False)
    return run.finish(Answers(fields, cites=cites), run.identify(entry_id, name))


@new.command()
@CONTENT
@ID
@click.option("--name", help="The name that readers see.")
@click.option("--class", "class_", help="What the place is, from the vocabulary.")
@click.option("--country", help="Two capital letters of ISO 3166-1, such as FR.")
@click.option("--part-of", help="Id of the larger place in which it lies.")
@SUMMARY
@SOURCE
@AT
def place(content: Path, entry_id: str | None, **given: Any) -> int:
    """Make a new place."""
    run = _Session("place", content)
    ask = run.asker
    name = ask.need("--name", "Name that readers see", given["name"], fits(types.Line))
    whole = among("place", run.known("place"))
    fields = {
        "name": name,
        "class": run.word("--class", "class of place", "place_classes", given["class_"]),
        "country": ask.may("--country", "Country, as FR", given["country"], fits(types.Country)),
        "part_of": ask.may("--part-of", "Larger place it lies in", given["part_of"], whole),
        "summary": ask.may("--summary", "Summary", given["summary"], fits(types.ProseText)),
    }
    cites = run.cite(given, needed=False)
    return run.finish(Answers(fields, cites=cites), run.identify(entry_id, name))


@new.command()
@CONTENT
@ID
@click.option("--type", "type_", help="Kind of document, such as article-newspaper.")
@click.option("--title", help="The title, as the document prints it.")
@click.option("--publisher", help="Id of the actor that answers for the text.")
@click.option("--date", help="When it was published, in EDTF or as people write it.")
@click.option("--as-written", help="The document's own words for that date.")
@click.option("--basis", help="How the date is known: stated, inferred, presumed or bound.")
@click.option("--lang", help="Language, as a tag such as en.")
@click.option("--url", help="Web address.")
@click.option("--paragraphs", help="How many paragraphs it has.")
@click.option("--rights", help="Whose the text is, and what is used of it.")
def source(content: Path, entry_id: str | None, **given: Any) -> int:
    """Make a new source."""
    run = _Session("source", content)
    ask = run.asker
    actors = run.known("actor")
    kinds = options_of(get_args(types.SourceWord))
    fields = {
        "type": ask.need(
            "--type", f"Kind of document{kinds}", given["type_"], fits(types.SourceType)
        ),
        "title": ask.need("--title", "Title, as printed", given["title"], fits(types.Line)),
        "publisher": ask.need(
            "--publisher", "Publisher, an actor's id", given["publisher"], among("actor", actors)
        ),
        "issued": ask.need("--date", "When it was published", given["date"], ask.date),
        "as_written": ask.may(
            "--as-written", "Its own words for that date", given["as_written"], fits(types.Line)
        ),
        "basis": run.choice(
            "--basis", "How the date is known", types.Basis, types.BasisWord, given["basis"]
        ),
        "lang": ask.need("--lang", "Language, as en", given["lang"], fits(types.Lang)),
        "url": ask.may("--url", "Web address", given["url"], fits(types.Url)),
        "paragraphs": ask.may(
            "--paragraphs", "Paragraphs", given["paragraphs"], fits(types.Number)
        ),
        "rights": ask.may("--rights", "Rights, in one line", given["rights"], fits(types.Line)),
    }
    name = f"{fields['publisher']} {fields['issued']}"
    return run.finish(Answers(fields), run.identify(entry_id, name))
