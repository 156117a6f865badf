//! The fields of a token.

use can_assume_regular::Language;

use super::languages::{LANGUAGES, Pair};
use crate::template::ContextKind;

/// What a field stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldKind {
    /// The whole subject, where nothing is said of how it is made.
    Subject,
    /// The name of the repository's owner.
    Owner,
    /// The id of the repository's owner.
    OwnerId,
    /// The name of the repository without its owner.
    Repository,
    /// The id of the repository.
    RepositoryId,
    /// The environment that the job declares.
    Environment,
    /// `GITHUB_REF`.
    Ref,
    /// The name of the workflow, which whoever writes it chooses.
    Workflow,
    /// The file that defines the job, with its ref.
    JobWorkflowRef,
    /// Who started the run.
    Actor,
    /// The id of who started the run.
    ActorId,
    /// The id of the enterprise that owns the repository.
    EnterpriseId,
    /// The audience, which the job chooses.
    Audience,
    /// The file name of the workflow.
    WorkflowFile,
    /// Any other claim, by its name: it is reached only through a subject template.
    Claim(String),
}

/// One field of a shape.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it stands for.
    pub kind: FieldKind,
    /// A language that holds every value it can have, and is cheap to search.
    pub loose: Language,
    /// The values it can have.
    pub strict: Language,
}

impl Field {
    /// The field `kind`, with the widest language it has.
    #[must_use]
    pub fn new(kind: FieldKind) -> Self {
        let pair = match &kind {
            FieldKind::Owner => LANGUAGES.owner.clone(),
            FieldKind::Repository => LANGUAGES.repository.clone(),
            FieldKind::OwnerId | FieldKind::RepositoryId | FieldKind::ActorId | FieldKind::EnterpriseId => {
                LANGUAGES.id.clone()
            }
            FieldKind::Ref => LANGUAGES.any_ref.clone(),
            FieldKind::JobWorkflowRef => LANGUAGES.job_workflow_ref.clone(),
            FieldKind::Actor => LANGUAGES.actor.clone(),
            FieldKind::WorkflowFile => LANGUAGES.workflow_file.clone(),
            FieldKind::Claim(name) => claim(name),
            FieldKind::Subject | FieldKind::Environment | FieldKind::Workflow | FieldKind::Audience => {
                LANGUAGES.text.clone()
            }
        };
        Self::of(kind, pair)
    }

    /// The field of a claim in a job of this context: runs of pull requests have their events and branches, others do not.
    pub(super) fn of_claim(name: &str, context: ContextKind) -> Self {
        let pair = match (name, context) {
            ("head_ref" | "base_ref", ContextKind::Ref) => words(&[""]),
            ("event_name", ContextKind::PullRequest) => {
                words(&EVENTS.iter().copied().filter(|event| of_pull_request(event)).collect::<Vec<_>>())
            }
            ("event_name", ContextKind::Ref) => {
                words(&EVENTS.iter().copied().filter(|event| !of_pull_request(event)).collect::<Vec<_>>())
            }
            (name, _) => claim(name),
        };
        Self::of(FieldKind::Claim(name.to_owned()), pair)
    }

    pub(super) fn of(kind: FieldKind, pair: Pair) -> Self {
        Self { kind, loose: pair.loose, strict: pair.strict }
    }

    /// A value that reads well where any will do.
    #[must_use]
    pub fn example(&self) -> &'static str {
        match &self.kind {
            FieldKind::Owner => "someone",
            FieldKind::OwnerId => "90000001",
            FieldKind::Repository => "some-repo",
            FieldKind::RepositoryId => "900000001",
            FieldKind::Environment => "production",
            FieldKind::Ref => "refs/heads/main",
            FieldKind::Workflow => "Deploy",
            FieldKind::JobWorkflowRef => "someone/some-repo/.github/workflows/deploy.yml@refs/heads/main",
            FieldKind::Actor => "someone",
            FieldKind::ActorId => "90000002",
            FieldKind::EnterpriseId => "90003",
            FieldKind::Audience => "sts.amazonaws.com",
            FieldKind::WorkflowFile => "deploy.yml",
            FieldKind::Subject => "",
            FieldKind::Claim(name) => match name.as_str() {
                "repository_visibility" => "public",
                "event_name" => "push",
                "ref_type" => "branch",
                "ref_protected" => "false",
                "runner_environment" => "github-hosted",
                "run_attempt" => "1",
                "head_ref" | "base_ref" => "",
                _ => "1",
            },
        }
    }
}

fn words(words: &[&str]) -> Pair {
    let language = Language::literals(words.iter().copied());
    Pair { loose: language.clone(), strict: language }
}

fn of_pull_request(event: &str) -> bool {
    event.starts_with("pull_request")
}

/// The language of a claim that STS makes no condition key of.
fn claim(name: &str) -> Pair {
    match name {
        "repository_visibility" => words(&["public", "private", "internal"]),
        "ref_type" => words(&["branch", "tag"]),
        "ref_protected" => words(&["true", "false"]),
        "runner_environment" => words(&["github-hosted", "self-hosted"]),
        "event_name" => words(EVENTS),
        "head_ref" | "base_ref" => LANGUAGES.branch_or_empty.clone(),
        "sha" | "workflow_sha" | "job_workflow_sha" => LANGUAGES.sha.clone(),
        "run_id" | "run_number" | "run_attempt" | "check_run_id" => LANGUAGES.id.clone(),
        "enterprise" | "environment_node_id" => LANGUAGES.slug.clone(),
        _ => LANGUAGES.text.clone(),
    }
}

/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>
const EVENTS: &[&str] = &[
    "branch_protection_rule",
    "check_run",
    "check_suite",
    "create",
    "delete",
    "deployment",
    "deployment_status",
    "discussion",
    "discussion_comment",
    "fork",
    "gollum",
    "image_version",
    "issue_comment",
    "issues",
    "label",
    "merge_group",
    "milestone",
    "page_build",
    "public",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_target",
    "push",
    "registry_package",
    "release",
    "repository_dispatch",
    "schedule",
    "status",
    "watch",
    "workflow_dispatch",
    "workflow_run",
];
