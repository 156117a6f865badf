//! What to write instead of a value that does not match, the safest first.

use can_assume_iam::policy::{ConditionOperator, OperatorKind};

use crate::cause::comparison::{Comparison, Defect, Reading};
use crate::cause::{Case, Finding, Proposal, edit};

impl Finding {
    /// Adds the edits that would make the nearest value match what was presented.
    ///
    /// Exact values come first. A wildcard is kept where it was read as one, with a test of an id beside it where one is
    /// known, and its owner is always written out: `repo:octo*` would let in every owner whose name begins so.
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
    let mut found = vec![replace(exact)];
    match &comparison.mended {
        Some(mended) if comparison.wildcards => found.extend(with_id(case, replace(mended))),
        Some(mended) => {
            let to = under_like(condition.operator);
            let value = (*mended != comparison.wanted).then_some((comparison.value.span, mended.as_str()));
            let edits = case.policy().filter(|_| comparison.is_only_value()).and_then(|policy| {
                edit::move_under(policy, condition.operator_span, condition.key_span, &to, value)
            });
            let proposal = edits.map(|edits| Proposal {
                title: format!("compare with `{to}`, under which `*` in `{mended}` is a wildcard"),
                edits,
            });
            found.extend(proposal.into_iter().flat_map(|proposal| with_id(case, proposal)));
        }
        None => {}
    }
    if comparison.defects.contains(&Defect::Immutable) {
        found.extend(beside());
    }
    found
}

/// The proposal, which keeps a wildcard, and before it the same with a test of an id that no other repository or owner can
/// have: of the repository where its name is written out, of the owner where the wildcard is in the name.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
fn with_id(case: &Case<'_>, proposal: Proposal) -> Vec<Proposal> {
    let safer = safer(case, &proposal);
    safer.into_iter().chain([proposal]).collect()
}

fn safer(case: &Case<'_>, proposal: &Proposal) -> Option<Proposal> {
    let (issuer, claims) = (case.issuer()?, case.claims?);
    let several = case.comparison.is_some_and(|comparison| {
        let value = comparison.mended.as_deref().unwrap_or_default();
        Reading::new(value).repository.contains(['*', '?'])
    });
    let claim = if several { "repository_owner_id" } else { "repository_id" };
    let specific = issuer.specific_keys();
    if specific.uncertain.is_some() || !specific.keys.iter().any(|key| key.claim == claim) {
        return None;
    }
    let id = claims.text(claim).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))?;
    let index = case.failing?.statement?;
    let edits = edit::test_also(case.policy()?, &proposal.edits, index, &issuer.key(claim), &id)?;
    Some(Proposal { title: format!("{}, and test `{claim}`", proposal.title), edits })
}

/// The operator that reads wildcards, with the qualifiers of `operator`.
fn under_like(operator: ConditionOperator) -> String {
    ConditionOperator { kind: OperatorKind::StringLike, ..operator }.to_string()
}
