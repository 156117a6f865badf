//! Why a text cannot be used as what it was given for.

use can_assume_iam::json::JsonError;
use can_assume_iam::span::Span;

/// What is wrong, where, and the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SourceError {
    /// What is, then what was expected; one line.
    pub message: String,
    /// The way out.
    pub help: String,
    /// Where.
    pub span: Span,
}

impl SourceError {
    pub(crate) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), span }
    }
}

impl From<JsonError> for SourceError {
    fn from(error: JsonError) -> Self {
        let help = error.help.unwrap_or_else(|| "check the text with a JSON formatter".into());
        Self::new(error.span, error.message, help)
    }
}
