//! Any GitHub account is let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use crate::exposure::Level;

/// Any GitHub account is let in.
pub(in crate::lint) struct OpenToAnyone;

static META: RuleMeta = RuleMeta {
    id: "open-to-anyone",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "a job of any GitHub account can assume the role",
    page: "\
Every GitHub account can run a workflow, and every job of it can have a token of the same issuer with the same audience. A
statement that tests only `aud`, or a `sub` that every repository can have (`repo:*`, `repo:*:ref:refs/heads/main`,
`${…:repository}`), lets all of them in. The witness is such a token, and the verifier allows it.

IAM refuses to store a trust policy for GitHub's issuer that tests neither `sub` nor `job_workflow_ref`, but accepts
`repo:*`, and keeps evaluating what was stored before.

## What to do

Test `sub` with the repository that is meant, `repo:octo-org@583231/api@1296269:ref:refs/heads/main`, or test
`repository_id` beside it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
",
};

impl Rule for OpenToAnyone {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.reaches().iter().filter_map(|reach| {
            let identity = reach.worst(Level::Anyone)?;
            let (part, label) = match &reach.value {
                Some(value) => ((0, value.value.len()), "every account can have such a subject"),
                None if reach.condition.is_some() => ((0, 0), "does not keep other accounts out"),
                None => ((0, 0), "tokens of every GitHub account come from here, and `sub` is not tested"),
            };
            let message = format!("any GitHub account can assume this role: {}", identity.description);
            Some(reach.finding(case, &META, identity, message, part, label)?.help(
                "name the repository in `sub`, as `repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:…`, or test `repository_id` too",
            ))
        });
        found.collect()
    }
}
