//! Ctrl-C: the first lets what is being done come to an end, the second ends the program.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::INTERRUPTED;

/// Becomes true once the user has asked to stop. Where the system does not let signals be caught, the first ends the program at once.
pub(super) fn flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag down, and only then raises it.
        let end = flag::register_conditional_shutdown(signal, INTERRUPTED.into(), Arc::clone(&stop));
        let _ = end.and_then(|_| flag::register(signal, Arc::clone(&stop)));
    }
    stop
}
