//! `can-assume lint`: what is wrong in trust policies and workflows, before anyone runs them.

use can_assume_core::diagnostic::{Diagnostic, Level};
use can_assume_core::github::workflow::Resolver;
use can_assume_core::lint::{Input, Outcome, Report, Selection, lint};
use can_assume_report::{json, lint as report, plain};

use crate::args::{LintArgs, LintFormat};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader, Repository};
use crate::terminal::Terminal;

/// How many files are linted without a word on the way.
const QUIET: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &LintArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    match ask(args, terminal) {
        Ok(found) => {
            say(args, terminal, &found);
            status(args, found.outcome())
        }
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, plain::Style::default()));
            Exit::Nothing
        }
    }
}

fn ask(args: &LintArgs, terminal: Terminal) -> Result<Report, InputError> {
    let mut reader = Reader::default();
    let options = input::exposure_options(&mut reader, &args.known)?;
    let config = input::config(&mut reader, args.config.as_deref(), args.no_config)?;
    let (files, unreadable) = input::lint_files(&mut reader, &args.paths);
    if files.len() > QUIET {
        terminal.progress(&format!("looking at {} files", files.len()));
    }
    let selection = Selection {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        min_severity: args.min_severity.into(),
        min_confidence: args.min_confidence.into(),
    };
    let find_file = |workflow: &str, path: &str| Repository::around(workflow.as_ref()).read(path);
    let mut found = lint(&Input {
        files: &files,
        find_file: &find_file,
        options: &options,
        selection: &selection,
        config: config.as_ref(),
        today: Some(input::today()),
    });
    found.errors.splice(0..0, unreadable);
    Ok(found)
}

fn say(args: &LintArgs, terminal: Terminal, found: &Report) {
    let style = plain::Style { width: terminal.width(), ..plain::Style::default() };
    for diagnostic in found.errors.iter().chain(&found.warnings) {
        terminal.message(&plain::diagnostic(diagnostic, style));
    }
    if found.policies + found.workflows == 0 && found.errors.is_empty() {
        let nothing = Diagnostic::new(Level::Warning, "", "no trust policy and no workflow was found")
            .help("give files, or directories with `.json`, `.yml` or `.yaml` files in them");
        terminal.message(&plain::diagnostic(&nothing, style));
    }
    terminal.report(&match args.format {
        LintFormat::Plain => report::plain(found, style),
        LintFormat::Concise => report::concise(found),
        LintFormat::Json => json::lint(found),
        LintFormat::Sarif => report::sarif(found),
        LintFormat::Github => report::github(found),
        LintFormat::Markdown => report::markdown(found),
    });
}

fn status(args: &LintArgs, outcome: Outcome) -> Exit {
    let quiet = args.exit_zero || args.format == LintFormat::Sarif;
    match outcome {
        Outcome::BadInput => Exit::Nothing,
        Outcome::Clean => Exit::Yes,
        Outcome::Findings | Outcome::Undetermined if quiet => Exit::Yes,
        Outcome::Findings => Exit::No,
        Outcome::Undetermined => Exit::Undetermined,
    }
}
