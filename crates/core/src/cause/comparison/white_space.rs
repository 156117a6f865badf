//! White space and quotation marks in a value where no claim has any.

/// `value` without the characters that were never meant: white space at its ends and beside `:`, `/` and `@`, and characters
/// that show nothing, as come along when a value is copied from a page, and quotation marks around the whole; `None` where
/// it has none of them.
///
/// Names of owners, repositories and refs have no white space; that of an environment may, but not at its ends.
/// Source: <https://git-scm.com/docs/git-check-ref-format>
pub(super) fn removed(value: &str) -> Option<String> {
    let mut kept = String::with_capacity(value.len());
    let mut pending = String::new();
    for letter in value.chars().filter(|letter| !is_invisible(*letter)) {
        if letter.is_whitespace() {
            pending.push(letter);
            continue;
        }
        let between = !kept.is_empty() && !is_separator(letter) && !kept.ends_with(is_separator);
        if between {
            kept.push_str(&pending);
        }
        pending.clear();
        kept.push(letter);
    }
    let kept = kept.trim_matches(is_quotation_mark);
    (kept != value).then(|| kept.to_owned())
}

/// Whether the value has quotation marks around it.
pub(super) fn is_quoted(value: &str) -> bool {
    let value = value.trim();
    value.starts_with(is_quotation_mark) || value.ends_with(is_quotation_mark)
}

const fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}')
}

const fn is_separator(letter: char) -> bool {
    matches!(letter, ':' | '/' | '@')
}

/// Zero-width characters, the byte order mark and the marks of direction.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::removed;

    #[test]
    fn only_what_was_never_meant_goes() {
        for (value, without) in [
            ("repo:o/r:ref:refs/heads/main ", Some("repo:o/r:ref:refs/heads/main")),
            (" repo: o / r :pull_request\n", Some("repo:o/r:pull_request")),
            ("repo:o/\u{200b}r:*", Some("repo:o/r:*")),
            ("repo:o/r:environment:my env ", Some("repo:o/r:environment:my env")),
            ("repo:o/r:environment:my env", None),
            ("  ", Some("")),
            ("\"repo:o/r:pull_request\"", Some("repo:o/r:pull_request")),
            ("\u{201c}repo:o/r:*\u{201d} ", Some("repo:o/r:*")),
        ] {
            assert_eq!(removed(value).as_deref(), without, "{value:?}");
        }
    }
}
