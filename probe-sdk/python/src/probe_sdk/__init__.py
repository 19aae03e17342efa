"""Write an evaluation probe in Python.

A probe is a WebAssembly component that looks at fetched pages and says what it
found. It has no network, no clock, no randomness and no files: the same pages
give the same verdicts on any machine, in any year.

An author writes one function per criterion, in a straight line. A page that is
not there yet is asked for by an exception that the author does not catch: the
host fetches it and calls again from the start.

    from probe_sdk import Judged, Task, criterion, export_probe

    @criterion(id="duty-list", title="责任清单可达", roles=["home"], points=["A1.1-1"])
    def duty_list(task: Task) -> Judged:
        \"\"\"Is a duty list published within one click of the home page?\"\"\"
        home = task.start()
        page = home.follow(["责任清单"], "list_page")
        rows = page.texts("table tr", 200)
        return Judged.truth(len(rows) > 1).seen(rows[:1])

    export_probe(family="example", title="示例")

The names are those of the Rust SDK, and so is what they mean.
"""

from .dates import days, parse_day
from .judge import ABSENCE_CONFIDENCE, QUOTE_CHARS_MAX, Evidence, Judged
from .link import Failure, Link, failed
from .page import LINKS_MAX, SHELL_LINKS_MAX, Hit, Page, PageInfo
from .probe import Criterion, criterion, export_probe
from .stop import Absent, Ask, Fault, Stop, Unknown, UnknownReason, Wanted
from .task import Place, Task

__all__ = [
    "ABSENCE_CONFIDENCE",
    "LINKS_MAX",
    "QUOTE_CHARS_MAX",
    "SHELL_LINKS_MAX",
    "Absent",
    "Ask",
    "Criterion",
    "Evidence",
    "Failure",
    "Fault",
    "Hit",
    "Judged",
    "Link",
    "Page",
    "PageInfo",
    "Place",
    "Stop",
    "Task",
    "Unknown",
    "UnknownReason",
    "Wanted",
    "criterion",
    "days",
    "export_probe",
    "failed",
    "parse_day",
]
