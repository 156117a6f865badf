//! `can-assume diff`: what a change lets in and locks out, role by role.

use can_assume_core::exposure::{self, Change, Difference};
use can_assume_core::question::Role;
use can_assume_core::read;
use can_assume_report::escape::terminal as escaped;
use can_assume_report::{concise, json, plain};

use crate::args::{DiffArgs, FailOn, ReportFormat};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &DiffArgs) -> Exit {
    let terminal = Terminal::new(args.output.color);
    match ask(args, terminal) {
        Ok(roles) => {
            let file = args.files.last().map(|file| file.display().to_string()).unwrap_or_default();
            terminal.report(&match args.output.format {
                ReportFormat::Plain => plain::diff(&roles, &file),
                ReportFormat::Concise => concise::diff(&roles, &file),
                ReportFormat::Json => json::diff(&roles),
            });
            exit(&roles, args.fail_on)
        }
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, plain::Style::default()));
            Exit::Nothing
        }
    }
}

fn exit(roles: &[(Option<String>, Difference)], fail_on: FailOn) -> Exit {
    match fail_on {
        FailOn::Never => Exit::Yes,
        FailOn::Wider => Exit::of_differences(roles, Difference::lets_in_more),
        FailOn::Changed => Exit::of_differences(roles, |difference| {
            !matches!(difference.change, Change::Equivalent | Change::Undetermined)
        }),
    }
}

fn ask(args: &DiffArgs, terminal: Terminal) -> Result<Vec<(Option<String>, Difference)>, InputError> {
    let mut reader = Reader::default();
    let options = input::exposure_options(&mut reader, &args.known)?;
    let (before, after) = match (args.files.as_slice(), args.base.as_deref()) {
        ([before, after], None) => (input::dump(&mut reader, "the file before", before)?, after),
        ([after], Some(revision)) => {
            let before = input::at_revision(revision, after)?;
            if let Some(old) = &before.renamed_from {
                let note = format!("{} was `{old}` at `{revision}`", after.display());
                terminal.message(&format!("note: {}\n", escaped(&note)));
            }
            (before.text, after)
        }
        ([_], None) => {
            return Err(InputError::plain(
                "one file is given",
                "give the file before and the file after, or --base REV",
            ));
        }
        _ => {
            return Err(InputError::plain("--base takes one file", "leave out the file before"));
        }
    };
    let after = input::dump(&mut reader, "the file after", after)?;
    let pairs = read::pairs(&before, &after, args.role.as_deref())?;
    let mut progress = terminal.progress_of("comparing", pairs.len(), args.output.progress);
    let names = Role::called(pairs.iter().map(|pair| pair.new_side().role));
    let differences = pairs.iter().map(|pair| {
        progress.step();
        exposure::diff(pair.old_side(), pair.new_side(), &options)
    });
    Ok(names.into_iter().zip(differences).collect())
}
