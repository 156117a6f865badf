//! Where in which file a thing was written.

use serde::Serialize;

/// A half-open range of bytes in the text of one file.
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

    /// From the start of this span to the end of `other`. What an alias stands for was written before it: then this span
    /// alone.
    #[must_use]
    pub const fn to(self, other: Self) -> Self {
        if other.start < self.start { self } else { Self::new(self.start, other.end) }
    }

    /// The text that this span covers in `source`; empty when the span does not lie in it.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// Line and column, both from 1, the column counted in characters, of the first byte in `source`.
    pub fn line_column(self, source: &str) -> (usize, usize) {
        let before = source.get(..self.start).unwrap_or(source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

/// Which of [`Prediction::files`](super::Prediction::files) a place is in: 0 is the workflow that was asked about,
/// the others are the reusable workflows and composite actions that were followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(transparent)]
pub struct FileId(pub usize);

/// A span together with the file it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The range in that file.
    pub span: Span,
}

impl Place {
    /// Puts `file` and `span` together.
    pub const fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where it is written; `None` for a default that is written nowhere.
    pub place: Option<Place>,
}

impl<T> Located<T> {
    /// A value that is written at `place`.
    pub const fn at(value: T, place: Place) -> Self {
        Self { value, place: Some(place) }
    }

    /// A default that no file states.
    pub const fn default_of(value: T) -> Self {
        Self { value, place: None }
    }
}
