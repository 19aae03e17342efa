"""What is printed goes into the run's log, as there is no terminal: a line of it for every line.

Only while something is judged; what is printed while the component is built goes where it did.
"""

from __future__ import annotations

import io
import sys
from typing import TextIO

from . import _host

_is_judging = False


class _Lines(io.TextIOBase):
    """Stands for `sys.stdout` or `sys.stderr`."""

    encoding = "utf-8"

    def __init__(self, level: str, before: TextIO) -> None:
        """The level of its lines in the log, and what it stands for."""
        super().__init__()
        self._level = level
        self._before = before
        self._begun: list[str] = []

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not _is_judging:
            return self._before.write(text)
        lines, newline, begun = text.rpartition("\n")
        if newline:
            self._log("".join(self._begun) + lines)
            self._begun = []
        if begun:
            self._begun.append(begun)
        return len(text)

    def flush(self) -> None:
        if not _is_judging:
            self._before.flush()

    def finish(self) -> None:
        """Logs a line that was begun and not ended."""
        if self._begun:
            self._log("".join(self._begun))
            self._begun = []

    def _log(self, text: str) -> None:
        for line in text.split("\n"):
            _host.log.write(getattr(_host.log.Level, self._level), line)


_streams: list[_Lines] = []


def install() -> None:
    """Puts the log in place of both streams."""
    sys.stdout = _Lines("INFO", sys.stdout)
    sys.stderr = _Lines("WARN", sys.stderr)
    _streams.extend((sys.stdout, sys.stderr))


def begin() -> None:
    """From here on what is printed is logged."""
    global _is_judging
    _is_judging = True


def flush() -> None:
    """Logs what was printed of a line that is not ended."""
    for stream in _streams:
        stream.finish()


def end() -> None:
    """Logs the rest."""
    global _is_judging
    flush()
    _is_judging = False
