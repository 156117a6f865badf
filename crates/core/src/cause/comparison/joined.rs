//! Several values in one string, as a list looks in other languages.

use super::fits;

/// Whether the value is several texts between commas, semicolons or bars, of which one would match.
pub(super) fn is_one_of(wanted: &str, presented: &str) -> bool {
    let parts = parts(wanted);
    parts.len() > 1 && parts.iter().any(|part| fits(part, presented))
}

/// The texts between commas, semicolons or bars, without the white space and the quotation marks around them.
pub(crate) fn parts(wanted: &str) -> Vec<String> {
    let around = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '[' | ']');
    let parts = wanted.split([',', ';', '|']).map(|part| part.trim_matches(around).to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_one_of;

    #[test]
    fn a_list_that_is_no_list() {
        let came = "repo:o/r:ref:refs/heads/main";
        assert!(is_one_of("repo:o/r:ref:refs/heads/main, repo:o/x:*", came));
        assert!(is_one_of("['repo:o/x:*','repo:o/r:*']", came));
        assert!(!is_one_of("repo:o/r:ref:refs/heads/main", came), "one value");
        assert!(!is_one_of("repo:o/x:*,repo:o/y:*", came), "none of them matches");
    }
}
