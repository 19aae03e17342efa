"""A fetched page and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from . import _host
from .link import Link
from .numbers import number_of
from .stop import Absent, Stop, Unknown, UnknownReason

LINKS_MAX = 4000
"""Links looked through when a word is followed; a portal's home page has up to about 2,000."""

SHELL_LINKS_MAX = 5
"""A page with fewer links than this and at least one script is taken to be a shell that
a browser fills, so that a missing link on it says nothing."""

_BLANK_TEXT_CHARS_MAX = 40
"""Characters of text below which a shell is blank: room for a title and "loading"."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Address, role, status, depth, charset of a page."""

    url: str
    """The address after redirects."""
    role: str
    """What the page is to the probe; `home` is where most criteria start."""
    status: int
    """HTTP status; 200 for pages from an archive without one."""
    depth: int
    """Clicks from the region's start page; 0 for the start pages."""
    encoding: str
    """Name of the charset the bytes were read with."""
    n_replaced: int
    """Characters that could not be decoded."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An element and its text, white space folded."""

    page: Page
    """The page it is on."""
    node: int
    """Its node."""
    text: str
    """Its text, or the attribute's value where an attribute was asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page the host has fetched and parsed. Cheap to copy: it is an index.

    Questions are answered by the host, which has parsed the page once for all
    probes. Selectors are CSS; a selector that is none, or a node that is not
    there, is the author's fault and stops the call.
    """

    index: int
    """The index the contract knows it by."""

    @staticmethod
    def all(role: str = "") -> list[Page]:
        """Every page of the region with this role, in the order they were fetched; all for `""`."""
        return [Page(index) for index in _host.site.pages(role)]

    @staticmethod
    def starts(role: str) -> list[Page]:
        """The region's start pages of this role.

        Pages that some criterion asked for under the same role are none: what a
        point finds does not depend on which other points are asked.
        """
        return [page for page in Page.all(role) if page.info.depth == 0]

    @property
    def info(self) -> PageInfo:
        """Address, role, status, depth, charset."""
        info = _host.page.info(self.index)
        return PageInfo(
            info.url, info.role, info.status, info.depth, info.encoding, info.n_replaced
        )

    def _hits(self, hits: Iterable[Any]) -> list[Hit]:
        return [Hit(self, hit.node, hit.text) for hit in hits]

    def meta(self, name: str) -> str | None:
        """The content of `<meta name=…>`, if not empty."""
        return _host.page.meta(self.index, name)

    def count(self, css: str) -> int:
        """How many elements match."""
        return _host.page.count(self.index, css)

    def find(self, css: str, any: Sequence[str]) -> Hit | None:
        """The first match in document order that holds one of the words."""
        hit = _host.page.find_text(self.index, css, list(any))
        return None if hit is None else Hit(self, hit.node, hit.text)

    def texts(self, css: str, limit: int) -> list[Hit]:
        """Matches with their text."""
        return self._hits(_host.page.texts(self.index, css, limit))

    def attrs(self, css: str, name: str, limit: int) -> list[Hit]:
        """The non-empty values of an attribute of the matches."""
        return self._hits(_host.page.attrs(self.index, css, name, limit))

    def select(self, css: str, limit: int) -> list[int]:
        """Nodes of the matches, in document order."""
        return _host.page.select(self.index, css, limit)

    def text_of(self, node: int) -> str:
        """Text of a node."""
        return _host.page.text_of(self.index, node)

    def attr_of(self, node: int, name: str) -> str | None:
        """An attribute of a node."""
        return _host.page.attr_of(self.index, node, name)

    def tag_of(self, node: int) -> str:
        """Tag name of a node, lower case."""
        return _host.page.tag_of(self.index, node)

    def parent_of(self, node: int) -> int | None:
        """Parent element."""
        return _host.page.parent_of(self.index, node)

    def children_of(self, node: int) -> list[int]:
        """Child elements."""
        return _host.page.children_of(self.index, node)

    def scripts(self, limit: int) -> list[Hit]:
        """Source text of inline scripts."""
        return self._hits(_host.page.scripts(self.index, limit))

    def text(self) -> str:
        """All text a visitor can see."""
        return _host.page.text(self.index)

    def html(self) -> str:
        """The decoded source; dear."""
        return _host.page.html(self.index)

    def fact(self, name: str) -> str | None:
        """What is known of how the page came, by the contract's names, for example `elapsed-ms`.

        None where nobody wrote it down.
        """
        return _host.page.fact(self.index, name)

    def number(self, name: str) -> float | None:
        """A fact that is a number."""
        fact = self.fact(name)
        return None if fact is None else number_of(fact)

    def hops(self) -> list[str]:
        """The addresses passed on the way here, in order."""
        return _host.page.hops(self.index)

    def form_url(self, form: int, values: Iterable[tuple[str, str]]) -> str | None:
        """The address the form asks for with these values for its fields of these names.

        In the charset it asks for; none for a form that does more than ask.
        """
        return _host.page.form_url(self.index, form, list(values))

    def links(self, any: Sequence[str], limit: int) -> list[Link]:
        """Links whose text or title holds one of the words; all links for no words."""
        links = _host.page.links(self.index, list(any), limit)
        return [Link(self, link.node, link.text, link.url) for link in links]

    def link(self, any: Sequence[str]) -> Link | None:
        """The best link for the words.

        An exact text before a longer one, an earlier word before a later one,
        then a shorter text, then document order.
        """

        def rank(link: Link) -> tuple[bool, int, int]:
            word = next((at for at, word in enumerate(any) if word in link.text), len(any))
            return (link.text not in any, word, len(link.text))

        return min(self.links(any, LINKS_MAX), key=rank, default=None)

    def is_blank(self) -> bool:
        """Whether the source is a shell with hardly any text in it."""
        return self.is_shell() and len(self.text()) < _BLANK_TEXT_CHARS_MAX

    def is_shell(self) -> bool:
        """Whether the source is a shell: hardly a link, and scripts that would bring them."""
        return self.count("script") > 0 and len(self.links([], SHELL_LINKS_MAX)) < SHELL_LINKS_MAX

    def follow(self, any: Sequence[str], role: str) -> Page:
        """Goes to the page behind the best link for the words.

        Raises `Absent` if no link has one of the words, `Unknown` if this page is
        a shell that only a browser fills or if the target could not be had, `Ask`
        if it was not fetched yet.
        """
        link = self.link(any)
        if link is None:
            raise self.absent(f"no link with {'/'.join(any)}")
        return link.open(role)

    def absent(self, what: str) -> Stop:
        """What it means that something is not on this page: nothing, if a browser fills it.

        To be raised: `raise page.absent("no table")`.
        """
        url = self.info.url
        if self.is_shell():
            return Unknown(UnknownReason.NEEDS_RENDERING, f"{url} is filled by scripts")
        return Absent(self, f"{what} on {url}")

    def unsaid(self, what: str) -> Stop:
        """As `absent`, for what would be in the text: a page without links can still say much."""
        if self.is_blank():
            return self.absent(what)
        return Absent(self, f"{what} on {self.info.url}")

    def ask_for(self, url: str, role: str) -> Page:
        """The page of an address that stands on no page as a link, for example of a form.

        Raises as `Link.open`.
        """
        return Link(self, 0, "", url).open(role)
