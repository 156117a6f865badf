//! Composite actions of the same repository: their steps run in the job that uses them.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-composite-actions>

use super::super::expression::{Evaluator, Names, Value};
use super::super::finding::FindingId;
use super::super::model::{Step, Written, steps};
use super::super::source::{is_local, local_path};
use super::super::yaml::Node;
use super::super::{FileId, Place};
use super::seen::{Scan, Seen};
use super::{AssumeStep, Oidc, OidcDoubt};

/// The steps of a composite action, and what they run with.
pub(super) struct Called {
    pub(super) steps: Vec<Step>,
    pub(super) file: FileId,
    /// The context `inputs`.
    pub(super) inputs: Value,
    /// The `uses` that lead to them, outermost first.
    pub(super) through: Vec<Place>,
}

/// The steps of the action if `uses` is local and they can be looked at.
pub(super) fn called(
    scan: &mut Scan<'_, '_>,
    seen: &Seen<'_>,
    uses: &Written,
    evaluator: &Evaluator<'_>,
) -> Option<Called> {
    if !is_local(&uses.text) {
        return None;
    }
    let place = Place::new(seen.file, uses.span);
    if seen.through.len() >= DEPTH {
        scan.report.finding(
            FindingId::NotFollowed,
            place.file,
            place.span,
            "composite actions nested more than ten levels deep",
        );
        return None;
    }
    // A path with steps up leads to what other steps put on the runner, too.
    let found = local_path(&uses.text).and_then(|path| scan.files.action(&path, scan.report));
    let Some((file, action)) = found else {
        let message =
            format!("the action `{}` is not at hand; what it does with a token is not known", uses.text);
        scan.report.finding(FindingId::NotFollowed, place.file, place.span, message);
        return None;
    };
    let runs = action.get("runs")?;
    let using = runs.get("using").and_then(|using| using.scalar()).unwrap_or_default();
    let list = runs.get("steps").filter(|_| using == "composite")?;
    Some(Called {
        steps: steps(list),
        file,
        inputs: inputs(&action, seen, evaluator),
        through: [seen.through, &[place]].concat(),
    })
}

/// Whether an expression of the steps names `secrets`, which the runner does not know in an action's file.
///
/// Observed: <https://github.com/pinecone-io/pinecone-ts-client/pull/259>
pub(super) fn names_secrets(steps: &[Step]) -> bool {
    let of_text = |written: &Written| names(&Names::of_text(&written.text));
    steps.iter().any(|step| {
        step.with.iter().chain(&step.env.0).any(|(_, _, written)| of_text(written))
            || step.run.as_ref().is_some_and(of_text)
            || step.condition.as_ref().is_some_and(|written| names(&Names::of_condition(&written.text)))
    })
}

fn names(found: &Names) -> bool {
    found.contexts.iter().any(|(name, _)| name.eq_ignore_ascii_case("secrets"))
}

/// Takes back that the steps of an action present the token: the runner refuses the action.
pub(super) fn does_not_load<'s>(steps: impl Iterator<Item = &'s mut AssumeStep>) {
    for step in steps.filter(|step| step.oidc == Oidc::Yes) {
        step.oidc = Oidc::Maybe {
            reason: OidcDoubt::InputUnknown,
            place: Some(step.place),
            text: "the action names `secrets`, which an action's own file does not have: the runner does not load it"
                .into(),
        };
    }
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
