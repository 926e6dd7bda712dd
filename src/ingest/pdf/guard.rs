//! Foreign parsers run here: a deep stack of their own, and a panic becomes a message.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Stack for hayro and lopdf: both recurse over nested objects (hayro up to 50 nested forms), and worker threads have only 2 MB.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a deep stack.
pub(super) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("pdf".into()).stack_size(STACK).spawn_scoped(scope, work);
        thread.map_err(|error| error.to_string())?.join().map_err(|payload| message(payload.as_ref()))
    })
}

/// Runs `work` on this thread; what it wrote before a panic stays usable because callers only append to plain data.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Stopped> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| match payload.downcast_ref::<OverBudget>() {
        Some(OverBudget) => Stopped::OverBudget,
        None => Stopped::Panicked(message(payload.as_ref())),
    })
}

/// Why guarded work did not finish.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It reached a limit of ours.
    OverBudget,
    /// The parser panicked.
    Panicked(String),
}

struct OverBudget;

/// Leaves an interpreter that cannot be asked to stop. Unwinds without the panic hook: this is a limit, not a fault.
pub(super) fn stop_over_budget() -> ! {
    std::panic::resume_unwind(Box::new(OverBudget))
}

fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string).or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "the PDF reader failed".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_and_a_fault_are_told_apart() {
        assert_eq!(caught(|| stop_over_budget()), Err::<(), _>(Stopped::OverBudget));
        assert_eq!(deep(|| 7), Ok(7));
    }
}
