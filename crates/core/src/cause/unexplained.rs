//! No known cause explains the denial.

use super::{Case, Cause, CauseMeta, Finding};

/// No known cause explains the denial.
pub(super) struct Unexplained;

static META: CauseMeta = CauseMeta {
    id: "unexplained",
    title: "no known cause explains this denial",
    page: "\
The request is denied, and none of the causes that can-assume knows explains why. The evaluation is still exact: run
`can-assume check` with `--explain=full` to see every element of every statement beside what was presented.
",
};

impl Cause for Unexplained {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let headline = match (case.failing, case.stage_failure()) {
            (Some(failing), _) => format!("`{}` on `{}` does not hold", failing.operator, failing.key),
            (None, Some(failure)) => failure.headline.clone(),
            (None, None) => return None,
        };
        Some(Finding::new(headline))
    }

    fn is_general(&self) -> bool {
        true
    }
}
