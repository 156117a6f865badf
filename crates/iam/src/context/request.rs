//! The request and its context.

use std::collections::BTreeMap;

use super::{Absence, ContextValue, MissingReason};

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
    entries: BTreeMap<String, Result<ContextValue, Absence>>,
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
    pub fn insert(&mut self, key: &str, value: ContextValue) {
        self.entries.insert(key.to_ascii_lowercase(), Ok(value));
    }

    /// Says of a key that it has no value, and why.
    pub fn insert_absent(&mut self, key: &str, absence: Absence) {
        self.entries.insert(key.to_ascii_lowercase(), Err(absence));
    }
}
