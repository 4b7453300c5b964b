"""Codes of the group "Against the source's text"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "Against the source's text"

CODES: Final = {
    "quote-not-found": Code(
        GROUP,
        "The words quoted do not stand in the source's text.",
        "A quotation is what the source prints; one other word can turn its sense.",
        "Quote what the text says, word for word and sign for sign. An ellipsis ('…' or '...')"
        " stands for what is left out; its parts must follow each other in one paragraph or the"
        " next.",
    ),
    "quote-context": Code(
        GROUP,
        "The words of 'prefix' or 'suffix' do not stand right beside the quotation.",
        "They say which place in the source is meant.",
        "Copy the few words right before or after the quotation. Only punctuation may stand"
        " between them and the quotation.",
    ),
    "quote-ambiguous": Code(
        GROUP,
        "The words quoted stand in the source more than once.",
        "Without their context nobody can tell which of them is meant, and so who spoke.",
        "Add 'prefix' or 'suffix': the few words right before or after the ones you mean.",
    ),
    "quote-too-short": Code(
        GROUP,
        "The quotation has fewer than three words and no context, or a part of one word.",
        "One or two words may stand in any text by chance.",
        "Add 'prefix' or 'suffix', or quote two words or more on each side of an ellipsis.",
    ),
    "quote-elsewhere": Code(
        GROUP,
        "The quotation stands in another paragraph than the one that is cited.",
        "Readers would look for it in vain.",
        "Cite the paragraph that the message names.",
    ),
    "quote-speaker": Code(
        GROUP,
        "Near the quotation stands the name of somebody else, or nobody's.",
        "Words put into the wrong mouth are the worst mistake that a quotation can have.",
        "Mend 'speaker'. If it is right, add the name that the text uses to the actor's"
        " 'aliases', or make 'prefix' or 'suffix' long enough to hold the name.",
    ),
    "wording-not-found": Code(
        GROUP,
        "Words that are said to be the source's do not stand in its text.",
        "'as_written' and cited 'aliases' are shown to readers as the source's own words.",
        "Write what the text says, word for word; your own words belong in another field.",
    ),
    "wording-elsewhere": Code(
        GROUP,
        "The words stand in the source, but in no paragraph that is cited for them.",
        "Readers would look for them in vain.",
        "Cite the paragraph that the message names.",
    ),
    "copied-words": Code(
        GROUP,
        "More than eight words in a row are the source's, outside quotation marks; names of"
        " actors, places and sources do not count.",
        "A chronology tells in its own words; the source's text belongs to its publisher.",
        "Say it in your own words, or quote a short fragment with its speaker.",
    ),
    "quote-changed": Code(
        GROUP,
        "The quotation, its context, its speaker or its paragraph is not as it was checked.",
        "The site would say that it was checked, and of these words that is not true.",
        "Undo the change, or run 'python build_timeline.py quotes' with the source's text.",
    ),
    "quote-unchecked": Code(
        GROUP,
        "The quotation was never checked against the text of its source.",
        "The site shows it as not checked yet.",
        "Run 'python build_timeline.py quotes' with the source's text.",
    ),
    "damaged-lock": Code(
        GROUP,
        "The file with what was checked is not as the program wrote it.",
        "What was checked, and when, cannot be told from it any more.",
        "Bring it back from version control, or delete it, and run 'quotes' again.",
    ),
}
