//! The parts of a pattern as the language of what it matches.

use can_assume_iam::pattern::PatternPart;
use can_assume_regular::{CharSet, Glob, GlobElement, Language};

/// The language of a pattern without variables.
pub(super) fn language(parts: &[PatternPart]) -> Language {
    match literal(parts) {
        Some(word) => Language::literal(word),
        None => Language::from(elements(parts).collect::<Glob>()),
    }
}

/// The elements of a pattern; a variable counts as any text.
pub(super) fn elements(parts: &[PatternPart]) -> impl Iterator<Item = GlobElement> + '_ {
    parts.iter().flat_map(|part| match part {
        PatternPart::Literal(text) => text.chars().map(GlobElement::Literal).collect(),
        PatternPart::One => vec![GlobElement::One],
        PatternPart::Run | PatternPart::Variable { .. } => vec![GlobElement::Run],
    })
}

/// The text of a pattern that has neither wildcards nor variables.
pub(super) fn literal(parts: &[PatternPart]) -> Option<&str> {
    match parts {
        [] => Some(""),
        [PatternPart::Literal(text)] => Some(text),
        _ => None,
    }
}

/// The texts that have the ASCII text `word` as their lower case: beside the capitals, only the Kelvin sign has an ASCII letter there.
///
/// Source: <https://www.unicode.org/Public/UCD/latest/ucd/UnicodeData.txt>
pub(super) fn ignoring_ascii_case(word: &str) -> Language {
    Language::concat(word.chars().map(|c| {
        let lower = c.to_ascii_lowercase();
        let kelvin = (lower == 'k').then_some('\u{212a}');
        Language::class([lower, lower.to_ascii_uppercase()].into_iter().chain(kelvin).collect::<CharSet>())
    }))
}
