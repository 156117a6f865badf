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
    fn from(file: Text) -> Self {
        Self::new(file.name, file.text)
    }
}

impl Text {
    /// The text of a YAML file: a byte order mark at its beginning is no part of it.
    ///
    /// Source: <https://yaml.org/spec/1.2.2/#52-character-encodings>
    pub(crate) fn yaml(self) -> SourceText {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        SourceText::new(self.name, text)
    }

    /// The text of a file that is YAML if its name says so.
    pub(crate) fn by_name(self) -> SourceText {
        let is_yaml = [".yml", ".yaml"].iter().any(|ending| self.name.ends_with(ending));
        if is_yaml { self.yaml() } else { self.into() }
    }
}
