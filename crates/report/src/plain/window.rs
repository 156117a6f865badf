//! The lines of a text that a diagnostic speaks of: an account dump may be a hundred megabytes, its reader wants ten lines.

use std::borrow::Cow;

use can_assume_core::iam::span::Span;

use super::secret::hidden;

/// Some whole lines of a text.
#[derive(Debug, Clone)]
pub(super) struct Window<'a> {
    /// The lines, tokens in them hidden.
    pub(super) text: Cow<'a, str>,
    /// The number of the first of them, from 1.
    pub(super) first_line: usize,
    start: usize,
}

impl<'a> Window<'a> {
    /// The whole lines of `text` from the first of `spans` to the last.
    pub(super) fn around(text: &'a str, spans: impl Iterator<Item = Span> + Clone) -> Self {
        let from = spans.clone().map(|span| span.start).min().unwrap_or_default().min(text.len());
        let to = spans.map(|span| span.end).max().unwrap_or(text.len()).clamp(from, text.len());
        let before = text.as_bytes().get(..from).unwrap_or_default();
        let after = text.as_bytes().get(to..).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = after.iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| to + at);
        let newlines = before.iter().take(start).filter(|byte| **byte == b'\n').count();
        Self { text: hidden(text.get(start..end).unwrap_or(text)), first_line: newlines + 1, start }
    }

    /// `span` as a range within the window.
    pub(super) fn range(&self, span: Span) -> std::ops::Range<usize> {
        let within = |at: usize| at.saturating_sub(self.start).min(self.text.len());
        within(span.start)..within(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_whole_lines_and_knows_their_number() {
        let text = "one\ntwo\nthree\nfour";
        let spans = [Span::new(5, 6), Span::new(9, 10)];
        let window = Window::around(text, spans.iter().copied());
        assert_eq!((&*window.text, window.first_line), ("two\nthree", 2));
        assert_eq!(window.range(Span::new(9, 10)), 5..6);
    }

    #[test]
    fn a_window_shows_no_token_and_keeps_its_places() {
        let text = "{\"value\": \"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln\"}";
        let window = Window::around(text, [Span::new(0, text.len())].into_iter());
        assert!(!window.text.contains("eyJ"), "{}", window.text);
        assert_eq!(window.range(Span::new(0, text.len())), 0..text.len());
    }
}
