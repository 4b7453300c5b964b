"""Whether the links of the sources still work: what there is to ask, the asking, the report."""

from timeline.links.asking import Answer, Outcome, ask_all
from timeline.links.found import Found, links_of
from timeline.links.report import markdown, paired, report

__all__ = ["Answer", "Found", "Outcome", "ask_all", "links_of", "markdown", "paired", "report"]
