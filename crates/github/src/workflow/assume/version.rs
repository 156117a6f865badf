//! The version of an action after its `@`.

use serde::Serialize;

/// The version of an action, as far as its `uses` tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ActionVersion {
    /// `v4`, `v4.2`, `v4.2.1`: of a missing part the newest, as the moving tag has it.
    Tag {
        /// The tag as it is written, or as a comment beside a commit names it.
        text: String,
        /// The first number.
        major: u32,
        /// The second number.
        minor: Option<u32>,
    },
    /// A branch, or a commit without a comment that names its version.
    Unknown {
        /// What is written.
        text: String,
    },
}

impl ActionVersion {
    /// Reads what stands after `@`; `comment` is the rest of the line, where pinned commits name their version.
    pub(super) fn read(reference: &str, comment: &str) -> Self {
        let is_commit = reference.len() == 40 && reference.chars().all(|c| c.is_ascii_hexdigit());
        let of_comment = || {
            let words =
                comment.split(|c: char| c.is_whitespace() || matches!(c, '#' | '=' | ',' | ':' | '(' | ')'));
            words.filter(|word| word.starts_with(['v', 'V']) || word.contains('.')).find_map(tag)
        };
        let known = if is_commit { of_comment() } else { tag(reference) };
        known.unwrap_or_else(|| Self::Unknown { text: reference.to_owned() })
    }

    /// Whether the version is at least `major.minor`; `None` when it is not known.
    pub fn at_least(&self, major: u32, minor: u32) -> Option<bool> {
        match self {
            Self::Unknown { .. } => None,
            Self::Tag { major: own, minor: own_minor, .. } => {
                Some((*own, own_minor.unwrap_or(u32::MAX)) >= (major, minor))
            }
        }
    }
}

fn tag(text: &str) -> Option<ActionVersion> {
    let numbers = text.strip_prefix(['v', 'V']).unwrap_or(text);
    // `v1-node16` is a version of its own.
    let numbers = numbers.split('-').next().unwrap_or(numbers);
    let mut parts = numbers.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = match parts.next() {
        Some(part) => Some(part.parse().ok()?),
        None => None,
    };
    Some(ActionVersion::Tag { text: text.to_owned(), major, minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let at_least =
            |reference: &str, comment: &str| ActionVersion::read(reference, comment).at_least(4, 2);
        assert_eq!(at_least("v4", ""), Some(true));
        assert_eq!(at_least("v4.1.0", ""), Some(false));
        assert_eq!(at_least("v1-node16", ""), Some(false));
        assert_eq!(at_least("main", ""), None);
        assert_eq!(at_least("ececac1a45f3b08a01d2dd070d28d111c5fe6722", ""), None);
        assert_eq!(at_least("ececac1a45f3b08a01d2dd070d28d111c5fe6722", " # v4.1.0"), Some(false));
        assert_eq!(at_least("ececac1a45f3b08a01d2dd070d28d111c5fe6722", " # tag=v6.0.1"), Some(true));
    }
}
