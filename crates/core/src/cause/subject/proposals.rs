//! What to write instead of a value that does not match, the safest first.

use can_assume_iam::policy::{ConditionOperator, OperatorKind};

use crate::cause::comparison::{Comparison, Defect};
use crate::cause::{Case, Finding, Proposal, edit};

impl Finding {
    /// Adds the edits that would make the nearest value match what was presented.
    ///
    /// Exact values come first. A wildcard is kept where it was read as one, and its owner is always written out:
    /// `repo:octo*` would let in every owner whose name begins so.
    #[must_use]
    pub(super) fn mend(mut self, case: &Case<'_>, comparison: &Comparison) -> Self {
        if comparison.wanted.trim() != comparison.wanted {
            self.notes.push("the value has white space around it, which counts".to_owned());
        }
        self.proposals.extend(proposals(case, comparison));
        self
    }
}

fn proposals(case: &Case<'_>, comparison: &Comparison) -> Vec<Proposal> {
    let Some(condition) = case.condition() else { return Vec::new() };
    let exact = comparison.presented.as_str();
    // Written into a policy these would mean something else than themselves.
    if exact.contains(['*', '?']) || exact.contains("${") {
        return Vec::new();
    }
    let beside = || {
        let edit = edit::add_beside(case.policy()?, comparison.value.span, exact)?;
        Some(Proposal { title: format!("trust `{exact}` as well"), edits: vec![edit] })
    };
    let replace = |text: &str| Proposal {
        title: format!("trust `{text}` instead"),
        edits: case.replace_value(&comparison.value, text).into_iter().collect(),
    };
    let keeps = |defect: &Defect| match defect {
        Defect::EnvironmentReplacesRef { .. } => !comparison.is_only_value(),
        defect => defect.leaves_value_right(),
    };
    if comparison.defects.iter().any(keeps) {
        return beside().into_iter().collect();
    }
    let mut found = Vec::new();
    match &comparison.mended {
        Some(mended) if comparison.wildcards => found.extend([replace(mended), replace(exact)]),
        Some(mended) => {
            found.push(replace(exact));
            let to = under_like(condition.operator);
            let value = (*mended != comparison.wanted).then_some((comparison.value.span, mended.as_str()));
            let edits = case.policy().filter(|_| comparison.is_only_value()).and_then(|policy| {
                edit::move_under(policy, condition.operator_span, condition.key_span, &to, value)
            });
            found.extend(edits.map(|edits| Proposal {
                title: format!("compare with `{to}`, under which `*` in `{mended}` is a wildcard"),
                edits,
            }));
        }
        None => found.push(replace(exact)),
    }
    if comparison.defects.contains(&Defect::Immutable) {
        found.extend(beside());
    }
    found
}

/// The operator that reads wildcards, with the qualifiers of `operator`.
fn under_like(operator: ConditionOperator) -> String {
    ConditionOperator { kind: OperatorKind::StringLike, ..operator }.to_string()
}
