//! Every repository of an owner is let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::super::subject_part::first_wildcard;
use super::owner_id;
use crate::exposure::Level;

/// Every repository of an owner is let in.
pub(in crate::lint) struct OwnerWide;

static META: RuleMeta = RuleMeta {
    id: "owner-wide",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "other repositories of the owner can assume the role",
    page: "\
A wildcard before the end of the repository's name lets in every repository of the owner, whatever stands behind it: in
`repo:octo-org/*:environment:production` anybody who may create a repository in `octo-org` creates the environment too. A
pattern such as `repo:octo-org/*-api:…` is no narrower, because a repository can be given a fitting name, and a subject
template a fitting text.

Where all repositories of the owner are meant, say so with `--owner octo-org`: the finding is then for information.

## What to do

Name the repositories, each in a value of its own, or test `job_workflow_ref` beside `sub`, so that only one reusable
workflow gets in from wherever it is called.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for OwnerWide {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let wide = case.reaches().iter().filter(|reach| owner_id::concerns(reach).is_none());
        let found = wide.filter_map(|reach| {
            let identity = reach.worst(Level::Owner)?;
            let part = reach.value.as_ref().map_or((0, 0), |value| first_wildcard(&value.value));
            let message = format!("more than one repository can assume this role: {}", identity.description);
            let label = "every repository of the owner";
            let finding = reach.finding(case, &META, identity, message, part, label)?;
            let owner = finding.witness.as_ref().and_then(|witness| {
                let repository = witness.claims.text("repository")?.into_owned();
                Some(repository.split('/').next()?.to_owned())
            });
            let own = owner.is_some_and(|owner| {
                case.options.owners.iter().any(|known| known.eq_ignore_ascii_case(&owner))
            });
            let finding = if own { finding.severity(Severity::Info) } else { finding };
            Some(finding.help("name the repositories, or test `job_workflow_ref` beside `sub`"))
        });
        found.collect()
    }
}
