"""The component: what the contract calls.

Not for authors; `bluebook probe build` joins it with `app.py`.
"""

from __future__ import annotations

from componentize_py_types import Err  # type: ignore[import-not-found]
from wit_world import WitWorld as Contract  # type: ignore[import-not-found]

from . import _host
from .judge import Judged
from .probe import Criterion, criteria, criterion_of, exported
from .stop import Ask, Fault, Stop
from .task import Task

_version = "0.0.0"


def ready(version: str) -> None:
    """Takes the version and checks that there is something to export, while it is built."""
    global _version
    _version = version
    exported()
    if not criteria():
        raise ValueError("no criterion is registered: import its file in app.py")


class WitWorld(Contract):
    """The world `probe` of the contract."""

    def describe(self) -> object:
        """What the contract's `describe` answers."""
        probe = exported()
        listed = [
            _host.types.Criterion(one.id, one.title, list(one.roles), list(one.points))
            for one in criteria()
        ]
        return _host.types.Info(probe.family, _version, probe.title, listed)

    def evaluate(self) -> object:
        """What the contract's `evaluate` answers: every task is judged, or leaves requests."""
        answer = _host.types.Answer([], [])
        for index, given in enumerate(_host.params.tasks()):
            criterion = criterion_of(given.criterion)
            if criterion is None:
                family = exported().family
                raise Err(f"probe `{family}` has no criterion `{given.criterion}`")
            _answer(answer, criterion, Task(index, given.point, given.page))
        return answer


def _answer(answer: object, criterion: Criterion, task: Task) -> None:
    try:
        judged = criterion.judge(task)
        if not isinstance(judged, Judged):
            raise TypeError(f"`{criterion.id}` gives back {type(judged).__name__}, not Judged")
    except Ask as ask:
        answer.requests.extend(  # type: ignore[attr-defined]
            _host.types.Request(task.index, one.url, one.role, one.page.index) for one in ask.wanted
        )
        return
    except Fault as fault:
        raise Err(f"point `{task.point}`: {fault}") from None
    except Stop as stop:
        judged = Judged.of_stop(stop)
    except Exception as error:  # noqa: BLE001 whatever it is, the host goes on
        places = _places(error)
        for place in places:
            _host.log.write(_host.log.Level.WARN, f"at {place}")
        said = f"{type(error).__name__}: {error}"
        raise Err(f"point `{task.point}`: {said} ({places[-1]})") from None
    answer.verdicts.append(_verdict(task, judged))  # type: ignore[attr-defined]


def _verdict(task: Task, judged: Judged) -> object:
    evidence = [
        _host.types.Evidence(one.page.index, one.node, one.quote) for one in judged.evidence
    ]
    return _host.types.Verdict(
        task.index, judged.finding, evidence, judged.confidence, judged.remark
    )


def _places(error: Exception) -> list[str]:
    """The lines an exception passed, those of the author's files if there are any.

    Not by the module `traceback`: it looks for the sources, and there are no files.
    """
    places: list[tuple[str, int]] = []
    step = error.__traceback__
    while step is not None:
        places.append((step.tb_frame.f_code.co_filename, step.tb_lineno))
        step = step.tb_next
    own = [place for place in places if "/probe_sdk/" not in place[0]]
    return [f"{file.rpartition('/')[2]}:{line}" for file, line in own or places]
