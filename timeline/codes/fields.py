"""Codes of the group "Fields"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "Fields"

CODES: Final = {
    "unknown-key": Code(
        GROUP,
        "There is no such field here.",
        "A misspelt field would be lost without a word.",
        "Use the name proposed, or look the fields up in the guide.",
    ),
    "missing-key": Code(
        GROUP,
        "A field that every such entry needs is missing.",
        "Readers rely on it.",
        "Add it.",
    ),
    "wrong-type": Code(
        GROUP,
        "There is a list or a group where one value belongs, or the other way round.",
        "The value cannot be understood.",
        "List items start with '- ', fields are written 'key: value', each on its own line.",
    ),
    "empty-value": Code(
        GROUP,
        "The field, list or file is empty.",
        "An empty value says nothing, and often means that something was forgotten.",
        "Fill it in, or delete the line.",
    ),
    "text-too-long": Code(
        GROUP,
        "The text is longer than its field holds.",
        "Titles and labels must fit a phone; an entry is a record, not an essay.",
        "Say it shorter, or split the entry.",
    ),
    "bad-id": Code(
        GROUP,
        "This is not an id.",
        "Ids become addresses and file names, which must work everywhere and for ever.",
        "Use small letters a-z, digits and single hyphens; 'index' is the name of a folder's list,"
        " and con, prn, aux, nul, com0 to com9 and lpt0 to lpt9 are devices on Windows.",
    ),
    "bad-number": Code(
        GROUP,
        "This is not a plain number, or not one that fits here.",
        "A figure is published with its number, its qualifier and its wording kept apart.",
        "Write digits; words such as 'about' belong in 'qualifier'.",
    ),
    "bad-language": Code(
        GROUP,
        "This is not a language tag.",
        "Screen readers and hyphenation depend on it.",
        "Use a BCP 47 tag: en, fr, ar, pt-BR.",
    ),
    "bad-locator": Code(
        GROUP,
        "This does not say where in the source the statement stands.",
        "Readers must be able to look it up.",
        "Write 'para 7', 'para 7-9', 'p. 3' or '00:12:30', in the units of the source.",
    ),
    "coordinates-out-of-range": Code(
        GROUP,
        "The coordinates are not on the globe.",
        "The place would not be on the map.",
        "lat lies between -90 and 90, lon between -180 and 180; they may be swapped.",
    ),
    "link-scheme": Code(
        GROUP,
        "This link may not be published.",
        "A link can run a script, carry a password, or lead nowhere.",
        "Write a full https:// address, or refer to an entry with actor:, place:, event: or"
        " source: and its id.",
    ),
    "unknown-status": Code(
        GROUP,
        "There is no such status.",
        "Status words rot unless they are a closed list.",
        "Use reported, corroborated, disputed, planned or retracted.",
    ),
    "unknown-word": Code(
        GROUP,
        "The word is not in the closed list of this field.",
        "Filters and pages need one spelling for one thing.",
        "Use one of the words proposed.",
    ),
}
