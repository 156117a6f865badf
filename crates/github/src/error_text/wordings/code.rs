//! Error codes of STS whose text is not known or was left out.
//!
//! Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors>

use super::Stage::{Audience, Expiry, Guardrail, Provider, Request, Signature, Token, TrustPolicy};
use super::sts::TRUST_POLICY;
use super::{Generation, Speaker, Stage, Weight, Wording};

pub(super) const WORDINGS: &[Wording] = &[
    code(
        "code-access-denied",
        "(AccessDenied) when calling the AssumeRoleWithWebIdentity operation",
        &[TrustPolicy, Guardrail],
        "the role's trust policy does not allow the token, or a policy denies it",
        TRUST_POLICY,
    ),
    code(
        "code-access-denied-in-cloudtrail",
        "AccessDenied {_}An unknown error occurred",
        &[TrustPolicy, Guardrail],
        "this is CloudTrail's record of a refusal: the role's trust policy does not allow the token, or a policy denies it",
        TRUST_POLICY,
    ),
    code(
        "code-expired-token",
        "ExpiredTokenException",
        &[Expiry],
        "the token expired more than 300 s ago",
        &["token-expired"],
    ),
    code(
        "code-idp-communication",
        "IDPCommunicationError",
        &[Signature],
        "STS could not reach the issuer for a moment",
        &["key-retrieval"],
    ),
    code(
        "code-idp-rejected-claim",
        "IDPRejectedClaim",
        &[Token],
        "the identity provider refused the token, as happens with tokens of Login with Amazon and Facebook",
        &["provider-parameter"],
    ),
    code(
        "code-invalid-identity-token",
        "InvalidIdentityToken",
        &[Token, Provider, Audience, Signature],
        "STS could not use the token: its form, its issuer's provider, its audience or its signature",
        &[
            "provider-missing",
            "provider-issuer",
            "provider-account",
            "audience-provider",
            "key-retrieval",
            "signature",
        ],
    ),
    code(
        "code-malformed-policy",
        "MalformedPolicyDocument",
        &[Request],
        "a policy is not valid: the session policy that was passed along or, where a role is written, its trust policy",
        &["session-policy"],
    )
    .with_notes(&[
        "where a role is created or changed (`CreateRole`, `UpdateAssumeRolePolicy`) IAM says so of the trust policy: `can-assume lint POLICY` names what it refuses",
    ]),
    code(
        "code-packed-policy",
        "PackedPolicyTooLarge",
        &[Request],
        "the session policies and tags that were passed along are too large together",
        &["session-policy"],
    ),
    code(
        "code-region-disabled",
        "RegionDisabledException",
        &[Request],
        "STS is switched off in this region for the role's account",
        &["region-disabled"],
    ),
    code(
        "code-validation",
        "(ValidationError) when calling the AssumeRoleWithWebIdentity operation",
        &[Request],
        "a parameter of the request is not valid",
        &["role-not-arn"],
    ),
];

const fn code(
    id: &'static str,
    pattern: &'static str,
    stages: &'static [Stage],
    meaning: &'static str,
    causes: &'static [&'static str],
) -> Wording {
    Wording {
        id,
        speaker: Speaker::Sts,
        generation: Generation::Unchanged,
        pattern,
        stages,
        meaning,
        causes,
        notes: &[],
        weight: Weight::Code,
    }
}
