//! `can-assume lint`.

use std::path::PathBuf;

use can_assume_core::lint::{Confidence, Severity, registry};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::{Colour, KnownArgs};

/// Options of `lint`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    can-assume lint .\n  \
    can-assume lint trust-policy.json .github/workflows --min-severity medium\n  \
    aws iam get-account-authorization-details --filter Role | can-assume lint -\n  \
    can-assume lint . --format sarif > can-assume.sarif\n\n\
    Exit status: 0 nothing found, 1 findings, 2 some input cannot be used, 3 something was not decided.")]
pub(crate) struct LintArgs {
    /// Trust policies, workflows, and directories to look for them in; `-` reads standard input.
    #[arg(value_name = "PATH", required = true, help_heading = "What is linted")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) known: KnownArgs,

    /// Only these rules, separated by commas; `can-assume explain --list=rules` lists all.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules(), hide_possible_values = true, help_heading = "Findings")]
    pub(crate) select: Vec<String>,

    /// Not these rules, separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules(), hide_possible_values = true, help_heading = "Findings")]
    pub(crate) ignore: Vec<String>,

    /// Only findings of this severity and above.
    #[arg(long, value_enum, default_value = "info", value_name = "SEVERITY", help_heading = "Findings")]
    pub(crate) min_severity: MinSeverity,

    /// Only findings of this confidence and above.
    #[arg(long, value_enum, default_value = "low", value_name = "CONFIDENCE", help_heading = "Findings")]
    pub(crate) min_confidence: MinConfidence,

    /// The configuration; without it `can-assume.toml` is looked for from the working directory upwards.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Findings")]
    pub(crate) config: Option<PathBuf>,

    /// Look for no configuration.
    #[arg(long, help_heading = "Findings")]
    pub(crate) no_config: bool,

    /// The form of the answer.
    #[arg(long, value_enum, default_value = "plain", value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: LintFormat,

    /// When to use colour; `auto` honours NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,

    /// End with status 0 whatever is found, unless some input cannot be used; SARIF implies it.
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,
}

/// The ids of all rules.
fn rules() -> PossibleValuesParser {
    PossibleValuesParser::new(registry::pages().into_iter().map(|meta| meta.id))
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// For people.
    Plain,
    /// One line a finding, for editors and grep.
    Concise,
    /// For programs; see `can-assume schema lint`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, for annotations in GitHub Actions.
    Github,
    /// For a job summary or an issue.
    Markdown,
}

/// The least severity that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinSeverity {
    /// All findings.
    Info,
    /// Low and above.
    Low,
    /// Medium and above.
    Medium,
    /// High only.
    High,
}

/// The least confidence that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinConfidence {
    /// All findings.
    Low,
    /// Medium and above.
    Medium,
    /// High only.
    High,
}

impl From<MinSeverity> for Severity {
    fn from(least: MinSeverity) -> Self {
        match least {
            MinSeverity::Info => Self::Info,
            MinSeverity::Low => Self::Low,
            MinSeverity::Medium => Self::Medium,
            MinSeverity::High => Self::High,
        }
    }
}

impl From<MinConfidence> for Confidence {
    fn from(least: MinConfidence) -> Self {
        match least {
            MinConfidence::Low => Self::Low,
            MinConfidence::Medium => Self::Medium,
            MinConfidence::High => Self::High,
        }
    }
}
