"""Numbers as manifests and facts write them."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def number_of(text: str) -> float | None:
    """The number that a text is, the whole of it; none for everything else that `float` takes."""
    return float(text) if _NUMBER.fullmatch(text) else None
