//! What is wrong or unusual in a workflow, whatever the trigger.

use serde::Serialize;

use super::{FileId, KeySet, Place, Span};

/// Something in a workflow that keeps it from running, or that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Permanent id.
    pub id: FindingId,
    /// Where.
    pub place: Place,
    /// What is the case.
    pub message: String,
}

/// The permanent id of a [`Finding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingId {
    /// `environment` on a job with `uses`: GitHub refuses the workflow.
    EnvironmentOnCaller,
    /// An expression that GitHub refuses.
    ExpressionSyntax,
    /// `branches` together with `branches-ignore`, or `tags` with `tags-ignore`: GitHub refuses the workflow.
    FilterConflict,
    /// A called job asks for a token that its caller does not grant: the run fails before it starts.
    CallerPermission,
    /// A call that does not fit what the called workflow declares: GitHub refuses the workflow.
    CallInputs,
    /// Reusable workflows that call each other in a circle, or more than ten levels deep.
    CallNesting,
    /// `needs` names a job that does not exist, or jobs need each other in a circle.
    Needs,
    /// A matrix of more than 256 jobs.
    MatrixLimit,
    /// Long-lived AWS keys reach the workflow.
    LongLivedKeys,
    /// An `if:` with text around its `${{ }}` is always true.
    ConditionAlwaysTrue,
    /// `id-token: read`, which does not exist, or another unreadable permission.
    PermissionValue,
    /// An event this version does not know.
    UnknownEvent,
    /// A reusable workflow or an action that was not followed.
    NotFollowed,
}

impl FindingId {
    /// The id as it is written in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EnvironmentOnCaller => "environment-on-caller",
            Self::ExpressionSyntax => "expression-syntax",
            Self::FilterConflict => "filter-conflict",
            Self::CallerPermission => "caller-permission",
            Self::CallInputs => "call-inputs",
            Self::CallNesting => "call-nesting",
            Self::Needs => "needs",
            Self::MatrixLimit => "matrix-limit",
            Self::LongLivedKeys => "long-lived-keys",
            Self::ConditionAlwaysTrue => "condition-always-true",
            Self::PermissionValue => "permission-value",
            Self::UnknownEvent => "unknown-event",
            Self::NotFollowed => "not-followed",
        }
    }

    /// Whether GitHub does not start the run at all, so that no job of it gets a token.
    pub const fn stops_the_run(self) -> bool {
        matches!(
            self,
            Self::EnvironmentOnCaller
                | Self::ExpressionSyntax
                | Self::FilterConflict
                | Self::CallerPermission
                | Self::CallInputs
                | Self::CallNesting
                | Self::Needs
        )
    }
}

/// A remark on the input or on the limits of the prediction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Note {
    /// Where, if it is about a place.
    pub place: Option<Place>,
    /// The remark.
    pub text: String,
}

/// Collects findings and notes, each once.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) notes: Vec<Note>,
    pub(super) keys: Vec<KeySet>,
}

impl Report {
    /// Adds a finding unless it is there already.
    pub(super) fn finding(&mut self, id: FindingId, file: FileId, span: Span, message: impl Into<String>) {
        let finding = Finding { id, place: Place::new(file, span), message: message.into() };
        if self.findings.len() < LIMIT && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Adds a note unless it is there already.
    pub(super) fn note(&mut self, place: Option<Place>, text: impl Into<String>) {
        let note = Note { place, text: text.into() };
        if self.notes.len() < LIMIT && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// A hostile file may be wrong in a million places.
const LIMIT: usize = 500;
