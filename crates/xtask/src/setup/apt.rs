//! Debian's packages.

use std::process::{Command, Stdio};

use crate::step::Failure;
use crate::tool::output;

/// Installs `packages` with apt-get, as root or through sudo. What they are `needed` for is said when they cannot be had.
///
/// # Errors
///
/// When there is no apt-get or it does not succeed.
pub(super) fn install(packages: &[&str], needed: &str) -> Result<(), Failure> {
    let failed = |why: &str| Failure(format!("{needed}: {why}; install {} yourself", packages.join(" ")));
    if !Command::new("apt-get").arg("--version").stdout(Stdio::null()).status().is_ok_and(|it| it.success()) {
        return Err(failed("there is no apt-get here"));
    }
    let update = apt(&["update", "--quiet"])?.status();
    if !update.is_ok_and(|status| status.success()) {
        eprintln!("      apt-get update failed; going on with the lists that are there");
    }
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    match apt(&arguments)?.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(&format!("apt-get ended with {status}"))),
        Err(error) => Err(failed(&format!("cannot start apt-get: {error}"))),
    }
}

/// apt-get, through sudo where we are not root; it asks nothing.
fn apt(arguments: &[&str]) -> Result<Command, Failure> {
    let root = output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
    if !root {
        command.args(["-n", "apt-get"]);
    }
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    Ok(command)
}
