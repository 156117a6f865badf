//! A file.

use can_assume_core::diagnostic::SourceText;
use serde::Deserialize;

/// A file: its name as it shall appear in diagnostics, and what is in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `name` and `text`")]
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl From<Text> for SourceText {
    /// A byte order mark is no part of the text, as for a file on disk.
    fn from(file: Text) -> Self {
        let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        Self::new(file.name, text)
    }
}
