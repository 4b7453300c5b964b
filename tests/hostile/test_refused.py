"""What is refused before it reaches a page, and by which diagnostic; and what messages make of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import html
from pydantic import TypeAdapter, ValidationError

import timeline
from tests.helpers import refusals
from tests.hostile.corpus import DOCUMENTS, LINKS, PROSE, REFUSED, SHOWN
from tests.hostile.filling import LIMITS, PLAIN
from tests.hostile.site import families
from tests.pages.markdown import convert
from timeline.check.written import ALLOWED, check_written
from timeline.diagnostics import Diagnostic, Format, render
from timeline.load.content import Content
from timeline.model import types as fields
from timeline.model.inline import Link, LinkError, parse_prose
from timeline.pages.citations import Citation, bibtex
from timeline.settings import LINK_SCHEMES

PROGRAM: Final = Path(timeline.__file__).parent
STRINGS: Final = [text for _, _, text in families()]
STOPPED: Final = [pair for pairs in REFUSED.values() for pair in pairs]
CLOSED: Final = (fields.Status, fields.Basis, fields.SourceType, fields.SchemaType, fields.Id)


def test_the_corpus_is_large_and_has_no_string_twice() -> None:
    known = [*STRINGS, *(text for text, _ in STOPPED)]
    assert len(known) + len(DOCUMENTS) >= 200
    assert len(set(known)) == len(known)
    assert len({*SHOWN, *REFUSED}) >= 15
    assert set(PROSE) | set(LINKS) <= set(STRINGS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_refused(name: str) -> None:
    data, code = DOCUMENTS[name]
    found = refusals(data)
    assert found
    assert f"error[{code}]" in found[0]


@pytest.mark.parametrize(("text", "code"), STOPPED, ids=[ascii(text)[:30] for text, _ in STOPPED])
def test_a_hostile_text_is_refused_raw_and_escaped(text: str, code: str) -> None:
    if code in ("text-too-long", "wrong-type"):
        for kind in (fields.Line, fields.Title):
            with pytest.raises(ValidationError) as caught:
                TypeAdapter(kind).validate_python(text)
            assert caught.value.errors()[0]["type"] == code
        return
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    assert f"error[{code}]" in refusals(f'name: "{escaped}"\n')[0]
    assert f"error[{code}]" in refusals(f"name: {text}\n".encode())[0]


@pytest.mark.parametrize("text", PROSE)
def test_a_hostile_link_is_refused(text: str) -> None:
    with pytest.raises(LinkError):
        parse_prose(text)


@pytest.mark.parametrize("text", [text for text in STRINGS if text not in PROSE])
def test_running_text_links_to_nothing_but_addresses(text: str) -> None:
    parts = [part for paragraph in parse_prose(text).paragraphs for part in paragraph]
    links = [part.url for part in parts if isinstance(part, Link)]
    assert links == (["https://evil.example/x.png"] if text in LINKS else [])


def _kind_name(kind: Any) -> str:
    """Return a name without an address in memory: each of the tests' processes has its own."""
    return re.sub(r" at 0x[0-9a-f]+", "", str(kind))


@pytest.mark.parametrize("kind", [*PLAIN, *CLOSED], ids=_kind_name)
def test_a_field_of_another_kind_takes_no_hostile_text(kind: Any) -> None:
    """What a date, an id or an address lets through holds no sign that could mean something."""
    adapter = TypeAdapter(kind)
    for text in [*STRINGS, *(text for text, _ in STOPPED)]:
        try:
            adapter.validate_python(text)
        except ValidationError:
            continue
        assert re.fullmatch(r"[A-Za-z0-9:/.~-]+", text), text


def test_every_type_of_text_field_is_tried() -> None:
    """A field type is either one that shows what was typed, or one of those above."""
    known = {*map(id, LIMITS), *map(id, PLAIN)}
    types = [v for k, v in vars(fields).items() if k.endswith(("Field", "Text", "Line", "Title"))]
    assert {id(kind) for kind in types} <= known


@pytest.mark.parametrize("text", STRINGS)
def test_a_page_written_by_hand_holds_nothing_but_markdown(text: str) -> None:
    page = f"# Page\n\nWords {text}\n\n{text}\n"
    if list(check_written(Content("content", pages={"page.md": page}))):
        return
    root = html.fragment_fromstring(convert(page), create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ALLOWED[element.tag]
        target = element.get("href") or element.get("src") or ""
        scheme = target.partition(":")[0] if re.match(r"[^/?#]*:", target) else ""
        assert scheme in ("", *LINK_SCHEMES)
        assert not target.startswith("//")


@pytest.mark.parametrize("style", ["text", "json", "github"])
@pytest.mark.parametrize("colour", [False, True])
def test_messages_steer_neither_terminal_nor_workflow(style: Format, colour: bool) -> None:
    texts = [*STRINGS, *(text for text, _ in STOPPED)]
    found = [Diagnostic(f"content/{text}", 1, 1, "bad-id", text, text) for text in texts]
    printed = render(found, style, colour=colour)
    # Only the colours are ours.
    bare = re.sub(r"\x1b\[(?:0|1|2|1;31)m", "", printed) if colour and style == "text" else printed
    assert all(character.isprintable() or character == "\n" for character in bare)
    if style == "json":
        assert [row["message"] for row in json.loads(printed)] == texts
        return
    lines = bare.splitlines()
    assert len(lines) == len(texts)
    start = "::error file=content/" if style == "github" else "content/"
    for line in lines:
        assert line.startswith(start)
    if style == "github":
        for line in lines:
            # The first :: after the command ends its properties, and they are ours.
            head = line.removeprefix("::").partition("::")[0]
            names = [field.partition("=")[0] for field in head.partition(" ")[2].split(",")]
            assert names == ["file", "line", "col", "title"]


@pytest.mark.parametrize("text", STRINGS)
def test_a_citation_holds_the_text_and_no_field_more(text: str) -> None:
    citation = Citation("key", text, text, "https://example.org/", (text,))
    written = bibtex(citation)
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", written):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert re.findall(r"^  (\w+) = ", written, re.MULTILINE) == [
        "title",
        "howpublished",
        "url",
        "note",
    ]


def test_no_script_of_ours_makes_markup_of_text() -> None:
    scripts = [p for p in PROGRAM.rglob("*.js") if "vendor" not in p.parts]
    assert len(scripts) > 10
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\("
    )
    for path in scripts:
        assert not re.search(sinks, path.read_text(encoding="utf-8")), path


def test_one_template_prints_what_is_not_escaped() -> None:
    found = [
        line.strip()
        for path in sorted(PROGRAM.rglob("*"))
        if path.suffix in (".j2", ".html", ".xml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\|\s*safe\b|autoescape", line)
    ]
    assert found == ['<script type="application/ld+json">{{ share.jsonld | safe }}</script>']
