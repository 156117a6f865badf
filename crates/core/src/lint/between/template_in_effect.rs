//! The policy expects the template of the organisation, which the repository did not take over.

use can_assume_github::facts::TemplateFacts;
use can_assume_github::subject::{Segment, Subject};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, lists_texts};
use super::super::rule::Rule;

/// The policy expects the template of the organisation, which the repository did not take over.
pub(in crate::lint) struct TemplateNotInEffect;

static META: RuleMeta = RuleMeta {
    id: "template-not-in-effect",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the subject is made by the organisation's template, and the repository did not opt in to it",
    page: "\
The subject template of an organisation reaches only repositories that opted in: those with `use_default: false` and no keys of their own.
Every other repository keeps GitHub's default subject, `repo:OWNER/NAME:…`, whatever the organisation has set. The finding needs the facts
of the repository (`can-assume facts`, `--facts`).

## What to do

Opt the repository in (`PUT /repos/OWNER/NAME/actions/oidc/customization/sub` with `{\"use_default\": false}`), or write the default subject
in the policy.

Source: <https://docs.github.com/en/rest/actions/oidc>
",
};

impl Rule for TemplateNotInEffect {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let template = case.options.facts.as_ref().and_then(|facts| facts.template.as_ref());
        let Some(organisation) = template.and_then(not_taken_over) else { return Vec::new() };
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            for condition in statement.conditions.iter().filter(|condition| lists_texts(condition)) {
                let is_subject = case.inquiries_of(index).any(|inquiry| {
                    claim_of(inquiry.issuer(), &condition.key.value).as_deref() == Some("sub")
                });
                for value in condition.values.iter().filter(|_| is_subject) {
                    if !is_made_by(&value.value, organisation) {
                        continue;
                    }
                    let finding = Finding::new(&META, "the repository does not use the organisation's subject template")
                        .at(&case.policy.source, case.whole(value), "made by the organisation's template")
                        .contradiction("the repository has the default template, by the facts, and no subject of it looks so")
                        .help("opt the repository in with `use_default: false`, or write the default subject");
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// The organisation's keys, where the repository keeps GitHub's default.
fn not_taken_over(template: &TemplateFacts) -> Option<&[String]> {
    let keys = template.organization_include_claim_keys.as_deref()?;
    let default = template.use_default != Some(false);
    let is_default = keys.iter().map(String::as_str).eq(["repo", "context"]);
    (default && !is_default).then_some(keys)
}

/// Whether a subject has the labels of these keys, in order.
fn is_made_by(subject: &str, keys: &[String]) -> bool {
    let parsed = Subject::parse(subject);
    let segments = parsed.segments();
    let labels: Vec<&str> = segments
        .iter()
        .map(|segment| match segment {
            Segment::Repository(_) => "repo",
            Segment::PullRequest => "context",
            Segment::Claim { key, .. } => key,
        })
        .collect();
    let fits = |(label, key): (&&str, &String)| {
        *label == key || key == "context" && matches!(*label, "environment" | "ref" | "context")
    };
    labels.len() == keys.len() && labels.iter().zip(keys).all(fits)
}
