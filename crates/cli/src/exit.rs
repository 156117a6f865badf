//! Exit codes of the process.

use std::process::ExitCode;

pub(crate) use can_assume_report::exit::Exit;

/// The status that a process ends with.
pub(crate) fn status(exit: Exit) -> ExitCode {
    ExitCode::from(exit.code())
}

/// Prints what clap has to say; help and version are a success, all else a usage error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // A closed pipe is no reason to fail.
    let _ = error.print();
    if error.use_stderr() { status(Exit::Nothing) } else { status(Exit::Yes) }
}
