//! Parts of the Rust toolchain.

use std::process::{Command, Stdio};

use crate::step::Failure;
use crate::tool::cargo;

/// A part of the Rust toolchain and the cargo command that shows that it is there.
pub(super) struct Component {
    pub(super) name: &'static str,
    subcommand: &'static str,
}

/// Adds the component unless it is there.
pub(super) fn ensure(component: &Component) -> Result<(), Failure> {
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

pub(super) const ALL: &[Component] =
    &[Component { name: "rustfmt", subcommand: "fmt" }, Component { name: "clippy", subcommand: "clippy" }];
