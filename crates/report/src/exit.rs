//! How a run ends: 0 yes, 1 no, 2 nothing decided, 3 undetermined.

use can_assume_core::exposure::{Change, Difference, Exposure, Level};
use can_assume_core::iam::trace::Decision;
use can_assume_core::lint::{Outcome, Report};
use can_assume_core::plan::Plan;
use can_assume_core::workflow::WorkflowAnswer;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Allowed, or nothing found.
    Yes,
    /// Denied, or something found: an answer, not a failure.
    No,
    /// Usage error, or input that cannot be used: nothing was decided.
    Nothing,
    /// The decision depends on what was not given.
    Undetermined,
}

impl Exit {
    /// The exit status of a process.
    pub const fn code(self) -> u8 {
        match self {
            Self::Yes => 0,
            Self::No => 1,
            Self::Nothing => 2,
            Self::Undetermined => 3,
        }
    }

    /// For a workflow the worst of its verdicts.
    pub fn of_workflow(answer: &WorkflowAnswer) -> Self {
        answer.worst().map_or(Self::Yes, Self::from)
    }

    /// For the roles of `who`: whether every identity was decided.
    pub fn of_exposures(roles: &[(Option<String>, Exposure)]) -> Self {
        let mut open = roles.iter().flat_map(|(_, exposure)| &exposure.identities);
        if open.any(|identity| identity.level == Level::Undetermined) {
            Self::Undetermined
        } else {
            Self::Yes
        }
    }

    /// For the roles of `diff`: no when `fails` says so of one, else whether every one was decided.
    pub fn of_differences(
        roles: &[(Option<String>, Difference)],
        fails: impl Fn(&Difference) -> bool,
    ) -> Self {
        if roles.iter().any(|(_, difference)| fails(difference)) {
            Self::No
        } else if roles.iter().any(|(_, difference)| difference.change == Change::Undetermined) {
            Self::Undetermined
        } else {
            Self::Yes
        }
    }

    /// For `lint`: nothing when a file cannot be used, no when something was found.
    pub fn of_lint(report: &Report) -> Self {
        match report.outcome() {
            Outcome::Clean => Self::Yes,
            Outcome::Findings => Self::No,
            Outcome::BadInput => Self::Nothing,
            Outcome::Undetermined => Self::Undetermined,
        }
    }

    /// For `fix`: no when a denial has no proven fix, undetermined when an open verdict has none.
    pub fn of_plan(plan: &Plan) -> Self {
        if !plan.unfixed.is_empty() {
            Self::No
        } else if plan.open && plan.fixes.is_empty() {
            Self::Undetermined
        } else {
            Self::Yes
        }
    }
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
