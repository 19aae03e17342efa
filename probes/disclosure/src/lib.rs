//! Lists of duties and powers, and the disclosure of government information (权责清单与政府信息公开).

mod annual_report;
mod catalogue_categories;
mod categories;
mod guide_elements;
mod list_elements;
mod list_freshness;
mod list_reachable;
mod request_form;
mod type_coverage;

probe_sdk::export_probe! {
    family: "disclosure",
    title: "权责清单与政府信息公开",
    criteria: [
        list_reachable::CRITERION,
        list_elements::CRITERION,
        type_coverage::CRITERION,
        list_freshness::CRITERION,
        annual_report::CRITERION,
        guide_elements::CRITERION,
        catalogue_categories::CRITERION,
        request_form::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
