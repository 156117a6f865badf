//! `StringEquals`, `StringEqualsIgnoreCase`; `StringLike` is [`crate::glob::Glob`].

/// Whether `presented` equals `value` once both are lowercased, as `StringEqualsIgnoreCase` compares; no wildcards.
///
/// Observed: lowercasing, not case folding. `ſ` is not `s`; `İ` becomes `i̇`; a capital sigma at the end of a word becomes `ς`.
/// Source: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_strings.json>
#[must_use]
pub fn equals_ignore_case(value: &str, presented: &str) -> bool {
    equals_lowercased(&value.to_lowercase(), presented)
}

/// The same where `lowercased` is already in lower case.
pub(crate) fn equals_lowercased(lowercased: &str, presented: &str) -> bool {
    if presented.is_ascii() {
        lowercased.eq_ignore_ascii_case(presented)
    } else {
        lowercased == presented.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowercases_and_does_not_fold() {
        for (value, presented, equal) in [
            ("octocat", "OctoCat", true),
            ("octo*", "octocat", false),
            ("s", "ſ", false),
            ("Σ", "ς", false),
            ("ΟΣ", "ος", true),
            ("ΟΣΑ", "οσα", true),
            ("İ", "i\u{307}", true),
            ("𐐀", "𐐨", true),
            ("é", "e\u{301}", false),
            ("K", "k", true),
            ("", "", true),
        ] {
            assert_eq!(equals_ignore_case(value, presented), equal, "{value} {presented}");
        }
    }
}
