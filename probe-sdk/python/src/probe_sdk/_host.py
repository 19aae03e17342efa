"""The functions a probe is given: the component's imports.

Outside of a component there are none, so that an editor, a type checker or a
test of an author's own functions can import the SDK; asking one then fails.
"""

from __future__ import annotations

from typing import Any


class _Outside:
    """Stands for an import where there is no host."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(
            f"`{name}` is asked of the host: try the probe with `bluebook probe test`"
        )


log: Any
page: Any
params: Any
site: Any
types: Any

try:
    from wit_world.imports import log, page, params, site, types  # type: ignore[import-not-found,no-redef]
except ImportError:
    log = page = params = site = types = _Outside()
