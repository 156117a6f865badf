//! The request and its context.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::hashed::HashedKey;
use super::{Absence, ContextValue, Lookup, MissingReason, keys};

/// One request to assume a role, as the policy evaluation sees it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The action, e.g. `sts:AssumeRoleWithWebIdentity`.
    pub action: String,
    /// Who calls: a principal ARN, an account id, a service name, a provider ARN or a built-in federation.
    pub principal: String,
    /// The role's ARN, where it is known.
    pub resource: Option<String>,
    /// The context keys.
    pub context: RequestContext,
}

/// The context keys of one request: what is present, what is missing and what is not known.
///
/// Keys compare without regard to ASCII case; they are kept in lower case.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>
#[derive(Debug, Clone)]
pub struct RequestContext {
    entries: BTreeMap<HashedKey, Result<ContextValue, Absence>>,
    absent: fn(&str) -> Absence,
}

impl RequestContext {
    /// An empty context that is complete: a key that is not in it is missing.
    pub fn complete() -> Self {
        Self::with_absent(|_| Absence::Missing(MissingReason::NotInThisRequest))
    }

    /// An empty context in which `absent` says, for a key in lower case that was not set, what is known of it.
    pub fn with_absent(absent: fn(&str) -> Absence) -> Self {
        Self { entries: BTreeMap::new(), absent }
    }

    /// Sets a key to a value, replacing what was said of it before.
    ///
    /// A key that AWS declares multivalued becomes multivalued even when `value` is single: see [`keys::is_multivalued`].
    pub fn insert(&mut self, key: &str, value: ContextValue) {
        let key = HashedKey::new(key);
        let value = match value {
            ContextValue::Single(value) if keys::is_multivalued(key.as_str()) => {
                ContextValue::Multi(vec![value])
            }
            value => value,
        };
        self.entries.insert(key, Ok(value));
    }

    /// Says of a key that it has no value, and why.
    pub fn insert_absent(&mut self, key: &str, absence: Absence) {
        self.entries.insert(HashedKey::new(key), Err(absence));
    }

    /// What is known of `key`, which may be written in any case.
    #[must_use]
    pub fn lookup(&self, key: &str) -> Lookup<'_> {
        self.lookup_hashed(&HashedKey::new(key))
    }

    /// The keys that were set or said to be absent, in lower case and in order, each with what is known of it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Lookup<'_>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| key.as_str());
        entries.into_iter().map(|(key, entry)| (key.as_str(), entry_lookup(entry)))
    }

    /// What is known of a key that is ready for looking up.
    pub(crate) fn lookup_hashed(&self, key: &HashedKey) -> Lookup<'_> {
        match self.entries.get(key) {
            Some(entry) => entry_lookup(entry),
            None => match (self.absent)(key.as_str()) {
                Absence::Missing(reason) => Lookup::Missing(reason),
                Absence::Unknown(reason) => Lookup::Unknown(reason),
            },
        }
    }
}

fn entry_lookup(entry: &Result<ContextValue, Absence>) -> Lookup<'_> {
    match entry {
        Ok(value) => Lookup::Present(value),
        Err(Absence::Missing(reason)) => Lookup::Missing(*reason),
        Err(Absence::Unknown(reason)) => Lookup::Unknown(Cow::Borrowed(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_compare_without_regard_to_case() {
        let mut context = RequestContext::complete();
        context.insert("AWS:SourceIp", ContextValue::Single("192.0.2.1".to_owned()));
        assert_eq!(
            context.lookup("aws:sourceIP"),
            Lookup::Present(&ContextValue::Single("192.0.2.1".to_owned()))
        );
    }

    #[test]
    fn a_complete_context_misses_what_was_not_set() {
        assert_eq!(
            RequestContext::complete().lookup("a:b"),
            Lookup::Missing(MissingReason::NotInThisRequest)
        );
    }

    #[test]
    fn a_declared_multivalued_key_is_multivalued_either_way() {
        let mut context = RequestContext::complete();
        context.insert("aws:TagKeys", ContextValue::Single("team".to_owned()));
        assert_eq!(
            context.lookup("aws:TagKeys"),
            Lookup::Present(&ContextValue::Multi(vec!["team".to_owned()]))
        );
    }

    #[test]
    fn what_is_said_of_an_absent_key_comes_back() {
        let mut context = RequestContext::complete();
        context.insert_absent("aws:SourceIp", Absence::Unknown("not given".into()));
        assert_eq!(context.lookup("aws:sourceip"), Lookup::Unknown("not given".into()));
    }
}
