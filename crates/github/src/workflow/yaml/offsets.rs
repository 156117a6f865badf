//! From character positions to byte positions.

use crate::workflow::Span;

/// Translates indices in characters into offsets in bytes, with one checkpoint for every [`STRIDE`] characters.
pub(super) struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    checkpoints: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Reads `text` once.
    pub(super) fn new(text: &'a str) -> Self {
        let ascii = text.is_ascii();
        let checkpoints = if ascii {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(offset, _)| offset).collect()
        };
        Self { text, ascii, checkpoints }
    }

    /// The text that `span` covers.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.text(self.text)
    }

    /// The byte offset of the character with this index; the length of the text beyond its end.
    pub(super) fn byte(&self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        let Some(&from) = self.checkpoints.get(index / STRIDE) else { return self.text.len() };
        let rest = self.text.get(from..).unwrap_or_default();
        rest.char_indices().nth(index % STRIDE).map_or(self.text.len(), |(offset, _)| from + offset)
    }
}

const STRIDE: usize = 64;
