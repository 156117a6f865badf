//! The refs that a run of a scenario can have.

use std::sync::Arc;

use serde::Serialize;

use super::super::hole::{FilterList, Glob, Hole, HoleKind, Pattern};

/// The refs that a run can have: the values of `GITHUB_REF` and of the claim `ref`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefSet {
    /// What kind of ref.
    pub kind: RefKind,
    /// The name of the branch or tag, or `N/merge`, as `github.ref_name` has it.
    pub name: Pattern,
}

/// What kind of ref a run has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefKind {
    /// `refs/heads/NAME`.
    Branch,
    /// `refs/heads/NAME` of the default branch.
    DefaultBranch,
    /// `refs/heads/gh-readonly-queue/BASE/pr-N-SHA`.
    MergeQueue,
    /// `refs/tags/NAME`.
    Tag,
    /// `refs/pull/N/merge`.
    PullRequestMerge,
    /// No ref: the run is for a commit.
    Empty,
    /// Not known: the caller's, or that of an event this version does not know.
    Unknown,
}

impl RefSet {
    /// The branches a pattern of a filter lets in; the whole filter where it also takes away.
    pub(super) fn branches(glob: Option<Glob>, filter: Option<Arc<FilterList>>) -> Self {
        Self::named(RefKind::Branch, "branch", HoleKind::Branch, glob, filter)
    }

    /// The tags a pattern of a filter lets in; the whole filter where it also takes away.
    pub(super) fn tags(glob: Option<Glob>, filter: Option<Arc<FilterList>>) -> Self {
        Self::named(RefKind::Tag, "tag", HoleKind::Tag, glob, filter)
    }

    fn named(
        kind: RefKind,
        name: &str,
        hole: HoleKind,
        glob: Option<Glob>,
        filter: Option<Arc<FilterList>>,
    ) -> Self {
        if let Some(literal) = glob.as_ref().and_then(Glob::literal) {
            return Self { kind, name: Pattern::literal(literal) };
        }
        let mut hole = Hole::new(name, hole);
        hole.constraint.glob = glob;
        hole.constraint.filter = filter;
        Self { kind, name: Pattern::hole(hole) }
    }

    /// The default branch, by name where it is known.
    pub(super) fn default_branch(name: Option<&str>) -> Self {
        let name =
            name.map_or_else(|| Pattern::open("default branch", HoleKind::DefaultBranch), Pattern::literal);
        Self { kind: RefKind::DefaultBranch, name }
    }

    /// The merge of a pull request.
    pub(super) fn pull_request() -> Self {
        let mut name = Pattern::open("pull request", HoleKind::Number);
        name.push_str("/merge");
        Self { kind: RefKind::PullRequestMerge, name }
    }

    /// The temporary branch of the merge queue for `base`.
    pub(super) fn merge_queue(base: &Pattern) -> Self {
        let mut name = Pattern::literal("gh-readonly-queue/");
        name.push(base);
        name.push_str("/pr-");
        name.push(&Pattern::open("pull request", HoleKind::Number));
        name.push_str("-");
        name.push(&Pattern::open("base commit", HoleKind::Sha));
        Self { kind: RefKind::MergeQueue, name }
    }

    /// No ref.
    pub(super) fn empty() -> Self {
        Self { kind: RefKind::Empty, name: Pattern::default() }
    }

    /// A ref of which nothing is known.
    pub(super) fn unknown(name: &str) -> Self {
        Self { kind: RefKind::Unknown, name: Pattern::open(name, HoleKind::NonEmpty) }
    }

    /// The whole ref, as the claim `ref` has it.
    pub fn full(&self) -> Pattern {
        match self.kind {
            RefKind::Branch | RefKind::DefaultBranch | RefKind::MergeQueue => self.name.after("refs/heads/"),
            RefKind::Tag => self.name.after("refs/tags/"),
            RefKind::PullRequestMerge => self.name.after("refs/pull/"),
            RefKind::Empty => Pattern::default(),
            RefKind::Unknown => self.name.clone(),
        }
    }

    /// The claim `ref_type`: `tag` for tags, `branch` for all others, also for pull requests and for no ref; `None`
    /// where the ref is not known.
    ///
    /// Observed: <https://github.com/github/actions-oidc-debugger>
    pub const fn ref_type(&self) -> Option<&'static str> {
        match self.kind {
            RefKind::Tag => Some("tag"),
            RefKind::Unknown => None,
            _ => Some("branch"),
        }
    }
}
