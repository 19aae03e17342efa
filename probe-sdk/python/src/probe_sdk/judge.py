"""What a criterion gives back: a judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from . import _host
from .link import Link
from .page import Hit, Page
from .stop import Absent, Stop, Unknown, UnknownReason

QUOTE_CHARS_MAX = 200
"""Characters of a quote that are kept; enough to find the place on the page again."""

ABSENCE_CONFIDENCE = 0.8
"""Confidence of a finding that rests on something *not* being on a page: scripts
and pictures can show what the source does not say."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was seen: page, node, the words there."""

    page: Page
    node: int | None
    quote: str

    @classmethod
    def of(cls, place: Seen) -> Evidence:
        """What is quoted of an element, a link or a whole page."""
        if isinstance(place, Evidence):
            return place
        if isinstance(place, Hit):
            return cls(place.page, place.node, place.text[:QUOTE_CHARS_MAX])
        if isinstance(place, Link):
            return cls(place.page, place.node, (place.text or place.url)[:QUOTE_CHARS_MAX])
        if isinstance(place, Page):
            return cls(place, None, place.info.url[:QUOTE_CHARS_MAX])
        raise TypeError(f"{type(place).__name__} is no place on a page")


Seen = Evidence | Hit | Link | Page
"""A place on a page that can be quoted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement: finding, evidence, confidence. Every method gives a new one."""

    finding: Any
    """What was found, as the contract has it."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was seen."""
    confidence: float = 1.0
    """How sure the criterion is, 0 to 1."""
    remark: str | None = None
    """A remark for people."""

    @classmethod
    def truth(cls, truth: bool) -> Judged:
        """Yes or no. A "no" starts with `ABSENCE_CONFIDENCE`."""
        judged = cls(_host.types.Finding_Truth(bool(truth)))
        return judged if truth else judged.sure(ABSENCE_CONFIDENCE)

    @classmethod
    def number(cls, value: float, unit: str) -> Judged:
        """A number and what it counts, for example `days`, `clicks`, `items`, `share`."""
        return cls(_host.types.Finding_Number(_host.types.Measure(float(value), unit)))

    @classmethod
    def share(cls, part: int, whole: int) -> Judged:
        """How many of how many; a share of nothing is unknown."""
        if whole == 0:
            return cls.unknown(UnknownReason.NOT_STATED, "nothing to take a share of")
        return cls.number(part / whole, "share")

    @classmethod
    def grade(cls, grade: str) -> Judged:
        """One of the grades the manifest's score rule names."""
        return cls(_host.types.Finding_Grade(grade))

    @classmethod
    def text(cls, text: str) -> Judged:
        """Words, for points a person scores."""
        return cls(_host.types.Finding_Text(text))

    @classmethod
    def unknown(cls, reason: UnknownReason, note: str) -> Judged:
        """Not known, and why."""
        theirs = _host.types.UnknownReason[reason.name]
        return cls(_host.types.Finding_Unknown(_host.types.Unknown(theirs, note)))

    @classmethod
    def of_stop(cls, stop: Stop) -> Judged:
        """What a stop comes to that asks for nothing."""
        if isinstance(stop, Unknown):
            return cls.unknown(stop.reason, stop.note)
        if isinstance(stop, Absent):
            return cls.truth(False).seen(stop.page).note(stop.note)
        raise stop

    def seen(self, *places: Seen | Iterable[Seen] | None) -> Judged:
        """Adds where it was seen: places, lists of them, or `None`."""
        evidence = list(self.evidence)
        for place in places:
            if place is None:
                continue
            if isinstance(place, Seen):
                evidence.append(Evidence.of(place))
            else:
                evidence.extend(Evidence.of(one) for one in place)
        return replace(self, evidence=tuple(evidence))

    def sure(self, confidence: float) -> Judged:
        """Sets how sure the criterion is, 0 to 1; values outside are clamped."""
        return replace(self, confidence=min(max(confidence, 0.0), 1.0))

    def note(self, note: str) -> Judged:
        """Adds a remark for people."""
        return replace(self, remark=note)
