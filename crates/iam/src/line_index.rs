//! Byte offsets to lines and columns.

use crate::span::Span;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place in a text as people count: both from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl<'a> LineIndex<'a> {
    /// Reads `text` once; a line ends after each line feed.
    pub fn new(text: &'a str) -> Self {
        let after_newline = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_newline).collect() }
    }

    /// The place of the byte at `offset`. An offset inside a character counts as that character's, one past the
    /// end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or_default();
        let after_start = self.text.get(start..).unwrap_or_default();
        let on_line =
            after_start.char_indices().take_while(|(at, char)| start + at + char.len_utf8() <= offset);
        Position { line, column: on_line.count() + 1 }
    }

    /// The places of the first byte of `span` and of the byte after its last.
    pub fn range(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};
    use crate::span::Span;

    #[track_caller]
    fn assert_at(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(LineIndex::new(text).position(offset), Position { line, column }, "{text:?} at {offset}");
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_at("", 0, 1, 1);
        assert_at("ab\ncd", 0, 1, 1);
        assert_at("ab\ncd", 2, 1, 3);
        assert_at("ab\ncd", 3, 2, 1);
        assert_at("ab\ncd", 5, 2, 3);
        assert_at("ab\n", 3, 2, 1);
        assert_at("ab\r\ncd", 4, 2, 1);
    }

    #[test]
    fn columns_count_characters() {
        assert_at("äb\u{1f600}c", 2, 1, 2);
        assert_at("äb\u{1f600}c", 7, 1, 4);
        assert_at("äb", 1, 1, 1);
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_at("a\nb", 99, 2, 2);
    }

    #[test]
    fn a_span_has_two_places() {
        let (start, end) = LineIndex::new("ab\ncd").range(Span::new(1, 4));
        assert_eq!((start.line, start.column, end.line, end.column), (1, 2, 2, 2));
    }
}
