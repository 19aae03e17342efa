//! Ctrl-C: the first stops cleanly, a second one at once.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Exit;
use crate::run::Stop;

/// From now on SIGINT and SIGTERM wish `stop`, and a second one ends the process there and
/// then; nothing that was recorded is lost by that either. A machine without such signals
/// goes on as it was.
pub fn stop_on_signals(stop: &Stop) {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    let stop = stop.clone();
    std::thread::spawn(move || {
        for _ in &mut signals {
            if stop.is_wished() {
                signal_hook::low_level::exit(i32::from(Exit::Stopped.code()));
            }
            stop.wish();
        }
    });
}
