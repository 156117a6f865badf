//! A refusal by STS: the stage, AWS's code and words, and ours.

use std::fmt;

use serde::Serialize;

/// Where STS decides a request; the name is the one of the JSON output.
///
/// The variants stand in the order in which STS is observed to check, as far as that is known:
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The parameters of the call: role ARN, session name, duration.
    Request,
    /// There is no token, or it is not one that STS can use: syntax, required claims, claim types, roles claim.
    Token,
    /// The token's time window.
    Expiry,
    /// The IAM OIDC provider of the role's account that belongs to the token's issuer.
    Provider,
    /// The token's audience: how many there are, and whether the provider registers it.
    Audience,
    /// The verification key and the signature.
    Signature,
    /// A policy above the role: resource control policy.
    Guardrail,
    /// The role's trust policy.
    TrustPolicy,
}

impl Stage {
    /// The name of the stage in every output, in kebab-case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Token => "token",
            Self::Expiry => "expiry",
            Self::Provider => "provider",
            Self::Audience => "audience",
            Self::Signature => "signature",
            Self::Guardrail => "guardrail",
            Self::TrustPolicy => "trust-policy",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why STS refuses a request, in AWS's words and in ours.
///
/// Texts may hold claim values; they never hold the token or its signature. Functions that check something
/// return it boxed, because it is large and rare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StsFailure {
    /// Where STS refuses.
    pub stage: Stage,
    /// Our permanent name of the cause, in kebab-case.
    pub id: &'static str,
    /// AWS's error code, e.g. `InvalidIdentityToken`.
    pub code: &'static str,
    /// The HTTP status of AWS's answer.
    pub http_status: u16,
    /// AWS's message, as STS words it in 2026.
    pub message: String,
    /// AWS's message before 2026, where it was another one.
    pub old_message: Option<String>,
    /// What is wrong, in our words: one line, lower-case, no final period.
    pub headline: String,
    /// Facts that explain the headline, one line each.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// What the account's OIDC providers register, where that is what does not fit.
    pub registration: Option<RegistrationMismatch>,
}

/// What an OIDC provider registers beside what the token presents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationMismatch {
    /// The claim that is compared: `iss` or `aud`.
    pub claim: &'static str,
    /// What is registered: URLs of providers, or client ids.
    pub registered: Vec<String>,
    /// What the token presents.
    pub presented: String,
}

impl StsFailure {
    /// A failure with AWS's `code`, `http_status` and `message`, and our `headline`; without notes or help.
    pub fn new(
        stage: Stage,
        id: &'static str,
        code: &'static str,
        http_status: u16,
        message: impl Into<String>,
        headline: impl Into<String>,
    ) -> Box<Self> {
        Box::new(Self {
            stage,
            id,
            code,
            http_status,
            message: message.into(),
            old_message: None,
            headline: headline.into(),
            notes: Vec::new(),
            help: None,
            registration: None,
        })
    }

    /// A failure with the code `InvalidIdentityToken` (HTTP 400), the commonest one before the trust policy.
    pub fn invalid_identity_token(
        stage: Stage,
        id: &'static str,
        message: impl Into<String>,
        headline: impl Into<String>,
    ) -> Box<Self> {
        Self::new(stage, id, "InvalidIdentityToken", 400, message, headline)
    }

    /// Whether the policies were evaluated before this failure: it is their answer, or comes after it.
    pub fn reaches_policy(&self) -> bool {
        matches!(self.stage, Stage::TrustPolicy | Stage::Guardrail)
    }

    /// The same failure with AWS's wording from before 2026.
    #[must_use]
    pub fn with_old_message(mut self: Box<Self>, message: impl Into<String>) -> Box<Self> {
        self.old_message = Some(message.into());
        self
    }

    /// The same failure with what is registered beside what is presented.
    #[must_use]
    pub fn with_registration(
        mut self: Box<Self>,
        claim: &'static str,
        registered: Vec<String>,
        presented: &str,
    ) -> Box<Self> {
        self.registration = Some(RegistrationMismatch { claim, registered, presented: presented.to_owned() });
        self
    }

    /// The same failure with one more note.
    #[must_use]
    pub fn with_note(mut self: Box<Self>, note: impl Into<String>) -> Box<Self> {
        self.notes.push(note.into());
        self
    }

    /// The same failure with a help text.
    #[must_use]
    pub fn with_help(mut self: Box<Self>, help: impl Into<String>) -> Box<Self> {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for StsFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for StsFailure {}

/// AWS's message for a provider that is not there, an audience that is not registered and a signature
/// that does not fit; since 2026 one text for all of them.
///
/// Observed: <https://github.com/radkawar/stackd> (recorded answers of STS, September 2026).
pub const COULD_NOT_BE_VALIDATED: &str = "The web identity token provided could not be validated. \
     See the AssumeRoleWithWebIdentity documentation for requirements.";

/// AWS's message when no key for the token was found; the two spaces are AWS's.
///
/// Source: <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>
pub const KEY_NOT_RETRIEVED: &str = "Couldn't retrieve verification key from your identity provider,  \
     please reference AssumeRoleWithWebIdentity documentation for requirements";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stage_serializes_as_its_name() {
        for stage in [
            Stage::Request,
            Stage::Token,
            Stage::Expiry,
            Stage::Provider,
            Stage::Audience,
            Stage::Signature,
            Stage::Guardrail,
            Stage::TrustPolicy,
        ] {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.as_str());
        }
    }

    #[test]
    fn aws_text_keeps_its_two_spaces() {
        assert!(KEY_NOT_RETRIEVED.contains("provider,  please"));
        assert!(COULD_NOT_BE_VALIDATED.contains("validated. See"));
    }
}
