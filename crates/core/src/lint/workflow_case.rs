//! A workflow with all that is known around it.

use std::cell::OnceCell;

use can_assume_github::facts::Facts;
use can_assume_github::workflow::{
    self, Candidate, FileId, Outline, Place, Prediction, Resolver, Token, WorkflowError,
};
use can_assume_iam::span::Span;

use super::between::{DeniedJob, denied_jobs};
use super::finding::Finding;
use super::meta::RuleMeta;
use crate::diagnostic::SourceText;
use crate::workflow::{RolePolicy, Selection, WorkflowQuestion};

/// A workflow with all that is known around it.
pub struct WorkflowCase<'a> {
    /// The file.
    pub source: &'a SourceText,
    /// What its runs are predicted to be issued.
    pub prediction: Prediction,
    /// What it says by itself.
    pub outline: Outline,
    /// What is known of the repository.
    pub facts: &'a Facts,
    /// The other files of the repository.
    pub resolver: &'a dyn Resolver,
    /// The roles whose trust policies are linted in the same run.
    pub policies: &'a [RolePolicy],
    denied: OnceCell<Vec<DeniedJob>>,
}

impl<'a> WorkflowCase<'a> {
    /// Reads and predicts a workflow.
    ///
    /// # Errors
    /// Text that is not YAML, exceeds a bound, or is not a workflow.
    pub(super) fn new(
        source: &'a SourceText,
        facts: &'a Facts,
        resolver: &'a dyn Resolver,
        policies: &'a [RolePolicy],
    ) -> Result<Self, WorkflowError> {
        let outline = workflow::outline(&source.name, &source.text)?;
        let prediction = workflow::predict(&source.name, &source.text, facts, resolver)?;
        Ok(Self { source, prediction, outline, facts, resolver, policies, denied: OnceCell::new() })
    }

    /// The candidates that are, or may be, issued a token.
    pub(super) fn with_token(&self) -> impl Iterator<Item = &Candidate> {
        self.prediction.candidates().filter(|candidate| !matches!(candidate.token, Token::No { .. }))
    }

    /// A finding at a place of the prediction; `None` where that is in another file, which is linted by itself.
    pub(super) fn at(
        &self,
        rule: &'static RuleMeta,
        message: impl Into<String>,
        place: Place,
        label: impl Into<String>,
    ) -> Option<Finding> {
        (place.file == FileId(0)).then(|| self.here(rule, message, place.span, label))
    }

    /// A finding at a place of the file itself.
    pub(super) fn here(
        &self,
        rule: &'static RuleMeta,
        message: impl Into<String>,
        span: workflow::Span,
        label: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, message).at(self.source, span_of(span), label)
    }

    /// What is asked of the workflow with these policies.
    pub(super) fn question<'q>(
        &'q self,
        policies: &'q [RolePolicy],
        selection: &'q Selection,
    ) -> WorkflowQuestion<'q> {
        WorkflowQuestion {
            source: self.source,
            prediction: &self.prediction,
            facts: self.facts,
            resolver: self.resolver,
            policies,
            providers: None,
            resource_control_policies: &[],
            selection,
        }
    }

    /// The jobs all of whose tokens are denied by the policy of the role that they ask for.
    pub(super) fn denied(&self) -> &[DeniedJob] {
        self.denied.get_or_init(|| denied_jobs(self))
    }
}

impl std::fmt::Debug for WorkflowCase<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkflowCase").field("source", &self.source.name).finish_non_exhaustive()
    }
}

/// A place in a workflow as a place in a text.
pub(super) fn span_of(span: workflow::Span) -> Span {
    Span::new(span.start, span.end)
}
