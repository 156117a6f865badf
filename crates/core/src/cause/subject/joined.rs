//! Several values stand in one string.

use crate::cause::comparison::{Defect, joined_parts};
use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// Several values stand in one string.
pub(in crate::cause) struct ValuesInOneString;

static META: CauseMeta = CauseMeta {
    id: "values-in-one-string",
    title: "several values stand in one string",
    page: "\
A condition can list several values, as a list of JSON: `[\"repo:o/a:*\", \"repo:o/b:*\"]`. In one string with commas
between them they are one value, which is compared as a whole, commas included; no token has it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>

## How to fix it

Write each value as a string of its own, in a list. Where the policy is made from a template, pass it a list.
",
};

impl Cause for ValuesInOneString {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Joined)?;
        let parts = joined_parts(&comparison.wanted);
        let finding = Finding::new(format!("{} values stand in one string, expected a list", parts.len()))
            .labels("one value, with its separators", "one of them alone");
        let literals: Vec<String> = parts.iter().map(|part| edit::json_string(part)).collect();
        let list = literals.join(", ");
        let list = if comparison.is_only_value() { format!("[{list}]") } else { list };
        let finding = finding.at(comparison.whole()).mend(case, comparison);
        Some(finding.propose("write each value by itself", vec![case.replace(comparison.value.span, &list)]))
    }
}
