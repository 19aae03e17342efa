//! A criterion whose words are a manifest's, so that one function serves many points: what share of the
//! services they name does a page offer?
//!
//! `cargo run -p probe-sdk --example parameters`

#![expect(clippy::print_stdout, reason = "an example shows what comes of it")]

use probe_sdk::testing::Site;
use probe_sdk::{Criterion, Judged, Step, Task, UnknownReason, export_probe};

/// Are the named services on the page?
fn judge(task: &Task) -> Step<Judged> {
    let services = task.words("services");
    if services.is_empty() {
        // A point without its words is a mistake in a manifest, and no fact about a site.
        return Ok(Judged::unknown(UnknownReason::NotApplicable, "no `services` to look for"));
    }
    let page = task.start()?;
    if page.is_shell() {
        return Ok(Judged::unknown(UnknownReason::NeedsRendering, "scripts fill the page"));
    }
    let found = services.iter().filter_map(|name| page.find("a, li, td", &[name]));
    let found: Vec<_> = found.collect();
    Ok(Judged::share(found.len(), services.len()).seen(found.iter().take(3)))
}

const SERVICES_OFFERED: Criterion = Criterion {
    id: "services-offered",
    title: "所列服务的齐全程度",
    roles: &["portal"],
    points: &["A2.1-example"],
    judge,
};

export_probe! { family: "example", title: "示例", criteria: [SERVICES_OFFERED] }

const PORTAL: &str = "<title>办事大厅</title><p>请选择要办理的事项</p>
<ul><li>社保查询</li><li>公积金提取</li><li>户口迁移</li></ul>";

fn main() {
    let judged = |services: &str| {
        let site = Site::new().page("portal", "https://www.example.test/", PORTAL);
        site.param("services", services).judge(&probe(), "services-offered")
    };
    for services in [r#"["社保查询", "公积金提取"]"#, r#"["社保查询", "不动产登记"]"#, "[]"]
    {
        println!("{services}: {}", judged(services).said());
    }
}
