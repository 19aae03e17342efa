//! Whether the input has what the template reads, so that an error names it.

use serde_json::Value;

/// The tables the template reads.
const TABLES: [&str; 5] = ["regions", "indicators", "points", "indicator_scores", "point_scores"];

/// What is wrong with the input.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    /// It is no JSON; the cause has line and column.
    #[error("not JSON")]
    Json(#[source] serde_json::Error),
    /// A table is not there.
    #[error("it has no table `{0}`")]
    NoTable(&'static str),
    /// There is nothing to report.
    #[error("no region was judged in it")]
    NoRegion,
}

/// Whether every table is there and a region has a total.
///
/// # Errors
///
/// See [`DataError`].
pub(crate) fn check(bytes: &[u8]) -> Result<(), DataError> {
    let data: Value = serde_json::from_slice(bytes).map_err(DataError::Json)?;
    let table = |name: &str| data.get("tables")?.get(name)?.as_array();
    for name in TABLES {
        table(name).ok_or(DataError::NoTable(name))?;
    }
    let judged = |row: &Value| row.get("judged").and_then(Value::as_bool) == Some(true);
    if table("regions").is_some_and(|rows| rows.iter().any(judged)) {
        Ok(())
    } else {
        Err(DataError::NoRegion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(json: &str, expected: &str) {
        let error = check(json.as_bytes()).expect_err("refused");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn what_is_no_export_is_refused_with_what_is_missing() {
        refused("{", "not JSON");
        refused("{}", "it has no table `regions`");
        let empty = r#"{"tables":{"regions":[{"judged":false}],"indicators":[],"points":[],
            "indicator_scores":[],"point_scores":[]}}"#;
        refused(empty, "no region was judged in it");
    }
}
