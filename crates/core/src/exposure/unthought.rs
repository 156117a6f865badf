//! Values that no policy has in mind: what lets them in lets in anything.

use can_assume_github::universe::FieldKind;
use can_assume_regular::Language;

/// A branch and a pull request that no policy has in mind, as refs.
pub(super) const UNTHOUGHT_REFS: [&str; 2] = ["refs/heads/q9vhx4t", "refs/pull/987612345/merge"];

/// The workflow files at a ref that no policy has in mind.
pub(super) fn at_unthought_refs() -> Language {
    Language::union(UNTHOUGHT_REFS.map(|git_ref| Language::glob(&format!("*@{git_ref}"))))
}

/// A value that no policy has in mind.
pub(super) fn unthought_of(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Owner => "q7zkx9v",
        FieldKind::Repository => "q8wjx5u",
        FieldKind::OwnerId => "987612345",
        FieldKind::RepositoryId => "876123459",
        FieldKind::ActorId => "761234598",
        FieldKind::EnterpriseId => "612345987",
        FieldKind::Ref => UNTHOUGHT_REFS[0],
        FieldKind::JobWorkflowRef => "q7zkx9v/q8wjx5u/.github/workflows/q2.yml@refs/heads/q9vhx4t",
        FieldKind::WorkflowFile => "q2.yml",
        _ => "q6ygx3s",
    }
}
