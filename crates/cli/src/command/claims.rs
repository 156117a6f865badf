//! `can-assume claims`: the claims that GitHub would issue to each job of a workflow.

use can_assume_report::{plain, workflow as report};

use crate::args::{ClaimsArgs, ClaimsFormat};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &ClaimsArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    let read = || {
        let workflow = input::workflow(&mut Reader::default(), &args.workflow, &args.about)?;
        let candidates = workflow.candidates()?;
        Ok((workflow, candidates))
    };
    match read() {
        Ok((workflow, candidates)) => {
            terminal.report(&match args.format {
                ClaimsFormat::Plain => {
                    report::claims_plain(&workflow.prediction, &candidates, terminal.width())
                }
                ClaimsFormat::Json => report::claims_json(&workflow.prediction, &candidates),
            });
            Exit::Yes
        }
        Err(InputError(diagnostics)) => {
            let style = plain::Style { width: terminal.width(), ..plain::Style::default() };
            terminal.message(&plain::diagnostics(&diagnostics, style));
            Exit::Nothing
        }
    }
}
