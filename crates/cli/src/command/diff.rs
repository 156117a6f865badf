//! `can-assume diff`: what a change lets in and locks out, role by role.

use std::path::Path;
use std::process::Command;

use can_assume_core::exposure::{self, Change, Difference};
use can_assume_core::read;
use can_assume_report::{json, plain};

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
    let wanted = args.known.role.as_deref();
    let (before, after) = match (args.files.as_slice(), args.base.as_deref()) {
        ([before, after], None) => (input::roles(&mut reader, "the file before", before, wanted)?, after),
        ([after], Some(revision)) => (read::roles(&at_revision(revision, after)?, wanted)?, after),
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
    let after = input::roles(&mut reader, "the file after", after, wanted)?;
    let pairs = exposure::pairs(before, after);
    if pairs.len() > 1 {
        terminal.progress(&format!("comparing {} roles", pairs.len()));
    }
    Ok(pairs
        .into_iter()
        .map(|pair| {
            let difference = exposure::diff(&pair.before, &pair.after, &pair.role, &options);
            (pair.role.called(), difference)
        })
        .collect())
}

/// The text of `file` at a revision of the git repository that it is in.
fn at_revision(revision: &str, file: &Path) -> Result<can_assume_core::diagnostic::SourceText, InputError> {
    let cannot = |why: String| {
        InputError::plain(
            format!("cannot read {} at `{revision}`: {why}", file.display()),
            "give a revision that `git rev-parse` knows and a file that it has",
        )
    };
    if revision.starts_with('-') || revision.is_empty() {
        return Err(cannot("not a revision".to_owned()));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(base) = file.file_name().and_then(|name| name.to_str()) else {
        return Err(cannot("not the name of a file".to_owned()));
    };
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["show", &format!("{revision}:./{base}")])
        .output()
        .map_err(|error| cannot(format!("cannot start git: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(cannot(said.lines().next().unwrap_or("git failed").to_owned()));
    }
    let text = String::from_utf8(output.stdout).map_err(|_| cannot("not UTF-8".to_owned()))?;
    Ok(can_assume_core::diagnostic::SourceText::new(format!("{revision}:{}", file.display()), text))
}
