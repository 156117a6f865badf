//! The contexts `github`, `inputs` of a scenario.

use super::super::expression::{Object, Rest, Value};
use super::super::hole::{Hole, HoleKind, Pattern, TextTest};
use super::super::model::{Trigger, Workflow};
use super::super::yaml::Node;
use super::scenarios::head_branch;
use super::{Origin, RefKind, Scenario};
use crate::facts::{Facts, Visibility};
use crate::subject::RepositorySegment;

/// Who the run belongs to, as far as it is known.
#[derive(Debug, Clone)]
pub(in super::super) struct Identity {
    pub(in super::super) owner: Pattern,
    pub(in super::super) owner_id: Pattern,
    pub(in super::super) name: Pattern,
    pub(in super::super) id: Pattern,
    pub(in super::super) default_branch: Pattern,
    /// `.github/workflows/file.yml` of the top-level workflow.
    pub(in super::super) path: String,
    /// `name` of the top-level workflow, else its path.
    pub(in super::super) workflow: Pattern,
}

impl Identity {
    /// What the facts say of the repository, holes for the rest.
    pub(in super::super) fn new(facts: &Facts, path: String, workflow: Pattern) -> Self {
        let repository = &facts.repository;
        // The prefix that GitHub reports says it too.
        let prefix =
            facts.subject.sub_claim_prefix.as_deref().and_then(|prefix| prefix.strip_prefix("repo:"));
        let prefix = prefix.and_then(|text| RepositorySegment::parse(text.trim_end_matches(':')));
        let prefix = prefix.as_ref();
        let known = |value: &Option<String>, reported: Option<&str>, name: &str, kind: HoleKind| {
            value.as_deref().or(reported).map_or_else(|| Pattern::open(name, kind), Pattern::literal)
        };
        let owner = prefix.map(RepositorySegment::owner);
        let owner_id = prefix.and_then(RepositorySegment::owner_id);
        let name = prefix.map(RepositorySegment::name);
        let id = prefix.and_then(RepositorySegment::repository_id);
        Self {
            owner: known(&repository.owner, owner, "owner", HoleKind::Login),
            owner_id: known(&repository.owner_id, owner_id, "owner id", HoleKind::Number),
            name: known(&repository.name, name, "repository", HoleKind::RepositoryName),
            id: known(&repository.id, id, "repository id", HoleKind::Number),
            default_branch: known(
                &repository.default_branch,
                None,
                "default branch",
                HoleKind::DefaultBranch,
            ),
            path,
            workflow,
        }
    }

    /// `owner/name`.
    pub(in super::super) fn repository(&self) -> Pattern {
        Pattern::concat([&self.owner, &Pattern::literal("/"), &self.name])
    }

    /// `owner/name/path@ref`; the commit stands in for an empty ref.
    pub(in super::super) fn workflow_ref(&self, scenario: &Scenario, path: &str) -> Pattern {
        let mut all = self.repository();
        all.push_str("/");
        all.push_str(path);
        all.push_str("@");
        if scenario.git_ref.kind == RefKind::Empty {
            all.push(&Pattern::open("commit", HoleKind::Sha));
        } else {
            all.push(&scenario.git_ref.full());
        }
        all
    }
}

/// The actor of a run.
pub(in super::super) fn actor() -> Pattern {
    Pattern::open("actor", HoleKind::Login)
}

/// The context `github`, the payload included.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context>
pub(in super::super) fn github(
    scenario: &Scenario,
    identity: &Identity,
    facts: &Facts,
    workflow: &Workflow,
) -> Value {
    let text = |pattern: Pattern| Value::Text(pattern);
    let (head, base) = match (&scenario.base, scenario.is_pull_request()) {
        (Some(base), true) => (head_branch(), base.clone()),
        _ => (Pattern::default(), Pattern::default()),
    };
    let event_name = match scenario.event.as_str() {
        "workflow_call" | "unknown" => Pattern::open("event", HoleKind::NonEmpty),
        name => Pattern::literal(name),
    };
    let ref_type =
        scenario.git_ref.ref_type().map_or_else(|| Value::Unknown("github.ref_type".into()), Value::text);
    let server_url = match &facts.issuer {
        None => Value::text("https://github.com"),
        Some(_) => Value::Unknown("github.server_url".into()),
    };
    let members = vec![
        ("event_name", text(event_name)),
        ("ref", text(scenario.git_ref.full())),
        ("ref_name", ref_name(scenario)),
        ("ref_type", ref_type),
        ("head_ref", text(head)),
        ("base_ref", text(base)),
        ("repository", text(identity.repository())),
        ("repository_owner", text(identity.owner.clone())),
        ("repository_id", text(identity.id.clone())),
        ("repository_owner_id", text(identity.owner_id.clone())),
        ("actor", text(actor())),
        ("sha", text(Pattern::open("commit", HoleKind::Sha))),
        ("workflow", text(identity.workflow.clone())),
        ("workflow_ref", text(identity.workflow_ref(scenario, &identity.path))),
        ("server_url", server_url),
        ("event", event(scenario, identity, facts, workflow)),
    ];
    open(members)
}

fn ref_name(scenario: &Scenario) -> Value {
    match scenario.git_ref.kind {
        RefKind::Unknown => Value::Unknown("github.ref_name".into()),
        _ => Value::Text(scenario.git_ref.name.clone()),
    }
}

fn event(scenario: &Scenario, identity: &Identity, facts: &Facts, workflow: &Workflow) -> Value {
    if matches!(scenario.origin, Origin::Unknown) {
        return Value::Unknown("github.event".into());
    }
    let trigger = workflow.trigger(&scenario.event);
    let config = trigger.and_then(|trigger| trigger.config.as_deref());
    let name = scenario.event.as_str();
    let mut members =
        vec![("repository", repository(identity, facts)), ("inputs", dispatch_inputs(name, config))];
    match scenario.types.as_slice() {
        [] => {}
        [only] => members.push(("action", Value::text(only.as_str()))),
        several => {
            let mut hole = Hole::new("github.event.action", HoleKind::NonEmpty);
            hole.constraint.one_of = Some(several.to_vec());
            members.push(("action", Value::Text(Pattern::hole(hole))));
        }
    }
    if scenario.is_pull_request() {
        members.push(("pull_request", pull_request(scenario, identity)));
    }
    if let (Some(base), "merge_group") = (&scenario.base, name) {
        members.push(("merge_group", open(vec![("base_ref", Value::Text(base.after("refs/heads/")))])));
    }
    match name {
        "release" => {
            let tag = Value::Text(scenario.git_ref.name.clone());
            members.push(("release", open(vec![("tag_name", tag)])));
        }
        "push" | "create" => members.push(("ref", Value::Text(scenario.git_ref.full()))),
        "schedule" => members.push(("schedule", crons(config))),
        _ => {}
    }
    for (payload, events) in PAYLOADS {
        if !events.contains(&name) {
            members.push((payload, Value::Null));
        }
    }
    open(members)
}

fn pull_request(scenario: &Scenario, identity: &Identity) -> Value {
    let fork = scenario.origin == Origin::Fork;
    let (full_name, owner) = if fork {
        (fork_repository(identity), Value::Unknown("github.event.pull_request.head.repo.owner.login".into()))
    } else {
        (identity.repository(), Value::Text(identity.owner.clone()))
    };
    let head_repository = open(vec![
        ("fork", Value::Boolean(fork)),
        ("full_name", Value::Text(full_name)),
        ("owner", open(vec![("login", owner)])),
    ]);
    let head = open(vec![("ref", Value::Text(head_branch())), ("repo", head_repository)]);
    let base_repository = open(vec![("full_name", Value::Text(identity.repository()))]);
    let base_ref = scenario.base.clone().unwrap_or_default();
    let base = open(vec![("ref", Value::Text(base_ref)), ("repo", base_repository)]);
    let mut members = vec![("head", head), ("base", base)];
    match scenario.detail.as_deref() {
        Some("merged") => members.push(("merged", Value::Boolean(true))),
        _ if !scenario.types.iter().any(|name| name == "closed") => {
            members.push(("merged", Value::Boolean(false)));
        }
        Some(_) => members.push(("merged", Value::Boolean(false))),
        None => {}
    }
    open(members)
}

/// `owner/name` of a fork, which is never that of the repository itself.
fn fork_repository(identity: &Identity) -> Pattern {
    let mut hole = Hole::new("fork", HoleKind::ForkRepository);
    if let Some(repository) = identity.repository().exact() {
        hole.constraint = hole.constraint.with(TextTest::Equals(repository.to_owned()), false);
    }
    Pattern::hole(hole)
}

fn repository(identity: &Identity, facts: &Facts) -> Value {
    let mut members = vec![
        ("default_branch", Value::Text(identity.default_branch.clone())),
        ("full_name", Value::Text(identity.repository())),
        ("name", Value::Text(identity.name.clone())),
        ("owner", open(vec![("login", Value::Text(identity.owner.clone()))])),
    ];
    if let Some(visibility) = facts.repository.visibility {
        members.push(("visibility", Value::text(visibility.as_str())));
        members.push(("private", Value::Boolean(visibility != Visibility::Public)));
    }
    open(members)
}

fn crons(config: Option<&Node>) -> Value {
    let crons: Vec<String> = config
        .map(Node::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|item| item.get("cron").and_then(|cron| cron.scalar()).map(str::to_owned))
        .collect();
    match crons.as_slice() {
        [] => Value::Unknown("github.event.schedule".into()),
        [only] => Value::text(only.as_str()),
        _ => {
            let mut hole = Hole::new("github.event.schedule", HoleKind::NonEmpty);
            hole.constraint.one_of = Some(crons);
            Value::Text(Pattern::hole(hole))
        }
    }
}

/// `github.event.inputs`, in which every input is a text.
fn dispatch_inputs(event: &str, config: Option<&Node>) -> Value {
    if event != "workflow_dispatch" {
        return Value::Null;
    }
    let as_text = |value: Value| match value {
        Value::Flag(hole) => Value::Text(Pattern::hole(hole)),
        other => Value::Text(other.to_pattern()),
    };
    match inputs(config) {
        Value::Object(object) => Value::Object(Object {
            members: object.members.into_iter().map(|(name, value)| (name, as_text(value))).collect(),
            rest: object.rest,
        }),
        other => other,
    }
}

/// The context `inputs` that the declarations of `workflow_dispatch` or `workflow_call` allow: the options of a
/// choice, `true` or `false`, a hole for the rest. Whoever starts the run may change a default.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs>
pub(super) fn inputs(config: Option<&Node>) -> Value {
    let Some(declared) = config.and_then(|config| config.get("inputs")) else {
        return Value::object(Vec::new());
    };
    let members =
        declared.entries().iter().map(|entry| (entry.key.clone(), input(&entry.key, &entry.value))).collect();
    Value::object(members)
}

fn input(name: &str, declaration: &Node) -> Value {
    let mut hole = Hole::text(format!("inputs.{name}"));
    match declaration.get("type").and_then(|kind| kind.scalar()) {
        Some("boolean") => {
            hole.constraint.one_of = Some(vec!["true".into(), "false".into()]);
            Value::Flag(hole)
        }
        Some("choice") => {
            let options = declaration.get("options").map(|options| options.strings()).unwrap_or_default();
            hole.constraint.one_of = Some(options.into_iter().map(|(option, _)| option.to_owned()).collect());
            Value::Text(Pattern::hole(hole))
        }
        Some("environment") => Value::Text(Pattern::hole(hole)),
        Some("number") => Value::Unknown(format!("inputs.{name}")),
        _ => {
            let required = declaration.get("required").and_then(|required| required.scalar()) == Some("true");
            if required {
                hole.constraint.kind = HoleKind::NonEmpty;
            }
            Value::Text(Pattern::hole(hole))
        }
    }
}

/// The context `inputs` of the top-level workflow in a scenario.
pub(in super::super) fn top_inputs(scenario: &Scenario, workflow: &Workflow) -> Value {
    let config = |trigger: &Trigger| inputs(trigger.config.as_deref());
    match scenario.event.as_str() {
        name @ ("workflow_dispatch" | "workflow_call") => {
            workflow.trigger(name).map_or_else(|| Value::object(Vec::new()), config)
        }
        "unknown" => Value::Unknown("inputs".into()),
        _ => Value::object(Vec::new()),
    }
}

/// An object of which not every member is known.
fn open(members: Vec<(&str, Value)>) -> Value {
    let members = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Value::Object(Object { members, rest: Rest::Unknown })
}

/// Parts of the payload that only some events have.
const PAYLOADS: [(&str, &[&str]); 10] = [
    (
        "pull_request",
        &["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"],
    ),
    ("issue", &["issues", "issue_comment"]),
    ("comment", &["issue_comment", "pull_request_review_comment", "discussion_comment"]),
    ("release", &["release"]),
    ("workflow_run", &["workflow_run"]),
    ("client_payload", &["repository_dispatch"]),
    ("deployment", &["deployment", "deployment_status"]),
    ("schedule", &["schedule"]),
    ("merge_group", &["merge_group"]),
    ("head_commit", &["push"]),
];
