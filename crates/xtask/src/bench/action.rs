//! One start of the Action's bundle beside a Node that does nothing, and what the module weighs.

use crate::step::Failure;
use crate::tool::npm;

/// Runs the benchmark of the Action's workspace.
///
/// # Errors
///
/// When npm cannot be started, or a run of the bundle gives another answer than it should.
pub(super) fn run() -> Result<(), Failure> {
    let status = npm(["run", "--silent", "bench", "--workspace", "can-assume-action"]).status();
    if status.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(Failure(
        "the Action's benchmark failed; see above, and run `cargo xtask setup` if npm found nothing".into(),
    ))
}
