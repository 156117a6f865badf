//! What to write instead of a value that does not match, the safest first.

use can_assume_github::subject::{Context, Subject};
use can_assume_iam::policy::{ConditionOperator, OperatorKind};

use crate::cause::comparison::{Comparison, Defect, Key, Reading, is_pull_request, without_ids};
use crate::cause::{Case, Finding, Proposal, edit};
use crate::diagnostic::Edit;
use crate::edits;
use crate::question::Policy;

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

impl Finding {
    /// Adds the edits that trust every run of the merge queue for `base`: what its branch is called changes every time, so
    /// that the name of one run is no use to the next.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group>
    #[must_use]
    pub(super) fn trust_queue(mut self, case: &Case<'_>, comparison: &Comparison, base: &str) -> Self {
        let queue = format!("gh-readonly-queue/{base}/");
        let Some((before, _)) = comparison.presented.split_once(&queue) else { return self };
        let pattern = format!("{before}{queue}*");
        if before.contains(['*', '?']) || base.contains(['*', '?']) || pattern.contains("${") {
            return self;
        }
        let title = format!("trust every run of the merge queue, `{pattern}`, as well");
        let edits = pattern_beside(case, comparison, &pattern);
        let proposal = edits.map(|edits| Proposal { title, edits });
        self.proposals.extend(proposal.into_iter().flat_map(|proposal| with_id(case, proposal)));
        self
    }
}

/// The edits that put a pattern beside the value, under an operator that reads wildcards.
fn pattern_beside(case: &Case<'_>, comparison: &Comparison, pattern: &str) -> Option<Vec<Edit>> {
    let (condition, policy) = (case.condition()?, case.policy()?);
    let add = |policy: &Policy, span| Some(vec![edit::add_beside(policy, span, pattern)?]);
    if comparison.wildcards {
        return add(policy, comparison.value.span);
    }
    // The other values would be read as patterns too.
    if comparison.all.iter().any(|value| value.contains(['*', '?'])) {
        return None;
    }
    let to = under_like(condition.operator);
    let beside = add(policy, comparison.value.span)?;
    let added = policy.edited(&beside)?;
    let moved = edit::move_under(&added, condition.operator_span, condition.key_span, &to, None)?;
    edits::compose(&policy.source, &beside, &added.source.text, &edits::sorted(&moved)?)
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
    let github = case.issuer().is_some_and(|issuer| issuer.is_github());
    // Whose it is, nobody knows; and IAM does not store an empty one.
    if github && comparison.key == Key::Subject && matches!(Subject::parse(exact), Subject::Other(_)) {
        return Vec::new();
    }
    let claim = case.claim_of_key().unwrap_or_default();
    let is_dead = comparison.defects.iter().any(Defect::spoils_value)
        || github && (comparison.is_impossible(&claim) || is_misspelt_pull_request(comparison));
    if comparison.defects.iter().any(keeps) && !is_dead {
        return beside().into_iter().collect();
    }
    let mut found = match pinned(case, comparison, &replace(exact)) {
        // Without the id any repository could have that subject.
        Some(pinned) => vec![pinned],
        None => on_its_ref(case, comparison, &replace(exact)).into_iter().chain([replace(exact)]).collect(),
    };
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

/// Whether the value was meant for pull requests, and one came.
fn is_misspelt_pull_request(comparison: &Comparison) -> bool {
    let meant = Reading::new(&comparison.wanted).context.is_some_and(is_pull_request);
    meant && Subject::parse(&comparison.presented).context() == Some(&Context::PullRequest)
}

/// The proposal to trust the subject of a template that does not name the repository, with a test of the repository's id.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn pinned(case: &Case<'_>, comparison: &Comparison, proposal: &Proposal) -> Option<Proposal> {
    let Subject::Template(template) = Subject::parse(&comparison.presented) else { return None };
    if comparison.key != Key::Subject || template.names_its_repository() || !comparison.is_only_value() {
        return None;
    }
    tested(case, proposal, "repository_id")
}

/// The proposal, and with it a test of the ref that the value names beside its environment.
fn on_its_ref(case: &Case<'_>, comparison: &Comparison, proposal: &Proposal) -> Option<Proposal> {
    let (_, git_ref) = Reading::new(&comparison.wanted).environment_and_ref()?;
    let came = case.claims?.text("ref")?;
    (comparison.is_only_value() && came == git_ref).then(|| tested_for(case, proposal, "ref", git_ref))?
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
    let several = case.comparison.is_some_and(|comparison| {
        let value = comparison.mended.as_deref().unwrap_or(&comparison.wanted);
        Reading::new(value).repository.contains(['*', '?'])
    });
    let claim = if several { "repository_owner_id" } else { "repository_id" };
    let comparison = case.comparison?;
    let nearest = &comparison.value.text;
    let another = comparison.defects.contains(&Defect::WrongRepository);
    if another
        || !comparison
            .all
            .iter()
            .all(|value| value == nearest || is_of(value, &comparison.presented, several))
    {
        // Others that the condition lets in have other ids.
        return None;
    }
    tested(case, proposal, claim)
}

/// The proposal, and with it a test of `claim`, an id, for what the token has.
fn tested(case: &Case<'_>, proposal: &Proposal, claim: &str) -> Option<Proposal> {
    let id = case.claims?.text(claim).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))?;
    tested_for(case, proposal, claim, &id)
}

/// The proposal, and with it a test of `claim` for this value.
fn tested_for(case: &Case<'_>, proposal: &Proposal, claim: &str, value: &str) -> Option<Proposal> {
    let issuer = case.issuer()?;
    let specific = issuer.specific_keys();
    if specific.uncertain.is_some() || !specific.keys.iter().any(|key| key.claim == claim) {
        return None;
    }
    let index = case.failing?.statement?;
    let edits = edit::test_also(case.policy()?, &proposal.edits, index, &issuer.key(claim), value)?;
    Some(Proposal { title: format!("{}, and test `{claim}`", proposal.title), edits })
}

/// Whether a value names no other repository than the one that came, or, for the `owner`, no other owner.
fn is_of(value: &str, presented: &str, owner: bool) -> bool {
    let plain = |text: &str| {
        let names = Reading::new(text).repository;
        let names = without_ids(names).unwrap_or_else(|| names.to_owned());
        if owner { names.split('/').next().unwrap_or_default().to_owned() } else { names }
    };
    plain(value).eq_ignore_ascii_case(&plain(presented))
}

/// The operator that reads wildcards, with the qualifiers of `operator`.
fn under_like(operator: ConditionOperator) -> String {
    ConditionOperator { kind: OperatorKind::StringLike, ..operator }.to_string()
}
