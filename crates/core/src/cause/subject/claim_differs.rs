//! A claim has another value than the policy asks for.

use can_assume_iam::policy::{OperatorFamily, OperatorKind};
use can_assume_iam::trace::{Mismatch, Presented};

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// A claim has another value than the policy asks for.
pub(in crate::cause) struct ClaimDiffers;

static META: CauseMeta = CauseMeta {
    id: "claim-differs",
    title: "a claim has another value than the policy asks for",
    page: "\
A condition on a claim of the token, or one part of its subject, asks for another value than the one that came. Values
of ids are compared as text; `actor` is who started the run, which for a run that was started again is who started it
first.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>

## How to fix it

Compare the two values. Where this token is to be let in, add its value to the list; an id (`repository_id`,
`repository_owner_id`, `actor_id`) is safer than a name.
",
};

impl Cause for ClaimDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        if let Some(finding) = as_another_type(case) {
            return Some(finding);
        }
        let (comparison, defect) =
            case.defect(|defect| matches!(defect, Defect::Differs | Defect::Segment { .. }))?;
        let name = case.claim_of_key()?;
        let others = ["job_workflow_ref", "workflow", "workflow_ref", "ref", "environment"];
        if others.contains(&defect.segment().unwrap_or(&name)) || comparison.wanted.contains("${") {
            return None;
        }
        let (wanted, came) = (&comparison.wanted, &comparison.presented);
        let what = match defect.segment() {
            Some(label) => format!("the part `{label}` of `{name}`"),
            None => format!("`{name}`"),
        };
        let headline = match (defect.segment(), comparison.is_only_value()) {
            (None, true) => format!("{what} is `{came}`, the policy asks for `{wanted}`"),
            _ => format!("{what} has another value than the policy asks for"),
        };
        let mut finding = Finding::new(headline).labels("what is trusted", "what came");
        if name == "repository_owner_id" || name == "repository_id" {
            finding = finding
                .note("an id stays the same through renames: another id is another repository or owner");
        }
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}

/// A claim that is compared as a number, a time or an address, and is another one.
fn as_another_type(case: &Case<'_>) -> Option<Finding> {
    let condition = case.condition()?;
    let Presented::Single(came) = &condition.presented else { return None };
    let operator = condition.operator.kind;
    if operator.is_negated()
        || operator.family() == OperatorFamily::String
        || condition.mismatch != Some(Mismatch::ValueMismatch)
    {
        return None;
    }
    let name = case.claim_of_key()?;
    let wanted: Vec<String> = condition.values.iter().map(|value| format!("`{}`", value.text)).collect();
    let finding = Finding::new(format!(
        "`{name}` is `{came}`, `{}` asks for {}",
        condition.operator,
        wanted.join(" or ")
    ))
    .labels("what is trusted", "what came");
    let exact = operator == OperatorKind::NumericEquals;
    let edit = condition
        .values
        .first()
        .filter(|_| exact)
        .and_then(|value| edit::add_beside(case.policy()?, value.span, came));
    Some(match edit {
        Some(edit) => finding.propose(format!("trust `{came}` as well"), vec![edit]),
        None => finding,
    })
}
