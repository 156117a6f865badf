//! The token is a pull request's and the policy trusts something else, or the other way round.

use can_assume_github::subject::{Context, Subject};

use crate::cause::comparison::{Defect, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The token is a pull request's and the policy trusts something else, or the other way round.
pub(in crate::cause) struct PullRequestSubject;

static META: CauseMeta = CauseMeta {
    id: "pull-request-subject",
    title: "the subject of a pull request ends in `pull_request`, whatever its branches are",
    page: "\
The subject of a run for a pull request ends in `:pull_request`. Neither the branch it comes from nor the one it goes to
is in it, so a policy for a ref does not match. `pull_request_target` has the same subject. A job of a pull request that
declares an environment has the environment in its subject instead.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Give pull requests a role of their own that can only read, and trust `repo:OWNER/NAME:pull_request` there. In a role
that deploys, trust the branch or the environment, and run the deployment after the merge. Nothing follows
`pull_request`: `pull_request:*` matches nothing.
",
};

impl Cause for PullRequestSubject {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::PullRequest)?;
        let wanted = Reading::new(&comparison.wanted).context.unwrap_or_default();
        let subject = Subject::parse(&comparison.presented);
        let context = subject.context()?;
        if *context != Context::PullRequest {
            let finding =
                Finding::new(format!("the policy trusts pull requests, the subject ends in `{context}`"))
                    .labels("a pull request", "not a pull request");
            return Some(finding.at(comparison.context_part()).mend(case, comparison));
        }
        let finding = Finding::new(format!("the token is a pull request's, the policy trusts `{wanted}`"))
            .labels("not `pull_request`", "a pull request has no branch in its subject")
            .note("every pull request of the repository has this subject, `pull_request_target` too: trust it for a role that only reads");
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}
