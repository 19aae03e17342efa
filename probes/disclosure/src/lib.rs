//! Lists of duties and powers, and the disclosure of government information (权责清单与政府信息公开).

mod accountability;
mod age;
mod annual_report;
mod catalogue_categories;
mod categories;
mod column_freshness;
mod department_cover;
mod drawn;
mod duty_list;
mod flow_charts;
mod guide_elements;
mod guide_links;
mod item_codes;
mod list_elements;
mod list_freshness;
mod list_reachable;
mod list_usable;
mod metadata;
mod portal_agreement;
mod request_form;
mod search;
mod split_entries;
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
        accountability::CRITERION,
        department_cover::CRITERION,
        list_usable::CRITERION,
        item_codes::CRITERION,
        flow_charts::CRITERION,
        portal_agreement::CRITERION,
        metadata::CRITERION,
        column_freshness::CRITERION,
        split_entries::CRITERION,
        guide_links::CRITERION,
        duty_list::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
