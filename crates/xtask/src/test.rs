//! `cargo xtask test`: everything that must hold before a change lands.

use clap::Args;

use crate::step::{Failure, Steps};
use crate::tool::cargo;
use crate::{docs, setup};

/// What to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the rendered documentation and the generated files
    #[arg(long)]
    fast: bool,
}

/// Runs the steps in the order in which they fail soonest and stops at the first that fails.
///
/// # Errors
///
/// The first step that fails, with the command that repeats it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let own = if options.fast { 3 } else { 5 };
    let mut steps = Steps::new("test", setup::STEPS + own);
    setup::steps(&mut steps)?;
    steps.run("format", &mut cargo(["fmt", "--all", "--check"]))?;
    steps.run(
        "lint",
        &mut cargo(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    )?;
    steps.run("tests", &mut cargo(["test", "--locked", "--workspace"]))?;
    if !options.fast {
        let mut rustdoc = cargo(["doc", "--locked", "--workspace", "--no-deps"]);
        steps.run("rustdoc", rustdoc.env("RUSTDOCFLAGS", "-D warnings"))?;
        steps.step("generated", "cargo xtask docs --check", docs::check)?;
    }
    steps.finish();
    Ok(())
}
