//! Places in texts: bytes for editors, lines and columns for people.

use can_assume_core::diagnostic::{Diagnostic, Edit, Help, Label, Level, SourceText};
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::iam::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonPlace {
    /// The file as it was given, or a description such as `token claims`.
    file: String,
    /// Offset of the first byte.
    start: usize,
    /// Offset just past the last byte.
    end: usize,
    /// Line of the first character, from 1.
    line: usize,
    /// Column of the first character, from 1, in Unicode scalar values.
    column: usize,
    /// Line just past the last character.
    end_line: usize,
    /// Column just past the last character.
    end_column: usize,
}

impl JsonPlace {
    pub(super) fn new(source: &SourceText, span: Span) -> Self {
        let index = LineIndex::new(&source.text);
        let (from, to) = index.range(span);
        Self {
            file: source.name.clone(),
            start: span.start,
            end: span.end,
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
        }
    }
}

/// A diagnostic.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct JsonDiagnostic {
    /// `error`, `warning` or `note`.
    level: &'static str,
    /// The permanent id of the cause or rule; empty for plain input errors.
    id: String,
    /// One line.
    headline: String,
    /// Where, the primary places first.
    labels: Vec<JsonLabel>,
    /// Facts.
    notes: Vec<String>,
    /// Actions.
    helps: Vec<JsonHelp>,
}

impl JsonDiagnostic {
    pub(crate) fn new(diagnostic: &Diagnostic) -> Self {
        Self {
            level: match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "note",
            },
            id: diagnostic.id.clone(),
            headline: diagnostic.headline.clone(),
            labels: diagnostic.labels.iter().map(JsonLabel::new).collect(),
            notes: diagnostic.notes.clone(),
            helps: diagnostic.helps.iter().map(JsonHelp::new).collect(),
        }
    }
}

/// A place, and what is to be said there.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonLabel {
    primary: bool,
    text: String,
    place: JsonPlace,
}

impl JsonLabel {
    pub(super) fn new(label: &Label) -> Self {
        Self {
            primary: label.primary,
            text: label.text.clone(),
            place: JsonPlace::new(&label.source, label.span),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonHelp {
    text: String,
    edits: Vec<JsonEdit>,
}

impl JsonHelp {
    fn new(help: &Help) -> Self {
        Self { text: help.text.clone(), edits: help.edits.iter().map(JsonEdit::new).collect() }
    }
}

/// A replacement of some bytes of a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonEdit {
    /// The bytes to replace; empty to insert.
    place: JsonPlace,
    /// What to put there.
    replacement: String,
}

impl JsonEdit {
    pub(super) fn new(edit: &Edit) -> Self {
        Self { place: JsonPlace::new(&edit.source, edit.span), replacement: edit.replacement.clone() }
    }
}
