//! The claims of a candidate.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc#understanding-the-oidc-token>

use std::collections::BTreeMap;

use super::candidate::JobEnvironment;
use super::event::{Identity, RefKind, Scenario, actor};
use super::hole::{Hole, HoleKind, Pattern};
use super::yaml::Node;
use crate::facts::Facts;
use crate::issuer::Issuer;

/// What the claims are made of.
pub(super) struct Ingredients<'a> {
    pub(super) identity: &'a Identity,
    pub(super) scenario: &'a Scenario,
    pub(super) environment: &'a JobEnvironment,
    /// `owner/name/path@ref` of the file that defines the job.
    pub(super) job_workflow_ref: Pattern,
    pub(super) runs_on: Option<&'a Node>,
    pub(super) facts: &'a Facts,
}

/// The claims but `sub` and the times; a claim that the token does not have is left out.
///
/// `aud` is what GitHub writes when the job asks for nothing; a step that assumes a role asks for its own.
pub(super) fn claims(from: &Ingredients<'_>) -> BTreeMap<String, Pattern> {
    let Ingredients { identity, scenario, facts, .. } = from;
    let number = |name: &str| Pattern::open(name, HoleKind::Number);
    let commit = || Pattern::open("commit", HoleKind::Sha);
    let issuer = facts.issuer();
    let pull_request = matches!(scenario.event.as_str(), "pull_request" | "pull_request_target");
    let review = scenario.is_pull_request() && !pull_request;
    let unknown = matches!(scenario.event.as_str(), "workflow_call" | "unknown");
    let branch = |name: &str, value: Pattern| {
        if unknown || review {
            Pattern::hole(Hole::text(name))
        } else if pull_request {
            value
        } else {
            Pattern::default()
        }
    };
    let ref_type = match scenario.git_ref.ref_type() {
        Some(kind) => Pattern::literal(kind),
        None => one_of("ref type", &["branch", "tag"]),
    };
    let visibility = facts.repository.visibility.map_or_else(
        || one_of("visibility", &["public", "private", "internal"]),
        |known| Pattern::literal(known.as_str()),
    );
    let event = if unknown {
        Pattern::open("event", HoleKind::NonEmpty)
    } else {
        Pattern::literal(scenario.event.as_str())
    };
    let mut claims = BTreeMap::new();
    let mut set = |name: &str, value: Pattern| claims.insert(name.to_owned(), value);
    set("iss", Pattern::literal(issuer.url()));
    set("aud", default_audience(&issuer, &identity.owner));
    set("jti", Pattern::open("token id", HoleKind::NonEmpty));
    set("actor", actor());
    set("actor_id", number("actor id"));
    set("repository", identity.repository());
    set("repository_id", identity.id.clone());
    set("repository_owner", identity.owner.clone());
    set("repository_owner_id", identity.owner_id.clone());
    set("repository_visibility", visibility);
    set("ref", scenario.git_ref.full());
    set("ref_type", ref_type);
    set("ref_protected", ref_protected(scenario, facts));
    set("sha", commit());
    set("head_ref", branch("head branch", Pattern::open("head branch", HoleKind::Branch)));
    set("base_ref", branch("base branch", scenario.base.clone().unwrap_or_default()));
    set("event_name", event);
    set("workflow", identity.workflow.clone());
    set("workflow_ref", identity.workflow_ref(scenario, &identity.path));
    set("workflow_sha", Pattern::open("workflow commit", HoleKind::Sha));
    set("job_workflow_ref", from.job_workflow_ref.clone());
    set("job_workflow_sha", Pattern::open("job workflow commit", HoleKind::Sha));
    set("run_id", number("run id"));
    set("run_number", number("run number"));
    set("run_attempt", number("run attempt"));
    set("check_run_id", number("check run id"));
    set("runner_environment", runner_environment(from.runs_on));
    match from.environment {
        JobEnvironment::None | JobEnvironment::Unknown { .. } => {}
        JobEnvironment::Named { name, .. } => {
            set("environment", name.clone());
            set("environment_node_id", Pattern::open("environment node id", HoleKind::NonEmpty));
        }
    }
    for (name, value) in facts.custom_properties.iter().flatten() {
        set(&format!("repo_property_{name}"), Pattern::literal(value.as_str()));
    }
    if let Some(enterprise) = &facts.enterprise {
        let slug = enterprise.slug.as_deref();
        set(
            "enterprise",
            slug.map_or_else(|| Pattern::open("enterprise", HoleKind::NonEmpty), Pattern::literal),
        );
        set(
            "enterprise_id",
            enterprise.id.as_deref().map_or_else(|| number("enterprise id"), Pattern::literal),
        );
    }
    claims
}

/// Whether the facts cover the ref with a protection rule.
fn ref_protected(scenario: &Scenario, facts: &Facts) -> Pattern {
    let known = match (scenario.git_ref.kind, scenario.git_ref.name.exact(), &facts.protected_branches) {
        (RefKind::Branch | RefKind::DefaultBranch, Some(branch), Some(protected)) => {
            Some(protected.iter().any(|name| name == branch))
        }
        _ => None,
    };
    match known {
        Some(protected) => Pattern::literal(protected.to_string()),
        None => one_of("ref protected", &["false", "true"]),
    }
}

/// What GitHub writes when the job asks for no audience.
fn default_audience(issuer: &Issuer, owner: &Pattern) -> Pattern {
    // The owner is the end of it, whatever the deployment.
    match issuer.default_audience("") {
        Some(before) => owner.after(&before),
        None => Pattern::open("default audience", HoleKind::NonEmpty),
    }
}

/// `github-hosted` for the labels of GitHub's own runners, `self-hosted` for that label, unknown for others.
///
/// Source: <https://docs.github.com/en/actions/reference/runners/github-hosted-runners>
pub(super) fn runner_environment(runs_on: Option<&Node>) -> Pattern {
    let unknown = || one_of("runner environment", &["github-hosted", "self-hosted"]);
    let Some(runs_on) = runs_on else { return unknown() };
    if runs_on.is_mapping() {
        return unknown();
    }
    let labels = runs_on.strings();
    if labels.iter().any(|(label, _)| label.eq_ignore_ascii_case("self-hosted")) {
        return Pattern::literal("self-hosted");
    }
    let hosted = |label: &str| {
        let label = label.to_ascii_lowercase();
        ["ubuntu-", "windows-", "macos-"].iter().any(|family| {
            label.strip_prefix(family).is_some_and(|version| {
                version == "latest" || version == "slim" || version.starts_with(|c: char| c.is_ascii_digit())
            })
        })
    };
    match labels.as_slice() {
        [(label, _)] if hosted(label) => Pattern::literal("github-hosted"),
        _ => unknown(),
    }
}

fn one_of(name: &str, values: &[&str]) -> Pattern {
    let mut hole = Hole::new(name, HoleKind::NonEmpty);
    hole.constraint.one_of = Some(values.iter().map(|value| (*value).to_owned()).collect());
    Pattern::hole(hole)
}
