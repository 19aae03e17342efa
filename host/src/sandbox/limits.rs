//! What one call of a probe may use.

/// Limits of one call. All are deterministic but the deadline, which is only a net.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Fuel of the guest's own instructions plus host work on its behalf, in fuel units
    /// (about one per instruction). Ten points on a page use about 20,000, so the default
    /// leaves three orders of magnitude for probes that compute.
    pub fuel: u64,
    /// Linear memory in bytes. A page is not copied into the guest unless it asks for
    /// its source, so the default holds a page of 8 MiB several times over.
    pub memory_bytes_max: usize,
    /// Bytes one call may pass to the host, answer included: a verdict is under 1 KiB.
    pub output_bytes_max: usize,
    /// Bytes of log messages kept per call; the rest is dropped and counted.
    pub log_bytes_max: usize,
    /// Milliseconds of wall time, for what fuel cannot see. On a loaded machine a call
    /// that needs a millisecond may wait for hundreds.
    pub deadline_ms: u64,
    /// Requests in one answer; more than any site has pages worth asking for.
    pub requests_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 50_000_000,
            memory_bytes_max: 32 << 20,
            output_bytes_max: 1 << 20,
            log_bytes_max: 64 << 10,
            deadline_ms: 2_000,
            requests_max: 200,
        }
    }
}
