//! `can-assume check`: reads the inputs, asks the verifier, prints the answer.

use can_assume_core::explain::{self, Answer};
use can_assume_core::question::Question;
use can_assume_report::{concise, json, plain};

use super::check_workflow;
use crate::args::{CheckArgs, Explain, Format};
use crate::exit::Exit;
use crate::input::{self, InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> Exit {
    let terminal = Terminal::new(args.output.color);
    let result = match &args.question.workflow {
        Some(file) => check_workflow::run(args, file, terminal, style(args, terminal)),
        None => ask(args, terminal).map(|question| {
            let answer = explain::answer(&question);
            if !args.output.quiet {
                terminal.report(&render(&answer, args, terminal));
            }
            Exit::from(answer.verdict.decision)
        }),
    };
    match result {
        Ok(Exit::No | Exit::Undetermined) if args.output.exit_zero => Exit::Yes,
        Ok(exit) => exit,
        Err(InputError(diagnostics)) => {
            let text = match args.output.format {
                Format::Concise => concise::diagnostics(&diagnostics),
                Format::Plain | Format::Json => plain::diagnostics(&diagnostics, style(args, terminal)),
            };
            terminal.message(&text);
            Exit::Nothing
        }
    }
}

/// Puts the question together from the options.
fn ask(args: &CheckArgs, terminal: Terminal) -> Result<Question, InputError> {
    if args.question.token.is_none() && (args.jwks.is_some() || args.discover) {
        let option = if args.discover { "--discover" } else { "--jwks" };
        return Err(InputError::plain(
            format!("{option} verifies a token, and none is given"),
            "give --token, or leave the option out",
        ));
    }
    let mut reader = Reader::default();
    let mut question = input::question(&mut reader, &args.question, args.jwks.as_deref(), terminal)?;
    question.service_control_policies = input::service_control_policies(&mut reader, &args.scp)?;
    if args.discover {
        input::discover(&mut question, terminal)?;
    }
    Ok(question)
}

fn render(answer: &Answer, args: &CheckArgs, terminal: Terminal) -> String {
    match args.output.format {
        Format::Plain => plain::answer(answer, style(args, terminal)),
        Format::Concise => concise::answer(answer),
        Format::Json => json::check(answer),
    }
}

fn style(args: &CheckArgs, terminal: Terminal) -> plain::Style {
    plain::Style {
        unicode: terminal.unicode(),
        tree: args.output.explain.map(|how| match how {
            Explain::Failing => plain::Detail::Failing,
            Explain::Full => plain::Detail::Full,
        }),
        width: terminal.width(),
    }
}
