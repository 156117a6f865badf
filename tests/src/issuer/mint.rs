//! Tokens, good and bad.
#![expect(clippy::expect_used, reason = "a test without tokens cannot go on")]

use jsonwebtoken::{Algorithm, crypto};
use serde_json::{Value, json};

use super::{base64url, keys};

/// Who signs a token, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// The issuer's RSA key, RS256.
    Rsa,
    /// The issuer's P-256 key, ES256.
    Ec,
    /// An RSA key that is not the issuer's, RS256.
    Stranger,
    /// HS256 with the issuer's public RSA key as the secret.
    PublicKeyAsSecret,
    /// Nobody: the third segment is empty.
    Nobody,
}

impl Signer {
    /// The `kid` of the key in the issuer's key set; the impostors claim the RSA key's.
    pub const fn key_id(self) -> &'static str {
        match self {
            Self::Ec => "issuer-ec-2026",
            Self::Rsa | Self::Stranger | Self::PublicKeyAsSecret | Self::Nobody => "issuer-rsa-2026",
        }
    }
}

/// A token with this header and these claims, signed by `signer` whatever the header says.
///
/// # Panics
///
/// When the signature cannot be made.
pub fn mint(header: &Value, claims: &Value, signer: Signer) -> String {
    let input = format!("{}.{}", base64url(header.to_string()), base64url(claims.to_string()));
    let (key, algorithm) = match signer {
        Signer::Rsa => (keys::rsa(), Algorithm::RS256),
        Signer::Ec => (keys::ec(), Algorithm::ES256),
        Signer::Stranger => (keys::stranger(), Algorithm::RS256),
        Signer::PublicKeyAsSecret => (keys::public_key_as_secret(), Algorithm::HS256),
        Signer::Nobody => return format!("{input}."),
    };
    let signature = crypto::sign(input.as_bytes(), &key, algorithm).expect("a signature");
    format!("{input}.{signature}")
}

/// The claims of GitHub's token for a push to `main` of `octo-org/api`, issued by `issuer` at `now`.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn github_claims(issuer: &str, now: i64) -> Value {
    let commit = "8a8b1fd50b6c2b5ee2b5c7f5ea5c0d1ffc0e0e9c";
    let workflow = "octo-org/api/.github/workflows/deploy.yml@refs/heads/main";
    json!({
        "jti": "6f4f7bd5-55b5-4b1a-8f8e-1f5d8cbb9a51",
        "sub": "repo:octo-org/api:ref:refs/heads/main",
        "aud": "sts.amazonaws.com",
        "ref": "refs/heads/main",
        "sha": commit,
        "repository": "octo-org/api",
        "repository_owner": "octo-org",
        "repository_owner_id": "583231",
        "run_id": "9871234567",
        "run_number": "42",
        "run_attempt": "1",
        "repository_visibility": "private",
        "repository_id": "1296269",
        "actor_id": "1024025",
        "actor": "mona",
        "workflow": "Deploy",
        "head_ref": "",
        "base_ref": "",
        "event_name": "push",
        "ref_protected": "true",
        "ref_type": "branch",
        "workflow_ref": workflow,
        "workflow_sha": commit,
        "job_workflow_ref": workflow,
        "job_workflow_sha": commit,
        "runner_environment": "github-hosted",
        "check_run_id": "56193868770",
        "iss": issuer,
        "nbf": now - 300,
        "exp": now + 300,
        "iat": now,
    })
}
