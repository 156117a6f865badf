//! Why a file could not be read as a workflow.

use std::fmt;

use super::Span;

/// A file that cannot be read as a workflow at all; what merely keeps a run from starting is a
/// [`Finding`](super::Finding).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowError {
    kind: Kind,
    file: String,
    span: Span,
    line: usize,
    column: usize,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Yaml(String),
    Limit(String),
    NotAWorkflow(String),
}

impl WorkflowError {
    pub(super) fn yaml(file: &str, text: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Kind::Yaml(message.into()), file, text, span)
    }

    pub(super) fn limit(file: &str, text: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Kind::Limit(message.into()), file, text, span)
    }

    pub(super) fn not_a_workflow(file: &str, text: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Kind::NotAWorkflow(message.into()), file, text, span)
    }

    fn new(kind: Kind, file: &str, text: &str, span: Span) -> Self {
        let (line, column) = span.line_column(text);
        Self { kind, file: file.to_owned(), span, line, column }
    }

    /// Whether the file is YAML but does not have the shape of a workflow.
    pub fn is_not_a_workflow(&self) -> bool {
        matches!(self.kind, Kind::NotAWorkflow(_))
    }

    /// Whether the file exceeds a bound on size, depth or aliases.
    pub fn is_limit(&self) -> bool {
        matches!(self.kind, Kind::Limit(_))
    }

    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where in the file.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Column, from 1, in characters.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        match &self.kind {
            Kind::Yaml(message) | Kind::Limit(message) | Kind::NotAWorkflow(message) => message,
        }
    }
}

impl fmt::Display for WorkflowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message())
    }
}

impl std::error::Error for WorkflowError {}
