"""``new``: make a content file, from options or from answers to questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from timeline.cli.asking import fits
from timeline.cli.choices import Unfit
from timeline.cli.common import day_or_today
from timeline.cli.options import CONTENT
from timeline.cli.session import Given, Session, session
from timeline.edit.draft import Answers, Quotation, Reference
from timeline.model import types
from timeline.settings import MAX_QUOTE_WORDS

ID = click.option("--id", "entry_id", help="The file's name; proposed from the title if not given.")
SOURCE = click.option("--source", help="Id of the source that it rests on.")
AT = click.option("--at", help="Where in the source: 'para 7', 'p. 3', '00:12:30'.")
SUMMARY = click.option("--summary", help="A few sentences in your own words.")


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
@click.option("--quote", help="Words that somebody said, exactly, without quotation marks.")
@click.option("--speaker", help="Id of the actor who said them.")
@click.option("--quote-lang", help="Their language, as a tag; the source's if not given.")
@click.option("--published", help="The day it first appears on the site; today if not given.")
def event(content: Path, entry_id: str | None, **given: Any) -> int:
    """Make a new event."""
    with session("event", content) as run:
        ask = run.asker
        title = ask.need("--title", "What happened, in one line", given["title"], fits(types.Title))
        # The source comes first: it says what a locator counts, and from when "yesterday" counts.
        cites = run.cite(given, needed=True)
        source = cites[0].id
        date, written = run.when(given, "When (1997-03-14, Mar 1997, …)", source_id=source)
        fields = {
            "title": title,
            "date": date,
            "as_written": written,
            "basis": run.basis(given["basis"]),
            "type": run.word("--type", "event_types", given["type_"]),
            "status": run.status(given["status"]),
        }
        actors, places = _parts(run, given)
        fields["summary"] = run.prose("Summary, in your own words", given["summary"])
        quotes = _quotation(run, given, cites)
        fields["published"] = day_or_today(given["published"]).text
        answers = Answers(fields, actors, places, cites, quotes=quotes)
        return run.finish(answers, run.identify(entry_id, title))


def _parts(run: Session, given: Given) -> tuple[list[Reference], list[Reference]]:
    """Return who had which part in an event, and where it was."""
    events = list(run.content.events.values())
    actor = next((f", as '{p.actor}:{p.role}'" for e in events for p in e.actors), "")
    place = next((f", as '{p.place}:{p.precision}'" for e in events for p in e.places), "")
    roles = (run.entries("actor"), run.vocabulary("roles"))
    actors = run.asker.pairs("--actor", f"An actor{actor}", given["actors"], roles)
    precisions = run.told("precision", "precision", types.PrecisionWord)
    spots = (run.entries("place"), precisions)
    return actors, run.asker.pairs("--place", f"A place{place}", given["places"], spots, once=True)


def _quotation(run: Session, given: Given, cites: list[Reference]) -> list[Quotation]:
    """Return a quotation, if there is to be one."""
    ask = run.asker
    exact = ask.may(
        "--quote",
        f"A quotation from it, word for word without quotation marks, {MAX_QUOTE_WORDS} words at most",
        given["quote"],
        _exact_words,
        "Enter for none",
    )
    if not exact:
        return []
    actors = run.entries("actor")
    speaker = ask.need("--speaker", f"Who said that{actors.inline}", given["speaker"], actors)
    source = run.content.sources.get(cites[0].id)
    usual = source.lang if source else ""
    lang = given["quote_lang"] or (None if ask.interactive else usual)
    lang = ask.need("--quote-lang", "In which language", lang, fits(types.Lang), usual)
    return [Quotation(exact, lang, speaker, cites)]


def _exact_words(text: str) -> str:
    """Return words without the quotation marks around them.

    Raises:
        Unfit: they are too many, or no line.
    """
    if marks := re.fullmatch(r"([\"“«„‘'])\s*(.+?)\s*[\"”»“’']", text.strip()):
        text = marks[2]
    words = len(text.split())
    if words > MAX_QUOTE_WORDS:
        raise Unfit(
            f"{words} words quoted, at most {MAX_QUOTE_WORDS} are allowed; quote a shorter fragment"
        )
    return fits(types.Line)(text)


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
    with session("actor", content) as run:
        ask = run.asker
        name = ask.need("--name", "Name that readers see", given["name"], fits(types.Line))
        fields = {
            "name": name,
            "kind": run.word("--kind", "actor_kinds", given["kind"]),
            "office": ask.may("--office", "Office", given["office"], fits(types.Line)),
            "summary": run.prose("Summary", given["summary"]),
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
    with session("place", content) as run:
        ask = run.asker
        name = ask.need("--name", "Name that readers see", given["name"], fits(types.Line))
        whole = run.entries("place")
        larger = f"Larger place it lies in{whole.inline}"
        country = fits(types.Country)
        fields = {
            "name": name,
            "class": run.word("--class", "place_classes", given["class_"]),
            "country": ask.may("--country", "Country, as FR", given["country"], country),
            "part_of": ask.may("--part-of", larger, given["part_of"], whole),
            "summary": run.prose("Summary", given["summary"]),
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
    with session("source", content) as run:
        ask = run.asker
        actors = run.entries("actor")
        kinds = run.document_kinds()
        publisher = f"Publisher, an actor's id{actors.inline}"
        fields = {
            "type": ask.need("--type", f"Kind of document{kinds.inline}", given["type_"], kinds),
            "title": ask.need("--title", "Title, as printed", given["title"], fits(types.Line)),
            "publisher": ask.need("--publisher", publisher, given["publisher"], actors),
        }
        fields["issued"], fields["as_written"] = run.when(given, "When it was published")
        fields |= {
            "basis": run.basis(given["basis"]),
            "lang": ask.need("--lang", "Language, as en", given["lang"], fits(types.Lang)),
            "url": ask.may("--url", "Web address", given["url"], fits(types.Url)),
            "paragraphs": ask.may(
                "--paragraphs", "Paragraphs", given["paragraphs"], fits(types.Number)
            ),
            "rights": ask.may("--rights", "Rights, in one line", given["rights"], fits(types.Line)),
        }
        name = f"{fields['publisher']} {fields['issued']}"
        return run.finish(Answers(fields), run.identify(entry_id, name))
