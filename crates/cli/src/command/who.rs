//! `can-assume who`: every role of some files, who can assume it.

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::exposure::{self, Exposure};
use can_assume_core::question::Role;
use can_assume_report::{concise, json, plain};

use crate::args::{ReportFormat, WhoArgs};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &WhoArgs) -> Exit {
    let terminal = Terminal::new(args.output.color);
    match ask(args, terminal) {
        Ok((mut roles, errors)) => {
            let name = args.policy.first().map(|path| path.display().to_string()).unwrap_or_default();
            let all = roles.len();
            roles.retain(|(_, exposure)| exposure.is_open_as(args.min_exposure.into()));
            let hidden = all.saturating_sub(roles.len());
            if hidden > 0 {
                terminal.message(&format!("note: {hidden} of {all} roles are less open and are not shown\n"));
            }
            terminal.report(&match args.output.format {
                ReportFormat::Plain => plain::who(&roles, &name),
                ReportFormat::Concise => concise::who(&roles, &name),
                ReportFormat::Json => json::who(&roles),
            });
            terminal.message(&plain::diagnostics(&errors, plain::Style::default()));
            if errors.is_empty() { Exit::of_exposures(&roles) } else { Exit::Nothing }
        }
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, plain::Style::default()));
            Exit::Nothing
        }
    }
}

/// The roles with what they are called and who can assume them, and what could not be read.
type Answered = (Vec<(Option<String>, Exposure)>, Vec<Diagnostic>);

fn ask(args: &WhoArgs, terminal: Terminal) -> Result<Answered, InputError> {
    let mut reader = Reader::default();
    let options = input::exposure_options(&mut reader, &args.known)?;
    let (mut roles, mut errors, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for path in &args.policy {
        match input::roles(&mut reader, path, args.role.as_deref()) {
            Ok(found) => {
                files.resize(files.len() + found.readable.len(), path.display().to_string());
                roles.extend(found.readable);
                errors.extend(found.errors);
            }
            Err(InputError(found)) => errors.extend(found),
        }
    }
    if roles.is_empty() && !errors.is_empty() {
        return Err(InputError(errors));
    }
    let mut progress = terminal.progress_of("asking about", roles.len(), args.output.progress);
    // Of a single file the renderers know the name, and the JSON says that the role's is not known.
    let file_of = |file| (args.policy.len() > 1).then_some(file);
    let names = Role::called(roles.iter().map(|(role, _)| role)).into_iter().zip(files);
    let names = names.map(|(name, file)| name.or_else(|| file_of(file)));
    let exposures = roles.iter().map(|(role, policy)| {
        progress.step();
        exposure::who(policy, role, &options)
    });
    Ok((names.zip(exposures).collect(), errors))
}
