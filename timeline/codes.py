"""Every diagnostic's code, explained for the person who meets it.

The list is closed: a code that the program emits and this list lacks, or the other way round,
fails the tests. The site's page on diagnostics is generated from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, why the rule exists, and how to mend it."""

    group: str
    what: str
    why: str
    mend: str


_READING = "Reading the file"
_FIELDS = "Fields"
_DATES = "Dates"
_REFERENCES = "References"
_SOURCING = "Sourcing"

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "yaml-syntax": Code(
            _READING,
            "The file is not valid YAML.",
            "Nothing in the file can be read until its structure is clear.",
            "Look at the line named and the one above it. Text with a colon followed by a space,"
            " or that starts with [ { * & ! % @ or a backtick, must stand in quotation marks.",
        ),
        "yaml-alias": Code(
            _READING,
            "The file uses a YAML anchor (&name) or alias (*name).",
            "A few aliases can stand for millions of values, and an anchor swallows the first"
            " word of a text.",
            "Put text that starts with & or * in quotation marks; write repeated values out.",
        ),
        "yaml-tag": Code(
            _READING,
            "The file uses a YAML tag (!name).",
            "A tag changes what a value is, or swallows the first word of a text.",
            "Put text that starts with ! in quotation marks.",
        ),
        "duplicate-key": Code(
            _READING,
            "The same field stands twice in one group.",
            "One of the two would be lost without a word.",
            "Keep one; for several values use a list.",
        ),
        "hidden-comment": Code(
            _READING,
            "Part of a text would be read as a comment, because ' #' starts one.",
            "What follows the # would vanish from the site.",
            "Put the whole text in quotation marks, or the comment on a line of its own.",
        ),
        "not-utf8": Code(
            _READING,
            "The file is not UTF-8 text.",
            "Letters with accents would come out wrong.",
            "Save it again with the encoding UTF-8.",
        ),
        "control-character": Code(
            _READING,
            "The text holds an invisible control character.",
            "It cannot be seen in review, and can break pages, feeds and terminals.",
            "Delete it; retype the word if you cannot see it.",
        ),
        "bidi-character": Code(
            _READING,
            "The text holds a character that overrides the writing direction.",
            "Text can then read differently from what it says.",
            "Delete it. Arabic or Hebrew text needs no such character.",
        ),
        "file-too-large": Code(
            _READING,
            "The file is far larger than an entry can be.",
            "A huge file can stall every build.",
            "Split it into one file for each entry.",
        ),
        "too-many-files": Code(
            _READING,
            "The content folder holds more files than are read.",
            "A stray folder of files would stall every build.",
            "Remove what does not belong there, or split the timeline.",
        ),
        "too-deep": Code(
            _READING,
            "Values are nested deeper than any entry needs.",
            "Very deep nesting crashes YAML parsers.",
            "Compare the indentation with another entry.",
        ),
        "symlink": Code(
            _READING,
            "A file or the folder is a symbolic link.",
            "A link can publish a file from outside the content folder.",
            "Put the file itself in its place.",
        ),
        "unreadable-file": Code(
            _READING,
            "The file exists but cannot be read.",
            "A file that is passed over is an event that is not published.",
            "Check who may read it.",
        ),
        "misplaced-file": Code(
            _READING,
            "The file lies where nothing reads it, or in the folder of another year.",
            "It would silently not be published, or not be found again.",
            "Events live in events/<year>/<id>.yaml, by the year of their earliest day; actors,"
            " places and sources in their own folders.",
        ),
        "missing-vocabulary": Code(
            _READING,
            "There is no vocabulary.yaml.",
            "Types, roles and kinds must be closed lists, or they drift apart.",
            "Copy one from another timeline and adapt it.",
        ),
        "unknown-key": Code(
            _FIELDS,
            "There is no such field here.",
            "A misspelt field would be lost without a word.",
            "Use the name proposed, or look the fields up in the guide.",
        ),
        "missing-key": Code(
            _FIELDS,
            "A field that every such entry needs is missing.",
            "Readers rely on it.",
            "Add it.",
        ),
        "wrong-type": Code(
            _FIELDS,
            "There is a list or a group where one value belongs, or the other way round.",
            "The value cannot be understood.",
            "List items start with '- ', fields are written 'key: value', each on its own line.",
        ),
        "empty-value": Code(
            _FIELDS,
            "The field, list or file is empty.",
            "An empty value says nothing, and often means that something was forgotten.",
            "Fill it in, or delete the line.",
        ),
        "text-too-long": Code(
            _FIELDS,
            "The text is longer than its field holds.",
            "Titles and labels must fit a phone; an entry is a record, not an essay.",
            "Say it shorter, or split the entry.",
        ),
        "bad-id": Code(
            _FIELDS,
            "This is not an id.",
            "Ids become addresses and file names, which must work everywhere and for ever.",
            "Use small letters a-z, digits and single hyphens.",
        ),
        "bad-number": Code(
            _FIELDS,
            "This is not a plain number, or not one that fits here.",
            "A figure is published with its number, its qualifier and its wording kept apart.",
            "Write digits; words such as 'about' belong in 'qualifier'.",
        ),
        "bad-language": Code(
            _FIELDS,
            "This is not a language tag.",
            "Screen readers and hyphenation depend on it.",
            "Use a BCP 47 tag: en, fr, ar, pt-BR.",
        ),
        "bad-locator": Code(
            _FIELDS,
            "This does not say where in the source the statement stands.",
            "Readers must be able to look it up.",
            "Write 'para 7', 'para 7-9', 'p. 3' or '00:12:30', in the units of the source.",
        ),
        "coordinates-out-of-range": Code(
            _FIELDS,
            "The coordinates are not on the globe.",
            "The place would not be on the map.",
            "lat lies between -90 and 90, lon between -180 and 180; they may be swapped.",
        ),
        "link-scheme": Code(
            _FIELDS,
            "This link may not be published.",
            "A link can run a script, carry a password, or lead nowhere.",
            "Write a full https:// address, or refer to an entry with actor:, place:, event: or"
            " source: and its id.",
        ),
        "unknown-status": Code(
            _FIELDS,
            "There is no such status.",
            "Status words rot unless they are a closed list.",
            "Use reported, corroborated, disputed, planned or retracted.",
        ),
        "unknown-word": Code(
            _FIELDS,
            "The word is not in the closed list of this field.",
            "Filters and pages need one spelling for one thing.",
            "Use one of the words proposed.",
        ),
        "bad-date": Code(
            _DATES,
            "This is not a date in EDTF (ISO 8601-2).",
            "A date must say exactly as much as is known.",
            "2013-01-14, 2013-01, 2013, 2013-01-14~ (about), 2013-01-12/2013-01-13 (from, to),"
            " 2012-04/.. (since), [..2013-01-14] (on or before).",
        ),
        "reversed-interval": Code(
            _DATES,
            "The end stands before the start.",
            "Nothing can have happened then.",
            "Swap the two dates.",
        ),
        "impossible-day": Code(
            _DATES,
            "The calendar has no such day.",
            "A slip in a date is a false statement.",
            "Check the day and the month, and whether it was a leap year.",
        ),
        "weekday-mismatch": Code(
            _DATES,
            "The source names a weekday, and the date does not fall on it.",
            "One of the two was read or typed wrongly.",
            "Count again from the day on which the source was issued.",
        ),
        "month-mismatch": Code(
            _DATES,
            "The source names a month, and the date does not lie in it.",
            "One of the two was read or typed wrongly.",
            "Mend the date, or 'as_written'.",
        ),
        "year-mismatch": Code(
            _DATES,
            "The source names a year, and the date does not lie in it.",
            "One of the two was read or typed wrongly.",
            "Mend the date, or 'as_written'.",
        ),
        "since-mismatch": Code(
            _DATES,
            "The source says 'since' some time, and the date does not start then.",
            "A state that lasts has a start; a later start is another statement.",
            "Let the date start there: 2012-04/.. for 'since April'.",
        ),
        "relative-day-mismatch": Code(
            _DATES,
            "The source says 'yesterday' or the like, and the date is another day.",
            "Such words count from the day on which the source was issued.",
            "Count again, or mend the source's 'issued'.",
        ),
        "time-mismatch": Code(
            _DATES,
            "The source names an hour, and the date has another.",
            "One of the two was read or typed wrongly, or the time zone was forgotten.",
            "Mend the time, and give its offset from UTC.",
        ),
        "duplicate-id": Code(
            _REFERENCES,
            "Two entries of one kind, or two accounts of one event, have the same id.",
            "An address can lead to one page only.",
            "Give one of them another id.",
        ),
        "unknown-actor": Code(
            _REFERENCES,
            "There is no actor with this id.",
            "The link would lead nowhere.",
            "Use the id proposed, or add the actor's file.",
        ),
        "unknown-place": Code(
            _REFERENCES,
            "There is no place with this id.",
            "The link would lead nowhere.",
            "Use the id proposed, or add the place's file.",
        ),
        "unknown-source": Code(
            _REFERENCES,
            "There is no source with this id.",
            "The statement would rest on nothing.",
            "Use the id proposed, or add the source's file.",
        ),
        "unknown-event": Code(
            _REFERENCES,
            "There is no event with this id.",
            "The link would lead nowhere.",
            "Use the id proposed, or add the event's file.",
        ),
        "unknown-term": Code(
            _REFERENCES,
            "The glossary has no such term.",
            "The link would lead nowhere.",
            "Use the id proposed, or add the term to 'glossary' in the vocabulary.",
        ),
        "unknown-account": Code(
            _REFERENCES,
            "The event has no account with this id.",
            "Readers could not compare the two.",
            "Use the id of an account of that event.",
        ),
        "unknown-role": Code(
            _REFERENCES,
            "The vocabulary has no such role.",
            "Roles are a closed list, so that profiles can be read side by side.",
            "Use the word proposed, or add it to the vocabulary.",
        ),
        "unknown-type": Code(
            _REFERENCES,
            "The list of types has no such word.",
            "Types are a closed list, so that filters work.",
            "Use the word proposed; event types may be added to the vocabulary.",
        ),
        "unknown-kind": Code(
            _REFERENCES,
            "The vocabulary has no such kind of actor.",
            "Kinds are a closed list, so that filters work.",
            "Use the word proposed, or add it to the vocabulary.",
        ),
        "unknown-relation": Code(
            _REFERENCES,
            "The vocabulary has no such type of relation.",
            "Relations are a closed list, each with the words for its other direction.",
            "Use the word proposed, or add it to the vocabulary.",
        ),
        "unknown-class": Code(
            _REFERENCES,
            "The vocabulary has no such class of place.",
            "Classes are a closed list, so that filters work.",
            "Use the word proposed, or add it to the vocabulary.",
        ),
        "unknown-question": Code(
            _REFERENCES,
            "The vocabulary has no such question.",
            "Stances can be compared only if they answer the same question.",
            "Use the word proposed, or add the question to the vocabulary.",
        ),
        "self-reference": Code(
            _REFERENCES,
            "An entry or account refers to itself.",
            "It says nothing, and is nearly always a slip.",
            "Name the other entry.",
        ),
        "orphan-actor": Code(
            _REFERENCES,
            "Nothing refers to this actor (a warning).",
            "Its profile would be empty.",
            "Name it in an event, or delete the file.",
        ),
        "orphan-place": Code(
            _REFERENCES,
            "Nothing refers to this place (a warning).",
            "Its page would be empty.",
            "Name it in an event, or delete the file.",
        ),
        "orphan-source": Code(
            _REFERENCES,
            "Nothing cites this source (a warning).",
            "It supports nothing.",
            "Cite it, or delete the file.",
        ),
        "quote-too-long": Code(
            _SOURCING,
            "The quotation is longer than 15 words.",
            "Fragments of speech are quoted; reports are never reprinted.",
            "Quote a shorter fragment and say the rest in your own words.",
        ),
        "quote-without-speaker": Code(
            _SOURCING,
            "The quotation does not say who spoke.",
            "Words without a speaker cannot be weighed.",
            "Add 'speaker' with the id of an actor; an unnamed voice is an actor too.",
        ),
        "account-without-source": Code(
            _SOURCING,
            "The account does not say who says so.",
            "Who says so is the first thing that readers need to know.",
            "Add 'according_to' with the id of an actor, or the source's words for an unnamed one.",
        ),
        "figure-without-qualifier": Code(
            _SOURCING,
            "The figure does not say how exact it is.",
            "'At least 60' and '60' are two statements.",
            "Add 'qualifier': exact, about, at-least, more-than, at-most or between.",
        ),
        "figure-without-scope": Code(
            _SOURCING,
            "The figure does not say what it covers.",
            "Figures of different scope look like contradictions, or get added up.",
            "Add 'scope': who, where and when the number covers.",
        ),
        "term-without-source": Code(
            _SOURCING,
            "The glossary's term does not say how its explanation is known.",
            "Readers must be able to tell what the sources say from what was added.",
            "Add 'cite', or 'outside' with a line on what is knowledge from outside.",
        ),
        "locator-out-of-range": Code(
            _SOURCING,
            "The source has no such unit.",
            "Readers could not look it up.",
            "Count again, from the first unit of the body.",
        ),
        "unit-unaccounted": Code(
            _SOURCING,
            "Nothing cites this unit of the source, and it is not listed as unused.",
            "What was left out is part of how a chronology was made.",
            "Cite it, or list it under 'unused' with the reason.",
        ),
        "unused-but-cited": Code(
            _SOURCING,
            "A unit is listed as unused, but an entry cites it.",
            "One of the two is not true.",
            "Take it off the list.",
        ),
    }
)
