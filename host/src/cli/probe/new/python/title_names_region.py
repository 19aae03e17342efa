"""# What it asks
Whether the title of the home page names the region.

# Why it counts
A search engine and a bookmark show of a site nothing else.

# How it is judged
The title holds the region's short name.

# When it is unknown
The page has no title. No title is no answer, and unknown is never zero.

# Source
An example. Name here the rule or the text your criterion comes from.
"""

from probe_sdk import Judged, Task, UnknownReason, criterion


@criterion(
    id="title-names-region",
    title="标题写明地区",
    roles=["home"],
    points=["A1.1-{{name}}"],
)
def judge(task: Task) -> Judged:
    # A page that is not there yet is asked for by an exception, for example of `start.follow(…)`.
    start = task.start()
    titles = start.texts("title", 1)
    if not titles:
        return Judged.unknown(UnknownReason.NOT_STATED, "the page has no title")
    title = titles[0]
    is_named = task.place.short_name in title.text
    return Judged.truth(is_named).seen(title)
