//! The options, one file a command.

mod check;
mod claims;
mod explain;
mod exposure;
mod facts;
mod fix;
mod lint;
mod output;
mod question;
mod workflow;

use clap::{Parser, Subcommand};

pub(crate) use check::CheckArgs;
pub(crate) use claims::{ClaimsArgs, ClaimsFormat};
pub(crate) use explain::{ExplainArgs, Listed, PageFormat};
pub(crate) use exposure::{DiffArgs, FailOn, KnownArgs, Progress, ReportFormat, WhoArgs};
pub(crate) use facts::FactsArgs;
pub(crate) use fix::FixArgs;
pub(crate) use lint::{LintArgs, LintFormat};
pub(crate) use output::{Colour, Explain, Format, OutputArgs};
pub(crate) use question::QuestionArgs;
pub(crate) use workflow::WorkflowArgs;

/// Says whether a workflow can assume an AWS role, and why.
#[derive(Debug, Parser)]
#[command(
    name = "can-assume",
    version,
    about,
    max_term_width = 100,
    after_help = "Exit status: 0 yes, 1 no, 2 nothing decided (usage or input), 3 undetermined."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Would this identity get this role, and why?
    Check(Box<CheckArgs>),
    /// Which claims would GitHub issue to each job of a workflow?
    Claims(Box<ClaimsArgs>),
    /// Show, or make, the edits that let the request through, each one tried before.
    Fix(Box<FixArgs>),
    /// Ask GitHub what a workflow file does not say.
    Facts(FactsArgs),
    /// Who can assume a role at all?
    Who(Box<WhoArgs>),
    /// What does a change of a trust policy let in, and lock out?
    Diff(Box<DiffArgs>),
    /// What is wrong in trust policies and workflows, before anyone runs them?
    Lint(Box<LintArgs>),
    /// What is a cause or a rule, and what does an error text mean?
    Explain(ExplainArgs),
    /// Print the JSON schema of an output format.
    Schema {
        /// Which output.
        #[arg(value_enum, default_value = "check")]
        output: SchemaOutput,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page in roff.
    Man,
}

/// An output that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum SchemaOutput {
    /// `check --format json`.
    Check,
    /// `check --workflow FILE --format json`.
    CheckWorkflow,
    /// `claims --format json`.
    Claims,
    /// `who --format json`.
    Who,
    /// `diff --format json`.
    Diff,
    /// `lint --format json`.
    Lint,
    /// The configuration, `can-assume.toml`.
    Config,
}
