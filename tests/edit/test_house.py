"""House form: nothing lost, nothing changed in meaning, the same when done twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.edit.documents import made
from timeline.edit import NotKept, house_form
from timeline.edit.layout import comments_of
from timeline.load.document import Refused, parse_document
from timeline.load.files import read_files

CONTENT = Path(__file__).parents[2] / "content"
DOCUMENTS = 1_000
LONG = "word " * 30 + "end"


def form(text: str, kind: str = "event") -> str:
    return house_form(kind, "x.yaml", text.encode())


def test_the_projects_own_content_is_in_house_form() -> None:
    files = [file for file in read_files(CONTENT, "content")[0] if file.has_house_form]
    assert files
    for file in files:
        assert file.data is not None
        assert house_form(file.kind, file.shown, file.data) == file.data.decode(), file.shown


def test_a_thousand_files_keep_all_that_they_say() -> None:
    for seed in range(DOCUMENTS):
        document = made(seed)
        text = form(document.text, document.kind)
        before = parse_document("x", document.text.encode()).data
        assert parse_document("x", text.encode()).data == before, seed
        assert Counter(comments_of(text)) == Counter(document.comments), seed
        assert form(text, document.kind) == text, seed
        _assert_comments_stand_above_their_fields(text, seed)


def _assert_comments_stand_above_their_fields(text: str, seed: int) -> None:
    lines = [line.strip() for line in text.split("\n")]
    for number, line in enumerate(lines):
        if about := re.match(r"# \d+ above ([\w-]+):", line):
            below = next(rest for rest in lines[number:] if rest and not rest.startswith("#"))
            name = below.removeprefix("- ").partition(":")[0].strip('"')
            assert name == about[1], (seed, line)


@pytest.mark.parametrize("seed", range(0, DOCUMENTS, 50))
def test_another_reader_agrees(seed: int) -> None:
    document = made(seed)
    reader = YAML(typ="base", pure=True)
    assert reader.load(form(document.text, document.kind)) == reader.load(document.text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Order and quotation marks.
        ("date: 1997\ntitle: A", 'title: A\ndate: "1997"\n'),
        ("other: x\ntitle: A", "title: A\nother: x\n"),
        ("title: 'A: b'", 'title: "A: b"\n'),
        ("title: \"A\"", "title: A\n"),
        ("title: 'no'", 'title: "no"\n'),
        ("title: '012'", 'title: "012"\n'),
        ("title: '- a'", 'title: "- a"\n'),
        ("title: '\"A\" and b'", "title: '\"A\" and b'\n"),
        ("title: It's", "title: It's\n"),
        ("title: ''", 'title: ""\n'),
        ("title:", "title:\n"),
        ("order: '70'\nmain: 'true'", "main: true\norder: 70\n"),
        ("dated: {basis: stated, as_written: on Monday}",
         'dated:\n  as_written: "on Monday"\n  basis: stated\n'),
        ("unknown: []\ndated: {}", "dated: {}\nunknown: []\n"),
        ("title: a\\b", "title: a\\b\n"),
        ("title: 'a: \\b'", "title: 'a: \\b'\n"),
        ('title: "a\\tb"', 'title: "a\\tb"\n'),
        # Running text is folded; a paragraph is a blank line; a literal block stays one.
        ("summary: Short.", "summary: >-\n  Short.\n"),
        (f"title: {LONG}", "title: >-\n  " + "word " * 18 + "word\n  " + "word " * 11 + "end\n"),
        ("summary: |-\n  One.\n\n  Two.", "summary: |-\n  One.\n\n  Two.\n"),
        ("summary: >-\n  One.\n\n\n  Two.", "summary: >-\n  One.\n\n\n  Two.\n"),
        ("summary: >\n  One.\n", "summary: >\n  One.\n"),
        # Lists.
        ("unknown:\n- a\n-   b", "unknown:\n  - a\n  - b\n"),
        ("cite: [{at: para 1, source: s}]", "cite:\n  - source: s\n    at: para 1\n"),
        ("- title: A\n  id: a\n- id: b", "- id: a\n  title: A\n\n- id: b\n"),
        # Comments.
        ("# t\ntitle: A", "# t\ntitle: A\n"),
        ("# file\n\ndate: 1997 # d\n# t\ntitle: A # a",
         '# file\n\n# t\ntitle: A  # a\ndate: "1997"  # d\n'),
        ("# yaml-language-server: $schema=x\ndate: '1'\ntitle: A",
         '# yaml-language-server: $schema=x\n\ntitle: A\ndate: "1"\n'),
        ("cite: # c\n  # s\n  - source: s\n    # end\n# q\nquotes: []",
         "cite:  # c\n  # s\n  - source: s\n    # end\n# q\nquotes: []\n"),
        ("cite:\n  -\n    # at\n    at: p. 1\n    source: s", "cite:\n  - source: s\n    # at\n    at: p. 1\n"),
        ("cite: [ # one\n  {source: s}, # two\n  # three\n] # four",
         "# four\ncite:  # one\n  # three\n  - source: s  # two\n"),
        ("summary: > # c\n  Text.\n", "summary: >  # c\n  Text.\n"),
        ("title: A\n\n\n\n# end\n", "title: A\n\n# end\n"),
        ('title: "A b" # c', 'title: "A b"  # c\n'),
        ("title: A #!", "title: A  #!\n"),
        # Ends of lines and files.
        ("title: A\r\ndate: 1997\r\n", 'title: A\ndate: "1997"\n'),
        ("\ufefftitle: A", "title: A\n"),
        ("---\ntitle: A\n", "title: A\n"),
        ("\n\n\ntitle: A\n\n\nmain: true\n\n", "title: A\n\nmain: true\n"),
    ],
)  # fmt: skip
def test_house_form(before: str, after: str) -> None:
    assert form(before) == after
    assert form(after) == after


def test_the_words_of_a_vocabulary_keep_their_order() -> None:
    text = (
        "roles:\n  b: {explanation: B., label: B}\n  a: {label: A, explanation: A.}\n"
        "event_types:\n  z: {label: Z, explanation: Z.}\n"
    )
    assert form(text, "vocabulary") == (
        "event_types:\n  z:\n    label: Z\n    explanation: Z.\n"
        "roles:\n  b:\n    label: B\n    explanation: B.\n  a:\n    label: A\n    explanation: A.\n"
    )


@pytest.mark.parametrize("text", ["title: [", "title: a: b", "", "title: &a b", "a: 1\na: 2"])
def test_a_file_with_errors_has_no_house_form(text: str) -> None:
    with pytest.raises(Refused):
        form(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("just words", "it holds neither a group of fields nor a list"),
        ("- -\n    # b\n    - a", "in house form it would lose a comment"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotKept, match=reason):
        form(text)
