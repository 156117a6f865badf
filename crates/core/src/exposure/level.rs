//! The ladder: how far a policy is open.

use serde::Serialize;

/// How far a policy, or one identity that it lets in, is open; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Any GitHub account, with the subjects that it has anyway.
    Anyone,
    /// Any GitHub account, with a subject template or a free text that it chooses.
    AnyoneForged,
    /// An account that registers a matching name.
    Registrable,
    /// Other repositories of a named owner.
    Owner,
    /// Any job of a named repository, pull requests included.
    Repository,
    /// Named branches, tags, environments or workflows.
    Scoped,
    /// Something may be let in, and it was not decided what.
    Undetermined,
    /// Nobody: proved.
    Nobody,
}

impl Level {
    /// The name of the rung, as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::AnyoneForged => "anyone-forged",
            Self::Registrable => "registrable",
            Self::Owner => "owner",
            Self::Repository => "repository",
            Self::Scoped => "scoped",
            Self::Undetermined => "undetermined",
            Self::Nobody => "nobody",
        }
    }
}
