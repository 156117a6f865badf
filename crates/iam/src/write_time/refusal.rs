//! One refusal.

use crate::span::Span;

/// Why IAM would refuse to store a policy, or a remark on what it is known to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The permanent id of the rule.
    pub rule: &'static str,
    /// The error code of the API; `None` for a remark.
    pub code: Option<ErrorCode>,
    /// AWS's own text, where it is on record; text of the policy stands in it as it is, to be escaped where it is shown.
    pub aws_message: Option<String>,
    /// The part of the policy that is at fault.
    pub span: Span,
    /// What is, in our words; one line.
    pub headline: String,
    /// The way out.
    pub help: String,
    /// Where the rule is documented or was observed.
    pub source: &'static str,
    /// Whether it is a refusal.
    pub certainty: Certainty,
}

/// How sure it is that IAM refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// It was seen to refuse this, or AWS documents that it does.
    Certain,
    /// It is known to accept this, or sources disagree: a remark, not a refusal.
    Note,
}

/// The error code with which an API refuses a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// `MalformedPolicyDocument`, of IAM.
    MalformedPolicyDocument,
    /// `LimitExceeded`, of IAM.
    LimitExceeded,
    /// `ValidationError`, of IAM.
    ValidationError,
    /// `MalformedPolicyDocumentException`, of AWS Organizations.
    MalformedPolicyDocumentException,
}

impl ErrorCode {
    /// The code as AWS writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MalformedPolicyDocument => "MalformedPolicyDocument",
            Self::LimitExceeded => "LimitExceeded",
            Self::ValidationError => "ValidationError",
            Self::MalformedPolicyDocumentException => "MalformedPolicyDocumentException",
        }
    }
}

impl Refusal {
    /// A `MalformedPolicyDocument` that is certain, without AWS's text.
    pub(super) fn malformed(
        rule: &'static str,
        span: Span,
        headline: impl Into<String>,
        help: impl Into<String>,
        source: &'static str,
    ) -> Self {
        Self {
            rule,
            code: Some(ErrorCode::MalformedPolicyDocument),
            aws_message: None,
            span,
            headline: headline.into(),
            help: help.into(),
            source,
            certainty: Certainty::Certain,
        }
    }

    /// The same as a remark.
    pub(super) fn into_note(self) -> Self {
        Self { code: None, aws_message: None, certainty: Certainty::Note, ..self }
    }

    /// The same with another code.
    pub(super) fn code(self, code: ErrorCode) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The same with AWS's text.
    pub(super) fn aws_message(self, message: impl Into<String>) -> Self {
        Self { aws_message: Some(message.into()), ..self }
    }
}
