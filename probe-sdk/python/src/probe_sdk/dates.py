"""Dates as Chinese government pages write them.

Days are `datetime.date`s: `(later - earlier).days` counts them. What asks a
clock, as `date.today()`, raises: take `task.collected_on`.
"""

from __future__ import annotations

import re
from datetime import date

_YEARS = range(1990, 2100)
"""Years taken for a date; other four-digit numbers on pages are codes and telephone numbers."""

_NUMBER = re.compile(r"[0-9]+")
_MONTH_AND_DAY = re.compile(r"\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})")


def days(text: str) -> list[date]:
    """Every day in a text, in order.

    `2019-01-15`, `2019/1/15`, `2019.1.15`, `2019年1月15日`, and `20190115` where no
    other digit touches it. Digits of a neighbouring element may touch the others:
    `122019-01-15` is a list's number 12 and its date.
    """
    found: list[date] = []
    at = 0
    while number := _NUMBER.search(text, at):
        at = number.end()
        digits = number.group()
        day = _day(digits[:4], digits[4:6], digits[6:]) if len(digits) == 8 else None
        if day is None and len(digits) >= 4 and (rest := _MONTH_AND_DAY.match(text, at)):
            day = _day(digits[-4:], rest[1], rest[2])
            if day is not None:
                at = rest.end()
        if day is not None:
            found.append(day)
    return found


def parse_day(text: str) -> date | None:
    """The first day in a text, `2019-01-15` and the other ways `days` knows."""
    return next(iter(days(text)), None)


def _day(year: str, month: str, day: str) -> date | None:
    if int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
