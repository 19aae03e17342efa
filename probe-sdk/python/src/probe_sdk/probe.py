"""A probe as its criteria register themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .judge import Judged
from .task import Task

Judge = Callable[[Task], Judged]
"""Judges one task, or stops on the way."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to judge: what it asks and the function that answers."""

    id: str
    """Short name used by manifests, for example `guide-elements`."""
    title: str
    """What it asks, in Chinese."""
    roles: tuple[str, ...]
    """Page roles it starts from."""
    points: tuple[str, ...]
    """Catalogue points it was written for."""
    judge: Judge
    """Judges one task."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A family of criteria."""

    family: str
    """The point family, for example `social-security`."""
    title: str
    """For people, in Chinese."""


_criteria: dict[str, Criterion] = {}
"""In the order they were registered, which is that of the imports."""

_probes: list[Probe] = []


def criterion(
    *, id: str, title: str, roles: Sequence[str], points: Sequence[str]
) -> Callable[[Judge], Judge]:
    """Registers the function below it as a criterion.

    Raises `ValueError`, which ends the build, for a name that is there already.
    """

    def register(judge: Judge) -> Judge:
        if id in _criteria:
            raise ValueError(f"criterion `{id}` is there twice")
        _criteria[id] = Criterion(id, title, tuple(roles), tuple(points), judge)
        return judge

    return register


def export_probe(*, family: str, title: str) -> None:
    """Says of which family the registered criteria are; once, in `app.py`.

    The version is that of `pyproject.toml`.
    """
    if _probes:
        raise ValueError(f"the probe is `{_probes[0].family}` already")
    _probes.append(Probe(family, title))


def exported() -> Probe:
    """The probe that `app.py` exports."""
    if not _probes:
        raise ValueError("app.py calls `export_probe(family=…, title=…)` nowhere")
    return _probes[0]


def criteria() -> list[Criterion]:
    """Every registered criterion."""
    return list(_criteria.values())


def criterion_of(id: str) -> Criterion | None:
    """The criterion of this name."""
    return _criteria.get(id)
