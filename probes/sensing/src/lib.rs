//! Active sensing: responses to what moves people, interpretations, results of consultations, surveys,
//! rumours and warnings, comments, hot services (主动感知).

mod comments_answered;
mod hot_services;
mod interpretation_links;
mod response_freshness;
mod results_published;
mod rumour_column;
mod survey;

probe_sdk::export_probe! {
    family: "sensing",
    title: "主动感知",
    criteria: [
        response_freshness::CRITERION,
        interpretation_links::CRITERION,
        results_published::CRITERION,
        survey::CRITERION,
        rumour_column::CRITERION,
        comments_answered::CRITERION,
        hot_services::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
