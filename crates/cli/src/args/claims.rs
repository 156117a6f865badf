//! `can-assume claims`.

use std::path::PathBuf;

use clap::Args;

use super::{Colour, WorkflowArgs};

/// Options of `claims`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
        can-assume claims --workflow .github/workflows/deploy.yml --repo octo-org/api\n  \
        can-assume claims --workflow deploy.yml --facts facts.json --event push --ref refs/heads/main")]
pub(crate) struct ClaimsArgs {
    /// The workflow file; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) workflow: PathBuf,

    #[command(flatten)]
    pub(crate) about: WorkflowArgs,

    /// The form of the answer.
    #[arg(long, value_enum, default_value = "plain", value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: ClaimsFormat,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}

/// The form of the claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ClaimsFormat {
    /// For people.
    Plain,
    /// For programs; see `can-assume schema claims`.
    Json,
}
