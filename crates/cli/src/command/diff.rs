//! `can-assume diff`: what a change lets in and locks out, role by role.

use std::path::Path;
use std::process::Command;

use can_assume_core::exposure::{self, Change, Difference};
use can_assume_core::question::{Policy, Role};
use can_assume_report::{json, plain};

use super::who::name;
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
    let mut differences = roles.iter().map(|(_, difference)| difference);
    let fails = |difference: &Difference| match fail_on {
        FailOn::Never => false,
        FailOn::Wider => difference.lets_in_more(),
        FailOn::Changed => !matches!(difference.change, Change::Equivalent | Change::Undetermined),
    };
    if differences.clone().any(fails) {
        Exit::No
    } else if fail_on != FailOn::Never
        && differences.any(|difference| difference.change == Change::Undetermined)
    {
        Exit::Undetermined
    } else {
        Exit::Yes
    }
}

fn ask(args: &DiffArgs, terminal: Terminal) -> Result<Vec<(Option<String>, Difference)>, InputError> {
    let mut reader = Reader::default();
    let options = input::exposure_options(&mut reader, &args.known)?;
    let wanted = args.known.role.as_deref();
    let (before, after) = match (args.files.as_slice(), args.base.as_deref()) {
        ([before, after], None) => (input::roles(&mut reader, "the file before", before, wanted)?, after),
        ([after], Some(revision)) => (input::roles_in(&at_revision(revision, after)?, wanted)?, after),
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
    let pairs = paired(before, after);
    if pairs.len() > 1 {
        terminal.progress(&format!("comparing {} roles", pairs.len()));
    }
    Ok(pairs
        .into_iter()
        .map(|(role, before, after)| (name(&role), exposure::diff(&before, &after, &role, &options)))
        .collect())
}

/// The roles of both files; one that only one of them has is compared with a policy that lets nobody in.
fn paired(mut before: Vec<(Role, Policy)>, after: Vec<(Role, Policy)>) -> Vec<(Role, Policy, Policy)> {
    let mut pairs = Vec::new();
    let lone = before.len() == 1 && after.len() == 1;
    for (role, policy) in after {
        let same = |(other, _): &(Role, Policy)| {
            let unnamed = name(other).is_none() || name(&role).is_none();
            lone && unnamed || name(other) == name(&role)
        };
        let old = match before.iter().position(same) {
            Some(place) => before.remove(place).1,
            None => without_statements(&policy),
        };
        pairs.push((role, old, policy));
    }
    pairs.extend(before.into_iter().map(|(role, policy)| {
        let new = without_statements(&policy);
        (role, policy, new)
    }));
    pairs
}

fn without_statements(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    policy.document.statements.clear();
    policy
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
