//! `can-assume who`: every role of a file, who can assume it.

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
        Ok(mut roles) => {
            let (name, all) = (args.policy.display().to_string(), roles.len());
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
            Exit::of_exposures(&roles)
        }
        Err(InputError(diagnostics)) => {
            terminal.message(&plain::diagnostics(&diagnostics, plain::Style::default()));
            Exit::Nothing
        }
    }
}

fn ask(args: &WhoArgs, terminal: Terminal) -> Result<Vec<(Option<String>, Exposure)>, InputError> {
    let mut reader = Reader::default();
    let options = input::exposure_options(&mut reader, &args.known)?;
    let roles = input::roles(&mut reader, "--policy", &args.policy, args.role.as_deref())?;
    let mut progress = terminal.progress_of("asking about", roles.len(), args.output.progress);
    let names = Role::called(roles.iter().map(|(role, _)| role));
    let exposures = roles.iter().map(|(role, policy)| {
        progress.step();
        exposure::who(policy, role, &options)
    });
    Ok(names.into_iter().zip(exposures).collect())
}
