"""Places in the author's files, as messages name them: `app.py:12`.

Not by the modules `traceback` and `inspect`, which look for the sources: there are none while
something is judged.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

_SDK = __file__.rpartition("/")[0] + "/"
_AUTHORS = _SDK.removesuffix("/").rpartition("/")[0] + "/"
"""Where the author's modules lie, beside the SDK; those of the interpreter lie elsewhere."""


def passed(error: Exception) -> list[str]:
    """The lines an exception passed, those of the author's files if there are any."""
    places: list[tuple[str, int]] = []
    step = error.__traceback__
    while step is not None:
        places.append((step.tb_frame.f_code.co_filename, step.tb_lineno))
        step = step.tb_next
    own = [(file, line) for file, line in places if _is_authors(file)]
    return [_place(file, line) for file, line in own or places]


def place_of(function: Callable[..., object]) -> str:
    """Where a function stands: its `def`. Reads its source, so only while the component is built."""
    while wrapped := getattr(function, "__wrapped__", None):
        function = wrapped
    code = getattr(function, "__code__", None)
    if code is None:
        return type(function).__name__
    # The line that is known is that of the first decorator.
    first = code.co_firstlineno
    try:
        with open(code.co_filename, encoding="utf-8") as source:
            lines = enumerate(islice(source, first - 1, None), first)
            head = (f"def {code.co_name}(", f"async def {code.co_name}(")
            first = next((at for at, line in lines if line.lstrip().startswith(head)), first)
    except OSError:
        pass
    return _place(code.co_filename, first)


def _is_authors(file: str) -> bool:
    return file.startswith(_AUTHORS) and not file.startswith(_SDK)


def _place(file: str, line: int) -> str:
    name = file.removeprefix(_AUTHORS) if _is_authors(file) else file.rpartition("/")[2]
    return f"{name}:{line}"
