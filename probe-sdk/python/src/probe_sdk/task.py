"""One question of the manifest: its pages and its parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeGuard

from . import _host
from .numbers import number_of
from .page import Page
from .stop import Unknown, UnknownReason


@dataclass(frozen=True, slots=True)
class Place:
    """The region under judgement."""

    code: str
    """GB/T 2260 code, six digits."""
    name: str
    """For example 广州市."""
    short_name: str
    """For example 广州."""


@dataclass(frozen=True, slots=True)
class Task:
    """One question to answer: which pages to judge and what the manifest gives for it."""

    index: int
    """Its place among the tasks of the call."""
    point: str
    """Point id in the manifest."""
    page: int | None
    """The one page to judge, where the point is judged page by page."""

    @property
    def place(self) -> Place:
        """The region under judgement."""
        region = _host.site.region()
        return Place(region.code, region.name, region.short_name)

    @property
    def collected_on(self) -> str:
        """The day the round was collected, `YYYY-MM-DD`. There is no clock."""
        return _host.site.collected_on()

    @property
    def role(self) -> str:
        """The role the manifest lets this point start from; `home` if it says none."""
        role = self.text("role")
        return "home" if role is None else role

    def pages(self) -> list[Page]:
        """The pages to judge: the one page of a page-by-page point, else every start page."""
        if self.page is not None:
            return [Page(self.page)]
        return Page.starts(self.role)

    def start(self) -> Page:
        """The first page to judge.

        Raises `Unknown` with `PAGE_MISSING` if there is none.
        """
        pages = self.pages()
        if not pages:
            raise Unknown(UnknownReason.PAGE_MISSING, f"no page of role {self.role}")
        return pages[0]

    def text(self, key: str) -> str | None:
        """A parameter as the manifest's text, or as JSON where it is not a text."""
        return _host.params.get(self.index, key)

    def words(self, key: str) -> list[str]:
        """A parameter that is a list of words; a single text is a list of one."""
        text = self.text(key)
        if text is None:
            return []
        words = _json(text)
        return words if _is_words(words) else [text]

    def groups(self, key: str) -> list[list[str]]:
        """A parameter that is a list of groups of synonyms; a single word is a group of one."""
        text = self.text(key)
        groups = None if text is None else _json(text)
        if isinstance(groups, list) and all(_is_words(group) for group in groups):
            return groups
        return [[word] for word in self.words(key)]

    def number(self, key: str) -> float | None:
        """A parameter that is a number."""
        text = self.text(key)
        return None if text is None else number_of(text)

    def log(self, message: str) -> None:
        """Writes to the run's log."""
        _host.log.write(_host.log.Level.INFO, message)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _is_words(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
