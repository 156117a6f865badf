//! Whether a job is issued a token: its permission, then forks and bots, then the environment's rules.
//!
//! Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>,
//! <https://docs.github.com/en/code-security/dependabot/working-with-dependabot/troubleshooting-dependabot-on-github-actions>,
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments>

use super::candidate::{Assumption, JobEnvironment, MaybeToken, NoToken, Token};
use super::event::{Origin, RefKind, RefSet, Scenario};
use super::expression::Question;
use super::finding::Report;
use super::grant::{Grant, GrantReason};
use super::hole::{GlobAtom, GlobPart, Hole, Pattern, TextTest};
use crate::facts::{DeploymentRule, EnvironmentFacts, Facts, PatternKind, Visibility};

/// What decides about the token.
pub(super) struct Situation<'a> {
    pub(super) grant: &'a Grant,
    pub(super) scenario: &'a Scenario,
    pub(super) environment: &'a JobEnvironment,
    pub(super) actor: Pattern,
    pub(super) facts: &'a Facts,
}

/// Decides, and adds what has to hold for a token to be issued.
pub(super) fn token(from: &Situation<'_>, assumptions: &mut Vec<Assumption>, report: &mut Report) -> Token {
    let place = from.grant.place;
    if let Some((reason, text)) = refusal(from.grant) {
        return Token::No { reason, place, text };
    }
    if is_capped_fork(from) {
        let text =
            "a pull request from a fork gets a read-only token, so that `id-token: write` has no effect"
                .into();
        return Token::No { reason: NoToken::TokenFork, place: from.scenario.trigger.unwrap_or(place), text };
    }
    let mut doubt = match from.grant.reason {
        GrantReason::CalleeUnknown => Some((
            MaybeToken::CalleeUnknown,
            place,
            "the called workflow decides, and it is not at hand".to_owned(),
        )),
        GrantReason::NotShown => Some((
            MaybeToken::PermissionsNotShown,
            place,
            "the `permissions` around it are not shown".to_owned(),
        )),
        _ => None,
    };
    if from.scenario.event == "workflow_call" && doubt.is_none() {
        let text = "a caller has to grant `id-token: write`".to_owned();
        doubt = Some((MaybeToken::CallerUnknown, from.scenario.trigger.unwrap_or(place), text));
    } else if from.scenario.origin == Origin::Unknown && doubt.is_none() {
        let text = "the event is not known; a pull request from a fork gets no token".to_owned();
        doubt = Some((MaybeToken::EventUnknown, from.scenario.trigger.unwrap_or(place), text));
    }
    if from.actor.exact().is_some_and(|actor| actor.eq_ignore_ascii_case("dependabot[bot]"))
        && DEPENDABOT.contains(&from.scenario.event.as_str())
    {
        let text =
            "reports differ on whether a run that Dependabot starts gets a token with `id-token: write`"
                .to_owned();
        doubt = doubt.or(Some((MaybeToken::Dependabot, place, text)));
    }
    if let JobEnvironment::Named { name, place } = from.environment {
        match deployment(from, name, assumptions, *place, report) {
            DeploymentRule::Allowed => {}
            DeploymentRule::Refused => {
                let text = format!(
                    "the environment `{name}` does not let this ref deploy, so that the job does not start"
                );
                return Token::No { reason: NoToken::EnvironmentBranchPolicy, place: *place, text };
            }
            DeploymentRule::Unknown => {
                let text = format!("whether the environment `{name}` lets this ref deploy is not known");
                doubt = doubt.or(Some((MaybeToken::EnvironmentBranchPolicy, *place, text)));
            }
        }
    }
    match doubt {
        Some((reason, place, text)) => Token::Maybe { reason, place, text },
        None => Token::Yes { place },
    }
}

fn refusal(grant: &Grant) -> Option<(NoToken, String)> {
    let missing = NoToken::TokenPermissionMissing;
    let caller = NoToken::TokenCallerPermission;
    Some(match grant.reason {
        GrantReason::Granted | GrantReason::CalleeUnknown | GrantReason::NotShown => return None,
        GrantReason::Missing => {
            (missing, "neither the job nor the workflow has `permissions` with `id-token: write`".to_owned())
        }
        GrantReason::Unnamed => {
            (missing, "`permissions` does not name `id-token`, which sets it to `none`".to_owned())
        }
        GrantReason::Replaced => (
            missing,
            "the job's `permissions` replaces the workflow's and does not name `id-token`, which sets it to `none`".to_owned(),
        ),
        GrantReason::NotWrite => (missing, "`id-token` is not `write`".to_owned()),
        GrantReason::ReadAll => (missing, "`read-all` gives no token; `id-token` has no level `read`".to_owned()),
        GrantReason::CallerWithholds => {
            (caller, "the calling job does not grant `id-token: write`, and a called workflow cannot raise it".to_owned())
        }
        GrantReason::CallerRefuses(_) => (
            caller,
            "the called job asks for `id-token: write`, which its caller does not grant: the run fails before it starts".to_owned(),
        ),
    })
}

/// Whether the run is for a fork's pull request and its permissions are lowered.
fn is_capped_fork(from: &Situation<'_>) -> bool {
    let private =
        matches!(from.facts.repository.visibility, Some(Visibility::Private | Visibility::Internal));
    let sends_write_tokens = private && from.facts.fork_pull_request_write_tokens == Some(true);
    from.scenario.origin == Origin::Fork
        && from.scenario.event != "pull_request_target"
        && !sends_write_tokens
}

/// What is known of the environment's rules.
fn deployment(
    from: &Situation<'_>,
    name: &Pattern,
    assumptions: &mut Vec<Assumption>,
    place: super::Place,
    report: &mut Report,
) -> DeploymentRule {
    let mut assume = |text: String| assumptions.push(Assumption { text, place: Some(place) });
    let Some(environments) = &from.facts.environments else {
        assume(format!("the environment `{name}` lets this ref deploy, and its protection rules pass"));
        return DeploymentRule::Allowed;
    };
    let Some(exact) = name.exact() else {
        assume(format!("the environment `{name}` lets this ref deploy, and its protection rules pass"));
        return DeploymentRule::Allowed;
    };
    let Some(environment) = environments.iter().find(|known| known.name.eq_ignore_ascii_case(exact)) else {
        assume(format!(
            "the environment `{exact}` does not exist; the first run creates it without protection"
        ));
        return DeploymentRule::Allowed;
    };
    if environment.name != exact {
        let text = format!(
            "the environment is `{}` in the settings and `{exact}` in the workflow; which spelling the token has is not settled",
            environment.name
        );
        report.note(Some(place), text);
    }
    if !environment.reviewers.is_empty() {
        assume(format!("a reviewer of the environment `{exact}` approves"));
    }
    if environment.wait_timer.is_some_and(|minutes| minutes > 0) {
        assume(format!("the wait timer of the environment `{exact}` runs out"));
    }
    let git_ref = &from.scenario.git_ref;
    match (git_ref.full().exact(), git_ref.kind) {
        (Some(full), _) => from.facts.deployment_rule(environment, full),
        (None, RefKind::PullRequestMerge) => pull_request_rule(from.facts, environment),
        (None, _) => hole_rule(from.facts, environment, git_ref),
    }
}

/// A question that decides whether an environment lets a ref deploy: whether the ref is one that its policy names.
pub(super) fn deployment_question(
    facts: &Facts,
    environment: &Pattern,
    scenario: &Scenario,
) -> Option<Question> {
    let environment = facts.environment(environment.exact()?)?;
    let hole = scenario.git_ref.name.only_hole()?;
    let named = named_refs(facts, environment, scenario.git_ref.kind)?;
    let test = |name: &String| TextTest::Equals(name.clone());
    let open = named.iter().map(test).find(|test| hole.constraint.decide(test).is_none())?;
    Some(Question { hole: hole.clone(), test: open })
}

/// The refs of this kind that a policy names without a wildcard; `None` without a policy.
fn named_refs(facts: &Facts, environment: &EnvironmentFacts, kind: RefKind) -> Option<Vec<String>> {
    let policy = environment.branch_policy.as_ref()?;
    if policy.protected_branches {
        return facts.protected_branches.clone().filter(|_| kind != RefKind::Tag);
    }
    let names = policy
        .patterns
        .iter()
        .filter(|pattern| pattern.kind == pattern_kind(kind))
        .map(|pattern| &pattern.name);
    Some(names.filter(|name| !name.contains(WILDCARDS)).take(MAX_NAMED).cloned().collect())
}

/// What a policy says of a ref of which only the kind and some constraints are known.
fn hole_rule(facts: &Facts, environment: &EnvironmentFacts, git_ref: &RefSet) -> DeploymentRule {
    let Some(policy) = &environment.branch_policy else { return DeploymentRule::Allowed };
    if policy.protected_branches && git_ref.kind == RefKind::Tag {
        return DeploymentRule::Refused;
    }
    if policy.protected_branches && facts.protected_branches.as_ref().is_some_and(Vec::is_empty) {
        return DeploymentRule::Allowed;
    }
    let Some(hole) = git_ref.name.only_hole() else { return DeploymentRule::Unknown };
    if policy.custom_branch_policies && policy.patterns.is_empty() {
        return DeploymentRule::Unknown;
    }
    if is_covered(environment, git_ref.kind, hole) {
        return DeploymentRule::Allowed;
    }
    let Some(named) = named_refs(facts, environment, git_ref.kind) else { return DeploymentRule::Unknown };
    let excluded = |name: &String| hole.constraint.decide(&TextTest::Equals(name.clone())) == Some(false);
    let wildcards = policy
        .patterns
        .iter()
        .any(|pattern| pattern.kind == pattern_kind(git_ref.kind) && pattern.name.contains(WILDCARDS));
    if !wildcards && named.len() < MAX_NAMED && named.iter().all(excluded) {
        DeploymentRule::Refused
    } else {
        DeploymentRule::Unknown
    }
}

/// The number of a pull request makes no difference to a pattern that is not about that very number.
fn pull_request_rule(facts: &Facts, environment: &EnvironmentFacts) -> DeploymentRule {
    let (one, other) = ["refs/pull/1/merge", "refs/pull/23456/merge"]
        .map(|full| facts.deployment_rule(environment, full))
        .into();
    if one == other { one } else { DeploymentRule::Unknown }
}

const fn pattern_kind(kind: RefKind) -> PatternKind {
    match kind {
        RefKind::Tag => PatternKind::Tag,
        _ => PatternKind::Branch,
    }
}

/// Whether a pattern `text*` of the environment covers every ref of a filter pattern that starts with that text.
fn is_covered(environment: &EnvironmentFacts, kind: RefKind, hole: &Hole) -> bool {
    let Some(glob) = &hole.constraint.glob else { return false };
    let crosses = |part: &GlobPart| match &part.atom {
        GlobAtom::Any | GlobAtom::Directories => true,
        GlobAtom::Literal(character) => *character == '/',
        GlobAtom::Class(ranges) => ranges.iter().any(|(from, to)| (*from..=*to).contains(&'/')),
        GlobAtom::NotSlash => false,
    };
    let wanted = pattern_kind(kind);
    let patterns = environment.branch_policy.iter().filter(|policy| !policy.protected_branches);
    patterns.flat_map(|policy| &policy.patterns).filter(|pattern| pattern.kind == wanted).any(|pattern| {
        pattern.name.strip_suffix('*').is_some_and(|text| {
            !text.contains(WILDCARDS)
                && glob.literal_prefix().starts_with(text)
                && !glob.parts().iter().skip(text.chars().count()).any(crosses)
        })
    })
}

/// The events that run with a read-only token by default when Dependabot starts them.
const DEPENDABOT: [&str; 7] = [
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "push",
    "create",
    "deployment",
    "deployment_status",
];

/// What makes a pattern of a policy more than a name.
const WILDCARDS: [char; 4] = ['*', '?', '[', '\\'];

/// Names of a policy that are looked at one by one.
const MAX_NAMED: usize = 12;
