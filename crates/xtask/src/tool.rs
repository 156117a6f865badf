//! The commands that tasks are made of, all run from the root of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::step::Failure;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest)
}

/// A cargo command, as if it were typed.
///
/// The variables by which `cargo run` describes this very package are taken away: build scripts that look at
/// them would build everything above them again.
pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = cargo_at(Path::new("cargo"));
    command.args(arguments);
    command
}

/// A command of the cargo at `program`, as [`cargo`].
pub(crate) fn cargo_at(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}

/// An npm command in the folder of the npm workspaces.
pub(crate) fn npm<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(root().join("js"));
    command
}

/// The SHA-256 of a file, in hexadecimal.
///
/// # Errors
///
/// When the file cannot be read.
pub(crate) fn digest(file: &Path) -> Result<String, Failure> {
    let bytes =
        std::fs::read(file).map_err(|error| Failure(format!("cannot read {}: {error}", file.display())))?;
    Ok(digest_of(&bytes))
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |set| root().join(set))
}

/// What `command` prints to stdout.
///
/// # Errors
///
/// When the command cannot be started, does not succeed or prints something else than UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|error| Failure(format!("cannot start {shown}: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure(format!("{shown} ended with {}: {}", output.status, said.trim_end())));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Failure(format!("{shown} printed something else than UTF-8")))
}
