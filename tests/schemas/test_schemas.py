"""The editor's schemas: valid, up to date, no stricter than ``check``, and a help against slips."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from tests.helpers import BAD, MINIMAL, check, edited, make_content
from timeline.cli import main
from timeline.dates import is_edtf
from timeline.load.content import load_content
from timeline.load.document import Refused, parse_document
from timeline.model import entries
from timeline.model.entries import ENTRY_TYPES, field_names
from timeline.model.types import Part
from timeline.pages.catalogue import load_catalogue
from timeline.schemas import editor_schemas
from timeline.schemas.descriptions import field_descriptions
from timeline.schemas.forms import EDTF_PATTERN
from timeline.settings import LOCK_FILE

ROOT = Path(__file__).parent.parent.parent
CONTENT = ROOT / "content"
KINDS = (*ENTRY_TYPES, "vocabulary")
MODELS = [
    model
    for model in vars(entries).values()
    if isinstance(model, type) and issubclass(model, Part) and model is not Part
]


class Core(SafeConstructor):
    """Types as YAML 1.2 has them: a date is text."""


Core.add_constructor("tag:yaml.org,2002:timestamp", Core.construct_yaml_str)


def schemas_of(content: Path) -> dict[str, Draft7Validator]:
    loaded, _ = load_content(content, "content")
    texts = editor_schemas(loaded, load_catalogue("en").text)
    return {
        name.removesuffix(".schema.json"): Draft7Validator(json.loads(text))
        for name, text in texts.items()
    }


@cache
def minimal_schemas() -> dict[str, Draft7Validator]:
    return schemas_of(MINIMAL)


def schema_of(kind: str) -> dict[str, Any]:
    schema = minimal_schemas()[kind].schema
    assert isinstance(schema, dict)
    return schema


def kind_of(place: Path) -> str:
    return "vocabulary" if place.name == "vocabulary.yaml" else place.parts[0][:-1]


def as_text(data: bytes) -> Any:
    """What the loader sees: text only."""
    return parse_document("x.yaml", data).data


def as_editor(data: bytes) -> Any:
    """What an editor sees: YAML 1.2, with keys as in JSON."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Core
    return json.loads(json.dumps(reader.load(data.decode())))


def refusals(validator: Draft7Validator, value: Any) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(value)]


def files_of(content: Path) -> list[Path]:
    # The lock is written by the program alone, so no editor needs a schema for it.
    found = (path for path in content.rglob("*.yaml") if path.name != LOCK_FILE)
    return sorted(path for path in found if path.is_file())


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_valid_draft_7(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_the_committed_schemas_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = main(["schemas", "--check", "--content", str(CONTENT)])
    assert outcome == 0, f"run 'python build_timeline.py schemas'\n{capsys.readouterr().out}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_explained(model: type[Part]) -> None:
    assert sorted(field_descriptions()[model.__name__]) == sorted(field_names(model)), (
        "each field needs a docstring on the line below it in timeline/model/entries/"
    )


@pytest.mark.parametrize("content", [CONTENT, MINIMAL], ids=["content", "minimal"])
@pytest.mark.parametrize("view", [as_text, as_editor])
def test_every_good_file_is_accepted(content: Path, view: Any) -> None:
    validators = schemas_of(content)
    for path in files_of(content):
        value = view(path.read_bytes())
        assert refusals(validators[kind_of(path.relative_to(content))], value) == [], path


def test_every_file_of_the_bad_fixtures_that_check_accepts_is_accepted(tmp_path: Path) -> None:
    seen = 0
    for folder in sorted(BAD.iterdir()):
        own = [path for path in files_of(folder) if kind_of(path.relative_to(folder)) in KINDS]
        if not own or (folder / "recipe.txt").exists():
            continue
        content = tmp_path / folder.name
        make_content(content, {str(p.relative_to(folder)): p.read_text("utf-8") for p in own})
        blamed = {d.path for d in check(content).diagnostics if d.level == "error"}
        accepted = {p for p in own if p.relative_to(folder).as_posix() not in blamed}
        validators = schemas_of(content) if accepted else {}
        for path in accepted:
            kind = kind_of(path.relative_to(folder))
            for view in (as_text, as_editor):
                assert refusals(validators[kind], view(path.read_bytes())) == [], path
        seen += len(accepted)
    assert seen, "some fixtures are only warned of, and some hold a good file beside a bad one"


BARE = """\
title: 1984
date: 2013
dated: {as_written: 4, basis: stated, note: no}
type: collapse
status: reported
summary: on
main: true
order: -3
cite: [{source: echo-1997-03-05, at: para 4}]
accounts:
  - id: 7
    according_to: lindow-council
    mode: stated
    text: 12.5
    cite: [{source: echo-1997-03-05, at: para 4}]
    figures: [{of: True, value: 60, value_to: 70.5, qualifier: between, as_written: 60, scope: .5}]
formerly: [1984, 1e3]
"""


@pytest.mark.parametrize("view", [as_text, as_editor])
def test_what_an_editor_reads_as_a_number_or_as_true_is_accepted(view: Any) -> None:
    assert refusals(minimal_schemas()["event"], view(BARE.encode())) == []


@pytest.mark.parametrize("actor", ["1984", "012", "1e3", "0x1f", "0o17", "true", "no", "3-4"])
def test_an_id_that_looks_like_a_number_is_found(tmp_path: Path, actor: str) -> None:
    content = make_content(tmp_path, {f"actors/{actor}.yaml": "name: A\nkind: body\nsummary: B.\n"})
    validator = schemas_of(content)["source"]
    text = (MINIMAL / "sources/echo-1997-03-05.yaml").read_text("utf-8")
    text = text.replace("publisher: lindow-echo", f"publisher: {actor}")
    for view in (as_text, as_editor):
        assert refusals(validator, view(text.encode())) == []


EVENT = "events/1997/bridge-collapses.yaml"
SOURCE = "sources/echo-1997-03-05.yaml"
SLIPS = [
    ("a misspelt key", EVENT, "status: reported", "statos: reported"),
    ("a misspelt key of a part", EVENT, "mode: claimed", "mood: claimed"),
    ("an unknown actor", EVENT, "actor: lindow-council", "actor: lindow-counsel"),
    ("an unknown speaker", EVENT, "speaker: ada-fenn", "speaker: ada"),
    ("an unknown voice", EVENT, "according_to: lindow-council", "according_to: council"),
    ("an unknown role", EVENT, "role: affected", "role: affectd"),
    ("an unknown place", EVENT, "place: mill-bridge,", "place: bridge,"),
    ("an unknown source", EVENT, "source: echo-1997-03-05, at: para 1", "source: echo, at: para 1"),
    ("an unknown type", EVENT, "type: collapse", "type: collapsed"),
    ("a wrong status", EVENT, "status: reported", "status: rumoured"),
    ("a wrong basis", EVENT, "basis: stated", "basis: guess"),
    ("a wrong mode", EVENT, "mode: claimed", "mode: said"),
    ("a missing field", EVENT, "status: reported\n", ""),
    ("a missing speaker", EVENT, "    speaker: ada-fenn\n", ""),
    ("a missing scope", EVENT, "        scope: on the bridge when it fell\n", ""),
    ("an empty field", EVENT, "title: The mill bridge collapses", "title:"),
    ("a date in words", EVENT, "date: 1997-03-03", "date: 3 March 1997"),
    ("a day first", EVENT, "date: 1997-03-03", "date: 03/03/1997"),
    ("a locator in words", EVENT, "at: para 1}", "at: paragraph 1}"),
    ("a number in words", EVENT, "value: 10", "value: ten"),
    ("a range of one number", EVENT, "qualifier: at-most", "qualifier: between"),
    ("a value for a list", EVENT, "how: [number]", "how: number"),
    ("an id in the file", EVENT, "title: The", "id: bridge\ntitle: The"),
    ("a title of two hundred letters", EVENT, "title: The", f"title: {'x' * 200}"),
    (
        "a long quotation",
        EVENT,
        "exact: we heard it",
        f"exact: {'word ' * 15}",
    ),
    ("a language by name", EVENT, "lang: en", "lang: English"),
    ("a link without a scheme", SOURCE, "https://", "www."),
    ("a unit of its own", SOURCE, "kind: para", "kind: chapter"),
    ("no units", SOURCE, "count: 5", "count: 0"),
    ("an unknown publisher", SOURCE, "publisher: lindow-echo", "publisher: echo"),
    ("an unknown kind", "actors/ada-fenn.yaml", "kind: person", "kind: persn"),
    ("an unknown class", "places/lindow.yaml", "class: town", "class: village"),
    ("an unknown whole", "places/mill-bridge.yaml", "part_of: lindow", "part_of: london"),
    ("a term without a label", "vocabulary.yaml", "label: Collapse, ", ""),
    ("a capital in an id", "vocabulary.yaml", "  collapse:", "  Collapse:"),
]


@pytest.mark.parametrize(("place", "old", "new"), [row[1:] for row in SLIPS], ids=[r[0] for r in SLIPS])  # fmt: skip
@pytest.mark.parametrize("view", [as_text, as_editor])
def test_a_slip_is_seen_while_typing(place: str, old: str, new: str, view: Any) -> None:
    [text] = edited(place, old, new).values()
    validator = minimal_schemas()[kind_of(Path(place))]
    try:
        value = view(text.encode())
    except (Refused, YAMLError):
        pytest.fail("a slip of this table is to be readable YAML")
    assert refusals(validator, value)


def test_a_file_may_hold_a_list_of_events_each_with_its_id() -> None:
    validator = minimal_schemas()["event"]
    event = as_text((MINIMAL / "events/1997/inquiry-opens.yaml").read_bytes())
    assert refusals(validator, [{"id": "a", **event}, {"id": "b", **event}]) == []
    assert refusals(validator, [{"id": "a", **event}, event])
    assert refusals(validator, [])


def test_ids_and_words_carry_what_they_stand_for() -> None:
    definitions = schema_of("event")["definitions"]
    shown = {
        name: dict(zip(part["enum"], part["enumDescriptions"], strict=True))
        for name, part in definitions.items()
        if "enum" in part
    }
    assert shown["actor"]["ada-fenn"] == "Ada Fenn"
    assert shown["source"] == {"echo-1997-03-05": "1997-03-05: Bridge lost"}
    assert shown["event"]["inquiry-opens"] == "1997-03-04: An inquiry opens"
    assert shown["roles"]["affected"] == "Affected: Suffers it."
    status = definitions["EventOfFile"]["properties"]["status"]
    assert status["enumDescriptions"][status["enum"].index("reported")] == "One source reports it."


@given(
    st.from_regex(EDTF_PATTERN)
    | st.text("0123456789X-/.[],~?%TZ:+", max_size=24)
    | st.dates().map(str)
)
def test_the_outline_of_a_date_fits_every_date_that_is_accepted(text: str) -> None:
    if is_edtf(text):
        assert re.search(EDTF_PATTERN, text)


def test_the_editor_is_told_which_schema_is_for_which_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    told = {
        path.relative_to(ROOT).as_posix(): schema
        for schema, glob in settings["yaml.schemas"].items()
        for path in ROOT.glob(glob)
    }
    assert all((ROOT / schema).is_file() for schema in told.values())
    assert told == {
        path.relative_to(
            ROOT
        ).as_posix(): f"./schemas/{kind_of(path.relative_to(CONTENT))}.schema.json"
        for path in files_of(CONTENT)
    }
