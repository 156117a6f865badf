//! Which role of the file before is which role of the file after.

use std::collections::BTreeMap;

use can_assume_iam::policy::Effect;

use super::Side;
use crate::question::{Policy, Role};

/// A role with its trust policy before a change and after it.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The role before, with its policy; without statements where the role was not there.
    pub before: (Role, Policy),
    /// The role after, with its policy; without statements where the role is gone.
    pub after: (Role, Policy),
}

impl Pair {
    /// The role and its policy before the change.
    pub fn old_side(&self) -> Side<'_> {
        side(&self.before)
    }

    /// The role and its policy after the change.
    pub fn new_side(&self) -> Side<'_> {
        side(&self.after)
    }
}

/// The roles of both files, those of the file after first; one that only one of them has is compared with a policy that lets
/// nobody in.
///
/// A role is the one with its ARN, else the only other one with its name: that of another account, or of a file that says no
/// ARNs. A lone role of either file of which no name is known is the lone role of the other; where the other has several, it is
/// none of them, and left out if nobody is let in by it, as is said of a file that is not there.
pub fn pairs(before: Vec<(Role, Policy)>, after: Vec<(Role, Policy)>) -> Vec<Pair> {
    let partners = partners(&before, &after);
    let mut before: Vec<Option<(Role, Policy)>> = before.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair> = after
        .into_iter()
        .zip(partners)
        .map(|(after, partner)| {
            let before = partner.and_then(|place| before.get_mut(place)?.take());
            Pair { before: before.unwrap_or_else(|| without_statements(&after)), after }
        })
        .collect();
    pairs.extend(before.into_iter().flatten().map(|before| {
        let after = without_statements(&before);
        Pair { before, after }
    }));
    if pairs.len() > 1 {
        pairs.retain(|pair| !(is_nobodys(&pair.before) && is_nobodys(&pair.after)));
    }
    pairs
}

/// Of each role of the file after, the place of the same role in the file before.
fn partners(before: &[(Role, Policy)], after: &[(Role, Policy)]) -> Vec<Option<usize>> {
    if let ([(old, _)], [(new, _)]) = (before, after)
        && [old, new].iter().any(|role| role.arn.is_none() && role.name.is_none())
    {
        return vec![Some(0)];
    }
    let arns = sole(before.iter().enumerate(), |role| role.arn.as_deref());
    let mut partners: Vec<Option<usize>> =
        after.iter().map(|(role, _)| *arns.get(role.arn.as_deref()?)?).collect();
    let left = |place: &usize| !partners.contains(&Some(*place));
    let names = sole(before.iter().enumerate().filter(|(place, _)| left(place)), |role| role.name.as_deref());
    let alone = after.iter().enumerate().filter(|(place, _)| partners.get(*place) == Some(&None));
    let by_name: Vec<(usize, usize)> = sole(alone, |role| role.name.as_deref())
        .into_iter()
        .filter_map(|(name, place)| Some((place?, (*names.get(name)?)?)))
        .collect();
    for (place, partner) in by_name {
        if let Some(slot) = partners.get_mut(place) {
            *slot = Some(partner);
        }
    }
    partners
}

/// Where the roles are, by what `of` says of them; nowhere where it says the same of several.
fn sole<'r>(
    roles: impl Iterator<Item = (usize, &'r (Role, Policy))>,
    of: impl Fn(&'r Role) -> Option<&'r str>,
) -> BTreeMap<&'r str, Option<usize>> {
    let mut places: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (place, (role, _)) in roles {
        if let Some(key) = of(role) {
            places.entry(key).and_modify(|known| *known = None).or_insert(Some(place));
        }
    }
    places
}

/// Whether no role is named and none could be assumed.
fn is_nobodys((role, policy): &(Role, Policy)) -> bool {
    let allows = policy.document.statements.iter().any(|statement| statement.effect.value == Effect::Allow);
    role.name.is_none() && role.arn.is_none() && !allows
}

fn without_statements((role, policy): &(Role, Policy)) -> (Role, Policy) {
    let mut policy = policy.clone();
    policy.document.statements.clear();
    (role.clone(), policy)
}

fn side((role, policy): &(Role, Policy)) -> Side<'_> {
    Side { policy, role }
}
