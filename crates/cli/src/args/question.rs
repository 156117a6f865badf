//! What is asked, which `check` and `fix` share.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::WorkflowArgs;

/// Which role is asked for, who comes, and what else holds.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("identity").required(true).args(["token", "claims", "request", "workflow"])))]
pub(crate) struct QuestionArgs {
    /// The trust policy: a bare policy, `aws iam get-role` output, or an account dump with --role; `-` reads standard input.
    /// With --workflow it may be repeated, or left out to see who gets a token at all.
    #[arg(long, value_name = "FILE", required_unless_present = "workflow", help_heading = "What is asked")]
    pub(crate) policy: Vec<PathBuf>,

    /// The role: its ARN, or its name; selects it where the policy file holds several.
    #[arg(long, value_name = "ARN", help_heading = "What is asked")]
    pub(crate) role: Option<String>,

    /// A real token (a JWT), from a file or `-`; never given as an argument, so that no process list shows it.
    #[arg(long, value_name = "FILE", help_heading = "Who comes")]
    pub(crate) token: Option<PathBuf>,

    /// A token's claims as JSON; what GitHub always sends and the file lacks is unknown.
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
}
