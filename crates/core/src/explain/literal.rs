//! From a place in a string to the same place in the JSON literal it was written as.

use can_assume_iam::span::Span;

/// The span, in `text`, of the bytes `from..to` of the string whose literal (with its quotation marks) stands at `literal`.
///
/// Escape sequences in the literal are stepped over whole. A literal without escapes, the common case, is a shift by one.
pub(crate) fn part(text: &str, literal: Span, from: usize, to: usize) -> Span {
    let raw = literal.text(text);
    let inner = raw.strip_prefix('"').map_or(raw, |rest| rest.strip_suffix('"').unwrap_or(rest));
    let shift = literal.start + usize::from(raw.starts_with('"'));
    let start = shift + raw_offset(inner, from);
    let end = shift + raw_offset(inner, to);
    Span::new(start, end.max(start))
}

/// The offset in the escaped text `raw` at which byte `wanted` of the unescaped text begins.
fn raw_offset(raw: &str, wanted: usize) -> usize {
    let mut decoded = 0;
    let mut rest = raw;
    while decoded < wanted {
        let (taken, produced) = step(rest);
        if taken == 0 {
            break;
        }
        decoded += produced;
        rest = rest.get(taken..).unwrap_or_default();
    }
    raw.len() - rest.len()
}

/// How many bytes the next character takes in the literal, and how many in the string.
fn step(rest: &str) -> (usize, usize) {
    let Some(first) = rest.chars().next() else { return (0, 0) };
    if first != '\\' {
        return (first.len_utf8(), first.len_utf8());
    }
    if rest.as_bytes().get(1) != Some(&b'u') {
        return (2.min(rest.len()), 1);
    }
    let unit = |at: usize| rest.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match (unit(2), unit(8)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, 4),
        (Some(code), _) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
        (None, _) => (2, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(literal: &str, from: usize, to: usize) -> &str {
        part(literal, Span::new(0, literal.len()), from, to).text(literal)
    }

    #[test]
    fn plain_literals_shift_by_the_quotation_mark() {
        assert_eq!(shown(r#""repo:o/r:ref""#, 5, 8), "o/r");
    }

    #[test]
    fn escapes_are_stepped_over_whole() {
        assert_eq!(shown(r#""a\/b""#, 1, 2), r"\/");
        assert_eq!(shown(r#""a\u00e9b""#, 3, 4), "b");
        assert_eq!(shown(r#""a\ud83d\ude00b""#, 1, 5), r"\ud83d\ude00");
        assert_eq!(shown(r#""a\ud83d\ude00b""#, 5, 6), "b");
    }

    #[test]
    fn a_place_past_the_end_stays_inside() {
        assert_eq!(shown(r#""abc""#, 2, 99), "c");
    }
}
