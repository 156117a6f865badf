//! Whether a call fits what the called workflow declares.
//!
//! GitHub compares the two before it starts the run: "Input X is required, but not provided while calling", "Invalid input,
//! X is not defined in the referenced workflow", and the same of secrets.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs>

use super::Span;
use super::model::{Job, Workflow, Written};
use super::yaml::{Entry, Node};

/// Why GitHub refuses the call, each reason at its place in the calling file.
pub(super) fn refusals(job: &Job, uses: &Written, callee: &Workflow) -> Vec<(Span, String)> {
    let Some(trigger) = callee.trigger("workflow_call") else {
        // What a report shows of a file may lack its `on`.
        let message = format!("`{}` has no `on.workflow_call`, so that no job can call it", uses.text);
        return if callee.fragment { Vec::new() } else { vec![(uses.span, message)] };
    };
    let declared = |member: &str| trigger.config.as_ref().and_then(|config| config.get(member));
    let mut found = differing("input", job.with.as_deref(), declared("inputs").map(|node| &**node), uses);
    // `secrets: inherit` passes whatever the caller has.
    if job.secrets.as_ref().and_then(|secrets| secrets.scalar()) != Some("inherit") {
        let secrets = declared("secrets").map(|node| &**node);
        found.extend(differing("secret", job.secrets.as_deref(), secrets, uses));
    }
    found
}

fn differing(
    what: &str,
    passed: Option<&Node>,
    declared: Option<&Node>,
    uses: &Written,
) -> Vec<(Span, String)> {
    let (passed, declared) = (entries(passed), entries(declared));
    let among = |name: &str, list: &[Entry]| list.iter().any(|entry| entry.key.eq_ignore_ascii_case(name));
    let required = |entry: &&Entry| {
        let is = |member: &str| entry.value.get(member).and_then(|value| value.scalar());
        is("required") == Some("true") && entry.value.get("default").is_none()
    };
    let missing = declared.iter().filter(required).filter(|entry| !among(&entry.key, passed)).map(|entry| {
        (uses.span, format!("the {what} `{}`, which `{}` requires, is not passed", entry.key, uses.text))
    });
    let unknown = passed
        .iter()
        .filter(|entry| !among(&entry.key, declared))
        .map(|entry| (entry.key_span, format!("`{}` declares no {what} `{}`", uses.text, entry.key)));
    missing.chain(unknown).collect()
}

fn entries(node: Option<&Node>) -> &[Entry] {
    node.map(Node::entries).unwrap_or_default()
}
