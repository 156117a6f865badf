//! An input that cannot be used.

use can_assume_iam::span::Span;

use crate::diagnostic::{Diagnostic, Level, SourceText};

/// One or more diagnostics that say why nothing could be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError(pub Vec<Diagnostic>);

impl InputError {
    /// An error without a place in a text.
    pub fn plain(headline: impl Into<String>, help: impl Into<String>) -> Self {
        Self(vec![Diagnostic::new(Level::Error, "", headline).help(help)])
    }

    /// An error at a place in a text.
    pub fn at(source: &SourceText, span: Span, headline: impl Into<String>, help: impl Into<String>) -> Self {
        Self(vec![Diagnostic::new(Level::Error, "", headline).primary(source, span, "").help(help)])
    }
}

impl From<Diagnostic> for InputError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}
