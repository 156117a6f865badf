//! One diagnostic model for every face: renderers turn it into terminal text, JSON or Markdown.

use std::sync::Arc;

use can_assume_iam::span::Span;

/// A text that was read, and the name by which diagnostics refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// A path as the user gave it, or a description such as `token claims`.
    pub name: String,
    /// The text that spans refer to.
    pub text: Arc<str>,
}

impl SourceText {
    /// Names `text`.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something worth knowing.
    Note,
    /// Works today, but probably not as meant.
    Warning,
    /// The reason for a denial, or input that cannot be used.
    Error,
}

/// Something to say about the texts that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub level: Level,
    /// The permanent kebab-case id of the cause or rule; empty for plain input errors.
    pub id: String,
    /// One line: what is, then what was expected.
    pub headline: String,
    /// Where, and why there; the primary ones first.
    pub labels: Vec<Label>,
    /// Facts.
    pub notes: Vec<String>,
    /// Actions.
    pub helps: Vec<Help>,
}

impl Diagnostic {
    /// A diagnostic without labels, notes and helps.
    pub fn new(level: Level, id: &str, headline: impl Into<String>) -> Self {
        Self {
            level,
            id: id.to_owned(),
            headline: headline.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Adds the place where the diagnostic stands.
    #[must_use]
    pub fn primary(mut self, source: &SourceText, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, text: text.into(), primary: true });
        self
    }

    /// Adds a place that explains it.
    #[must_use]
    pub fn context(mut self, source: &SourceText, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, text: text.into(), primary: false });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds an action.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(Help { text: text.into(), edits: Vec::new() });
        self
    }
}

/// A place in a text, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text.
    pub source: SourceText,
    /// The bytes of it.
    pub span: Span,
    /// What is to be said; may be empty.
    pub text: String,
    /// Whether the diagnostic stands here, rather than being explained by it.
    pub primary: bool,
}

/// An action, with the edits that carry it out where there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// One line in the imperative.
    pub text: String,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// A replacement of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The text to edit.
    pub source: SourceText,
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}
