"""Words that stand on very many pages: short lists say what all of the index would say first."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.building import served
from tests.real import RealSites
from tests.search.conftest import open_to_ask
from tests.search.test_batches import in_parts
from timeline.write import best, index_files, rankings, vocabulary
from timeline.write.cbor import ARRAY, head
from timeline.write.index_files import OPTIONS, Table, read_entry, read_table
from timeline.write.index_words import read_words, write_words
from timeline.write.packing import MARK, FormatError, name_of
from timeline.write.postings import Word, join, read, split, write
from timeline.write.search import FOLDER, index_site
from timeline.write.texts import CACHE as TEXTS
from timeline.write.vocabulary import Words

MANY, FIRST = 50, 12
"""What counts as many pages here, and how many are listed first."""

PLAIN = head(ARRAY, 2) + b"\x38\x18\x05" + head(ARRAY, 0)
"""A place of a word in a page's text, and none in its fields."""

TITLE = head(ARRAY, 2) + b"\x38\x18\x05" + head(ARRAY, 2) + b"\x20\x00"
"""The same, and one in the first field."""

HEADING = head(ARRAY, 2) + b"\x38\xa8\x05" + head(ARRAY, 0)
"""A place that Pagefind weighs seven times."""

HITS = ".st-hits li"

ASK = """async (words) => {
  const answers = [];
  for (const [word, most] of words) {
    const { results } = await window.stEngine("search", word, { most });
    answers.push([results.length, Object.values(results).map(({ id }) => id)]);
  }
  return answers;
}"""


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Have few pages count as many, in all of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best, "FREQUENT", MANY)
        patch.setattr(rankings, "FREQUENT", MANY)
        patch.setattr(rankings, "LISTED_FIRST", FIRST)
        # A word on more pages than that fills a file by itself.
        patch.setattr(vocabulary, "INDEX_PIECE", 5 * MANY)
        patch.setattr(index_files, "OPTIONS", {**OPTIONS, "listedFirst": FIRST})
        yield


@pytest.fixture(scope="module")
def site(real_sites: RealSites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real site, with an index in which few pages count as many."""
    project, folder = real_sites.by("mkdocs").project, tmp_path_factory.mktemp("best")
    site = folder / "site"
    shutil.copytree(project / "site", site, ignore=shutil.ignore_patterns(FOLDER))
    shutil.copytree(project / TEXTS, folder / "texts")
    index_site(folder / "texts")
    (folder / "texts" / FOLDER).rename(site / FOLDER)
    return site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Yield the address of that site."""
    with served(site) as address:
        yield address


def index(folder: Path) -> tuple[dict[str, Any], Table, Words]:
    """Return what is said of an index's only language, its table and its words."""
    (about,) = read_entry(folder)["languages"].values()
    table = read_table(folder, about["hash"])
    return about, table, read_words(folder, table)


def short_lists(folder: Path) -> dict[str, tuple[int, list[int], Word]]:
    """Return the words with short lists: how many pages they stand on, which are listed, and where."""
    found = {}
    for file in (folder / best.FOLDER).iterdir():
        line, _, chunk = gzip.decompress(file.read_bytes()).partition(b"\n" + MARK)
        text, total, pages = json.loads(line)
        ((word, said),) = split(chunk)
        assert word.decode() == text
        found[text] = (total, pages, read(said))
    return found


def frequent(words: Words) -> dict[str, int]:
    """Return the words that stand on many pages, and on how many."""
    counts = {word.decode(): len(read(said).pages) for word, said in words}
    return {word: count for word, count in counts.items() if count > MANY}


def page_of(result: str) -> int:
    """Return the number of the page that a result is of."""
    return int(result.rpartition("/")[2], 16)


def test_every_word_on_many_pages_has_a_short_list(site: Path) -> None:
    _, _, words = index(site / FOLDER)
    many = frequent(words)
    assert len(many) > 20
    short = short_lists(site / FOLDER)
    assert {word: total for word, (total, *_) in short.items()} == many
    whole = dict(words)
    for word, (_, pages, listed) in short.items():
        assert sorted(listed.pages) == pages
        assert listed.pages.items() <= read(whole[word.encode()]).pages.items()


def test_usual_sites_have_none(project: Path) -> None:
    about, _, _ = index(project / "site" / FOLDER)
    assert about["best"] == {}
    assert not (project / "site" / FOLDER / best.FOLDER).exists()


def test_languages_that_are_not_divided_into_words_have_none(site: Path, tmp_path: Path) -> None:
    _, table, words = index(site / FOLDER)
    written = write_words(shutil.copytree(site / FOLDER, tmp_path / "index"), "en", words)
    for language, most in (("en", 0), ("ja", None), ("zh-hans", None)):
        made = best.write_best(tmp_path, language, table, written, None)
        assert (made == best.Best({}, {})) is (most is None), language


def test_an_index_made_in_parts_has_the_same(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(project / TEXTS, tmp_path / "site")
    index_site(tmp_path / "site")
    parted = in_parts(tmp_path / "site", monkeypatch)
    whole = tmp_path / "site" / FOLDER
    assert read_entry(parted) == read_entry(whole)
    names = sorted(file.name for file in (whole / best.FOLDER).iterdir())
    for name in names:
        one, other = (index / best.FOLDER / name for index in (whole, parted))
        assert one.read_bytes() == other.read_bytes()


def ranked(pages: dict[int, bytes], lengths: list[int], fields: list[str]) -> list[int]:
    """Return the pages that come first of a word, which are listed by their numbers."""
    table = Table("", [("", length) for length in lengths], [], {}, {}, fields)
    short = rankings.shorten(write(Word(pages, {})), rankings.Rank(table))
    assert short is not None
    return short.pages


@pytest.mark.parametrize(
    ("better", "worse", "length"),
    [
        (TITLE, PLAIN, 100),
        (HEADING, PLAIN, 100),
        (PLAIN, PLAIN, 50),
    ],
    ids=["in a field with weight", "in a heading", "on a shorter page"],
)
def test_what_counts_more_comes_first(better: bytes, worse: bytes, length: int) -> None:
    number = MANY + 5
    late = set(range(number - FIRST, number))
    pages = {page: better if page in late else worse for page in range(number)}
    lengths = [length if page in late else 100 for page in range(number)]
    assert ranked(pages, lengths, ["title"]) == sorted(late)


def test_of_equals_the_first_are_listed() -> None:
    number = MANY + 5
    pages = dict.fromkeys(range(number), PLAIN)
    assert ranked(pages, [100] * number, []) == list(range(FIRST))


def test_a_word_with_accents_counts_all_its_pages() -> None:
    plain = dict.fromkeys(range(40), PLAIN)
    accented = dict.fromkeys(range(35, 65), PLAIN)
    said = write(Word(plain, {"gâte".encode(): accented}))
    table = Table("", [("", 100)] * 65, [], {}, {}, [])
    short = rankings.shorten(said, rankings.Rank(table))
    assert short is not None
    assert short.total == 65
    word = read(short.said)
    assert sorted({*word.pages, *word.forms["gâte".encode()]}) == short.pages
    # Five pages have both.
    assert set(range(35, 40)) < set(short.pages)


def test_what_is_no_word_is_told(tmp_path: Path) -> None:
    word = (b"gate", b"\x98\xff" + b"\x83" * 900)
    name = name_of("en", join([word]))
    table = Table("", [("", 100)] * (MANY + 1), [("a", "z", name)], {}, {}, [])
    (tmp_path / "index").mkdir()
    with pytest.raises(FormatError, match=name):
        best.write_best(tmp_path, "en", table, write_words(tmp_path, "en", [word]), None)


@pytest.mark.browser
def test_they_say_what_all_lists_say_first(site: Path, address: str, page: Page) -> None:
    _, table, words = index(site / FOLDER)
    said, rank = dict(words), rankings.Rank(table)
    many = [word for word in frequent(words) if word.isalpha()]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_to_ask(page, address)
    first = page.evaluate(ASK, [[word, FIRST] for word in many])
    assert sum(f"/{best.FOLDER}/" in url for url in asked) == len(many)
    assert not [url for url in asked if "/index/" in url]
    # Each of them takes a page of its own: every second one stands for all.
    for word, (number, some) in list(zip(many, first, strict=True))[::2]:
        open_to_ask(page, address)
        ((whole, every),) = page.evaluate(ASK, [[word, 0]])
        assert number == whole, word
        # Pagefind leaves open which of two equals comes first.
        pages = read(said[word.encode()]).pages
        measured = [
            [
                round(rank.of(number, pages[number], rankings.AS_ASKED), 3)
                for number in map(page_of, ids)
            ]
            for ids in (some[:6], every[:6])
        ]
        assert measured[0] == measured[1], word


@pytest.mark.browser
def test_other_questions_are_answered_by_all_lists(site: Path, address: str, page: Page) -> None:
    _, _, words = index(site / FOLDER)
    counts = {word.decode(): len(read(said).pages) for word, said in words}
    rare = [word for word, count in counts.items() if count == 4 and word.isalpha()][:3]
    many = sorted(frequent(words))
    beginnings = sorted({word[:3] for word in many})[:5]
    two = [f"{rare[0]} {many[0]}", f"{many[1]} {many[2]}"]
    found = 0
    for query in [*rare, *beginnings, *two, f'"{many[1]}"', f"{many[1]}s", many[1].upper()]:
        # What has come for a question counts in later ones: so each is asked of a page of its own.
        open_to_ask(page, address)
        first = page.evaluate(ASK, [[query, FIRST]])
        open_to_ask(page, address)
        whole = page.evaluate(ASK, [[query, 0]])
        assert first[0][0] == whole[0][0], query
        assert first[0][1][:3] == whole[0][1][:3], query
        found += whole[0][0]
    assert found > 4 * MANY


@pytest.mark.browser
def test_what_came_before_does_not_mislead(site: Path, address: str, page: Page) -> None:
    _, _, words = index(site / FOLDER)
    counts = frequent(words)
    many = [word for word in sorted(counts) if word.isalpha() and len(word) > 3][:8]
    open_to_ask(page, address)
    # Beginnings find these words too once they have come, and then need the whole lists.
    for word in many:
        page.evaluate(ASK, [[word, FIRST], [word[:-2], FIRST]])
        ((number, ids),) = page.evaluate(ASK, [[word, FIRST]])
        assert len(ids) >= FIRST, word
        ((whole, _),) = page.evaluate(ASK, [[word, 0]])
        assert counts[word] <= number <= whole, word


@pytest.mark.browser
def test_both_lists_can_be_asked_at_once(site: Path, address: str, page: Page) -> None:
    _, _, words = index(site / FOLDER)
    counts, every = frequent(words), [word.decode() for word, _ in words]
    # Pagefind also finds what begins as was asked, as far as it has come for another question.
    alone = [word for word in sorted(counts) if sum(each.startswith(word) for each in every) == 1]
    many = [word for word in alone if word.isalpha()][:6]
    assert len(many) == 6
    ask = """(asked) => Promise.all(asked.map(async ([word, most]) =>
      (await window.stEngine("search", word, { most })).results.length
    ))"""
    for first, then in ((FIRST, 0), (0, FIRST)):
        open_to_ask(page, address)
        asked = [(word, most) for word in many for most in (first, then)]
        assert page.evaluate(ask, asked) == [counts[word] for word, _ in asked]


@pytest.mark.browser
@pytest.mark.parametrize("order", ["&sort=newest", "&kind=event", ""])
def test_a_page_that_asks_as_it_opens_is_right(
    site: Path, address: str, page: Page, order: str
) -> None:
    counts = frequent(index(site / FOLDER)[2])
    page.goto(f"{address}search.html?q=mali{order}")
    line = page.get_by_role("main").get_by_role("status")
    expect(line).to_have_text(re.compile(r"^The first 10 of \d+ results$"))
    total = int(re.findall(r"\d+", line.inner_text())[1])
    assert total == counts["mali"] if order != "&kind=event" else total < counts["mali"]


@pytest.mark.browser
def test_without_unpacking_all_lists_are_asked(site: Path, address: str, page: Page) -> None:
    counts = frequent(index(site / FOLDER)[2])

    def without(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"delete self.DecompressionStream;{answer.text()}")

    page.route("**/pagefind/engine.js*", without)
    open_to_ask(page, address)
    ((number, ids),) = page.evaluate(ASK, [["mali", FIRST]])
    assert number == len(ids) == counts["mali"]


@pytest.mark.browser
def test_a_short_list_that_does_not_come_is_done_without(
    site: Path, address: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.route("**/best/*", lambda route: route.abort())
    open_to_ask(page, address)
    ((number, ids),) = page.evaluate(ASK, [["mali", FIRST]])
    assert number == len(ids) == frequent(index(site / FOLDER)[2])["mali"]
    page.close()


@pytest.mark.browser
def test_a_reader_sees_the_first_and_how_many_there_are(
    site: Path, address: str, page: Page
) -> None:
    _, _, words = index(site / FOLDER)
    total = frequent(words)["mali"]
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Mali")
    expect(dialog.get_by_role("status")).to_have_text(f"The first 6 of {total} results")
    expect(dialog.locator(f"{HITS} mark").first).to_have_text("Mali")
    dialog.get_by_role("link", name=f"All {total} results").click()
    expect(page.locator(HITS)).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(HITS)).to_have_count(20)
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"The first 20 of {total} results"
    )
