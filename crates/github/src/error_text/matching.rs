//! Finding a wording in a text.

use super::normal::{Normal, compact};

/// How far apart, in bytes, the parts of a wording around a variable part may stand.
const MAX_VARIABLE_BYTES: usize = 600;

/// The name of variable parts that are of no interest.
const UNNAMED: &str = "_";

/// Finds a wording whose variable parts stand in braces. None where it is not there; otherwise the variable
/// parts by name. Case, spaces, line breaks and quotes do not count.
pub(super) fn find<'p>(pattern: &'p str, text: &Normal) -> Option<Vec<(&'p str, String)>> {
    let (first, parts) = parse(pattern);
    let mut from = 0;
    while let Some(start) = text.compact().get(from..)?.find(&first).map(|at| from + at) {
        if let Some(variables) = rest(&parts, start + first.len(), text) {
            return Some(variables);
        }
        // The first literal begins with an ASCII character.
        from = start + 1;
    }
    None
}

/// The first literal, and after it each variable part with the literal that follows it.
fn parse(pattern: &str) -> (String, Vec<(&str, String)>) {
    let mut pieces = pattern.split('{');
    let first = compact(pieces.next().unwrap_or_default());
    let parts =
        pieces.filter_map(|piece| piece.split_once('}')).map(|(name, literal)| (name, compact(literal)));
    (first, parts.collect())
}

fn rest<'p>(parts: &[(&'p str, String)], mut end: usize, text: &Normal) -> Option<Vec<(&'p str, String)>> {
    let mut variables = Vec::new();
    for (name, literal) in parts {
        let value = if literal.is_empty() {
            text.word_at(end)
        } else {
            let at = window(text.compact(), end, literal.len())?.find(literal.as_str())?;
            let value = text.between(end, end + at);
            end += at + literal.len();
            value
        };
        let value =
            value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')' | '('));
        // Whatever it is, a token is not repeated.
        if *name != UNNAMED && !value.is_empty() && !value.contains("eyJ") {
            variables.push((*name, value.to_owned()));
        }
    }
    Some(variables)
}

/// The part of the text in which a literal of that length has to stand.
fn window(text: &str, start: usize, length: usize) -> Option<&str> {
    let mut end = start.saturating_add(MAX_VARIABLE_BYTES).saturating_add(length).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &'static str, text: &str) -> Option<Vec<(&'static str, String)>> {
        find(pattern, &Normal::of(text))
    }

    fn one(name: &'static str, value: &str) -> Option<Vec<(&'static str, String)>> {
        Some(vec![(name, value.to_owned())])
    }

    #[test]
    fn variable_parts_keep_their_case_and_lose_their_punctuation() {
        assert_eq!(
            of("provider found for {issuer}", "PROVIDER found\n for 'https://A.b/C'."),
            one("issuer", "https://A.b/C")
        );
        assert_eq!(of("job {job} asks", "the job 'Build it' asks"), one("job", "Build it"));
        assert_eq!(of("claim: {claim}", "claim:"), Some(vec![]));
        assert_eq!(of("claim: {claim}", "another text"), None);
    }

    #[test]
    fn a_later_occurrence_may_be_the_whole_one() {
        assert_eq!(of("job {job} asks", &format!("job {} job b asks", "x".repeat(700))), one("job", "b"));
    }

    #[test]
    fn a_word_broken_in_two_is_still_found() {
        assert_eq!(of("AssumeRoleWithWebIdentity", "sts:AssumeRoleWith\nWebIdentity"), Some(vec![]));
    }

    #[test]
    fn a_token_is_not_repeated() {
        assert_eq!(of("claim: {claim}", "claim: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln"), Some(vec![]));
    }
}
