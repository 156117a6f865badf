//! The outputs of `who` and `diff`.

use std::collections::BTreeMap;

use can_assume_core::exposure::{Difference, Exposure, Identity, OtherPrincipal};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `who`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WhoReport {
    /// Version of this format.
    version: u32,
    /// One entry a role.
    roles: Vec<JsonExposure>,
}

/// The answer of `diff`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DiffReport {
    /// Version of this format.
    version: u32,
    /// One entry a role.
    roles: Vec<JsonDifference>,
}

impl WhoReport {
    /// The report of roles with their names, where these are known.
    pub fn new(roles: &[(Option<String>, Exposure)]) -> Self {
        let of = |(role, exposure): &(Option<String>, Exposure)| JsonExposure {
            role: role.clone(),
            exposure: exposure.level.as_str(),
            identities: exposure.identities.iter().map(JsonIdentity::new).collect(),
            contradictions: exposure.contradictions.clone(),
            other_principals: exposure.other_principals.iter().map(JsonPrincipal::new).collect(),
        };
        Self { version: 1, roles: roles.iter().map(of).collect() }
    }
}

impl DiffReport {
    /// The report of roles with their names, where these are known.
    pub fn new(roles: &[(Option<String>, Difference)]) -> Self {
        let of = |(role, difference): &(Option<String>, Difference)| JsonDifference {
            role: role.clone(),
            change: difference.change.as_str(),
            gained: difference.gained.iter().map(JsonIdentity::new).collect(),
            lost: difference.lost.iter().map(JsonIdentity::new).collect(),
            gained_principals: difference.gained_principals.iter().map(JsonPrincipal::new).collect(),
            lost_principals: difference.lost_principals.iter().map(JsonPrincipal::new).collect(),
        };
        Self { version: 1, roles: roles.iter().map(of).collect() }
    }
}

/// Who can assume one role.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonExposure {
    /// The role's name or ARN; null where the file does not say.
    role: Option<String>,
    /// Its worst identity's: `anyone`, `anyone-forged`, `registrable`, `owner`, `repository`, `scoped`, `nobody` or `undetermined`.
    exposure: &'static str,
    /// Together exactly the tokens of GitHub that are let in, the worst first.
    identities: Vec<JsonIdentity>,
    /// Where nobody is let in: why.
    contradictions: Vec<String>,
    /// Principals that do not come with a token of GitHub.
    other_principals: Vec<JsonPrincipal>,
}

/// What a change does to one role.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonDifference {
    /// The role's name or ARN; null where the file does not say.
    role: Option<String>,
    /// `equivalent`, `narrower`, `wider`, `changed` or `undetermined`.
    change: &'static str,
    /// Who is let in now and was not before.
    gained: Vec<JsonIdentity>,
    /// Who was let in before and is not now.
    lost: Vec<JsonIdentity>,
    /// Other principals that are named now, or under other conditions.
    gained_principals: Vec<JsonPrincipal>,
    /// Other principals that were named before, or under other conditions.
    lost_principals: Vec<JsonPrincipal>,
}

/// A set of tokens.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonIdentity {
    /// How open it is, on the same ladder.
    exposure: &'static str,
    /// The set in words.
    description: String,
    /// What has to hold for it beside the token.
    assumes: Vec<String>,
    /// The claims of a token of the set, for `check --claims`; null where the set was not decided.
    witness: Option<serde_json::Map<String, serde_json::Value>>,
    /// Other context keys with which the witness is allowed, for `check --context`.
    context: BTreeMap<String, Vec<String>>,
}

impl JsonIdentity {
    fn new(identity: &Identity) -> Self {
        Self {
            exposure: identity.level.as_str(),
            description: identity.description.clone(),
            assumes: identity.assumes.clone(),
            witness: identity
                .witness
                .as_ref()
                .map(|claims| claims.iter().map(|claim| (claim.name.clone(), claim.value.clone())).collect()),
            context: identity
                .context
                .iter()
                .map(|(key, value)| (key.clone(), value.values().to_vec()))
                .collect(),
        }
    }
}

/// A principal that does not come with a token of GitHub.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonPrincipal {
    /// Position of the statement that names it, from 0.
    statement: usize,
    /// The principal as written.
    principal: String,
    /// What it is.
    description: String,
    /// What the statement requires.
    conditions: Vec<String>,
}

impl JsonPrincipal {
    fn new(other: &OtherPrincipal) -> Self {
        Self {
            statement: other.statement,
            principal: other.principal.clone(),
            description: other.description.clone(),
            conditions: other.conditions.clone(),
        }
    }
}
