//! Says what contract 0.2 tells it: how the page came, why another did not, what a form asks for.

use probe_sdk::{Criterion, Judged, Step, Task, failed};

const CRITERION: Criterion =
    Criterion { id: "judge", title: "judge", roles: &["home"], points: &[], judge };

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let form = page.select("form", 1).first().copied().unwrap_or_default();
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
    let why = |url: &str| {
        or_none(failed(url).map(|failure| {
            let status = or_none(failure.status.map(|status| status.to_string()));
            format!("{} {status}", failure.class)
        }))
    };
    Ok(Judged::text(format!(
        "elapsed {}, colour {}, by {}, asks {}, gone {}, unasked {}",
        or_none(page.fact("elapsed-ms")),
        or_none(page.fact("colour")),
        page.hops().join(" "),
        or_none(page.form_url(form, &[("q", "公")])),
        why("http://a.test/gone"),
        why("http://a.test/unasked"),
    )))
}

probe_sdk::export_probe! {
    family: "tells_how_it_came",
    title: "tells how it came",
    criteria: [CRITERION],
}
