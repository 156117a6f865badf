//! The role that is asked for, and what to call it among others.

use std::collections::BTreeMap;

/// The role that is asked for.
#[derive(Debug, Clone, Default)]
pub struct Role {
    /// Its ARN, where it is known.
    pub arn: Option<String>,
    /// Its name, where it is known.
    pub name: Option<String>,
    /// Its maximum session duration in seconds, where it is known.
    pub max_session_duration: Option<u64>,
    /// Its tags, where they are known.
    pub tags: Option<Vec<(String, String)>>,
}

impl Role {
    /// What to call each of `roles`, in their order: the name, and the ARN of a role without a name and of one whose name
    /// another role has too, as roles of several accounts do; nothing where neither is known.
    pub fn called<'r>(roles: impl Iterator<Item = &'r Self> + Clone) -> Vec<Option<String>> {
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        for name in roles.clone().filter_map(|role| role.name.as_deref()) {
            let count = bearers.entry(name).or_default();
            *count = count.saturating_add(1);
        }
        let is_shared = |name: &String| bearers.get(name.as_str()).is_some_and(|&count| count > 1);
        roles
            .map(|role| match (&role.name, &role.arn) {
                (Some(name), Some(arn)) if is_shared(name) => Some(arn.clone()),
                (name, arn) => name.clone().or_else(|| arn.clone()),
            })
            .collect()
    }
}
