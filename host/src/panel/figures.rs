//! Figures as a table of RFC 4180.

use std::io;

use crate::report::csv_text;
use crate::review::Figures;

/// A line for each point: what the index takes as the errors of its judge. Unmeasured is empty.
///
/// # Errors
///
/// If `out` fails.
pub fn write_figures_csv(out: &mut impl io::Write, figures: &Figures) -> io::Result<()> {
    let head = "point,precision,precision_lower,precision_upper,n_found_by_lot,recall,recall_lower,\
                recall_upper,n_not_found_by_lot,n_reviewed,n_wrong";
    write!(out, "{head}\r\n")?;
    for (point, one) in &figures.points {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let [precision_lower, precision_upper] = one.precision_interval;
        let [recall_lower, recall_upper] = one.recall_interval;
        write!(
            out,
            "{},{},{precision_lower},{precision_upper},{},{},{recall_lower},{recall_upper},{},{},{}\r\n",
            csv_text(point),
            number(one.precision),
            one.n_found_by_lot,
            number(one.recall),
            one.n_not_found_by_lot,
            one.n_reviewed,
            one.n_wrong,
        )?;
    }
    Ok(())
}
