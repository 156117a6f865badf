//! `can-assume who` and `can-assume diff`.

use std::path::PathBuf;

use can_assume_core::exposure::Level;
use clap::{Args, ValueEnum};

use super::Colour;

/// Options of `who`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    can-assume who --policy trust-policy.json\n  \
    aws iam get-account-authorization-details --filter Role | can-assume who --policy -\n\n\
    Exit status: 0 answered, 2 nothing decided (usage or input), 3 something was not decided.")]
pub(crate) struct WhoArgs {
    /// The trust policy: a bare policy, `aws iam get-role` output, or an account dump; `-` reads standard input. May be repeated.
    #[arg(long, value_name = "FILE", required = true, help_heading = "What is asked")]
    pub(crate) policy: Vec<PathBuf>,

    /// Only this role: its ARN, or its name.
    #[arg(long, value_name = "ARN", help_heading = "What is asked")]
    pub(crate) role: Option<String>,

    #[command(flatten)]
    pub(crate) known: KnownArgs,

    /// Only roles that are open this far and further, and those that were not decided.
    #[arg(long, value_enum, default_value = "nobody", value_name = "EXPOSURE", help_heading = "Output")]
    pub(crate) min_exposure: MinExposure,

    #[command(flatten)]
    pub(crate) output: ReportArgs,
}

/// The least exposure that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinExposure {
    /// All roles.
    Nobody,
    /// Named branches, tags, environments or workflows.
    Scoped,
    /// Any job of a named repository.
    Repository,
    /// Other repositories of a named owner.
    Owner,
    /// An account that registers a matching name.
    Registrable,
    /// Any GitHub account, with a subject template or a text of its choice.
    AnyoneForged,
    /// Any GitHub account.
    Anyone,
}

impl From<MinExposure> for Level {
    fn from(least: MinExposure) -> Self {
        match least {
            MinExposure::Nobody => Self::Nobody,
            MinExposure::Scoped => Self::Scoped,
            MinExposure::Repository => Self::Repository,
            MinExposure::Owner => Self::Owner,
            MinExposure::Registrable => Self::Registrable,
            MinExposure::AnyoneForged => Self::AnyoneForged,
            MinExposure::Anyone => Self::Anyone,
        }
    }
}

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    can-assume diff before.json after.json\n  \
    can-assume diff --base origin/main trust-policy.json\n  \
    git show HEAD~1:trust-policy.json | can-assume diff - trust-policy.json\n\n\
    Exit status: 0 answered, 1 what --fail-on names, 2 nothing decided (usage or input), 3 something was not decided.")]
pub(crate) struct DiffArgs {
    /// The file before and the file after; with --base only the file after. `-` reads standard input.
    #[arg(value_name = "FILE", num_args = 1..=2, required = true, help_heading = "What is asked")]
    pub(crate) files: Vec<PathBuf>,

    /// Take the file before from this revision of its git repository.
    #[arg(long, value_name = "REV", help_heading = "What is asked")]
    pub(crate) base: Option<String>,

    /// Only this role: its ARN, or its name.
    #[arg(long, value_name = "ARN", help_heading = "What is asked")]
    pub(crate) role: Option<String>,

    #[command(flatten)]
    pub(crate) known: KnownArgs,

    /// Which change ends with status 1.
    #[arg(long, value_enum, default_value = "wider", value_name = "WHAT", help_heading = "Output")]
    pub(crate) fail_on: FailOn,

    #[command(flatten)]
    pub(crate) output: ReportArgs,
}

/// What is known beside the policies, and how long to look; `lint` takes it too.
#[derive(Debug, Args)]
pub(crate) struct KnownArgs {
    /// An owner whose repositories are your own; may be repeated.
    #[arg(long, value_name = "OWNER", help_heading = "What else holds")]
    pub(crate) owner: Vec<String>,

    /// What is known of a repository: ids, form of the subject, template, environments.
    #[arg(long, value_name = "FILE", help_heading = "What else holds")]
    pub(crate) facts: Option<PathBuf>,

    /// How many states one search may explore before it is given up.
    #[arg(long, value_name = "STATES", default_value_t = 50_000, help_heading = "What else holds")]
    pub(crate) budget: usize,
}

/// How the answer is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct ReportArgs {
    /// The form of the answer.
    #[arg(long, value_enum, default_value = "plain", value_name = "FORMAT")]
    pub(crate) format: ReportFormat,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Colour,

    /// When to say on standard error how far it is with many roles.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) progress: Progress,
}

/// When to say how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people.
    Plain,
    /// One line an identity, for grep.
    Concise,
    /// For programs; see `can-assume schema who` and `can-assume schema diff`.
    Json,
}

/// Which change ends with status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Somebody is let in who was not before.
    Wider,
    /// Anybody is let in or locked out.
    Changed,
    /// None.
    Never,
}
