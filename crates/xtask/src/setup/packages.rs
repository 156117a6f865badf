//! The npm packages of `js/`.

use std::process::Command;

use crate::step::Failure;
use crate::tool::{digest, npm, output, root};

/// Installs the packages of the lock file unless the same are there.
///
/// # Errors
///
/// When Node is missing or too old, or npm does not succeed.
pub(super) fn ensure() -> Result<(), Failure> {
    let node = output(Command::new("node").arg("--version"))
        .map_err(|_| Failure("there is no Node here; install Node 20 or later with npm".to_owned()))?;
    let major: u32 =
        node.trim().trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok()).unwrap_or(0);
    if major < 20 {
        return Err(Failure(format!("Node {} is too old; install Node 20 or later", node.trim())));
    }
    let js = root().join("js");
    let lock = digest(&js.join("package-lock.json"))?;
    let mark = js.join("node_modules/.lock-digest");
    if std::fs::read_to_string(&mark).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    let status = npm(["ci", "--no-audit", "--no-fund"]).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(Failure("`npm ci` failed in js; see above".to_owned()));
    }
    std::fs::write(&mark, lock).map_err(|error| Failure(format!("cannot write {}: {error}", mark.display())))
}
