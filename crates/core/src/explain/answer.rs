//! What a question is answered with.

use can_assume_iam::trace::Decision;

use crate::diagnostic::{Diagnostic, Edit};
use crate::verdict::Verdict;

use super::Failing;

/// The verdict in words.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The verdict itself.
    pub verdict: Verdict,
    /// What failed, the nearest statement's elements first; empty when allowed.
    pub failing: Vec<Failing>,
    /// The primary cause; `None` when allowed or undetermined.
    pub cause: Option<NamedCause>,
    /// Further causes, in the order in which fixing them matters.
    pub other_causes: Vec<NamedCause>,
    /// Edits that were applied, parsed and evaluated again, and found to help.
    pub fixes: Vec<ProvenFix>,
    /// What to show: the primary cause first, then warnings about the inputs.
    pub diagnostics: Vec<Diagnostic>,
}

/// A cause and what it says of this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCause {
    /// The permanent kebab-case id.
    pub id: &'static str,
    /// One line.
    pub headline: String,
}

/// A fix that was tried: its edits were applied and the question was decided again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenFix {
    /// What to do, in the imperative.
    pub title: String,
    /// The file to edit.
    pub file: String,
    /// The edits of that file, in order of place.
    pub edits: Vec<Edit>,
    /// The decision once the edits are made.
    pub decision_after: Decision,
    /// What else the edits let in, each one a phrase.
    pub gains: Vec<String>,
}

impl ProvenFix {
    /// What to do, and what else it lets in.
    pub fn described(&self) -> String {
        if self.gains.is_empty() {
            return self.title.clone();
        }
        format!("{}; this also lets in {}", self.title, self.gains.join("; "))
    }
}
