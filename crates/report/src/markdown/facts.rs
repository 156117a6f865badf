//! What an answer comes to, as a table.

use can_assume_core::explain::{Answer, Failing};
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::iam::trace::Decision;

use super::patch::patch;
use super::words::{block, fold, sentence, table};
use crate::escape::{markdown as text, markdown_code as code};
use crate::plain;

/// The verdict in a word, with its mark.
pub(super) const fn verdict(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "✓ Allowed",
        Decision::ExplicitDeny | Decision::ImplicitDeny => "✗ Denied",
        Decision::Undetermined => "? Undetermined",
    }
}

/// The decision, what it is because of, and what would help.
pub(super) fn facts(answer: &Answer) -> String {
    let verdict = &answer.verdict;
    let mut rows: Vec<(&str, String)> = vec![("decision", decision(answer))];
    if let Some(cause) = &answer.cause {
        rows.push(("because", sentence(&cause.headline)));
        rows.push(("cause", code(cause.id)));
    }
    if let Some(failing) = answer.failing.first() {
        rows.extend(values(answer, failing));
    }
    if let Some(failure) = &verdict.failure {
        rows.push(("AWS says", text(&format!("{}: {}", failure.code, failure.message))));
    }
    for missing in &verdict.missing {
        rows.push(("unknown", format!("{}: {}", code(&missing.key), sentence(&missing.reason))));
    }
    for other in &answer.other_causes {
        rows.push(("also", sentence(&other.headline)));
    }
    if let Some(fix) = answer.fixes.first() {
        rows.push(("fix", sentence(&fix.described())));
    } else if let Some(help) = answer.diagnostics.iter().flat_map(|one| &one.helps).next() {
        rows.push(("help", sentence(&help.text)));
    }
    for assumption in &verdict.assumptions {
        rows.push(("assumed", sentence(assumption)));
    }
    for remark in &verdict.remarks {
        rows.push(("note", sentence(remark)));
    }
    let mut out = table(&rows);
    if let Some(fix) = answer.fixes.first() {
        out.push('\n');
        out.push_str(&patch(&fix.edits));
    }
    if !verdict.evaluations.is_empty() {
        let tree = plain::evaluation(answer, plain::Detail::Failing, true);
        out.push_str(&fold("Evaluation", &block("text", &tree)));
    }
    out
}

fn decision(answer: &Answer) -> String {
    let word = match answer.verdict.decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicit deny",
        Decision::ImplicitDeny => "implicit deny",
        Decision::Undetermined => "undetermined",
    };
    format!("{word}: {}; {}", sentence(&plain::because(answer)), text(&answer.verdict.standing))
}

/// What the policy has and what the token has, where they differ.
fn values<'a>(answer: &Answer, failing: &Failing) -> [(&'a str, String); 2] {
    let place = answer
        .diagnostics
        .first()
        .and_then(|diagnostic| diagnostic.labels.iter().find(|label| label.primary))
        .map(|label| LineIndex::new(&label.source.text).position(label.span.start).line)
        .map(|line| format!(" (line {line})"))
        .unwrap_or_default();
    let of = |name: &str, values: &[String]| match values {
        [] => format!("{}: no value", code(name)),
        values => {
            let shown: Vec<String> = values.iter().take(MOST).map(|value| code(value)).collect();
            let more = match values.len().saturating_sub(MOST) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("{} {}{more}", code(name), shown.join(", "))
        }
    };
    let policy = of(&format!("{} {}", failing.operator, failing.key), &failing.policy_values);
    let token = match failing.presented.as_deref() {
        None => "the key is not there".to_owned(),
        Some(values) => of(&failing.key, values),
    };
    [("policy", format!("{policy}{place}")), ("token", token)]
}

/// How many values of a list are shown.
const MOST: usize = 10;
