//! The answer.

use can_assume_github::claims::Claims;
use can_assume_iam::context::ContextValue;

use super::level::Level;
use super::member::Member;

/// Who can assume a role.
#[derive(Debug, Clone)]
pub struct Exposure {
    /// The worst of the identities; [`Level::Nobody`] when there is none.
    pub level: Level,
    /// Generalised identities of GitHub that together are exactly those let in, the worst first.
    pub identities: Vec<Identity>,
    /// Where nobody is let in: why.
    pub contradictions: Vec<String>,
    /// Principals that do not come with a token of GitHub.
    pub other_principals: Vec<OtherPrincipal>,
}

impl Exposure {
    /// Whether the role is open as far as `least` or further, or may be: something was not decided.
    #[must_use]
    pub fn is_open_as(&self, least: Level) -> bool {
        self.level <= least || self.identities.iter().any(|identity| identity.level == Level::Undetermined)
    }
}

/// A set of tokens that a policy lets in.
#[derive(Debug, Clone)]
pub struct Identity {
    /// How open that is.
    pub level: Level,
    /// The set in words.
    pub description: String,
    /// What has to hold for it, beside the token.
    pub assumes: Vec<String>,
    /// A token of the set, which the verifier allows; none where the set was not decided.
    pub witness: Option<Claims>,
    /// The values of keys outside the token with which the witness is allowed.
    pub context: Vec<(String, ContextValue)>,
    /// The set itself.
    pub members: Vec<Member>,
}

/// A principal that does not come with a token of GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPrincipal {
    /// The statement that names it, from 0.
    pub statement: usize,
    /// The principal as written.
    pub principal: String,
    /// What it is, in words.
    pub description: String,
    /// What the statement requires of it, one condition each.
    pub conditions: Vec<String>,
}
