//! Which role of the file before is which role of the file after.

use crate::question::{Policy, Role};

/// A role with its trust policy before a change and after it.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The role.
    pub role: Role,
    /// Its policy before; without statements where the role was not there.
    pub before: Policy,
    /// Its policy after; without statements where the role is gone.
    pub after: Policy,
}

/// The roles of both files; one that only one of them has is compared with a policy that lets nobody in.
///
/// A lone role of either file of which no name is known is the lone role of the other.
pub fn pairs(mut before: Vec<(Role, Policy)>, after: Vec<(Role, Policy)>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let lone = before.len() == 1 && after.len() == 1;
    for (role, policy) in after {
        let same = |(other, _): &(Role, Policy)| {
            let unnamed = other.called().is_none() || role.called().is_none();
            lone && unnamed || other.called() == role.called()
        };
        let old = match before.iter().position(same) {
            Some(place) => before.remove(place).1,
            None => without_statements(&policy),
        };
        pairs.push(Pair { role, before: old, after: policy });
    }
    pairs.extend(before.into_iter().map(|(role, policy)| {
        let after = without_statements(&policy);
        Pair { role, before: policy, after }
    }));
    pairs
}

fn without_statements(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    policy.document.statements.clear();
    policy
}
