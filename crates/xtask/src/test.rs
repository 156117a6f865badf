//! `cargo xtask test`: everything that must hold before a change lands.

use clap::Args;

use crate::step::{Failure, Steps};
use crate::tool::{cargo, npm};
use crate::{dist, docs, setup, wasm};

/// What to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the rendered documentation, the generated files and everything in JavaScript
    #[arg(long)]
    fast: bool,
}

/// Runs the steps in the order in which they fail soonest and stops at the first that fails.
///
/// # Errors
///
/// The first step that fails, with the command that repeats it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let own = if options.fast { 3 } else { 8 };
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
        steps.step("wasm", "cargo xtask wasm --check", wasm::check)?;
        steps.step("dist", "cargo xtask dist --check", dist::check)?;
        let mut javascript = npm(["test", "--workspaces", "--if-present"]);
        if let Some(browser) = setup::find_browser() {
            javascript.env("CHROMIUM", browser);
        }
        steps.run("javascript", &mut javascript)?;
    }
    steps.finish();
    Ok(())
}
