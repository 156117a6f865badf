//! The wordings, one table for each speaker.

mod action;
mod code;
mod github;
mod sts;
mod toolkit;

/// One wording of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// Its name.
    pub id: &'static str,
    /// Who says it.
    pub speaker: Speaker,
    /// When it is said.
    pub generation: Generation,
    /// The text that is looked for, with its variable parts in braces.
    pub pattern: &'static str,
    /// Where the request ends, the likeliest first: a text may stand for several stages.
    pub stages: &'static [Stage],
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// Ids of the causes it may have.
    pub causes: &'static [&'static str],
    /// What else to know, one line each.
    pub notes: &'static [&'static str],
    pub(super) weight: Weight,
}

/// How much a wording tells; of those in one text only the most telling count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It says what failed.
    Failure,
    /// It says that something failed, usually beside a text that says what.
    Frame,
    /// It is an error code.
    Code,
}

/// Who says a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// AWS: STS, whatever tool prints it.
    Sts,
    /// The action `aws-actions/configure-aws-credentials`.
    ConfigureAwsCredentials,
    /// The package `@actions/core`, in whatever action.
    ActionsCore,
    /// GitHub, about the workflow.
    GitHub,
}

/// When a wording is or was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generation {
    /// It has not changed as far as is known.
    Unchanged,
    /// Since the middle of 2026, in the place of texts that told failures apart.
    Since2026,
    /// Until the middle of 2026.
    Until2026,
}

/// Where a request ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// There is no token, or it is unusable.
    Token,
    /// The IAM OIDC provider.
    Provider,
    /// The audience.
    Audience,
    /// The verification key and the signature.
    Signature,
    /// The token's time window.
    Expiry,
    /// The role's trust policy.
    TrustPolicy,
    /// A policy above the role.
    Guardrail,
    /// The parameters of the request.
    Request,
}

impl Stage {
    /// The stage as outputs spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Provider => "provider",
            Self::Audience => "audience",
            Self::Signature => "signature",
            Self::Expiry => "expiry",
            Self::TrustPolicy => "trust-policy",
            Self::Guardrail => "guardrail",
            Self::Request => "request",
        }
    }
}

impl Speaker {
    /// The speaker as people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sts => "AWS STS",
            Self::ConfigureAwsCredentials => "aws-actions/configure-aws-credentials",
            Self::ActionsCore => "@actions/core",
            Self::GitHub => "GitHub",
        }
    }
}

/// Every known wording.
pub fn wordings() -> impl Iterator<Item = &'static Wording> {
    [sts::WORDINGS, toolkit::WORDINGS, github::WORDINGS, action::WORDINGS, code::WORDINGS]
        .into_iter()
        .flatten()
}
