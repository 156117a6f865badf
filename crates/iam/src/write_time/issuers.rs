//! The table of shared issuers.

/// An issuer that many organisations share, and the condition key that tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedIssuer {
    /// Who runs it.
    pub provider: &'static str,
    /// The issuer without `https://`.
    pub issuer: &'static str,
    /// The condition key that a trust policy must test, in full.
    pub required_key: RequiredKey,
}

/// The condition key that a trust policy must test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequiredKey {
    /// The issuer's key for this claim.
    Claim(&'static str),
    /// A key that is not the issuer's.
    Global(&'static str),
}

impl SharedIssuer {
    /// The condition key in full, such as `gitlab.com:sub`.
    pub fn condition_key(&self) -> String {
        match self.required_key {
            RequiredKey::Claim(claim) => format!("{}:{claim}", self.issuer),
            RequiredKey::Global(key) => key.to_owned(),
        }
    }
}

/// The issuers for which IAM demands a condition, as AWS listed them on 2026-09-11.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
pub const fn shared_issuers() -> &'static [SharedIssuer] {
    &TABLE
}

const TABLE: [SharedIssuer; 22] = [
    row("Amazon Cognito", "cognito-identity.amazonaws.com", AUD),
    row(
        "Azure Sentinel",
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
        RequiredKey::Global("sts:RoleSessionName"),
    ),
    row("Buildkite", "agent.buildkite.com", SUB),
    row("Codefresh SaaS", "oidc.codefresh.io", SUB),
    row("DVC Studio", "studio.datachain.ai/api", SUB),
    row("GitHub Actions", "token.actions.githubusercontent.com", SUB),
    row("GitHub audit log streaming", "oidc-configuration.audit-log.githubusercontent.com", SUB),
    row("GitHub vstoken", "vstoken.actions.githubusercontent.com", SUB),
    row("GitLab", "gitlab.com", SUB),
    row("IBM Turbonomic SaaS", "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7", SUB),
    row("IBM Turbonomic SaaS", "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr", SUB),
    row("IBM Turbonomic SaaS", "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg", SUB),
    row("IBM Turbonomic SaaS", "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26", SUB),
    row("IBM Turbonomic SaaS", "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb", SUB),
    row("IBM Turbonomic SaaS", "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu", SUB),
    row("Pulumi Cloud", "api.pulumi.com/oidc", AUD),
    row("sandboxes.cloud", "sandboxes.cloud", AUD),
    row("Scalr", "scalr.io", SUB),
    row("Shisho Cloud", "tokens.cloud.shisho.dev", SUB),
    row("Terraform Cloud", "app.terraform.io", SUB),
    row("Upbound", "proidc.upbound.io", SUB),
    row("Vercel global endpoint", "oidc.vercel.com", AUD),
];

const SUB: RequiredKey = RequiredKey::Claim("sub");
const AUD: RequiredKey = RequiredKey::Claim("aud");

const fn row(provider: &'static str, issuer: &'static str, required_key: RequiredKey) -> SharedIssuer {
    SharedIssuer { provider, issuer, required_key }
}
