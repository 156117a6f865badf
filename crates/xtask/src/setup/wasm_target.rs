//! The standard library for WebAssembly.

use std::process::Command;

use super::apt;
use crate::step::Failure;
use crate::wasm::Toolchain;

/// Makes sure that some toolchain here can build for WebAssembly: rustup's, else Debian's compiler with its sources.
///
/// # Errors
///
/// When neither is there or to be had.
pub(super) fn ensure() -> Result<(), Failure> {
    if Toolchain::rustup().is_some() {
        return Ok(());
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).status();
    if added.is_ok_and(|status| status.success()) && Toolchain::rustup().is_some() {
        return Ok(());
    }
    if Toolchain::debian().is_some() {
        return Ok(());
    }
    eprintln!(
        "      rustup cannot add {TARGET}; trying Debian's compiler, which builds the standard library itself"
    );
    apt::install(
        &["rustc-web", "cargo-web", "rust-web-src", "libstd-rust-web-dev"],
        "no Rust for WebAssembly",
    )?;
    Toolchain::debian().map(|_| ()).ok_or_else(|| {
        Failure(format!(
            "Debian's compiler lacks its sources or a linker; `rustup target add {TARGET}` is the other way"
        ))
    })
}

const TARGET: &str = "wasm32-unknown-unknown";
