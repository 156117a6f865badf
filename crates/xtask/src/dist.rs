//! `cargo xtask dist`: what JavaScript's tools make of the sources and of the module.

use crate::step::{Failure, Steps};
use crate::tool::npm;

/// Builds the Action's bundle, which is committed, and the playground, which is not.
///
/// # Errors
///
/// When npm cannot be started or a build fails.
pub(crate) fn run() -> Result<(), Failure> {
    let mut steps = Steps::new("dist", 1);
    steps.run("build", &mut npm(["run", "build", "--workspaces", "--if-present"]))?;
    steps.finish();
    Ok(())
}

/// Type-checks and lints every workspace; the Action's also builds its bundle again and compares the bytes.
///
/// # Errors
///
/// As [`run`], and when the committed bundle differs.
pub(crate) fn check() -> Result<(), Failure> {
    match npm(["run", "check", "--workspaces", "--if-present"]).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failure(format!("`npm run check` ended with {status}; `cargo xtask dist` builds anew")))
        }
        Err(error) => Err(Failure(format!("cannot start npm: {error}"))),
    }
}
