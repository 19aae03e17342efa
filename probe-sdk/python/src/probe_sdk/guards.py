"""What Python offers and a probe does not have, said in words.

The interpreter would ask the host for files, the time and the network, of which there is
none, and the call would end in functions of C. So each raises, and the author reads the line.

Only while something is judged: modules that are imported while the component is built read
files and clocks as ever. What is replaced is replaced before they are imported, so that
`from time import time` holds the replaced one. Not for authors; `bluebook probe build` calls
`install`.
"""

from __future__ import annotations

# `datetime.strptime` imports it when it is first called, and then there is no file to import it from.
import _strptime  # type: ignore[import-not-found] # noqa: F401
import builtins
import datetime
import gc
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.machinery import PathFinder
from types import ModuleType, SimpleNamespace
from typing import Any

from . import printed

_NO_CLOCK = "a probe has no clock: take task.collected_on"
_NO_FILES = "a probe has no files: keep data in a module and import it"
_NO_INPUT = "a probe is asked nothing: take task.text(key)"
_NO_NETWORK = "a probe has no network: pages are asked for with page.follow or link.open"
_NO_RANDOMNESS = "a probe has no randomness: os.urandom"

_ALWAYS = 1 << 30
"""More arguments than any function takes: it asks the host whatever it is given."""

_is_judging = False


class _Guard:
    """Stands for a function.

    No function itself, so that a class which keeps it as an attribute does not bind it, as it
    does not bind those of C.
    """

    __slots__ = ("_before", "_error", "_n_given", "_words")

    def __init__(
        self, before: Callable[..., Any], error: type[Exception], words: str, n_given: int
    ) -> None:
        """What it stands for, what it raises, and the arguments with which nothing is asked."""
        self._before = before
        self._error = error
        self._words = words
        self._n_given = n_given

    def __call__(self, *given: Any, **named: Any) -> Any:
        if _is_judging and sum(one is not None for one in given) < self._n_given:
            raise self._error(self._words)
        return self._before(*given, **named)


class _Importer:
    """Says that a module which was not imported while the component was built is not there."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """What `import` asks before it looks for files."""
        if _is_judging:
            words = f"a probe has no files: import `{name}` at the top of app.py"
            raise ImportError(words, name=name)


def install() -> None:
    """Puts the guards and the log in place, before the author's modules are imported."""
    clocks = ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")
    _guard(time, (*clocks, "process_time", "process_time_ns", "sleep"), RuntimeError, _NO_CLOCK)
    _guard(time, ("localtime", "gmtime", "ctime", "asctime"), RuntimeError, _NO_CLOCK, 1)
    _guard(time, ("strftime",), RuntimeError, _NO_CLOCK, 2)
    _guard_dates()
    _guard(builtins, ("open",), OSError, _NO_FILES)
    _guard(builtins, ("input",), RuntimeError, _NO_INPUT)
    _guard(io, ("open", "open_code"), OSError, _NO_FILES)
    names = ("open", "stat", "lstat", "listdir", "scandir", "mkdir", "remove", "unlink", "rename")
    _guard(os, (*names, "rmdir", "access", "readlink", "getcwd"), OSError, _NO_FILES)
    _guard(os, ("urandom",), NotImplementedError, _NO_RANDOMNESS)
    sys.meta_path.insert(sys.meta_path.index(PathFinder), _Importer)
    printed.install()


def finish() -> None:
    """Guards what the author's modules brought in, once they are imported."""
    if socket := sys.modules.get("socket"):
        _guard(socket, ("create_connection", "getaddrinfo"), OSError, _NO_NETWORK)
        socket.socket.__init__ = _no_network(socket.socket.__init__)
    if logging := sys.modules.get("logging"):
        # A record has the time; without one, what is logged would end the call.
        still: dict[str, Any] = {"time": lambda: 0.0, "time_ns": lambda: 0}
        logging.time = SimpleNamespace(**(vars(time) | still))  # type: ignore[attr-defined]


def begin() -> None:
    """From here on something is judged."""
    global _is_judging
    _is_judging = True
    printed.begin()


def end() -> None:
    """What was judged is judged."""
    global _is_judging
    printed.end()
    _is_judging = False


def _guard(
    module: ModuleType,
    names: Sequence[str],
    error: type[Exception],
    words: str,
    n_given: int = _ALWAYS,
) -> None:
    for name in names:
        if before := getattr(module, name, None):
            setattr(module, name, _Guard(before, error, words, n_given))


def _guard_dates() -> None:
    """Replaces what asks the time in the classes themselves, which are C's and cannot be assigned to.

    A class of our own in their place would be another one than that of the days C makes.
    """
    asked = (
        (datetime.date, "today"),
        (datetime.datetime, "now"),
        (datetime.datetime, "utcnow"),
    )
    for kind, name in asked:
        attributes: Any = gc.get_referents(kind.__dict__)[0]
        attributes[name] = classmethod(_no_clock(attributes[name]))
    # What was looked up before is kept by the interpreter, which did not see the change.
    sys._clear_internal_caches()  # type: ignore[attr-defined]


def _no_network(before: Any) -> Callable[..., None]:
    def guarded(self: object, *given: Any, **named: Any) -> None:
        if _is_judging:
            raise OSError(_NO_NETWORK)
        before(self, *given, **named)

    return guarded


def _no_clock(before: Any) -> Callable[..., Any]:
    def guarded(kind: type, *given: Any, **named: Any) -> Any:
        if _is_judging:
            raise RuntimeError(_NO_CLOCK)
        return before.__get__(None, kind)(*given, **named)

    return guarded
