//! Exit codes: 0 yes, 1 no, 2 nothing decided, 3 undetermined.

use std::process::ExitCode;

use can_assume_core::iam::trace::Decision;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Allowed, or nothing found.
    Yes,
    /// Denied, or something found: an answer, not a failure.
    No,
    /// Usage error, or input that cannot be used: nothing was decided.
    Nothing,
    /// The decision depends on what was not given.
    Undetermined,
}

impl From<Decision> for Exit {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Allowed => Self::Yes,
            Decision::ExplicitDeny | Decision::ImplicitDeny => Self::No,
            Decision::Undetermined => Self::Undetermined,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Yes => 0,
            Exit::No => 1,
            Exit::Nothing => 2,
            Exit::Undetermined => 3,
        })
    }
}

/// Prints what clap has to say; help and version are a success, all else a usage error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // A closed pipe is no reason to fail.
    let _ = error.print();
    if error.use_stderr() { Exit::Nothing.into() } else { Exit::Yes.into() }
}
