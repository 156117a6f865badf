//! `can-assume fix`: the proven edits of policies and workflows, shown or made.

use std::path::{Path, PathBuf};

use can_assume_core::diagnostic::SourceText;
use can_assume_core::explain;
use can_assume_core::plan::{Plan, PlannedFix, edited, edited_texts};
use can_assume_report::plain;

use super::check_workflow;
use crate::args::FixArgs;
use crate::exit::Exit;
use crate::input::{self, InputError, Reader, Repository};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &FixArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    let style = plain::Style { width: terminal.width(), ..plain::Style::default() };
    match rounds(args, terminal, style) {
        Ok(exit) => exit,
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, style));
            Exit::Nothing
        }
    }
}

/// Makes the fixes, round by round where they are written: once a job has its token, its role's policy may need another.
fn rounds(args: &FixArgs, terminal: Terminal, style: plain::Style) -> Result<Exit, InputError> {
    let mut made = 0;
    let most = if args.write { MAX_ROUNDS } else { 1 };
    for round in 0..most {
        let (plan, repository) = plan(args, terminal)?;
        for fix in &plan.fixes {
            terminal.report(&plain::fix(fix, style));
        }
        if args.write && !plan.fixes.is_empty() {
            for file in edited_texts(&plan.fixes) {
                write(args, repository.as_ref(), file, &plan.fixes)?;
                terminal.report(&format!("wrote {}\n", can_assume_report::escape::terminal(&file.name)));
            }
            made += plan.fixes.len();
            if round + 1 < most {
                continue;
            }
        }
        for diagnostic in &plan.unfixed {
            terminal.report(&plain::diagnostic(diagnostic, style));
        }
        terminal.report(&plain::fixes_summary(&plan, made, args.write));
        return Ok(Exit::of_plan(&plan));
    }
    Ok(Exit::Yes)
}

/// Reads the inputs and decides; with the checkout around the workflow, if there is one.
fn plan(args: &FixArgs, terminal: Terminal) -> Result<(Plan, Option<Repository>), InputError> {
    let mut plan = Plan::default();
    let args = &args.question;
    if let Some(file) = &args.workflow {
        let (read, answer) = check_workflow::ask(args, file)?;
        plan.add_workflow(&answer);
        return Ok((plan, Some(read.repository)));
    }
    plan.add(&explain::answer(&input::question(&mut Reader::default(), args, None, terminal)?));
    Ok((plan, None))
}

/// Makes the edits of one file; everything else in it stays as it is.
///
/// # Errors
/// When the text that was read is not the whole file, or it cannot be written.
fn write(
    args: &FixArgs,
    repository: Option<&Repository>,
    source: &SourceText,
    fixes: &[PlannedFix],
) -> Result<(), InputError> {
    let cannot =
        |reason: &str, help: &str| InputError::plain(format!("{}: {reason}", source.name), help.to_owned());
    let inside = "make the edit that is shown by hand, where the policy comes from";
    let Some(path) = path_of(args, repository, &source.name) else {
        return Err(cannot("this text is not a file of its own and cannot be written", inside));
    };
    let before = std::fs::read_to_string(&path)
        .map_err(|error| cannot(&format!("cannot be read again: {error}"), "check the file"))?;
    let Some(mark) = before.strip_suffix(&*source.text) else {
        return Err(cannot("this text is not the whole file and cannot be written", inside));
    };
    let Some(text) = edited(source, fixes) else {
        return Err(cannot("the edits do not fit the file", inside));
    };
    std::fs::write(&path, format!("{mark}{text}"))
        .map_err(|error| cannot(&format!("cannot be written: {error}"), "check the permissions of the file"))
}

/// The file that a text was read from.
fn path_of(args: &FixArgs, repository: Option<&Repository>, name: &str) -> Option<PathBuf> {
    let given = args.question.policy.iter().chain(&args.question.workflow);
    let named = given.map(PathBuf::as_path).find(|path| path.display().to_string() == name);
    named
        .filter(|path| *path != Path::new("-"))
        .map(Path::to_path_buf)
        .or_else(|| repository?.find(name))
        .or_else(|| Some(PathBuf::from(name)).filter(|path| path.is_file()))
}

/// A token, a role, a policy: more than a few rounds mean that the fixes do not help.
const MAX_ROUNDS: usize = 5;
