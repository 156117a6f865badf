//! What owners and repositories may be called, and how a value is written inside a subject.

/// The longest name an owner may have.
pub const MAX_OWNER_LENGTH: usize = 39;

/// The longest name a repository may have.
pub const MAX_REPOSITORY_LENGTH: usize = 100;

/// What keeps a text from being the name of an owner or of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NameProblem {
    /// There is no text at all.
    #[error("name is empty")]
    Empty,
    /// The name has more characters than GitHub allows.
    #[error("name has {length} characters, expected at most {limit}")]
    TooLong {
        /// Characters in the name.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// The name has a character that no such name has.
    #[error("name has the character `{found}`, expected only {allowed}")]
    Character {
        /// The character.
        found: char,
        /// The characters such a name may have, in words.
        allowed: &'static str,
    },
    /// The name begins with a hyphen or an underscore.
    #[error("name begins with `{0}`, expected a letter or a digit")]
    Start(char),
    /// The name is `.` or `..`.
    #[error("name is made of dots only")]
    Dots,
}

/// Checks the name of an owner: a user or an organization.
///
/// Letters, digits and hyphens; an underscore stands before the short code of an enterprise-managed user.
/// Source: <https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication>
///
/// # Errors
/// The first [`NameProblem`] of the text.
pub fn check_owner(name: &str) -> Result<(), NameProblem> {
    check(name, MAX_OWNER_LENGTH, OWNER_CHARS, |c| is_name_char(c) && c != '.')?;
    match name.chars().next() {
        Some(first) if !first.is_ascii_alphanumeric() => Err(NameProblem::Start(first)),
        _ => Ok(()),
    }
}

/// Checks the name of a repository, without its owner: letters, digits, hyphens, underscores and dots.
///
/// Source: <https://docs.github.com/en/repositories/creating-and-managing-repositories/about-repositories>
///
/// # Errors
/// The first [`NameProblem`] of the text.
pub fn check_repository(name: &str) -> Result<(), NameProblem> {
    check(name, MAX_REPOSITORY_LENGTH, REPOSITORY_CHARS, is_name_char)?;
    if name == "." || name == ".." { Err(NameProblem::Dots) } else { Ok(()) }
}

/// Whether a character occurs in the name of an owner or of a repository: `@`, `:` and `/` never do, which
/// is what makes the segments of a subject readable.
///
/// Source: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
pub fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Whether `:` inside a value is written `%3A` in a subject.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColonEncoding {
    /// It is: github.com, GHE.com, GitHub Enterprise Server after 3.18.
    Encoded,
    /// It is not: GitHub Enterprise Server up to 3.18.
    Raw,
}

/// Writes a value as it stands in a subject: with [`ColonEncoding::Encoded`] every `:` becomes `%3A`, and
/// nothing else changes.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn encode(value: &str, colons: ColonEncoding) -> String {
    match colons {
        ColonEncoding::Encoded => value.replace(':', "%3A"),
        ColonEncoding::Raw => value.to_owned(),
    }
}

/// A value as it stands in a subject, between two colons.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubjectValue(String);

impl SubjectValue {
    /// Writes `value` as [`encode`] does.
    pub fn encode(value: &str, colons: ColonEncoding) -> Self {
        Self(encode(value, colons))
    }

    pub(crate) fn as_it_stands(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn push_raw(&mut self, text: &str) {
        self.0.push(':');
        self.0.push_str(text);
    }

    /// The text in the subject.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value that was encoded: `%3A` read as `:`.
    pub fn decoded(&self) -> String {
        self.0.replace("%3A", ":")
    }

    /// Whether the text has a `%3A`: an encoded colon, or those three characters typed by hand; the subject
    /// does not tell which.
    pub fn has_encoded_colon(&self) -> bool {
        self.0.contains("%3A")
    }

    /// Whether a `:` stands in the value itself, as only GitHub Enterprise Server up to 3.18 sends it.
    pub fn has_raw_colon(&self) -> bool {
        self.0.contains(':')
    }
}

fn check(
    name: &str,
    limit: usize,
    allowed: &'static str,
    is_allowed: fn(char) -> bool,
) -> Result<(), NameProblem> {
    if name.is_empty() {
        return Err(NameProblem::Empty);
    }
    if let Some(found) = name.chars().find(|&c| !is_allowed(c)) {
        return Err(NameProblem::Character { found, allowed });
    }
    let length = name.chars().count();
    if length > limit { Err(NameProblem::TooLong { length, limit }) } else { Ok(()) }
}

const OWNER_CHARS: &str = "letters, digits, `-` and `_`";
const REPOSITORY_CHARS: &str = "letters, digits, `-`, `_` and `.`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_github_allows() {
        for owner in ["octo-org", "a", "mona_acme", "1password", &"a".repeat(39)] {
            assert_eq!(check_owner(owner), Ok(()), "{owner}");
        }
        for repository in ["octo-repo", ".github", "a_b.c-d", "_", "-", &"r".repeat(100)] {
            assert_eq!(check_repository(repository), Ok(()), "{repository}");
        }
    }

    #[test]
    fn names_that_github_does_not_allow() {
        assert_eq!(check_owner(""), Err(NameProblem::Empty));
        assert_eq!(check_owner("-a"), Err(NameProblem::Start('-')));
        assert_eq!(check_owner("a.b"), Err(NameProblem::Character { found: '.', allowed: OWNER_CHARS }));
        assert_eq!(check_owner("a@1"), Err(NameProblem::Character { found: '@', allowed: OWNER_CHARS }));
        assert_eq!(check_owner("é"), Err(NameProblem::Character { found: 'é', allowed: OWNER_CHARS }));
        assert_eq!(check_owner(&"a".repeat(40)), Err(NameProblem::TooLong { length: 40, limit: 39 }));
        assert_eq!(
            check_repository("a/b"),
            Err(NameProblem::Character { found: '/', allowed: REPOSITORY_CHARS })
        );
        assert_eq!(
            check_repository("a:b"),
            Err(NameProblem::Character { found: ':', allowed: REPOSITORY_CHARS })
        );
        assert_eq!(check_repository(".."), Err(NameProblem::Dots));
        assert_eq!(check_repository(&"r".repeat(101)), Err(NameProblem::TooLong { length: 101, limit: 100 }));
    }

    #[test]
    fn problems_say_what_is_and_what_was_expected() {
        assert_eq!(
            check_owner("a.b").unwrap_err().to_string(),
            "name has the character `.`, expected only letters, digits, `-` and `_`"
        );
        assert_eq!(
            check_repository("a@b").unwrap_err().to_string(),
            "name has the character `@`, expected only letters, digits, `-`, `_` and `.`"
        );
    }

    #[test]
    fn only_the_colon_is_encoded() {
        assert_eq!(encode("Prod EU/west@%:é:", ColonEncoding::Encoded), "Prod EU/west@%%3Aé%3A");
        assert_eq!(encode("a:b", ColonEncoding::Raw), "a:b");
        assert_eq!(SubjectValue::encode("a:b", ColonEncoding::Encoded).decoded(), "a:b");
        assert_eq!(SubjectValue::as_it_stands("a%3ab").decoded(), "a%3ab", "GitHub writes capitals");
    }
}
