//! Finds the trust policies in a file, whatever it is.
//!
//! | file | recognises |
//! |---|---|
//! | `policy` | a trust policy itself: as JSON, as a JSON string, URL-encoded |
//! | `role` | one role: the output of `aws iam get-role` and `aws iam create-role`, and what is under `Role` there |
//! | `listing` | many roles: `aws iam list-roles`, `aws iam get-account-authorization-details`, pages of them in one list |
//! | `other` | what else people pass by mistake, to name it |
//! | `select` | picks one role of those found |

mod listing;
mod other;
mod policy;
mod role;
mod select;

use std::sync::Arc;

use can_assume_iam::json::{self, Kind, Value};
use can_assume_iam::policy::{Parsed, PolicyError};
use can_assume_iam::span::Span;

use crate::SourceError;

pub use select::{SelectError, select};

/// What a file holds.
#[derive(Debug, Clone)]
pub struct Found {
    /// What the file was recognised as.
    pub kind: SourceKind,
    /// The roles, in order of writing; a trust policy by itself counts as one role of which nothing else is known.
    pub roles: Vec<FoundRole>,
    /// Whether the file says of itself that it is one page of more (`IsTruncated`).
    pub truncated: bool,
}

/// The kinds of files that are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A trust policy by itself.
    Policy,
    /// One role, as `aws iam get-role` and `aws iam create-role` print it.
    Role,
    /// Many roles, as `aws iam list-roles` prints them.
    RoleList,
    /// The roles of an account, as `aws iam get-account-authorization-details` prints them.
    AccountDetails,
}

/// A role and its trust policy.
#[derive(Debug, Clone)]
pub struct FoundRole {
    /// Its name.
    pub name: Option<String>,
    /// Its ARN.
    pub arn: Option<String>,
    /// The account it belongs to, from the ARN.
    pub account: Option<String>,
    /// The longest session it allows, in seconds.
    pub max_session_duration: Option<u64>,
    /// Its tags, key and value.
    pub tags: Vec<(String, String)>,
    /// Its trust policy, or why it cannot be read.
    pub policy: Result<Parsed, Vec<PolicyError>>,
    /// The text that the spans of `policy` refer to.
    pub text: SourceText,
    /// Where the role stands in the file.
    pub span: Span,
}

/// A text that spans refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// How to call it: the file's name, or `file.json#role/deploy (decoded)` for a policy that was written inside a
    /// string of the file.
    pub name: String,
    /// The text; shared by all roles of one file.
    pub text: Arc<str>,
    /// Whether it is the file itself; otherwise spans do not say where in the file something stands.
    pub is_file: bool,
}

/// Finds the trust policies in `text`, which was read from `file` (a name to show, such as a path or `<stdin>`).
///
/// A role whose policy cannot be read is found nevertheless, with the errors: in a listing the others still count.
///
/// # Errors
///
/// Where the text is not JSON (nor a URL-encoded policy), is longer than [`json::ACCOUNT_LIMIT`], or is none of the
/// recognised kinds; the error names what it looks like.
pub fn find(text: &str, file: &str) -> Result<Found, SourceError> {
    if policy::is_url_encoded(text) {
        let role = FoundRole::unnamed(policy::read_text(text, file, Span::new(0, text.len())));
        return Ok(Found::one(SourceKind::Policy, role));
    }
    let value = json::parse(text, json::ACCOUNT_LIMIT)?;
    let whole = SourceText { name: file.to_owned(), text: Arc::from(text), is_file: true };
    recognise(&value, &whole)
}

/// Tells by its members what `value`, which stands in `file`, is.
fn recognise(value: &Value<'_>, file: &SourceText) -> Result<Found, SourceError> {
    match &value.kind {
        Kind::String(text) => {
            let role = FoundRole::unnamed(policy::read_text(text, &file.name, value.span));
            Ok(Found::one(SourceKind::Policy, role))
        }
        Kind::Array(pages) => listing::read_pages(value, pages, file),
        Kind::Object(object) => {
            let has = |name: &str| object.get(name).is_some();
            if has("Statement") {
                let role = FoundRole::unnamed(policy::read_value(value, file, value.span));
                Ok(Found::one(SourceKind::Policy, role))
            } else if let Some(role) = object.get("Role") {
                Ok(Found::one(SourceKind::Role, role::read(role, file)?))
            } else if has("AssumeRolePolicyDocument") {
                Ok(Found::one(SourceKind::Role, role::read(value, file)?))
            } else if has("RoleDetailList") {
                listing::read(object, "RoleDetailList", SourceKind::AccountDetails, file)
            } else if has("Roles") {
                listing::read(object, "Roles", SourceKind::RoleList, file)
            } else if policy::resembles(object) && !other::is_known(object) {
                let role = FoundRole::unnamed(policy::read_value(value, file, value.span));
                Ok(Found::one(SourceKind::Policy, role))
            } else {
                Err(other::error(value.span, Some(object)))
            }
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) => Err(other::error(value.span, None)),
    }
}

impl Found {
    fn one(kind: SourceKind, role: FoundRole) -> Self {
        Self { kind, roles: vec![role], truncated: false }
    }
}

impl FoundRole {
    fn unnamed(read: policy::Read) -> Self {
        Self {
            name: None,
            arn: None,
            account: None,
            max_session_duration: None,
            tags: Vec::new(),
            policy: read.policy,
            text: read.text,
            span: read.span,
        }
    }
}

#[cfg(test)]
mod tests;
