"""``data/timeline.json``: valid, sorted, complete, under the names of the content files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.pages.invented import CONTENT
from timeline.model import entries
from timeline.model.timeline import Timeline
from timeline.model.types import Part
from timeline.pages.data import timeline_json, timeline_json_amended, timeline_json_retold

COMPUTED = {"id", "url", "earliest", "latest", "precision"}


@pytest.fixture(scope="module")
def data(files: Mapping[str, bytes]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files["data/timeline.json"])
    return loaded


@pytest.fixture(scope="module")
def schema(files: Mapping[str, bytes]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files["data/timeline.schema.json"])
    return loaded


def written(folder: str) -> dict[str, Any]:
    """Return what the files of a folder hold, read by the plainest reader there is."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # makes strings only
        for path in sorted((CONTENT / folder).rglob("*.yaml"))
    }


def same(wanted: Any, found: Any, where: str) -> Iterator[str]:
    """Yield where published data differs from what was written."""
    match wanted:
        case dict():
            for key, inner in wanted.items():
                if not isinstance(found, dict) or key not in found:
                    yield f"{where}.{key} is missing"
                else:
                    yield from same(inner, found[key], f"{where}.{key}")
        case list():
            if not isinstance(found, list) or len(found) != len(wanted):
                yield f"{where} has another length"
            else:
                for number, inner in enumerate(wanted):
                    yield from same(inner, found[number], f"{where}[{number}]")
        case _:
            if not is_value(wanted, found):
                yield f"{where}: {wanted!r} became {found!r}"


def is_value(text: str, found: object) -> bool:
    """Tell whether a published value is what a text in YAML stands for."""
    match found:
        case bool():
            return text == str(found).lower()
        case int() | float():
            return float(text) == found
        case _:
            return text.strip() == found


@pytest.mark.parametrize("folder", ["events", "actors", "places", "sources"])
def test_every_value_of_every_file_is_published_under_its_name(
    folder: str, data: dict[str, Any]
) -> None:
    published = {entry["id"]: entry for entry in data[folder]}
    files = written(folder)
    assert published.keys() == files.keys()
    assert [line for id_ in files for line in same(files[id_], published[id_], id_)] == []


def test_the_vocabulary_is_published(data: dict[str, Any]) -> None:
    text = (CONTENT / "vocabulary.yaml").read_text(encoding="utf-8")
    wanted = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # makes strings only
    assert list(same(wanted, data["vocabulary"], "vocabulary")) == []


@pytest.mark.parametrize("folder", ["events", "actors", "places", "sources"])
def test_nothing_is_published_that_was_not_written_or_computed(
    folder: str, data: dict[str, Any]
) -> None:
    files = written(folder)
    computed = {"events": COMPUTED, "sources": {"id", "page"}}.get(folder, {"id", "url"})
    for entry in data[folder]:
        assert entry.keys() - computed == files[entry["id"]].keys()


def test_it_is_what_its_schema_describes(data: dict[str, Any], schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("events", 0, "date"), 3),
        (("events", 0, "status"), "rumoured"),
        (("events", 0, "surprise"), "x"),
        (("events", 0, "id"), "Not An Id"),
        (("actors", 0, "name"), None),
        (("sources", 0, "type"), "rumour"),
        (("vocabulary", "roles"), []),
    ],
)
def test_the_schema_notices_what_is_wrong(
    path: tuple[str | int, ...], value: object, files: Mapping[str, bytes], schema: dict[str, Any]
) -> None:
    data = json.loads(files["data/timeline.json"])
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not Draft202012Validator(schema).is_valid(data)


def test_every_event_has_its_address_and_what_its_date_comes_to(data: dict[str, Any]) -> None:
    shown = {
        event["id"]: (event["earliest"], event.get("latest"), event["precision"])
        for event in data["events"]
    }
    assert shown == {
        "dam-warning": ("1931-04-01", "1931-04-30", "month"),
        "dam-breaks": ("1931-05-01", "1931-05-01", "time"),
        "rescue": ("1931-05-01", "1931-05-03", "interval"),
        "false-report": ("1931-05-01", "1931-05-04", "set"),
        "inquiry": ("1931-05-10", None, "interval"),
        "new-dam": ("1932-01-01", "1932-12-31", "year"),
    }


@pytest.mark.parametrize("folder", ["events", "actors", "places", "sources"])
def test_every_address_is_that_of_a_page(
    folder: str, data: dict[str, Any], files: Mapping[str, bytes]
) -> None:
    for entry in data[folder]:
        address = entry["page" if folder == "sources" else "url"]
        assert f"{address.removesuffix('.html')}.md" in files


def test_events_are_in_order_of_time_and_the_rest_by_id(
    data: dict[str, Any], flood: Timeline
) -> None:
    assert [event["id"] for event in data["events"]] == list(flood.events)
    for folder in ("actors", "places", "sources"):
        ids = [entry["id"] for entry in data[folder]]
        assert ids == sorted(ids)


def test_a_source_keeps_the_address_of_its_document(data: dict[str, Any]) -> None:
    assert [(source["page"], source.get("url")) for source in data["sources"]] == [
        ("sources/inquiry-report.html", "https://aster.example/report?no=1&part=2"),
        ("sources/night-broadcast.html", None),
    ]


def test_each_entry_has_a_line_to_itself_in_its_own_letters(
    files: Mapping[str, bytes], data: dict[str, Any]
) -> None:
    text = files["data/timeline.json"].decode()
    assert "l'eau est montée d'un coup" in text
    assert text.endswith("}\n")
    for name in ("events", "actors", "places", "sources"):
        _, _, rest = text.partition(f'"{name}":[\n')
        lines = rest.partition("\n]")[0].splitlines()
        assert [json.loads(line.removesuffix(",")) for line in lines] == data[name]


def test_it_is_brought_up_to_date_from_the_lines_of_entries_that_are_the_same(
    flood: Timeline,
) -> None:
    whole = timeline_json(flood)
    events = list(flood.events.values())
    first = events[0].model_copy(update={"title": 'Of "another" {"id":"x"}'})
    fewer = replace(flood, events={event.id: event for event in events[2:]})
    other = replace(flood, events={event.id: event for event in [*reversed(events[1:]), first]})
    for before, after, keys in (
        (flood, other, [("event", first.id)]),
        (fewer, flood, [("event", event.id) for event in events[:2]]),
        (flood, fewer, []),
        (flood, flood, [("actor", next(iter(flood.actors)))]),
    ):
        amended = timeline_json_amended(timeline_json(before), after, keys)
        assert amended == timeline_json(after)
    assert whole == timeline_json_amended(whole, flood, [])


def test_the_content_of_these_tests_uses_every_field() -> None:
    """So that a field which nobody publishes is noticed here."""
    texts = "".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(CONTENT).rglob("*.yaml"))
    )
    names = {
        name
        for part in vars(entries).values()
        if isinstance(part, type) and issubclass(part, Part)
        for name in entries.field_names(part)
    }
    unused = {name for name in names - {"id"} if f"{name}:" not in texts}
    assert not unused


TEXTS = {"event": "title", "actor": "name", "place": "name", "source": "title"}


def test_other_texts_of_entries_are_put_into_its_lines(flood: Timeline) -> None:
    shelves = flood.shelves()
    keys = {(kind, end(shelves[f"{kind}s"])) for kind in TEXTS for end in (min, max)}
    told: dict[str, Any] = {name: dict(shelf) for name, shelf in shelves.items()}
    for kind, key in keys:
        other = {TEXTS[kind]: f'"{key}",\n'}
        told[f"{kind}s"][key] = told[f"{kind}s"][key].model_copy(update=other)
    after = replace(flood, **told)
    assert timeline_json(flood) != timeline_json(after)
    assert timeline_json_retold(timeline_json(flood), after, keys) == timeline_json(after)
    assert timeline_json_retold(timeline_json(after), after, keys) == timeline_json(after)
