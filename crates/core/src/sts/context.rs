//! The request context that STS makes of a web identity token.

use can_assume_github::claims::{Claims, Completeness};
use can_assume_github::exposed::{KeyState, context_entries};
use can_assume_github::issuer::Issuer;
use can_assume_iam::context::{Absence, ContextValue, MissingReason, RequestContext, keys};
use serde_json::Value;

use super::provider::Registration;
use crate::question::Question;

/// The claim that carries session tags.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
const TAGS_CLAIM: &str = "https://aws.amazon.com/tags";
/// The claim that carries the source identity.
const SOURCE_IDENTITY_CLAIM: &str = "https://aws.amazon.com/source_identity";

/// The session tags that a token asks for.
#[derive(Debug, Default)]
pub(super) struct SessionTags {
    /// Tag keys with their value.
    pub(super) tags: Vec<(String, String)>,
    /// The keys that are passed on when roles are chained.
    pub(super) transitive: Vec<String>,
}

/// Reads the tags that the token asks for: both the nested and the flattened form.
pub(super) fn session_tags(claims: &Claims) -> SessionTags {
    let mut found = SessionTags::default();
    if let Some(Value::Object(tags)) = claims.get(TAGS_CLAIM) {
        if let Some(Value::Object(principal)) = tags.get("principal_tags") {
            for (key, value) in principal {
                found.tags.push((key.clone(), tag_value(value)));
            }
        }
        if let Some(Value::Array(keys)) = tags.get("transitive_tag_keys") {
            found.transitive.extend(keys.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    for claim in claims.iter() {
        let Some(rest) = claim.name.strip_prefix(TAGS_CLAIM).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        if let Some(key) = rest.strip_prefix("principal_tags/") {
            found.tags.push((key.to_owned(), tag_value(&claim.value)));
        } else if let ("transitive_tag_keys", Value::Array(keys)) = (rest, &claim.value) {
            found.transitive.extend(keys.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    found
}

/// A tag's value: text, or a list of one text.
fn tag_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.first().and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}

/// The source identity that a token asks for.
pub(super) fn source_identity(claims: &Claims) -> Option<&str> {
    claims.get(SOURCE_IDENTITY_CLAIM).and_then(Value::as_str)
}

/// The request context of a web identity request.
///
/// Exactly the keys that STS populates: a claim that STS does not expose is not in the context.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
pub(super) fn web_identity(
    question: &Question,
    claims: &Claims,
    completeness: Completeness,
    registration: &Registration,
    authorized_by_idp: bool,
    now: Option<i64>,
) -> RequestContext {
    let mut context = RequestContext::with_absent(keys::web_identity);
    let issuer = claims.issuer().unwrap_or_else(Issuer::github);
    for entry in context_entries(claims, &issuer, completeness) {
        match entry.state {
            KeyState::Known(value) => context.insert(&entry.key, ContextValue::Single(value)),
            KeyState::KnownMulti(values) => context.insert(&entry.key, ContextValue::Multi(values)),
            KeyState::Missing => {
                context.insert_absent(&entry.key, Absence::Missing(MissingReason::NotInThisRequest));
            }
            KeyState::Unknown(reason) => context.insert_absent(&entry.key, Absence::Unknown(reason.into())),
        }
    }
    let single = |context: &mut RequestContext, key: &str, value: &str| {
        context.insert(key, ContextValue::Single(value.to_owned()));
    };
    // Observed for web identity: <https://github.com/radkawar/stackd>.
    single(&mut context, "aws:PrincipalType", "User");
    single(&mut context, "aws:userid", &registration.principal);
    single(&mut context, "aws:SecureTransport", "true");
    single(&mut context, "sts:RoleAuthorizedByIdp", if authorized_by_idp { "true" } else { "false" });
    if let Some(account) = &registration.account {
        single(&mut context, "aws:PrincipalAccount", account);
        single(&mut context, "aws:ResourceAccount", account);
    }
    if let Some(name) = &question.session_name {
        single(&mut context, "sts:RoleSessionName", name);
    }
    if let Some(now) = now {
        single(&mut context, "aws:EpochTime", &now.to_string());
        if let Ok(time) = jiff::Timestamp::from_second(now) {
            single(&mut context, "aws:CurrentTime", &time.to_string());
        }
    }
    if let Some(tags) = &question.role.tags {
        for (key, value) in tags {
            single(&mut context, &format!("aws:ResourceTag/{key}"), value);
            single(&mut context, &format!("iam:ResourceTag/{key}"), value);
        }
    }
    let tags = session_tags(claims);
    if !tags.tags.is_empty() {
        for (key, value) in &tags.tags {
            single(&mut context, &format!("aws:RequestTag/{key}"), value);
        }
        let tag_keys = tags.tags.iter().map(|(key, _)| key.clone()).collect();
        context.insert("aws:TagKeys", ContextValue::Multi(tag_keys));
    }
    if !tags.transitive.is_empty() {
        context.insert("sts:TransitiveTagKeys", ContextValue::Multi(tags.transitive));
    }
    if let Some(identity) = source_identity(claims) {
        single(&mut context, "sts:SourceIdentity", identity);
    }
    for (key, value) in &question.context {
        context.insert(key, value.clone());
    }
    context
}
