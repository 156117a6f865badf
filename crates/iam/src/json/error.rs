//! What is wrong with a JSON text.

use crate::span::Span;

/// Why a text is not JSON, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct JsonError {
    /// What is, then what was expected; one line.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// Where, in bytes of the input.
    pub span: Span,
}

impl JsonError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, span }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn too_large(size: usize, limit: usize) -> Self {
        Self::new(Span::new(0, 0), format!("the input is {size} bytes long; at most {limit} bytes are read"))
            .help("pass the part that is needed, such as one role's policy")
    }
}
