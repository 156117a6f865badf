//! `cargo xtask setup`: makes the machine ready for the other tasks.

use std::process::{Command, Stdio};

use crate::step::{Failure, Steps};
use crate::tool::cargo;

/// How many steps [`steps`] takes.
pub(crate) const STEPS: usize = COMPONENTS.len() + 1;

/// Makes the machine ready.
///
/// # Errors
///
/// When a component is neither there nor to be had, or the dependencies cannot be fetched.
pub(crate) fn run() -> Result<(), Failure> {
    let mut all = Steps::new("setup", STEPS);
    steps(&mut all)?;
    all.finish();
    Ok(())
}

/// The steps of the set-up, as part of another task.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn steps(steps: &mut Steps) -> Result<(), Failure> {
    for component in COMPONENTS {
        steps.step(component.name, &format!("rustup component add {}", component.name), || {
            ensure(component)
        })?;
    }
    steps.run("fetch", &mut cargo(["fetch", "--locked"]))
}

/// A part of the Rust toolchain and the cargo command that shows that it is there.
struct Component {
    name: &'static str,
    subcommand: &'static str,
}

/// Adds the component unless it is there.
fn ensure(component: &Component) -> Result<(), Failure> {
    if has(component) {
        return Ok(());
    }
    let added = Command::new("rustup").args(["component", "add", component.name]).status();
    if added.is_ok_and(|status| status.success()) && has(component) {
        return Ok(());
    }
    Err(Failure(format!(
        "the Rust toolchain has no {name} and rustup could not add it; install it the way you installed Rust",
        name = component.name
    )))
}

/// Whether the component's cargo command starts.
fn has(component: &Component) -> bool {
    cargo([component.subcommand, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

const COMPONENTS: &[Component] =
    &[Component { name: "rustfmt", subcommand: "fmt" }, Component { name: "clippy", subcommand: "clippy" }];
