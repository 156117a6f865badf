//! `cargo xtask bless`: takes today's output of the example folders as the expected one.

use crate::step::{Failure, Steps};
use crate::tool::cargo;

/// Runs the examples and writes what they print into the files that show it.
///
/// # Errors
///
/// When an example does not run, or its decision is not the one that `examples/expected.json` asks for.
pub(crate) fn run() -> Result<(), Failure> {
    let mut steps = Steps::new("bless", 2);
    let mut console = cargo([
        "test",
        "--package",
        "can-assume-tests",
        "--test",
        "examples",
        "every_page_shows_what_is_printed",
    ]);
    steps.run("print", console.env("BLESS", "1"))?;
    steps.run("check", &mut cargo(["test", "--package", "can-assume-tests", "--test", "examples"]))?;
    steps.finish();
    Ok(())
}
