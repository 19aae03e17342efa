//! The table of who slowed a run down.

use std::io::{self, Write};
use std::time::Duration;

use crate::fetch::HostReport;
use crate::report::clean;

/// Hosts shown; the others are counted.
const HOSTS_SHOWN_MAX: usize = 10;

/// Writes the hosts most time was spent on. Nothing where nobody was asked.
pub(crate) fn write(hosts: &[HostReport], err: &mut dyn Write) -> io::Result<()> {
    if hosts.is_empty() {
        return Ok(());
    }
    writeln!(err, "最费时的主机 hosts most time went to:")?;
    writeln!(err, "    请求 req   重试 again   等候 waited   应答 answered  主机 host")?;
    for host in HostReport::slowest(hosts).into_iter().take(HOSTS_SHOWN_MAX) {
        write!(
            err,
            "  {:>10} {:>12} {:>13} {:>15}  {}",
            host.n_requests,
            host.n_retries,
            seconds(host.waited_ms),
            seconds(host.answered_ms),
            clean(&host.host)
        )?;
        for (failure, n) in &host.failures {
            write!(err, " {failure} {n}")?;
        }
        if host.n_slow_downs > 0 {
            write!(err, " 要求放慢 asked us to slow down {}", host.n_slow_downs)?;
        }
        writeln!(err)?;
    }
    if let Some(n_more @ 1..) = hosts.len().checked_sub(HOSTS_SHOWN_MAX) {
        writeln!(err, "  … 另有 {n_more} 个 more")?;
    }
    Ok(())
}

fn seconds(ms: u64) -> String {
    format!("{:.1} s", Duration::from_millis(ms).as_secs_f64())
}
