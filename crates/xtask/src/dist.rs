//! `cargo xtask dist`: what JavaScript's tools make of the sources and of the module.

use clap::Args;

use crate::step::{Failure, Steps};
use crate::tool::npm;

/// What to do.
#[derive(Args)]
pub(crate) struct Options {
    /// Write nothing; fail where what is committed is not what the sources make
    #[arg(long)]
    check: bool,
}

/// Builds the Action's bundle, which is committed, and the playground, which is not; or checks them.
///
/// # Errors
///
/// When npm cannot be started, a build fails or a committed file differs.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    if options.check {
        return check();
    }
    let mut steps = Steps::new("dist", 1);
    steps.run("build", &mut npm(["run", "build", "--workspaces", "--if-present"]))?;
    steps.finish();
    Ok(())
}

/// Type-checks and lints every workspace; the Action's also builds its bundle again and compares the bytes.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn check() -> Result<(), Failure> {
    match npm(["run", "check", "--workspaces", "--if-present"]).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failure(format!("`npm run check` ended with {status}; `cargo xtask dist` builds anew")))
        }
        Err(error) => Err(Failure(format!("cannot start npm: {error}"))),
    }
}
