//! Compiler, wasm-bindgen and wasm-opt, one after the other.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Toolchain;
use crate::setup::wasm_bindgen_path;
use crate::step::Failure;
use crate::tool::{cargo_at, root, target};

/// What building makes.
pub(super) struct Built {
    /// The module.
    pub(super) module: Vec<u8>,
    /// JavaScript's side of it.
    glue: Vec<u8>,
}

impl Built {
    /// The files of the package that are made, with their names.
    pub(super) fn files(&self) -> [(&'static str, &[u8]); 2] {
        [("can_assume.wasm", &self.module), ("glue.js", &self.glue)]
    }
}

/// Builds the module; the same sources and tools give the same bytes, wherever the checkout is.
///
/// # Errors
///
/// When a tool is missing or fails.
pub(super) fn build(toolchain: &Toolchain) -> Result<Built, Failure> {
    let folder = target().join("wasm");
    run(&mut compile(toolchain, &folder)?)?;
    let compiled = folder.join("wasm32-unknown-unknown/wasm/can_assume_wasm.wasm");
    let bound = folder.join("bound");
    run(Command::new(wasm_bindgen_path()).args(BINDGEN).arg("--out-dir").arg(&bound).arg(&compiled))?;
    let optimised = folder.join("can_assume.wasm");
    let mut optimise = Command::new(root().join("js/node_modules/.bin/wasm-opt"));
    run(optimise
        .args(FEATURES)
        .args(OPTIMISE)
        .arg(bound.join("can_assume_bg.wasm"))
        .arg("-o")
        .arg(&optimised))?;
    Ok(Built { module: read(&optimised)?, glue: read(&bound.join("can_assume.js"))? })
}

/// The compiler's command. Paths of this machine are taken out of the module.
fn compile(toolchain: &Toolchain, folder: &Path) -> Result<Command, Failure> {
    let mut command = cargo_at(&toolchain.cargo);
    command
        .args(["build", "--locked", "--quiet", "--profile", "wasm", "--package", "can-assume-wasm"])
        .args(STD)
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(folder)
        .env("RUSTC", &toolchain.rustc)
        .env("RUSTC_BOOTSTRAP", "1");
    if let Some(linker) = &toolchain.linker {
        command.env_remove("RUSTUP_TOOLCHAIN");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    let remapped = remapped(toolchain)?;
    let remap = remapped.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    let flags: Vec<String> = PANIC.iter().map(|&flag| flag.to_owned()).chain(remap).collect();
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    Ok(command)
}

/// The folders of this machine that a panic's message could name, and what it names instead.
fn remapped(toolchain: &Toolchain) -> Result<Vec<(String, String)>, Failure> {
    let library = toolchain.library.display().to_string();
    let mut found = vec![(root().display().to_string(), ".".to_owned()), (library, "library".to_owned())];
    let home = std::env::var_os("CARGO_HOME")
        .map(std::path::PathBuf::from)
        .or_else(|| Some(std::path::PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let Some(home) = home else { return Err(Failure("neither CARGO_HOME nor HOME is set".to_owned())) };
    for entry in std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten() {
        found.push((entry.path().display().to_string(), "registry".to_owned()));
    }
    Ok(found)
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.stdin(Stdio::null()).stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure(format!("{program} ended with {status}"))),
        Err(error) => Err(Failure(format!("cannot start {program}: {error}; run `cargo xtask setup`"))),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure(format!("cannot read {}: {error}", file.display())))
}

/// The standard library, built for size.
pub(super) const STD: &[&str] = &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic ends the module at once: nobody reads its message there, and what writes it is a tenth of the module.
pub(super) const PANIC: &[&str] = &["-Zunstable-options", "-Cpanic=immediate-abort"];

/// The loader finds the module by itself; a trap must not leave an instance behind that answers wrong.
pub(super) const BINDGEN: &[&str] = &[
    "--target",
    "web",
    "--no-typescript",
    "--omit-default-module-path",
    "--experimental-reset-state-function",
    "--out-name",
    "can_assume",
];

/// What the compiler takes for granted of WebAssembly, and every browser and Node of the last years has.
pub(super) const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
    "--enable-call-indirect-overlong",
];

/// Functions that were made of one generic come to stand side by side, where gzip, which looks back 32 KB, finds them
/// alike. That needs their names, which are taken out after it.
pub(super) const OPTIMISE: &[&str] =
    &["-Oz", "--reorder-functions-by-name", "--strip-debug", "--strip-producers", "--strip-target-features"];
