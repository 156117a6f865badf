//! `can-assume explain`.

use clap::{ArgGroup, Args, ValueEnum};

use super::Colour;

/// Options of `explain`.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("subject").required(true).args(["id", "list", "error"])),
    after_help = "Examples:\n  \
        can-assume explain environment-replaces-ref\n  \
        can-assume explain --list\n  \
        can-assume explain --error 'Not authorized to perform sts:AssumeRoleWithWebIdentity'\n  \
        can-assume explain --error - < job.log"
)]
pub(crate) struct ExplainArgs {
    /// The id of a cause or a rule, as it stands in brackets behind `error`.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// List every cause and every rule with its title, or one of the two.
    #[arg(long, value_enum, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub(crate) list: Option<Listed>,

    /// What STS, the action or GitHub said, even a whole log; `-` reads it from standard input.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) error: Option<String>,

    /// The form of the text.
    #[arg(long, value_enum, default_value = "plain", value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: PageFormat,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// Causes and rules.
    All,
    /// What keeps a request from being allowed.
    Causes,
    /// What `lint` looks for.
    Rules,
}

/// The form of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For people.
    Plain,
    /// For documentation.
    Markdown,
    /// For programs.
    Json,
}
