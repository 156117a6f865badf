//! What a request context knows of one key.

use std::borrow::Cow;

/// The value of a context key that is present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextValue {
    /// A single-valued key.
    Single(String),
    /// A multivalued key, whatever the number of its values.
    Multi(Vec<String>),
}

impl ContextValue {
    /// The values as a slice: one for a single-valued key.
    pub fn values(&self) -> &[String] {
        match self {
            Self::Single(value) => std::slice::from_ref(value),
            Self::Multi(values) => values,
        }
    }
}

/// What is known of a key that has no value here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// The key is not in the request context.
    Missing(MissingReason),
    /// The key may or may not be in the real request context; the text says why it is not known here.
    Unknown(Cow<'static, str>),
}

/// Why a key is not in the request context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingReason {
    /// AWS populates this key for some requests of this kind, but not for this one.
    NotInThisRequest,
    /// AWS never populates this key for a request of this kind.
    NeverPopulated,
}

/// The answer to "what is the value of this key".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// The key is present.
    Present(&'a ContextValue),
    /// The key is not in the request context.
    Missing(MissingReason),
    /// Nobody said; the text says why.
    Unknown(Cow<'a, str>),
}
