"""French: dates, plurals, numbers, quotation marks; and the direction of any text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from timeline.dates import describe, parse_edtf, short
from timeline.model.types import parse_locator
from timeline.pages import load_catalogue
from timeline.pages.tongue import direction_of, first_strong, isolate, tongue
from timeline.pages.wording import Wording

FRENCH = load_catalogue("fr")
WORDING = Wording(FRENCH)

# Text | in a sentence | in the gutter; a tilde stands for a space that does not break
DATES = """
2013-01-14               | lundi 14 janvier 2013                          | 14 janv.
2013-02-01               | vendredi 1er février 2013                      | 1er févr.
2013-01-14~              | vers le 14 janvier 2013                        | v.~14 janv.
2013-01-14?              | 14 janvier 2013 (incertain)                    | 14 janv.~?
2013-01~                 | vers janvier 2013                              | v.~janv. 2013
2013-01-14T09:05:00Z     | lundi 14 janvier 2013, 9~h~05 UTC              | 14 janv., 9~h~05 UTC
2013-08                  | août 2013                                      | août 2013
2013-21                  | printemps 2013                                 | printemps 2013
2013-01-XX               | un jour en janvier 2013                        | janv. 2013
201X                     | une année entre 2010 et 2019                   | 2010–2019
2013-01-11/2013-01-14    | 11–14 janvier 2013                             | 11–14 janv.
2013-01-30/2013-02-01    | 30 janvier – 1er février 2013                  | 30 janv. – 1er févr.
2013-01-11~/2013-01-14   | vers le 11 janvier 2013 – 14 janvier 2013      | v.~11 janv. – 14 janv.
2012-04/..               | depuis avril 2012, fin ouverte                 | avr. 2012 →
2013-01-11/..            | depuis le 11 janvier 2013, fin ouverte         | 11 janv. →
../2013-01-14            | début ouvert, fin~: 14 janvier 2013            | → 14 janv.
[..2013-01-14]           | au plus tard le 14 janvier 2013                | ≤ 14 janv.
[2013-01-14..]           | au plus tôt le 14 janvier 2013                 | ≥ 14 janv.
[2013-01-11..2013-01-14] | entre le 11 et le 14 janvier 2013              | 11–14 janv.
[2013-01-30..2013-02-02] | entre le 30 janvier et le 2 février 2013       | 30 janv. – 2 févr.
[2012-04..2013-01-14]    | entre avril 2012 et le 14 janvier 2013         | avr. 2012 – 14 janv.
[2012-04..2012-06]       | entre avril et juin 2012                       | avr.–juin 2012
[2013-01-11,2013-01-13]  | une de ces dates~: le 11 et le 13 janvier 2013 | 11 janv. / 13 janv.
"""


@pytest.mark.parametrize("row", DATES.strip().splitlines())
def test_dates_read_as_french_writes_them(row: str) -> None:
    text, long, brief = (cell.strip() for cell in row.split("|"))
    date = parse_edtf(text)
    assert describe(date, FRENCH.dates) == long.replace("~", "\u00a0")
    assert short(date, FRENCH.dates) == brief.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 events", "0 événement"),
        (1, "1 event", "1 événement"),
        (2, "2 events", "2 événements"),
        (1200, "1,200 events", "1\u202f200 événements"),
    ],
)
def test_nought_is_singular_in_french_and_plural_in_english(
    number: int, english: str, french: str
) -> None:
    assert WORDING.count("event", number) == french
    assert Wording(load_catalogue("en")).count("event", number) == english


@pytest.mark.parametrize(
    ("value", "text"), [(3300, "3\u202f300"), (1.5, "1,5"), (1234567.25, "1\u202f234\u202f567,25")]
)
def test_numbers_are_grouped_with_narrow_spaces(value: float, text: str) -> None:
    assert WORDING.number(value) == text


def test_quotations_have_french_marks_that_never_stand_alone_on_a_line() -> None:
    assert WORDING.quoted("mot") == "«\u00a0mot\u00a0»"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("para 7", "§\u00a07"),
        ("para 7-9", "§\u00a07–9"),
        ("p. 3", "p.\u00a03"),
        ("pp. 3-4", "p.\u00a03–4"),
        ("00:12:30", "00:12:30"),
    ],
)
def test_places_in_sources_speak_french(at: str, text: str) -> None:
    assert WORDING.place_in_source(parse_locator(at)) == text


def names(value: object) -> set[str]:
    if not isinstance(value, Mapping):
        return set()
    return set(value).union(*map(names, value.values()))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_has_the_name_of_a_method_which_a_template_would_print(language: str) -> None:
    assert not names(load_catalogue(language).text) & set(dir({}))


RIGHT_TO_LEFT = "ar he fa ur ps dv yi ckb syr ar-EG uz-Arab"
LEFT_TO_RIGHT = "en fr zh ru tr hi am ar-Latn ku pa"


@pytest.mark.parametrize(
    ("lang", "direction"),
    [(lang, "rtl") for lang in RIGHT_TO_LEFT.split()]
    + [(lang, "ltr") for lang in LEFT_TO_RIGHT.split()],
)
def test_the_direction_of_a_language(lang: str, direction: str) -> None:
    assert direction_of(lang) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("سمير", "rtl"),
        ("(שלום)", "rtl"),
        ("2013 … سمير", "rtl"),
        ("Samir سمير", "ltr"),
        ("Ñandú", "ltr"),
        ("2013 – 14", None),
        ("", None),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, direction: str | None) -> None:
    assert first_strong(text) == direction


@pytest.mark.parametrize(
    ("text", "lang", "page", "attributes"),
    [
        ("Samir", None, "en", {}),
        ("Samir", "en", "en", {}),
        ("Samir", "fr", "en", {"lang": "fr", "dir": "ltr"}),
        ("سمير", "ar", "en", {"lang": "ar", "dir": "rtl"}),
        ("Samir", "ar", "en", {"lang": "ar", "dir": "ltr"}),
        ("NATO هنا", "ar", "en", {"lang": "ar", "dir": "rtl"}),
        ("سمير", None, "en", {"dir": "auto"}),
        ("سمير", None, "ar", {}),
        ("Samir", None, "ar", {"dir": "auto"}),
        ("2013", None, "ar", {}),
    ],
)
def test_a_text_gets_the_attributes_that_it_needs(
    text: str, lang: str | None, page: str, attributes: dict[str, str]
) -> None:
    assert tongue(text, lang, page) == attributes


def test_what_is_set_apart_is_escaped_all_the_same() -> None:
    shown = isolate('<b> "سمير" *', "ar", "en")
    assert re.fullmatch(r'<bdi lang="ar" dir="rtl">&lt;b&gt; &quot;سمير&quot; \*</bdi>', shown)
