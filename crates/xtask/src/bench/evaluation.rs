//! Evaluations per second, beside another evaluator: a program of its own workspace, so that nothing else builds that evaluator.

use crate::step::Failure;
use crate::tool::{cargo, output};

/// Builds and runs the program, which prints Markdown tables.
///
/// # Errors
///
/// When it cannot be built, or an evaluation gives another decision than it should.
pub(crate) fn run() -> Result<(), Failure> {
    let manifest = "benches/evaluation/Cargo.toml";
    print!(
        "{}",
        output(&mut cargo(["run", "--quiet", "--release", "--locked", "--manifest-path", manifest]))?
    );
    Ok(())
}
