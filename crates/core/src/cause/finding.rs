//! What a cause says of a case.

use std::ops::Range;

use can_assume_iam::span::Span;

use crate::diagnostic::Edit;

/// What a cause says of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding {
    /// One line: what is, then what was expected.
    pub headline: String,
    /// What to write under the policy's value.
    pub policy_label: Option<String>,
    /// What to write under the claim.
    pub claim_label: Option<String>,
    /// Which value of the condition is explained, and what parts of it and of the claim the labels stand under.
    pub part: Option<Part>,
    /// Facts.
    pub notes: Vec<String>,
    /// Actions that no edit of the given files carries out.
    pub helps: Vec<String>,
    /// Edits to try, the safest first; one is shown only when it was found to help.
    pub proposals: Vec<Proposal>,
}

impl Finding {
    /// A finding with nothing but its headline.
    pub fn new(headline: impl Into<String>) -> Self {
        Self { headline: headline.into(), ..Self::default() }
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds an action.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// Says what to write under the policy's value and under the claim.
    #[must_use]
    pub fn labels(mut self, policy: impl Into<String>, claim: impl Into<String>) -> Self {
        self.policy_label = Some(policy.into());
        self.claim_label = Some(claim.into());
        self
    }

    /// Says which value is explained, and under which parts of the two the labels stand.
    #[must_use]
    pub fn at(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// Adds edits to try.
    #[must_use]
    pub fn propose(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.proposals.push(Proposal { title: title.into(), edits });
        self
    }
}

/// A part of a value of the policy beside a part of the claim, in bytes of the strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where the value stands in the policy.
    pub value: Span,
    /// The part of it; `None` for the whole value.
    pub policy: Option<Range<usize>>,
    /// The part of the claim; `None` for the whole.
    pub claim: Option<Range<usize>>,
}

/// Edits that may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What to do, in the imperative.
    pub title: String,
    /// The edits.
    pub edits: Vec<Edit>,
}
