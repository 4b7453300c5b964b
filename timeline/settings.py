"""Every limit and fixed name in one place, each with its unit and its reason."""

from __future__ import annotations

from typing import Final, Literal

Engine = Literal["mkdocs", "zensical"]
"""What renders the pages: MkDocs, or the successor that its theme's authors write."""

MAX_FILE_BYTES: Final = 256 * 1024
"""Largest content file, in bytes: a hundred times a long entry, far below what hurts a parser."""

MAX_SECOND_OPINION: Final = 64 * 1024
"""Longest text in which the clearer, slow parser looks for a fault of syntax, in characters: it
takes up to half a minute for the largest file, and someone may send a hundred."""

MAX_FAULTS: Final = 200
"""Most faults told of one entry at once: nobody mends more in one go, and to find the places of the
tens of thousands that a file can hold would take minutes."""

MAX_DEPTH: Final = 24
"""Deepest nesting of YAML collections, in levels: the model needs seven; the C parser has no
limit of its own and crashes on very deep input."""

MAX_PAGE_DEPTH: Final = 40
"""Deepest nesting of elements in a page written by hand, in levels: twenty lists in one another.
Markdown calls itself for each, and runs out of stack at about a hundred."""

MAX_FILES: Final = 200_000
"""Most files below the content folder: four times the largest chronology that we measure."""

MAX_TOTAL_BYTES: Final = 512 * 1024 * 1024
"""Most bytes in all content files together: all of them are in memory at once, and fifty thousand
long entries need a quarter of it."""

MAX_KEPT_BYTES: Final = 256 * 1024 * 1024
"""Largest file of what was worked out before, in bytes: four times what fifty thousand events need."""

KEPT_FILES: Final = 48
"""Content files whose data are kept in one file, in files: few enough to be read for one of them."""

KEPT_BEHIND: Final = 24
"""Most files by which what is kept may lag behind, in files: until then it is not written anew."""

RACY_NS: Final = 2_000_000_000
"""How much older than a look at it a file must be for the look to be trusted, in nanoseconds: two
changes within one tick of a file system's clock, two seconds at worst, leave the same time."""

MAX_READINGS: Final = 3
"""How often the content is read, in readings, if files change meanwhile: an editor saves once."""

ID_PATTERN: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
"""What an id looks like: it is the name of a file and part of an address."""

WINDOWS_NAMES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that are devices on Windows, in any folder and with any ending: such a file cannot be
checked out there, and its page cannot be written."""

GENERATED_PAGES: Final = frozenset(
    "404 accounts corrections data diagnostics figures glossary guide positions reading readme"
    " search timeline".split()
)
"""Pages at the root of every site: one written by hand would take their place. MkDocs takes a
readme for an index."""

MOST_PROCESSES: Final = 8
"""Most processes that share a piece of work: each needs memory of its own, and what cannot be
shared, such as putting the search index in order, then takes longer than the rest."""

INDEX_PIECE: Final = 56_000
"""Bytes of words that a file of the search index holds at most, before it is compressed; a single word
may take more. A search loads one for each of its words. Larger ones are fewer, and their list, which
every search loads, is shorter."""

FREQUENT: Final = 12_000
"""Pages on which a word may stand that search goes through them all: it takes a second."""

LISTED_FIRST: Final = 100
"""Pages that are listed at first of a word that stands on more."""

FIELD_WEIGHTS: Final = {"title": 5, "name": 20, "also": 20, "kind": 0}
"""How much it counts in search that a word stands in a field of a page, beside the page's text."""

EXCERPT: Final = 28
"""Words of a page that search shows around those that were asked for."""

INDEXED_AT_ONCE: Final = 20_000
"""Most pages that are indexed at once: Pagefind takes some 90 kB of memory for each."""

INDEXED_SIDE_BY_SIDE: Final = 2
"""Into how many parts as many pages are divided, to be indexed side by side, where there are more."""

MOST_AMENDED: Final = 300
"""Changed pages with which a search index is amended; with more, it is as quick to make it anew."""

LOCK_PATIENCE: Final = 10.0
"""Longest wait for another run that writes the same folder, in seconds: a preview's update is over
sooner, and a build that takes longer is told of."""

MAX_TITLE: Final = 90
"""Longest event title, in characters: two lines on a phone."""

MAX_LINE: Final = 400
"""Longest one-line text, in characters."""

MAX_PROSE: Final = 4_000
"""Longest running text, in characters: an entry is a record, not an essay."""

MAX_QUOTE_WORDS: Final = 15
"""Longest quotation, in words: fragments of speech are quoted, reports are never reprinted."""

MAX_UNITS: Final = 99_999
"""Most units (paragraphs or pages) of one source: locators have five digits, and each unit that
nothing accounts for is looked at."""

EVENTS_PER_PAGE: Final = 100
"""Events on one page of the timeline, or of a list with as much to say of each, before it goes on
to another: about 4,000 elements, which a phone still lays out in half a second."""

PERIODS_LISTED: Final = 600
"""Periods that one page of the timeline leads to, in some 2,500 elements; further ones are found a
page deeper."""

STRIP_COLUMNS: Final = 120
"""Columns of a strip before it goes from days to months, years, decades: a few screens to scroll
through, in some 60 kB."""

TITLES_PER_FILE: Final = 1_000
"""Titles in one file of the index by which a long timeline is filtered: some 40 kB compressed, of
which a list of a hundred events needs one to a few."""

LINES_PER_PAGE: Final = 500
"""Lines of a list (names, statements) on one page before it goes on to another, in some 100 kB."""

LINES_LEFT: Final = 8
"""What part of a page of a long list may stay empty, one in so many: it ends where it ended before
most edits, see ``sheets``, and is full to 94 in 100 lines on average."""

LEAVES_LISTED: Final = 12
"""Pages of one list up to which each leads to all others; beyond, to the nearest and the ends. What a
page leads to is told there by name, so it is another page when one of these has another name."""

LEAVES_AT_MOST: Final = 400
"""Pages of one list up to which the first leads to all: of a list with some 37,000 lines."""

SEARCH_LINES: Final = 300
"""Entries of a kind that the search page lists; more are a link to the pages that list them."""

USES_LISTED: Final = 50
"""Entries that the glossary names for a term, of those that use it."""

SEARCH_VALUES: Final = 60
"""Values of a facet that the search form offers, the most frequent ones."""

FEED_ENTRIES: Final = 100
"""Most entries of the feed, in entries: several weeks of a busy chronology, in some 60 kB."""

FILES_FOR_A_PROCESS: Final = 400
"""Pages that are worth a process of their own: to render them takes ten times as long as what each
process has to do for itself."""

LOOKUPS_FOR_A_PROCESS: Final = 10_000
"""Look-ups that have to be compared for it to pay to do so in two processes."""

CARDS_AT_MOST: Final = 1_000
"""Event and actor pages up to which each has a preview picture of its own; beyond, pages share one
a year or a kind, since a picture takes a thirtieth of a second to draw, and 12 kB."""

LINK_SCHEMES: Final = ("http", "https", "mailto")
"""Schemes that a link in content may have."""

LINK_TIMEOUT: Final = 20.0
"""Longest wait for a server that a link leads to, in seconds, at each step of the exchange."""

LINK_REDIRECTS: Final = 5
"""Most redirects that are followed from one link: browsers follow 20, honest sites need two."""

LINK_WORKERS: Final = 8
"""Servers that are asked at the same time; each gets one request after the other."""

ISSUE_CHARACTERS: Final = 60_000
"""Longest text for an issue, in characters: GitHub takes 65,536."""

KINDS: Final = {"events": "event", "actors": "actor", "places": "place", "sources": "source"}
"""Content folder -> kind of entry that lives in it."""

VOCABULARY_FILE: Final = "vocabulary.yaml"
"""The closed lists of a timeline, relative to the content folder."""

YAML_WIDTH: Final = 100
"""Longest line of a content file in house form, in characters: as far as a review shows."""

LOCK_FILE: Final = "quotes.lock.yaml"
"""What was checked against the text of a source, relative to the content folder."""

MAX_LOCK_BYTES: Final = 16 * 1024 * 1024
"""Largest lock file, in bytes: some sixty thousand quotations, a line each."""

TEXT_FOLDER: Final = ".sources"
"""Where local texts of sources lie, beside the content folder; git ignores it."""

MAX_TEXT_BYTES: Final = 8 * 1024 * 1024
"""Largest local text of a source, in bytes: a saved web page with its pictures inside it."""

SHORT_QUOTE: Final = 3
"""Fewest words of a quotation that may do without words before or after it: two words may stand in
any text by chance."""

COPIED_WORDS: Final = 8
"""Longest run of a source's words outside quotation marks, in words, names not counted."""

HINT_WORDS: Final = 12
"""Most words of a source that one message shows: enough to see the difference, no reprint."""

SPEAKER_REACH: Final = 3
"""How many paragraphs back a speaker may be named who goes on speaking as "he" or "she"."""
