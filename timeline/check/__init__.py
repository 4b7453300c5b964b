"""Rules that hold between entries, and the checked timeline that comes out of them."""

from timeline.check.dating import Wordings
from timeline.check.run import CheckResult, check_content
from timeline.check.since import Former
from timeline.check.sources import Coverage

__all__ = ["CheckResult", "Coverage", "Former", "Wordings", "check_content"]
