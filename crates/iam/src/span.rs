//! Byte spans: where in its file a thing was written.

use serde::Serialize;

/// A half-open range of bytes in the text that was parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text that this span covers in `source`; empty when the span does not lie in it.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }
}

/// A value together with the span it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where; for a JSON string the span includes its quotation marks.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts `value` and `span` together.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
