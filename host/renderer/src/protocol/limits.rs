//! How far the rendering of one page goes.

use serde::{Deserialize, Serialize};

/// Pixels of a viewport at most: 4096 × 4096, whose raw picture is 64 MiB.
pub const PIXELS_MAX: u64 = 4096 * 4096;

/// How far the rendering of one page goes. Times are the page's own: they stand still while
/// the host owes it an answer, because the host's pace is not the page's fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Requests of the page, those that are refused included.
    pub requests_max: u32,
    /// Bytes of all bodies together.
    pub bytes_max: u64,
    /// Longest time until the page has loaded, in milliseconds.
    pub load_ms_max: u32,
    /// How long a loaded page must ask for nothing to be taken, in milliseconds.
    pub quiet_ms: u32,
    /// Longest time to wait for that, in milliseconds; then it is taken as it is.
    pub settle_ms_max: u32,
    /// Bytes of the document at the end.
    pub dom_bytes_max: u64,
    /// Bytes of the screenshot.
    pub screenshot_bytes_max: u64,
    /// Width of the viewport in pixels; with the height at most [`PIXELS_MAX`].
    pub viewport_width: u32,
    /// Height of the viewport in pixels.
    pub viewport_height: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_max: 200,
            bytes_max: 32 << 20,
            load_ms_max: 15_000,
            quiet_ms: 500,
            settle_ms_max: 10_000,
            dom_bytes_max: 8 << 20,
            screenshot_bytes_max: 8 << 20,
            viewport_width: 1280,
            viewport_height: 800,
        }
    }
}

impl Limits {
    /// Whether the viewport is one: neither empty nor more than [`PIXELS_MAX`].
    pub fn has_viewport(&self) -> bool {
        let n_pixels = u64::from(self.viewport_width) * u64::from(self.viewport_height);
        (1..=PIXELS_MAX).contains(&n_pixels)
    }
}
