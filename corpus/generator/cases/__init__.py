"""All cases of the corpus."""

from . import chinese, english, other

CASES = [*chinese.CASES, *english.CASES, *other.CASES]
