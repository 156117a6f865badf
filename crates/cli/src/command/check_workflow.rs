//! `can-assume check --workflow`: the verdict for each job, trigger and role.

use std::path::Path;

use can_assume_core::read;
use can_assume_core::workflow::{self, WorkflowAnswer, WorkflowQuestion};
use can_assume_report::{plain, workflow as report};

use crate::args::{CheckArgs, Format, QuestionArgs};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader, Workflow};
use crate::terminal::Terminal;

/// Reads the inputs, decides and prints.
///
/// # Errors
/// When an input cannot be used, or nothing fits the options.
pub(crate) fn run(
    args: &CheckArgs,
    file: &Path,
    terminal: Terminal,
    style: plain::Style,
) -> Result<Exit, InputError> {
    let (read, answer) = ask(&args.question, file)?;
    if !args.output.quiet {
        terminal.report(&match args.output.format {
            Format::Plain => report::check_plain(&answer, style),
            Format::Concise => report::check_concise(&answer),
            Format::Json => report::check_json(&read.source.name, &answer),
        });
    }
    Ok(Exit::of_workflow(&answer))
}

/// The workflow in `file`, and the answer for it.
///
/// # Errors
/// When an input cannot be used, or nothing fits the options.
pub(crate) fn ask(args: &QuestionArgs, file: &Path) -> Result<(Workflow, WorkflowAnswer), InputError> {
    let mut reader = Reader::default();
    let read = input::workflow(&mut reader, file, &args.about)?;
    let facts_file = args.about.facts.as_deref();
    let policies =
        input::role_policies(&mut reader, &args.policy, args.role.as_deref(), &read.facts, facts_file)?;
    let providers = args.provider.as_deref().map(|path| input::providers(&mut reader, path)).transpose()?;
    let guardrails = input::resource_control_policies(&mut reader, &args.rcp)?;
    let question = WorkflowQuestion {
        source: &read.source,
        prediction: &read.prediction,
        facts: &read.facts,
        resolver: &read.repository,
        policies: &policies,
        providers: providers.as_deref(),
        resource_control_policies: &guardrails,
        selection: &read.selection,
    };
    let answer = workflow::check(&question).map_err(|error| read::nothing_selected(&read.source, &error))?;
    Ok((read, answer))
}
