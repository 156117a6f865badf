//! AWS never has a value for the key.

use can_assume_github::exposed::never_exposed;
use can_assume_iam::context::MissingReason;
use can_assume_iam::policy::OperatorKind;
use can_assume_iam::trace::{ConditionTrace, Presented};

use super::suggest;
use crate::cause::{Case, Cause, CauseMeta, Finding, Part, edit};
use crate::diagnostic::Edit;

/// AWS never has a value for the key.
pub(in crate::cause) struct KeyNeverPopulated;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "key-never-populated",
    title: "AWS never has a value for this condition key",
    page: "\
STS makes condition keys of few claims. Of GitHub's they are `sub`, `aud`, `actor`, `actor_id`, `repository`,
`repository_id`, `repository_owner_id`, `ref`, `workflow`, `job_workflow_ref`, `environment` and `enterprise_id`. A key for
any other claim, such as `repository_owner`, `event_name` or `job_workflow_sha`, has no value although the token has the
claim; nor has a misspelt key, or `sts:ExternalId`, which web identity does not know. IAM stores such a policy without a
word. A positive test on such a key never holds, and a negated one always does.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>, <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>

## How to fix it

Use a key that exists: `repository_owner_id` for `repository_owner`, `job_workflow_ref` for the workflow's commit. Other
claims can be put into `sub` by a custom subject template. A test that is not needed can be taken out: trust the exact
subjects then, for what it was to keep out comes in with a wildcard.
",
};

impl Cause for KeyNeverPopulated {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        let Presented::Missing(reason) = condition.presented else { return None };
        let issuer = case.issuer()?;
        let Some(name) = case.claim_of_key() else {
            let without_prefix =
                suggest::names(&issuer).into_iter().any(|name| name.eq_ignore_ascii_case(&condition.key));
            if without_prefix || condition.key.contains('.') || reason != MissingReason::NeverPopulated {
                return None;
            }
            let key = &condition.key;
            let finding =
                Finding::new(format!("`{key}` never has a value when a role is assumed by a web identity"));
            return Some(without_test(case, finding.labels("never has a value here", "what came")));
        };
        let why = never_exposed(&issuer, &name)?;
        let sent = case.claims.is_some_and(|claims| claims.get(&name).is_some());
        let headline = if sent {
            format!("the token has the claim `{name}`, but STS makes no condition key of it")
        } else {
            format!("`{name}` is no condition key: STS never has a value for it")
        };
        let mut finding = Finding::new(headline)
            .labels("never has a value", "in the token, but not a condition key")
            .at(Part { value: condition.key_span, policy: None, claim: None })
            .note(why);
        if let Some(nearest) = suggest::nearest(&issuer, &name) {
            let key = issuer.key(nearest);
            let edit = case.replace(condition.key_span, &edit::json_string(&key));
            finding = finding
                .help(format!("the nearest key is `{nearest}`"))
                .propose(format!("test `{nearest}`"), vec![edit]);
        }
        if name == "repository_owner"
            && let (Some(id), [value]) = (
                case.claims.and_then(|claims| claims.text("repository_owner_id")),
                condition.values.as_slice(),
            )
            && case
                .claims
                .and_then(|claims| claims.text("repository_owner"))
                .is_some_and(|owner| owner == value.text)
        {
            let key = edit::json_string(&issuer.key("repository_owner_id"));
            let edits = vec![
                case.replace(condition.key_span, &key),
                case.replace(value.span, &edit::json_string(&id)),
            ];
            finding = finding.propose("test `repository_owner_id`", edits);
        }
        Some(without_test(case, finding))
    }
}

/// Proposes to take the test out where `sub` is tested beside it: a statement that lets in nobody then lets in the subjects
/// that it names. One that is named by a wildcard is written out, so that what the test was to keep out stays out.
fn without_test(case: &Case<'_>, finding: Finding) -> Finding {
    match taken_out(case).filter(|_| finding.proposals.is_empty()) {
        Some((title, edits)) => finding.propose(title, edits),
        None => finding,
    }
}

fn taken_out(case: &Case<'_>) -> Option<(String, Vec<Edit>)> {
    let (condition, policy, key) = (case.condition()?, case.policy()?, case.issuer()?.key("sub"));
    let is_meant = match case.claim_of_key() {
        // Whom the test was to keep out, no edit lets in.
        Some(name) => {
            let came = case.claims?.text(&name)?;
            condition.values.iter().any(|value| value.text == came)
        }
        None => condition.key.to_ascii_lowercase().starts_with("sts:"),
    };
    if !is_meant {
        return None;
    }
    let subjects: Vec<&ConditionTrace> =
        case.statement()?.conditions.iter().filter(|other| other.key.eq_ignore_ascii_case(&key)).collect();
    let [subject] = subjects.as_slice() else { return None };
    let plain = matches!(subject.operator.kind, OperatorKind::StringEquals | OperatorKind::StringLike)
        && subject.operator.qualifier.is_none()
        && !subject.operator.if_exists;
    let Presented::Single(came) = &subject.presented else { return None };
    // Every event of a pull request sends one subject, those that forks start among them.
    let is_shared = came.ends_with(":pull_request")
        || subject.values.iter().any(|value| value.text.ends_with(":pull_request"));
    if !plain || is_shared || subject.values.iter().any(|value| value.text.contains("${")) {
        return None;
    }
    let out = edit::take_out(policy, condition.operator_span, condition.key_span)?;
    let title =
        format!("take out the test of `{}`", case.claim_of_key().unwrap_or_else(|| condition.key.clone()));
    if !subject.values.iter().any(|value| value.text.contains(['*', '?'])) {
        return Some((title, vec![out]));
    }
    let [value] = subject.values.as_slice() else { return None };
    if came.contains(['*', '?']) || came.contains("${") {
        return None;
    }
    let exact = case.replace(value.span, &edit::json_string(came));
    Some((format!("{title}, and trust `{came}` alone"), vec![exact, out]))
}
