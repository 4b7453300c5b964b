"""One run of ``new``: the content that an entry is for, its questions, and writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import click

from timeline.check.references import missing
from timeline.check.sources import EXAMPLES, locator_problem, unit_name
from timeline.cli.asking import Asker, fits
from timeline.cli.choices import Choices, Option, Unfit, words
from timeline.cli.common import printable_lines, require_folder, shown
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.cli.schemas import schema_folder, stale_schemas, write_schemas
from timeline.dates import check_wording, parse_edtf
from timeline.diagnostics import Diagnostic, printable
from timeline.edit.draft import Answers, Reference, completed, draft
from timeline.edit.locating import read_locator
from timeline.edit.names import free_id, id_problem
from timeline.edit.place import place_of
from timeline.edit.trial import read_draft, try_draft
from timeline.load.content import load_content
from timeline.load.document import Refused
from timeline.model import types
from timeline.model.entries import Cite, Source, Vocabulary
from timeline.model.inline import parse_prose
from timeline.pages.catalogue import load_catalogue

Given = dict[str, Any]
"""The options of a command by their names; None, or nothing, where one was not given."""

_COMES_LATER = ("unit-unaccounted",)
"""Codes of what is only put right by the entries that follow on a new source."""

_NOUNS = {
    "event_types": "event type",
    "roles": "role",
    "actor_kinds": "kind of actor",
    "place_classes": "class of place",
}


class Session:
    """The content that an entry is for, and the answers so far."""

    def __init__(self, kind: str, folder: Path) -> None:
        require_folder(folder)
        self.kind = kind
        self.folder = folder
        self.content, _ = load_content(folder, shown(folder))
        self.asker = Asker()
        self._text = load_catalogue("en").text

    def entries(self, kind: str) -> Choices:
        """Return every entry of a kind, by its id, its name and its other names."""
        by_id = getattr(self.content, f"{kind}s")
        options = []
        for entry_id in sorted(self.content.known[kind]):
            entry = by_id.get(entry_id)
            label = "" if entry is None else str(getattr(entry, "name", "") or entry.title)
            names = tuple(alias.name for alias in getattr(entry, "aliases", ()))
            options.append(Option(entry_id, label, names=names))
        return Choices(kind, tuple(options))

    def vocabulary(self, name: str) -> Choices:
        """Return a closed list of this timeline's vocabulary."""
        terms = getattr(self.content.vocabulary or Vocabulary, name, {})
        options = [Option(word, term.label, term.explanation) for word, term in terms.items()]
        return Choices(_NOUNS[name], tuple(options))

    def told(self, what: str, name: str, known: Any) -> Choices:
        """Return a closed list of the model, shown with what readers are told of its words."""
        return words(what, get_args(known), self._text[name], explained=True)

    def document_kinds(self) -> Choices:
        """Return the kinds of source, in the words of citations and of readers."""
        labels = self._text["source_type"]
        options = [Option(word, labels[word]) for word in get_args(types.SourceWord)]
        return Choices("kind of document", tuple(options))

    def word(self, option: str, name: str, given: str | None) -> str:
        """Return a word of the vocabulary."""
        choices = self.vocabulary(name)
        return self.asker.need(
            option, f"{choices.what.capitalize()}{choices.inline}", given, choices
        )

    def basis(self, given: str | None) -> str:
        """Return how a date is known, or nothing."""
        choices = self.told("basis", "basis", types.BasisWord)
        return self.asker.may("--basis", "How the date is known", given, choices)

    def status(self, given: str | None) -> str:
        """Return how sure an event is; reported, unless somebody chooses another."""
        choices = self.told("status", "status", types.StatusWord)
        chosen = given or (None if self.asker.interactive else "reported")
        return self.asker.need("--status", "How sure it is", chosen, choices, "reported")

    def cite(self, given: Given, *, needed: bool) -> list[Reference]:
        """Return where an entry stands in a source."""
        if not needed and not given["source"] and not given["at"]:
            return []
        sources = self.entries("source")
        only = sources.options[0].id if len(sources.options) == 1 else ""
        source = self.asker.need(
            "--source", f"Source{sources.inline}", given["source"], sources, only
        )
        at = self.asker.need("--at", self._where(source), given["at"], self._locator(source))
        return [Reference(source, at)]

    def _where(self, source_id: str) -> str:
        source = self.content.sources.get(source_id)
        if source is None or source.units is None:
            return "Where in it ('para 7', 'p. 3')"
        unit, count = unit_name(source), source.units.count
        return f"Which {unit} of it, 1 to {count} ('7' or '{EXAMPLES[source.units.kind]}')"

    def _locator(self, source_id: str) -> Any:
        source = self.content.sources.get(source_id)
        field = fits(types.LocatorField)

        def fit(text: str) -> str:
            at = field(read_locator(text, source.units.kind if source and source.units else ""))
            if source and (problem := _beyond(source, at)):
                raise Unfit(problem)
            if at != text:
                click.echo(f"'{printable(text)}' is read as {at}")
            return at

        return fit

    def when(self, given: Given, question: str, *, source_id: str = "") -> tuple[str, str]:
        """Return a date and the source's words for it, which agree unless somebody insists."""
        ask = self.asker
        asked = "The source's words for the date"
        line = fits(types.Line)
        date = ask.need("--date", question, given["date"], ask.date)
        written = ask.may("--as-written", asked, given["as_written"], line)
        source = self.content.sources.get(source_id)
        while ask.interactive and written and (said := _disagreement(written, date, source)):
            click.echo(printable_lines([f"  {text}" for text in said]))
            former = date, written
            date = ask.again("--date", question, ask.date, date, empty=True)
            written = ask.again("--as-written", asked, line, written, empty=True)
            if (date, written) == former:
                break
        return date, written

    def prose(self, question: str, given: str | None) -> str:
        """Return a summary whose links lead somewhere, or nothing."""
        field = fits(types.ProseText)

        def fit(text: str) -> str:
            text = field(text)
            for named in parse_prose(text).references:
                if problem := missing(named.kind, named.id, self.content):
                    _, message, advice = problem
                    raise Unfit(printable(f"{message}; {advice}"))
            return text

        return self.asker.may("--summary", question, given, fit)

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
        wrong = [d for d in found if d.level == "error" and d.code not in _COMES_LATER]
        lines = [f"{d.message}; {d.advice} ({d.code})" for d in wrong]
        if wrong and not self.asker.interactive:
            raise click.ClickException(printable_lines(["nothing was written", *lines]))
        if wrong:
            click.echo(printable_lines(["This is still wrong with it:", *lines]))
            if not self.asker.agreed("Write the file all the same, to mend it there (y or n)"):
                raise click.ClickException("nothing was written")
        text = draft(self.kind, answers)
        save(self.folder, place, text)
        tell(self.folder, place, text, _blanks(self.kind, place, text))
        return CONTENT_ERRORS if wrong else OK


@contextmanager
def session(kind: str, folder: Path) -> Iterator[Session]:
    """Yield a session; one that comes to nothing on a terminal says how to go on with its answers.

    Raises:
        click.ClickException, click.Abort: as the commands in it.
    """
    run = Session(kind, folder)
    try:
        yield run
    except (click.ClickException, click.Abort):
        if run.asker.interactive and run.asker.resumed:
            options = run.asker.resumed
            click.echo("To go on with these answers, run:", err=True)
            click.echo(
                printable_lines([f"  python build_timeline.py new {kind} {options}"]), err=True
            )
        raise


def _beyond(source: Source, at: str) -> str:
    """Return why a source has no such unit, with advice; an empty text if it has."""
    cite = Cite.model_construct(source=source.id, at=types.parse_locator(at))
    problem = locator_problem(cite, source)
    return f"{problem[1]}; {problem[2]}" if problem else ""


def _disagreement(written: str, date: str, source: Source | None) -> list[str]:
    """Return what a source's words and a date have against each other."""
    result = check_wording(written, parse_edtf(date), source.issued if source else None)
    return [f"{finding.message}; {finding.advice}" for finding in result.findings]


def _blanks(kind: str, place: str, text: str) -> list[Diagnostic]:
    try:
        return [d for d in read_draft(kind, place, text) if d.code == "empty-value"]
    except Refused:
        return []


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
