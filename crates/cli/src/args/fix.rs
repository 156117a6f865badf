//! `can-assume fix`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::{Colour, WorkflowArgs};

/// Options of `fix`.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("identity").required(true).args(["token", "claims", "request", "workflow"])),
    after_help = "Examples:\n  \
        can-assume fix --policy trust-policy.json --claims claims.json\n  \
        can-assume fix --policy trust-policy.json --workflow .github/workflows/deploy.yml --facts facts.json --write\n\n\
        A fix is shown only if the verdict is another one once it is made.\n\
        Exit status: 0 fixed or nothing to fix, 1 a denial without a proven fix, 2 bad input, 3 undetermined."
)]
pub(crate) struct FixArgs {
    /// The trust policy; with --workflow it may be repeated or left out.
    #[arg(long, value_name = "FILE", required_unless_present = "workflow", help_heading = "What is asked")]
    pub(crate) policy: Vec<PathBuf>,

    /// The role: its ARN, or its name; selects it where the policy file holds several.
    #[arg(long, value_name = "ARN", help_heading = "What is asked")]
    pub(crate) role: Option<String>,

    /// A real token (a JWT), from a file or `-`; never given as an argument.
    #[arg(long, value_name = "FILE", help_heading = "Who comes")]
    pub(crate) token: Option<PathBuf>,

    /// A token's claims as JSON.
    #[arg(long, value_name = "FILE", help_heading = "Who comes")]
    pub(crate) claims: Option<PathBuf>,

    /// Any other request: action, principal and context as JSON; its context is complete.
    #[arg(long, value_name = "FILE", help_heading = "Who comes")]
    pub(crate) request: Option<PathBuf>,

    /// A workflow: what each of its jobs would be issued.
    #[arg(long, value_name = "FILE", help_heading = "Who comes")]
    pub(crate) workflow: Option<PathBuf>,

    /// The audience that the job requests, where the claims do not say.
    #[arg(long, value_name = "AUDIENCE", conflicts_with_all = ["token", "request", "workflow"], help_heading = "Who comes")]
    pub(crate) audience: Option<String>,

    /// A context key that the identity does not imply, e.g. `aws:SourceIp=203.0.113.7`; repeat a key for several values.
    #[arg(long, value_name = "KEY=VALUE", conflicts_with = "workflow", help_heading = "Who comes")]
    pub(crate) context: Vec<String>,

    /// The time of the request: RFC 3339 or Unix seconds; now for a token, the token's `iat` for claims.
    #[arg(long, value_name = "TIME", conflicts_with = "workflow", help_heading = "Who comes")]
    pub(crate) at: Option<String>,

    /// The OIDC providers registered in the role's account; inferred from the policy when not given.
    #[arg(long, value_name = "FILE", help_heading = "What else holds")]
    pub(crate) provider: Option<PathBuf>,

    /// A resource control policy that applies to the role; may be repeated.
    #[arg(long, value_name = "FILE", help_heading = "What else holds")]
    pub(crate) rcp: Vec<PathBuf>,

    /// The caller's identity-based policy, for `sts:AssumeRole` across accounts or through an account principal.
    #[arg(long, value_name = "FILE", conflicts_with = "workflow", help_heading = "What else holds")]
    pub(crate) caller_policy: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) about: WorkflowArgs,

    /// Make the edits in the files; without it they are only shown.
    #[arg(long, help_heading = "Output")]
    pub(crate) write: bool,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}
