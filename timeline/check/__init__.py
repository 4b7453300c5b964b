"""Rules that hold between entries, and the checked timeline that comes out of them."""

from timeline.check.dating import Wordings
from timeline.check.ledger import Ledger, ledger_beside
from timeline.check.run import CheckResult, Tally, check_content
from timeline.check.sources import Coverage, ranges

__all__ = [
    "CheckResult",
    "Coverage",
    "Ledger",
    "Tally",
    "Wordings",
    "check_content",
    "ledger_beside",
    "ranges",
]
