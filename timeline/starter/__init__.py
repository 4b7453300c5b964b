"""What a new timeline starts with: the generator itself, and a small example in ``en/``, ``fr/``.

The example's folders hold what lies in the new folder under the same names. ``plan`` says what is
taken of the generator's own folder, and what changes in it.
"""

from timeline.starter.plan import TAKEN, Fault, Wishes, example_of, planned

__all__ = ["TAKEN", "Fault", "Wishes", "example_of", "planned"]
