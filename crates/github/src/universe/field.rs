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
    /// Which of the languages of its kind it has: fields that agree in this and in their kind have the same.
    pub variety: &'static str,
    /// A language that holds every value it can have, and is cheap to search.
    pub loose: Language,
    /// The values it can have.
    pub strict: Language,
    /// The values that new ones have, where old ones may look otherwise.
    pub usual: Option<Language>,
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
            ("head_ref" | "base_ref", ContextKind::Ref) => LANGUAGES.nothing.clone(),
            ("event_name", ContextKind::PullRequest) => LANGUAGES.pull_request_event.clone(),
            ("event_name", ContextKind::Ref) => LANGUAGES.other_event.clone(),
            (name, _) => claim(name),
        };
        Self::of(FieldKind::Claim(name.to_owned()), pair)
    }

    pub(super) fn of(kind: FieldKind, pair: Pair) -> Self {
        let usual = (kind == FieldKind::Owner).then(|| LANGUAGES.new_owner.clone());
        Self { kind, variety: pair.variety, loose: pair.loose, strict: pair.strict, usual }
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
            FieldKind::Subject => "repo:someone/some-repo:ref:refs/heads/main",
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

/// The language of a claim that STS makes no condition key of.
fn claim(name: &str) -> Pair {
    match name {
        "repository_visibility" => LANGUAGES.visibility.clone(),
        "ref_type" => LANGUAGES.ref_type.clone(),
        "ref_protected" => LANGUAGES.truth.clone(),
        "runner_environment" => LANGUAGES.runner.clone(),
        "event_name" => LANGUAGES.event.clone(),
        "head_ref" | "base_ref" => LANGUAGES.branch_or_empty.clone(),
        "sha" | "workflow_sha" | "job_workflow_sha" => LANGUAGES.sha.clone(),
        "run_id" | "run_number" | "run_attempt" | "check_run_id" => LANGUAGES.id.clone(),
        "enterprise" | "environment_node_id" => LANGUAGES.slug.clone(),
        _ => LANGUAGES.text.clone(),
    }
}
