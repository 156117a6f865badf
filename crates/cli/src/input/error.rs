//! An input that cannot be used.

use can_assume_core::diagnostic::{Diagnostic, Level, SourceText};
use can_assume_core::iam::span::Span;

/// One or more diagnostics that say why nothing could be decided.
#[derive(Debug)]
pub(crate) struct InputError(pub(crate) Vec<Diagnostic>);

impl InputError {
    /// An error without a place in a text.
    pub(crate) fn plain(headline: impl Into<String>, help: impl Into<String>) -> Self {
        Self(vec![Diagnostic::new(Level::Error, "", headline).help(help)])
    }

    /// An error at a place in a text.
    pub(crate) fn at(
        source: &SourceText,
        span: Span,
        headline: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self(vec![Diagnostic::new(Level::Error, "", headline).primary(source, span, "").help(help)])
    }
}

impl From<Diagnostic> for InputError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}
