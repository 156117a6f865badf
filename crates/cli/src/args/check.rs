//! `can-assume check`.

use std::path::PathBuf;

use clap::Args;

use super::{OutputArgs, QuestionArgs};

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    can-assume check --policy trust-policy.json --claims claims.json\n  \
    can-assume check --policy trust-policy.json --token token.jwt --discover\n  \
    can-assume check --policy trust-policy.json --workflow .github/workflows/deploy.yml --repo octo-org/api\n  \
    aws iam get-role --role-name deploy | can-assume check --policy - --claims claims.json")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,

    /// A service control policy of the role's account; may be repeated. It does not gate web identity.
    #[arg(long, value_name = "FILE", help_heading = "What else holds")]
    pub(crate) scp: Vec<PathBuf>,

    /// The issuer's key set (JWKS), from a file or a URL, to verify the token.
    #[arg(
        long,
        value_name = "FILE|URL",
        requires = "token",
        conflicts_with = "discover",
        help_heading = "Verification"
    )]
    pub(crate) jwks: Option<String>,

    /// Fetch the issuer's key set as STS does: discovery document, then `jwks_uri`.
    #[arg(long, requires = "token", help_heading = "Verification")]
    pub(crate) discover: bool,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
