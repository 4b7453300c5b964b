"""Rules that hold between entries, and the checked timeline that comes out of them."""

from timeline.check.run import CheckResult, Coverage, check_content

__all__ = ["CheckResult", "Coverage", "check_content"]
