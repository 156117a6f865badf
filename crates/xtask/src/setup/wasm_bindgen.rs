//! The tool that makes JavaScript's side of the module; its version has to be that of the library, to the last number.

use std::path::PathBuf;
use std::process::Command;

use crate::step::Failure;
use crate::tool::{cargo, output, root, target};

/// Installs wasm-bindgen's command below the target folder unless it is there in the version that `Cargo.lock` names.
///
/// # Errors
///
/// When it cannot be built.
pub(super) fn ensure() -> Result<(), Failure> {
    let version = version()?;
    let there = output(Command::new(path()).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().nth(1) == Some(version.as_str()));
    if there {
        return Ok(());
    }
    // Its own lock file names versions that a registry may have withdrawn.
    let mut install = cargo(["install", "--quiet", "--force", "wasm-bindgen-cli", "--version", &version]);
    let status = install.arg("--root").arg(tools()).status();
    if status.is_ok_and(|status| status.success()) {
        Ok(())
    } else {
        Err(Failure(format!("`cargo install wasm-bindgen-cli --version {version}` failed; see above")))
    }
}

/// Where the command is.
pub(crate) fn path() -> PathBuf {
    tools().join("bin/wasm-bindgen")
}

/// The version of the library in `Cargo.lock`.
///
/// # Errors
///
/// When `Cargo.lock` cannot be read or does not name it.
pub(crate) fn version() -> Result<String, Failure> {
    let file = root().join("Cargo.lock");
    let text = std::fs::read_to_string(&file)
        .map_err(|error| Failure(format!("cannot read {}: {error}", file.display())))?;
    text.split("[[package]]")
        .find(|package| package.contains("\nname = \"wasm-bindgen\"\n"))
        .and_then(|package| package.split("version = \"").nth(1)?.split('"').next())
        .map(str::to_owned)
        .ok_or_else(|| Failure("Cargo.lock names no wasm-bindgen".to_owned()))
}

fn tools() -> PathBuf {
    target().join("tools")
}
