"""Links: ways from a page to the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import _host
from .stop import Ask, Stop, Unknown, UnknownReason, Wanted

if TYPE_CHECKING:
    from .page import Page


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address could not be had."""

    class_: str
    """Stable name, for example `http-status`, `dns`, `robots-disallowed`, `soft-404`."""
    status: int | None
    """The HTTP status, where there was an answer that is its ground."""

    def is_gone(self) -> bool:
        """Whether the site itself says that there is no such page."""
        return self.class_ == "soft-404" or self.status in (404, 410)


def failed(url: str) -> Failure | None:
    """Why an address could not be had, where it was looked for."""
    failure = _host.site.failed(url)
    return None if failure is None else Failure(failure.class_, failure.status)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its absolute address."""

    page: Page
    """The page it is on."""
    node: int
    """Its node."""
    text: str
    """Its text, or what stands for it."""
    url: str
    """Where it leads."""

    def is_gone(self) -> bool:
        """Whether the site itself says that there is no page behind the link.

        It answered 404 or 410, or with a page that says so. Not for a page not
        fetched yet, nor for one that could not be had for a reason that may pass.
        """
        failure = failed(self.url)
        return failure is not None and failure.is_gone()

    def open(self, role: str) -> Page:
        """The page behind the link.

        Raises `Ask` if it was not fetched yet, `Unknown` if it could not be had.
        """
        found = _host.site.lookup(self.url)
        if isinstance(found, _host.site.Found_Page):
            return replace(self.page, index=found.value)
        if isinstance(found, _host.site.Found_Missing):
            raise Unknown(UnknownReason.PAGE_MISSING, f"{self.url}: {found.value}")
        raise Ask([Wanted(self.url, role, self.page)])

    @staticmethod
    def open_all(links: Iterable[Link], role: str) -> list[Page]:
        """The pages behind several links, asked for together.

        Those that could not be had are left out. Raises `Ask` with every page not
        fetched yet.
        """
        pages: list[Page] = []
        wanted: list[Wanted] = []
        for link in links:
            try:
                pages.append(link.open(role))
            except Ask as ask:
                wanted.extend(ask.wanted)
            except Stop:
                pass
        if wanted:
            raise Ask(wanted)
        return pages
