//! Composite actions of the same repository: their steps run in the job that uses them.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-composite-actions>

use super::super::Place;
use super::super::expression::{Evaluator, Value};
use super::super::finding::FindingId;
use super::super::model::{Written, steps};
use super::super::source::local_path;
use super::super::yaml::Node;
use super::scan::{Scan, Seen, walk};

/// Looks through the action's steps if `uses` is local; says whether it is one whose steps were looked at.
pub(super) fn follow(
    scan: &mut Scan<'_, '_>,
    seen: &Seen<'_>,
    uses: &Written,
    evaluator: &Evaluator<'_>,
) -> bool {
    let Some(path) = local_path(&uses.text) else { return false };
    let place = Place::new(seen.file, uses.span);
    if seen.through.len() >= DEPTH {
        scan.report.finding(
            FindingId::NotFollowed,
            place.file,
            place.span,
            "composite actions nested more than ten levels deep",
        );
        return false;
    }
    let Some((file, action)) = scan.files.action(&path, scan.report) else {
        let message =
            format!("the action `{}` is not at hand; what it does with a token is not known", uses.text);
        scan.report.finding(FindingId::NotFollowed, place.file, place.span, message);
        return false;
    };
    let runs = action.get("runs");
    let using = runs.and_then(|runs| runs.get("using")).and_then(|using| using.scalar()).unwrap_or_default();
    let Some(list) = runs.and_then(|runs| runs.get("steps")).filter(|_| using == "composite") else {
        return false;
    };
    let inputs = inputs(&action, seen, evaluator);
    let through = [seen.through, &[place]].concat();
    walk(scan, &steps(list), file, seen.variables.clone(), Some(&inputs), &through);
    true
}

/// The context `inputs` of the action: what the step passes, else the default. Every input is a text.
fn inputs(action: &Node, seen: &Seen<'_>, evaluator: &Evaluator<'_>) -> Value {
    let Some(declared) = action.get("inputs") else { return Value::object(Vec::new()) };
    let member = |entry: &super::super::yaml::Entry| {
        let written = seen.step.input(&entry.key).map(|written| seen.located(written, evaluator).value);
        let default = || entry.value.get("default").and_then(|default| default.scalar());
        let value = match (written, default()) {
            (Some(value), _) => Value::Text(value),
            (None, Some(default)) => {
                evaluator.text(default).map_or(Value::Null, |value| Value::Text(value.to_pattern()))
            }
            (None, None) => Value::text(""),
        };
        (entry.key.clone(), value)
    };
    Value::object(declared.entries().iter().map(member).collect())
}

/// GitHub's bound on nested composite actions.
const DEPTH: usize = 10;
