//! `can-assume fix`.

use clap::Args;

use super::{Colour, QuestionArgs};

/// Options of `fix`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    can-assume fix --policy trust-policy.json --claims claims.json\n  \
    can-assume fix --policy trust-policy.json --workflow .github/workflows/deploy.yml --facts facts.json --write\n\n\
    A fix is shown only if the verdict is another one once it is made.\n\
    Exit status: 0 fixed or nothing to fix, 1 a denial without a proven fix, 2 bad input, 3 undetermined.")]
pub(crate) struct FixArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,

    /// Make the edits in the files; without it they are only shown.
    #[arg(long, help_heading = "Output")]
    pub(crate) write: bool,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}
