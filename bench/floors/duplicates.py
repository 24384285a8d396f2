"""The floor for suggestions of duplicates: rapidfuzz's ratio of all names that share a rare word.

It finds less and lists far more that is wrong; it is what a script of ten lines would do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz

from dialogue_app.domain.text import enterprise_match_key

_RARE = 50  # one name in so many
_CUTOFF = 90


def alike(names: Sequence[str]) -> int:
    """How many pairs are that like."""
    keys = [enterprise_match_key.__wrapped__(name) for name in names]
    words = [set(key.split()) for key in keys]
    counts = Counter(word for some in words for word in some)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, some in enumerate(words):
        for word in some:
            if counts[word] <= max(2, len(names) // _RARE):
                blocks[word].append(place)
    found = {
        (one, other)
        for block in blocks.values()
        for one, other in combinations(block, 2)
        if fuzz.ratio(keys[one], keys[other], score_cutoff=_CUTOFF)
    }
    return len(found)
