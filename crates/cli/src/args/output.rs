//! How the answer is shown.

use clap::{Args, ValueEnum};

/// How the answer is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// The form of the answer.
    #[arg(long, value_enum, default_value = "plain", value_name = "FORMAT")]
    pub(crate) format: Format,

    /// Show the evaluation as a tree: what failed, or with `=full` everything.
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "failing")]
    pub(crate) explain: Option<Explain>,

    /// Print nothing on standard output; the exit status is the answer.
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Colour,

    /// End with status 0 whatever the answer is, unless nothing could be decided.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Plain,
    /// One line a diagnostic, for editors and grep.
    Concise,
    /// For programs; see `can-assume schema check`.
    Json,
}

/// How much of the evaluation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    /// Only what failed, and what is needed to understand it.
    Failing,
    /// Everything.
    Full,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
