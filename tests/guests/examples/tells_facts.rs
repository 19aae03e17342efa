//! Says what is known of how the start page and the pages behind its links came.

use probe_sdk::{Criterion, Judged, Link, Page, Step, Task};

const CRITERION: Criterion =
    Criterion { id: "judge", title: "judge", roles: &["home"], points: &[], judge };

const FACTS: [&str; 8] = [
    "elapsed-ms",
    "n-bytes",
    "media-type",
    "body-kind",
    "ip-version",
    "ip-versions",
    "certificate-until",
    "certificate-problem",
];

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let mut pages = vec![start];
    pages.extend(Link::open_all(&start.links(&[], 10), "linked")?);
    pages.extend(task.pages().into_iter().skip(1));
    Ok(Judged::text(pages.into_iter().map(told).collect::<Vec<_>>().join("\n")))
}

/// What the page's address ends in, with its facts; of times only that they are.
fn told(page: Page) -> String {
    let url = page.info().url;
    let known = FACTS.iter().filter_map(|name| {
        let value = page.fact(name)?;
        let is_time = *name == "elapsed-ms" && value.parse::<u64>().is_ok();
        Some(format!(" {name}={}", if is_time { "ms" } else { &value }))
    });
    url.rsplit('/').next().into_iter().map(str::to_owned).chain(known).collect()
}

probe_sdk::export_probe! {
    family: "tells_facts",
    title: "tells facts",
    criteria: [CRITERION],
}
