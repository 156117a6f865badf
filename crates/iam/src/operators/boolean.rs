//! `Bool`, and the value of `Null`.

/// Reads a value as IAM does: `true` in any case is true, anything else is false.
///
/// Observed: `Bool` `false` matches a presented `yes`, and the policy value `yes` counts as `false`; blanks are not trimmed.
/// Source: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_values.json>
#[must_use]
pub fn is_true(text: &str) -> bool {
    text.eq_ignore_ascii_case("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_true_is_true() {
        assert!(is_true("true") && is_true("TRUE") && is_true("True"));
        assert!(!is_true("false") && !is_true("yes") && !is_true("1") && !is_true(" true ") && !is_true(""));
    }
}
