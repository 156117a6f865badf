//! What is asked of a workflow.

use can_assume_github::facts::Facts;
use can_assume_github::workflow::{FileId, Place, Prediction, Resolver};
use can_assume_iam::span::Span;
use can_assume_sources::provider::Provider;

use super::{Policy, Role};
use crate::diagnostic::SourceText;

/// A question: which jobs of this workflow may assume which roles?
#[derive(Clone, Copy)]
pub struct WorkflowQuestion<'a> {
    /// The workflow as it was read.
    pub source: &'a SourceText,
    /// What its runs are predicted to be issued.
    pub prediction: &'a Prediction,
    /// What is known of the repository.
    pub facts: &'a Facts,
    /// The other files of the repository.
    pub resolver: &'a dyn Resolver,
    /// The roles whose trust policies are given; without any, the answer ends with the token.
    pub policies: &'a [RolePolicy],
    /// The OIDC providers registered in the roles' account; `None` when nobody said.
    pub providers: Option<&'a [Provider]>,
    /// Resource control policies that apply to the roles.
    pub resource_control_policies: &'a [Policy],
    /// Which jobs, events and refs are asked for.
    pub selection: &'a Selection,
}

/// A role and its trust policy.
#[derive(Debug, Clone)]
pub struct RolePolicy {
    /// What is known of the role; a policy by itself has neither a name nor an ARN.
    pub role: Role,
    /// The trust policy.
    pub policy: Policy,
}

/// Which cases of a workflow are asked for; a member that is `None` asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The id of a job, of the workflow or of one that it calls.
    pub job: Option<String>,
    /// An event.
    pub event: Option<String>,
    /// A ref in full, e.g. `refs/heads/main`.
    pub git_ref: Option<String>,
}

impl WorkflowQuestion<'_> {
    /// The text of a file of the prediction, named as diagnostics name it.
    pub(crate) fn file(&self, id: FileId) -> SourceText {
        match self.prediction.file(id) {
            Some(file) if id != FileId(0) => SourceText::new(file.name.as_str(), file.text.as_str()),
            _ => self.source.clone(),
        }
    }

    /// The text and the bytes of a place.
    pub(crate) fn place(&self, place: Place) -> (SourceText, Span) {
        (self.file(place.file), Span::new(place.span.start, place.span.end))
    }
}

impl std::fmt::Debug for WorkflowQuestion<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkflowQuestion")
            .field("source", &self.source.name)
            .field("selection", &self.selection)
            .finish_non_exhaustive()
    }
}
