//! The value of `GITHUB_REF`, which is the claim `ref`.

use std::fmt;

/// A fully qualified ref, as in the claim `ref`; it keeps its text exactly.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GitRef(String);

/// What a ref points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefKind<'a> {
    /// `refs/heads/NAME`.
    Branch(&'a str),
    /// `refs/tags/NAME`.
    Tag(&'a str),
    /// `refs/pull/N/merge`: the would-be merge of a pull request.
    PullMerge(u64),
    /// `refs/heads/gh-readonly-queue/BASE/pr-N-SHA`: the temporary branch of a merge queue.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group>
    MergeQueue {
        /// The branch the queue merges into.
        base: &'a str,
        /// The pull request's number.
        pull_request: u64,
        /// The commit the queue builds on.
        sha: &'a str,
    },
    /// No ref: a deployment made from a commit.
    Empty,
    /// Any other text.
    Other(&'a str),
}

impl GitRef {
    /// Takes the text of a ref, whatever it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the ref points at.
    pub fn kind(&self) -> RefKind<'_> {
        let text = self.as_str();
        if text.is_empty() {
            return RefKind::Empty;
        }
        if let Some(branch) = text.strip_prefix("refs/heads/").filter(|name| !name.is_empty()) {
            return merge_queue(branch).unwrap_or(RefKind::Branch(branch));
        }
        if let Some(tag) = text.strip_prefix("refs/tags/").filter(|name| !name.is_empty()) {
            return RefKind::Tag(tag);
        }
        text.strip_prefix("refs/pull/")
            .and_then(|rest| rest.strip_suffix("/merge"))
            .and_then(number)
            .map_or(RefKind::Other(text), RefKind::PullMerge)
    }

    /// The claim `ref_type` that goes with this ref: `tag` for tags, otherwise `branch`, also for the merge of
    /// a pull request and for an empty ref.
    ///
    /// Observed: <https://github.com/github/actions-oidc-debugger>
    pub fn ref_type(&self) -> &'static str {
        if matches!(self.kind(), RefKind::Tag(_)) { "tag" } else { "branch" }
    }
}

impl fmt::Display for GitRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn merge_queue(branch: &str) -> Option<RefKind<'_>> {
    let (base, tail) = branch.strip_prefix("gh-readonly-queue/")?.rsplit_once('/')?;
    let (pull_request, sha) = tail.strip_prefix("pr-")?.split_once('-')?;
    let hexadecimal = matches!(sha.len(), 40 | 64) && sha.bytes().all(|b| b.is_ascii_hexdigit());
    (hexadecimal && !base.is_empty()).then_some(())?;
    Some(RefKind::MergeQueue { base, pull_request: number(pull_request)?, sha })
}

/// A decimal number as GitHub writes it: no sign, no leading zero.
fn number(text: &str) -> Option<u64> {
    let canonical = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    canonical.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> String {
        format!("{:?}", GitRef::new(text).kind())
    }

    #[test]
    fn every_kind_of_ref() {
        assert_eq!(kind("refs/heads/main"), r#"Branch("main")"#);
        assert_eq!(kind("refs/heads/release/1.0"), r#"Branch("release/1.0")"#);
        assert_eq!(kind("refs/tags/v1.2.3"), r#"Tag("v1.2.3")"#);
        assert_eq!(kind("refs/pull/42/merge"), "PullMerge(42)");
        assert_eq!(kind(""), "Empty");
        for other in [
            "main",
            "refs/heads/",
            "refs/tags/",
            "refs/pull/x/merge",
            "refs/pull/007/merge",
            "refs/pull/1/head",
        ] {
            assert_eq!(kind(other), format!("Other({other:?})"));
        }
    }

    #[test]
    fn merge_queue_branches() {
        let sha = "1405df66cbe219b0bf6355bc3d60361a8376b6b4";
        let queue = GitRef::new(format!("refs/heads/gh-readonly-queue/release/1/pr-13-{sha}"));
        assert_eq!(queue.kind(), RefKind::MergeQueue { base: "release/1", pull_request: 13, sha });
        assert_eq!(
            kind("refs/heads/gh-readonly-queue/main/pr-13-abc"),
            r#"Branch("gh-readonly-queue/main/pr-13-abc")"#
        );
    }

    #[test]
    fn ref_type_is_branch_unless_a_tag() {
        for (text, expected) in [
            ("refs/tags/v1", "tag"),
            ("refs/heads/main", "branch"),
            ("refs/pull/1/merge", "branch"),
            ("", "branch"),
        ] {
            assert_eq!(GitRef::new(text).ref_type(), expected, "{text}");
        }
    }
}
