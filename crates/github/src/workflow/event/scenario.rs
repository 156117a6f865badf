//! One way to start the workflow.

use serde::Serialize;

use super::super::Place;
use super::super::hole::Pattern;
use super::RefSet;

/// One way to start the workflow: an event with the refs it can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// The event, as the claim `event_name` has it; `workflow_call` stands for the caller's, which is not known.
    pub event: String,
    /// Where the trigger is written.
    pub trigger: Option<Place>,
    /// The refs.
    pub git_ref: RefSet,
    /// From where a pull request comes.
    pub origin: Origin,
    /// The base branch of a pull request or of a merge queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Pattern>,
    /// What tells scenarios of one event apart, e.g. `merged`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The activity types that start it; empty for all or where the event has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// The contexts a subject without an environment can have, the likeliest first; more than one where reports differ.
    pub contexts: Vec<ContextForm>,
}

/// From where a run comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Not a pull request.
    Repository,
    /// A pull request from a branch of the same repository.
    SameRepository,
    /// A pull request from a fork.
    Fork,
    /// Not known: the caller's, or that of an event this version does not know.
    Unknown,
}

/// The context of a subject while the job has no environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContextForm {
    /// `pull_request`.
    PullRequest,
    /// `ref:REF`.
    Ref,
}

impl Scenario {
    /// The scenario in a few words: `push refs/heads/main`, `pull_request from a fork`.
    pub fn describe(&self) -> String {
        let mut text = self.event.clone();
        match self.origin {
            Origin::SameRepository => text.push_str(" (same repository)"),
            Origin::Fork => text.push_str(" (fork)"),
            Origin::Repository | Origin::Unknown => {}
        }
        if let Some(detail) = &self.detail {
            text.push_str(", ");
            text.push_str(detail);
        }
        let git_ref = self.git_ref.full().to_string();
        text.push(' ');
        text.push_str(if git_ref.is_empty() { "(no ref)" } else { &git_ref });
        text
    }

    /// Whether the event is about a pull request, so that `head_ref` and `base_ref` are set.
    pub fn is_pull_request(&self) -> bool {
        matches!(self.origin, Origin::SameRepository | Origin::Fork)
    }
}
