//! Statement ids.

use std::collections::HashMap;

use crate::policy::PolicyDocument;
use crate::quote::quote;

use super::Refusal;

/// A `Sid` has ASCII letters and digits only, and is there once; the empty one may repeat, as it does in many stored
/// policies.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
pub(super) fn check(policy: &PolicyDocument) -> Vec<Refusal> {
    const SOURCE: &str =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html";
    let mut found = Vec::new();
    let mut seen = HashMap::new();
    for sid in policy.statements.iter().filter_map(|statement| statement.sid.as_ref()) {
        let name = quote(&sid.value);
        if !sid.value.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let headline = format!("`Sid` is {name}; expected letters and digits only");
            let message = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular \
                           expression [0-9A-Za-z]*";
            found.push(
                Refusal::malformed(
                    "sid-characters",
                    sid.span,
                    headline,
                    "leave out other characters",
                    SOURCE,
                )
                .aws_message(message),
            );
        }
        if !sid.value.is_empty() && seen.insert(sid.value.as_str(), sid.span).is_some() {
            let headline = format!("`Sid` {name} is used twice; expected each once");
            found.push(Refusal::malformed(
                "sid-unique",
                sid.span,
                headline,
                "give each statement its own",
                SOURCE,
            ));
        }
    }
    found
}
