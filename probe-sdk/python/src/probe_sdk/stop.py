"""Why a criterion stops before a judgement.

These play the part that `?` plays in the Rust SDK: they pass a stop up to the
host. They are no `Exception`s, so that an `except Exception` of an author does
not swallow a request for a page.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .page import Page


class UnknownReason(enum.Enum):
    """Why a probe cannot say. The host adds its own reasons."""

    PAGE_MISSING = "page-missing"
    """A page the criterion needs could not be had."""
    PAGE_UNREADABLE = "page-unreadable"
    """The page came but its text is damaged or is a block or parking page."""
    NOT_STATED = "not-stated"
    """The page does not say, and silence is not an answer to this question."""
    AMBIGUOUS = "ambiguous"
    """The page says two things."""
    NEEDS_RENDERING = "needs-rendering"
    """Only a browser would show it."""
    NEEDS_PERSON = "needs-person"
    """Only a person can judge it."""
    NOT_APPLICABLE = "not-applicable"
    """The question does not apply to this region."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page a criterion wants."""

    url: str
    """Absolute address."""
    role: str
    """What it is to the criterion, for example `guide`."""
    page: Page
    """The page the address was found on."""


class Stop(BaseException):
    """A criterion stopped before a judgement."""


class Ask(Stop):
    """Pages are needed that nobody has fetched yet."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        """Asks for these pages."""
        super().__init__(" ".join(one.url for one in wanted))
        self.wanted: tuple[Wanted, ...] = tuple(wanted)


class Unknown(Stop):
    """It cannot be known."""

    def __init__(self, reason: UnknownReason, note: str) -> None:
        """The reason, and words for people."""
        super().__init__(f"{reason.value}: {note}")
        self.reason: UnknownReason = reason
        self.note: str = note


class Absent(Stop):
    """The page was there and readable, and what was looked for is not on it; the note says what."""

    def __init__(self, page: Page, note: str) -> None:
        """The page, and what is not on it."""
        super().__init__(note)
        self.page: Page = page
        self.note: str = note


class Fault(Stop):
    """The manifest gave the criterion something it cannot use.

    Nothing of the call is judged, so that a wrong manifest is not taken for a
    finding.
    """
