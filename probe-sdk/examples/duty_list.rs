//! A criterion that follows a link, over three sites: the list is there, it is not, nobody answered.
//!
//! `cargo run -p probe-sdk --example duty_list`

#![expect(clippy::print_stdout, reason = "an example shows what comes of it")]

use probe_sdk::testing::Site;
use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

/// Is a duty list published within one click of the home page?
fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    // Not fetched yet? `?` asks for the page, and the host calls again with it.
    let list = home.follow(&["责任清单", "权责清单"], "list_page")?;
    let rows = list.texts("table tr, ul.list li", 200);
    let Some(first) = rows.first() else {
        return Err(list.absent("a list without entries"));
    };
    Ok(Judged::truth(true).seen([first]).note(format!("{} entries", rows.len())))
}

const DUTY_LIST: Criterion = Criterion {
    id: "duty-list",
    title: "责任清单可达",
    roles: &["home"],
    points: &["A1.1-1"],
    judge,
};

export_probe! { family: "example", title: "示例", criteria: [DUTY_LIST] }

const HOME: &str = r#"<a href="/zrqd">责任清单</a>"#;
const LIST: &str = r#"<ul class="list"><li>行政许可</li><li>行政处罚</li></ul>"#;

fn main() {
    let site = || Site::new().page("home", "https://www.example.test/", HOME);
    let there = site().page("list_page", "https://www.example.test/zrqd", LIST);
    let bare = Site::new().page("home", "https://www.example.test/", "<a href=\"/news\">新闻</a>");
    for (name, site) in [("there", there), ("no link", bare), ("silent", site().silent())] {
        let outcome = site.judge(&probe(), "duty-list");
        let quotes: Vec<_> = outcome.evidence.iter().map(|one| one.quote.as_str()).collect();
        println!("{name}: {} {quotes:?}, asked for {:?}", outcome.said(), outcome.followed);
    }
}
