//! `cargo xtask wasm`: the WebAssembly module of the npm package, built, or held against its sources.
//!
//! | file | what |
//! |---|---|
//! | `toolchain` | which compiler builds it |
//! | `build` | compiler, wasm-bindgen and wasm-opt, one after the other |
//! | `provenance` | what it was made of and with, `js/wasm/PROVENANCE.json` |
//!
//! wasm-pack would run the same three tools. It hands wasm-bindgen a fixed list of options, and the one that makes a new
//! instance after a trap, `--experimental-reset-state-function`, is not among them.

mod build;
mod provenance;
mod toolchain;

use std::path::PathBuf;

use build::Built;
use provenance::Provenance;
pub(crate) use toolchain::Toolchain;

use crate::step::Failure;
use crate::tool::{digest, root};

/// Builds the module into `js/wasm`.
///
/// # Errors
///
/// When a tool is missing or fails.
pub(crate) fn run() -> Result<(), Failure> {
    let toolchain = Toolchain::find()?;
    let built = build::build(&toolchain)?;
    for (name, bytes) in built.files() {
        write(name, bytes)?;
    }
    write("PROVENANCE.json", Provenance::of(&toolchain, &built)?.text().as_bytes())?;
    println!("js/wasm/can_assume.wasm: {} bytes", built.module.len());
    Ok(())
}

/// Holds the committed module against its sources: their digest everywhere, its bytes where the compiler that made it is.
///
/// # Errors
///
/// When the sources or a file are not those that the provenance names, or building gives other bytes.
pub(crate) fn check() -> Result<(), Failure> {
    let recorded = Provenance::read(&folder().join("PROVENANCE.json"))?;
    if recorded.sources != provenance::sources()? {
        return Err(Failure(
            "the crates of the module have changed since it was built; run `cargo xtask wasm`".into(),
        ));
    }
    for (name, expected) in &recorded.files {
        if digest(&folder().join(name))? != *expected {
            return Err(Failure(format!(
                "js/wasm/{name} is not the one that was built; run `cargo xtask wasm`"
            )));
        }
    }
    let toolchain = Toolchain::find()?;
    let built = build::build(&toolchain)?;
    let here = Provenance::of(&toolchain, &built)?;
    if here.tools != recorded.tools {
        eprintln!("      built with other tools than the committed module, so the bytes are not compared");
        return Ok(());
    }
    match here.files.iter().find(|file| !recorded.files.contains(file)) {
        None => Ok(()),
        Some((name, _)) => Err(Failure(format!(
            "building gives another {name} than the committed one; run `cargo xtask wasm`"
        ))),
    }
}

fn write(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let file = folder().join(name);
    std::fs::write(&file, bytes).map_err(|error| Failure(format!("cannot write {}: {error}", file.display())))
}

/// The folder of the npm package.
fn folder() -> PathBuf {
    root().join("js/wasm")
}
