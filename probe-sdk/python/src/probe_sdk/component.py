"""The component: what the contract calls.

Not for authors; `bluebook probe build` joins it with `app.py`.
"""

from __future__ import annotations

from componentize_py_types import Err  # type: ignore[import-not-found]
from wit_world import WitWorld as Contract  # type: ignore[import-not-found]

from . import _host, guards, printed
from .judge import Judged
from .places import passed, place_of
from .probe import Criterion, criteria, criterion_of, exported
from .stop import Ask, Fault, Stop
from .task import Task

_version = "0.0.0"

_PLACES_LOGGED_MAX = 20
"""Lines an exception passed that are logged, the last ones: a recursion passes hundreds."""

_defined: dict[str, str] = {}
"""Where the function of a criterion stands, by the criterion's name."""


def ready(version: str) -> None:
    """Takes the version and checks that there is something to export, while it is built."""
    global _version
    _version = version
    exported()
    if not criteria():
        raise ValueError("no criterion is registered: import its file in app.py")
    for one in criteria():
        _defined[one.id] = place_of(one.judge)
    guards.finish()


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
        guards.begin()
        try:
            return _evaluate()
        finally:
            guards.end()


def _evaluate() -> object:
    answer = _host.types.Answer([], [])
    for index, given in enumerate(_host.params.tasks()):
        criterion = criterion_of(given.criterion)
        if criterion is None:
            family = exported().family
            raise Err(f"probe `{family}` has no criterion `{given.criterion}`")
        _answer(answer, criterion, Task(index, given.point, given.page))
        # A line that one criterion did not end is not begun by the next.
        printed.flush()
    return answer


def _answer(answer: object, criterion: Criterion, task: Task) -> None:
    try:
        judged = criterion.judge(task)
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
        printed.flush()
        places = passed(error)
        for place in places[-_PLACES_LOGGED_MAX:]:
            _host.log.write(_host.log.Level.WARN, f"at {place}")
        said = f"{type(error).__name__}: {error}"
        raise Err(f"point `{task.point}`: {said} ({places[-1]})") from None
    if not isinstance(judged, Judged):
        said = f"`{criterion.id}` gives back {type(judged).__name__}, not Judged"
        raise Err(f"point `{task.point}`: {said} ({_defined[criterion.id]})")
    answer.verdicts.append(_verdict(task, judged))  # type: ignore[attr-defined]


def _verdict(task: Task, judged: Judged) -> object:
    evidence = [
        _host.types.Evidence(one.page.index, one.node, one.quote) for one in judged.evidence
    ]
    return _host.types.Verdict(
        task.index, judged.finding, evidence, judged.confidence, judged.remark
    )
