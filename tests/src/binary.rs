//! The built `can-assume`, ready to be started as a user would start it.
#![expect(clippy::panic, reason = "a test that cannot build the tool cannot go on")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// The root of the repository.
pub fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// A command that starts the tool, built once per test program, the same on every terminal: 100 columns,
/// UTF-8, no colour.
///
/// # Panics
///
/// When the tool cannot be built.
pub fn can_assume() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let mut command = Command::new(PROGRAM.get_or_init(build));
    for variable in ["FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CI"] {
        command.env_remove(variable);
    }
    command.env("NO_COLOR", "1").env("COLUMNS", "100").env("LC_ALL", "C.UTF-8");
    command
}

/// Builds the tool in the profile that the tests run in and returns its path.
///
/// The variables by which `cargo test` describes this very package are taken away: build scripts that look at
/// them would build everything above them again.
fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root()).args(["build", "--quiet", "--package", "can-assume"]);
    command.arg("--message-format=json-render-diagnostics");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let Ok(output) = command.output() else { panic!("cannot start cargo") };
    let said = String::from_utf8_lossy(&output.stdout);
    let executable = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message.pointer("/target/name").and_then(Value::as_str) == Some("can-assume"))
        .find_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)));
    let Some(executable) = executable.filter(|_| output.status.success()) else {
        panic!("cannot build can-assume:\n{}", String::from_utf8_lossy(&output.stderr));
    };
    executable
}
