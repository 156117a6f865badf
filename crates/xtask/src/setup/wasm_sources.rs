//! What the WebAssembly module's standard library is built from.

use std::process::Command;

use super::apt;
use crate::step::Failure;
use crate::wasm::Toolchain;

/// Makes sure that some compiler here has the sources of its standard library: rustup's, else Debian's.
///
/// # Errors
///
/// When neither is there or to be had.
pub(super) fn ensure() -> Result<(), Failure> {
    if Toolchain::rustup().is_some() {
        return Ok(());
    }
    let added = Command::new("rustup").args(["component", "add", "rust-src"]).status();
    if added.is_ok_and(|status| status.success()) && Toolchain::rustup().is_some() {
        return Ok(());
    }
    if Toolchain::debian().is_some() {
        return Ok(());
    }
    eprintln!("      rustup cannot add rust-src; trying Debian's compiler and its sources");
    apt::install(
        &["rustc-web", "cargo-web", "rust-web-src", "libstd-rust-web-dev"],
        "no sources of Rust's standard library",
    )?;
    Toolchain::debian().map(|_| ()).ok_or_else(|| {
        Failure("Debian's compiler lacks its sources or a linker; `rustup component add rust-src` is the other way".to_owned())
    })
}
