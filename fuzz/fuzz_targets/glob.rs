//! Patterns against a slow oracle: `pattern` on the first line, the text after it.

#![no_main]

use can_assume_iam::glob::Glob;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Some((pattern, text)) = input.split_once('\n') else { return };
    assert_eq!(Glob::new(pattern).matches(text), oracle(pattern, text), "{pattern:?} {text:?}");
    let folded = oracle(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase());
    assert_eq!(Glob::ignoring_ascii_case(pattern).matches(text), folded, "{pattern:?} {text:?}");
});

/// The definition over UTF-16 units, one row of the table for each unit of the pattern.
fn oracle(pattern: &str, text: &str) -> bool {
    let text: Vec<u16> = text.encode_utf16().collect();
    let mut row = vec![false; text.len() + 1];
    row[0] = true;
    for unit in pattern.encode_utf16() {
        if unit == u16::from(b'*') {
            for place in 1..row.len() {
                row[place] |= row[place - 1];
            }
        } else {
            for place in (1..row.len()).rev() {
                row[place] = row[place - 1] && (unit == u16::from(b'?') || unit == text[place - 1]);
            }
            row[0] = false;
        }
    }
    row[text.len()]
}
