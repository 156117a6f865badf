//! What a change lets in and locks out.

use can_assume_iam::policy::PolicyDocument;

use super::asked::{Asked, Side};
use super::find::identities;
use super::identity::{Identity, OtherPrincipal};
use super::level::Level;
use super::options::Options;
use super::other::other_principals;
use super::reading::Samples;
use super::space::Limits;
use crate::question::{Policy, Role};

/// How a policy differs from another.
#[derive(Debug, Clone)]
pub struct Difference {
    /// In one word.
    pub change: Change,
    /// Who is let in now and was not before.
    pub gained: Vec<Identity>,
    /// Who was let in before and is not now.
    pub lost: Vec<Identity>,
    /// Other principals that are named now, or under other conditions.
    pub gained_principals: Vec<OtherPrincipal>,
    /// Other principals that were named before, or under other conditions.
    pub lost_principals: Vec<OtherPrincipal>,
}

/// A difference in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Both let in the same.
    Equivalent,
    /// The new one lets in less.
    Narrower,
    /// The new one lets in more.
    Wider,
    /// Each lets in what the other does not.
    Changed,
    /// It was not decided.
    Undetermined,
}

impl Change {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equivalent => "equivalent",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Changed => "changed",
            Self::Undetermined => "undetermined",
        }
    }
}

impl Difference {
    /// Whether it is certain that somebody is let in who was not before.
    #[must_use]
    pub fn lets_in_more(&self) -> bool {
        self.gained.iter().any(is_decided) || !self.gained_principals.is_empty()
    }
}

/// What the trust policy `new` lets in that `old` does not, and the other way round; each identity has a token that the
/// verifier allows by one and denies by the other.
///
/// The role is that of each side: of one role in two accounts, either policy names its own account's provider.
#[must_use]
pub fn diff(old: Side<'_>, new: Side<'_>, options: &Options) -> Difference {
    let (before, after) = (Samples::new(old.policy, old.role), Samples::new(new.policy, new.role));
    let limits = Limits::new(&options.budget, 2);
    let asked = Asked { allowed_by: new, but_not_by: Some(old) };
    let gained = identities(&asked, (&after, Some(&before)), &limits.part(2), options);
    let asked = Asked { allowed_by: old, but_not_by: Some(new) };
    let lost = identities(&asked, (&before, Some(&after)), &limits.part(1), options);
    let gained_principals = added(&old.policy.document, &new.policy.document);
    let lost_principals = added(&new.policy.document, &old.policy.document);
    let open = gained.iter().chain(&lost).any(|identity| !is_decided(identity));
    let more = gained.iter().any(is_decided) || !gained_principals.is_empty();
    let less = lost.iter().any(is_decided) || !lost_principals.is_empty();
    let change = match (more, less, open) {
        (true, true, _) => Change::Changed,
        (_, _, true) => Change::Undetermined,
        (true, false, false) => Change::Wider,
        (false, true, false) => Change::Narrower,
        (false, false, false) => Change::Equivalent,
    };
    Difference { change, gained, lost, gained_principals, lost_principals }
}

/// Whether it is proved that `new` lets in nobody whom `old` does not.
pub(crate) fn lets_in_nobody_new(old: &Policy, new: &Policy, role: &Role, options: &Options) -> bool {
    let asked =
        Asked { allowed_by: Side { policy: new, role }, but_not_by: Some(Side { policy: old, role }) };
    let (before, after) = (Samples::new(old, role), Samples::new(new, role));
    let limits = Limits::new(&options.budget, 1);
    added(&old.document, &new.document).is_empty()
        && identities(&asked, (&after, Some(&before)), &limits, options).is_empty()
}

fn is_decided(identity: &Identity) -> bool {
    identity.level != Level::Undetermined
}

/// The other principals of `new` that `old` does not name under the same conditions.
fn added(old: &PolicyDocument, new: &PolicyDocument) -> Vec<OtherPrincipal> {
    let key = |other: &OtherPrincipal| {
        let mut conditions = other.conditions.clone();
        conditions.sort();
        (other.principal.clone(), other.description.clone(), conditions)
    };
    let before: Vec<_> = other_principals(old).iter().map(key).collect();
    other_principals(new).into_iter().filter(|other| !before.contains(&key(other))).collect()
}
