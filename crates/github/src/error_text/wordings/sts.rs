//! What STS says.
//!
//! Observed: <https://github.com/radkawar/stackd/tree/9dc356f/internal/services/sts/testdata/oidc>; documented:
//! <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>,
//! <https://repost.aws/knowledge-center/eks-troubleshoot-irsa-errors>,
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>.

use super::Generation::{Since2026, Unchanged, Until2026};
use super::Stage::{Audience, Expiry, Guardrail, Provider, Request, Signature, Token, TrustPolicy};
use super::{Generation, Speaker, Stage, Weight, Wording};

/// What makes a trust policy not apply to a token.
pub(super) const TRUST_POLICY: &[&str] = &[
    "subject-form-immutable",
    "subject-form-classic",
    "environment-replaces-ref",
    "pull-request-subject",
    "tag-not-branch",
    "branch-differs",
    "owner-or-repo-case",
    "wrong-repository",
    "renamed-or-transferred",
    "wildcard-under-string-equals",
    "subject-tail-missing",
    "subject-prefix-missing",
    "ref-prefix-missing",
    "host-in-subject",
    "percent-encoded-colon",
    "draft-id-form",
    "custom-template",
    "key-never-populated",
    "key-prefix-differs",
    "audience-policy",
    "provider-account",
    "provider-issuer",
    "wrong-action",
    "action-principal-mismatch",
    "tag-session-missing",
    "set-operator-scalar",
    "explicit-deny",
    "guardrail",
];

pub(super) const WORDINGS: &[Wording] = &[
    sts(
        "not-authorized",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        &[TrustPolicy, Guardrail],
        "the token is good, but the role's trust policy does not allow it, or a policy denies it, or the role does not exist",
        TRUST_POLICY,
    )
    .with_notes(&[
        "STS says the same of a role that does not exist or is in another account",
        "a role or trust policy that was changed seconds ago may not be in effect yet",
    ]),
    sts(
        "not-authorized-on-resource",
        "is not authorized to perform: sts:AssumeRoleWithWebIdentity on resource: {role}",
        &[TrustPolicy, Guardrail],
        "the role's trust policy does not allow this caller, or a policy denies it",
        TRUST_POLICY,
    ),
    sts(
        "explicit-deny-in-rcp",
        "with an explicit deny in a resource control policy",
        &[Guardrail],
        "a resource control policy of the organization denies the request",
        &["guardrail"],
    ),
    sts(
        "could-not-be-validated",
        "The web identity token provided could not be validated",
        &[Provider, Audience, Signature],
        "the role's account has no provider for the token's issuer, or the provider does not register its audience, or the signature does not fit",
        &["provider-missing", "provider-issuer", "provider-account", "audience-provider", "signature"],
    )
    .said(Since2026)
    .with_notes(&["this text does not tell these causes apart; before 2026 each had a text of its own"]),
    sts(
        "no-provider",
        "No OpenIDConnect provider found in your account for {issuer}",
        &[Provider],
        "the role's account has no IAM OIDC provider whose URL is exactly the token's issuer",
        &["provider-missing", "provider-issuer", "provider-account"],
    )
    .said(Until2026),
    sts(
        "incorrect-audience",
        "Incorrect token audience",
        &[Audience],
        "the token's audience is not among the client ids of the IAM OIDC provider",
        &["audience-provider"],
    )
    .said(Until2026),
    sts(
        "several-audiences",
        "Token audience contains more than one audience while authorized party is not present",
        &[Audience],
        "the token has several audiences and no `azp`, so that STS cannot choose one",
        &["audience-several"],
    ),
    sts(
        "not-a-jwt",
        "The ID Token provided is not a valid JWT",
        &[Token],
        "what was sent as the web identity token is not a signed JWT of three parts",
        &["token-segments"],
    ),
    sts(
        "claim-missing",
        "Missing a required claim: {claim}",
        &[Token],
        "the token lacks a claim that STS requires",
        &["claim-missing"],
    ),
    sts("claim-empty", "Claim is not allowed to be empty: {claim}", &[Token], "a claim that STS requires is empty", &["claim-empty"]),
    sts(
        "timestamp-malformed",
        "Invalid timestamp in token claims",
        &[Token],
        "`exp`, `iat` or `nbf` is not a whole number of seconds",
        &["timestamp-malformed"],
    ),
    sts(
        "subject-type",
        "Unknown error validating third-party token",
        &[Token],
        "STS failed over the token itself, as it does when `sub` is `null`",
        &["subject-type"],
    ),
    sts(
        "token-expired",
        "Token expired: current date/time {current} must be before the expiration date/time {expiry}",
        &[Expiry],
        "the token expired more than 300 s ago",
        &["token-expired"],
    )
    .with_notes(&["a token of GitHub lives about five minutes: request it in the step that uses it"]),
    sts(
        "issued-in-the-future",
        "Token issued in the future: {issued at}",
        &[Expiry],
        "the token's `iat` is more than 300 s ahead of STS's clock",
        &["token-from-the-future"],
    ),
    sts(
        "not-yet-valid",
        "Token not yet valid: current date/time {current} must be after or equal to the not-before date/time {not before}",
        &[Expiry],
        "the token's `nbf` is more than 300 s ahead of STS's clock",
        &["token-not-yet-valid"],
    ),
    sts(
        "key-retrieval",
        "Couldn't retrieve verification key from your identity provider",
        &[Signature],
        "STS found no key for the token: the issuer's discovery document or keys were out of reach, or none has the token's `kid`",
        &["key-retrieval"],
    )
    .with_notes(&["an issuer that is slow for a moment gives the same text: try again"]),
    sts(
        "thumbprint",
        "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
        &[Signature],
        "the certificate of the issuer's server fits neither AWS's certificate authorities nor the provider's thumbprints",
        &["key-retrieval"],
    )
    .with_notes(&["for GitHub's own issuer AWS does not use thumbprints any more"]),
    sts("signature", "Token signature invalid", &[Signature], "the issuer's key does not verify the token's signature", &["signature"])
        .said(Until2026),
    sts(
        "roles-claim-mismatch",
        "The target role ARN is not present in the roles claim of the identity token",
        &[Token],
        "the token's claim `https://aws.amazon.com/roles` does not list the role",
        &["roles-claim-mismatch"],
    ),
    sts(
        "roles-claim-format",
        "The roles claim is not in a supported format",
        &[Token],
        "the token's claim `https://aws.amazon.com/roles` is neither a string nor a list of strings",
        &["roles-claim-format"],
    ),
    sts(
        "roles-claim-empty",
        "The roles claim contains no valid role ARNs",
        &[Token],
        "the token's claim `https://aws.amazon.com/roles` names no role",
        &["roles-claim-empty"],
    ),
    sts("role-arn", "Request ARN is invalid", &[Request], "the role to assume is not the ARN of an IAM role", &["role-not-arn"]),
    sts(
        "duration",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role",
        &[Request],
        "the session is to last longer than the role allows",
        &["session-duration"],
    ),
    sts(
        "duration-bounds",
        "at 'durationSeconds' failed to satisfy constraint",
        &[Request],
        "the session is to last shorter or longer than STS ever gives",
        &["session-duration"],
    ),
    sts(
        "session-name",
        "at 'roleSessionName' failed to satisfy constraint",
        &[Request],
        "the session's name is too short, too long, or has a character that STS does not take",
        &["session-name"],
    ),
    sts(
        "region-disabled",
        "STS is not activated in this region for account:{account}",
        &[Request],
        "STS is switched off in this region for the role's account",
        &["region-disabled"],
    ),
    sts(
        "provider-parameter",
        "Unrecognized OAuth provider",
        &[Request],
        "the request names a provider, as is done only for tokens of Login with Amazon and Facebook",
        &["provider-parameter"],
    ),
    sts(
        "not-login-with-amazon",
        "Provided Token is not a Login With Amazon token",
        &[Request],
        "the request names Login with Amazon, but the token is another issuer's",
        &["provider-parameter"],
    ),
    sts(
        "idp-unreachable",
        "identity provider (IDP) that was asked to verify the incoming identity token could not be reached",
        &[Signature],
        "STS could not reach the issuer for a moment",
        &["key-retrieval"],
    ),
    sts(
        "not-authorized-assume-role",
        "is not authorized to perform: sts:AssumeRole on resource: {role}",
        &[Request],
        "the role was asked for with other credentials, not with the job's token",
        &["credentials-not-oidc"],
    ),
    sts(
        "not-authorized-tag-session",
        "is not authorized to perform: sts:TagSession on resource: {role}",
        &[Request, TrustPolicy],
        "the role was asked for with other credentials and session tags, which its trust policy does not allow",
        &["credentials-not-oidc", "tag-session-missing"],
    )
    .with_notes(&["with the job's token the action sends no session tags"]),
    sts(
        "not-authorized-tag-session-web-identity",
        "Not authorized to perform sts:TagSession",
        &[TrustPolicy],
        "the token asks for session tags, which the role's trust policy does not allow",
        &["tag-session-missing"],
    ),
    sts(
        "credentials-invalid",
        "The security token included in the request is invalid",
        &[Request],
        "the request was signed with access keys that AWS does not know; a request with the job's token is not signed",
        &["credentials-not-oidc"],
    ),
    sts(
        "root-credentials",
        "Roles may not be assumed by root accounts",
        &[Request],
        "the role was asked for with the access keys of an account's root user",
        &["credentials-not-oidc"],
    ),
];

const fn sts(
    id: &'static str,
    pattern: &'static str,
    stages: &'static [Stage],
    meaning: &'static str,
    causes: &'static [&'static str],
) -> Wording {
    Wording {
        id,
        speaker: Speaker::Sts,
        generation: Unchanged,
        pattern,
        stages,
        meaning,
        causes,
        notes: &[],
        weight: Weight::Failure,
    }
}

impl Wording {
    pub(super) const fn said(self, generation: Generation) -> Self {
        Self { generation, ..self }
    }

    pub(super) const fn with_notes(self, notes: &'static [&'static str]) -> Self {
        Self { notes, ..self }
    }
}
