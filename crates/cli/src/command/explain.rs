//! `can-assume explain`: the page of a cause, the list of causes, or what an error text means.

use can_assume_core::cause;
use can_assume_core::github::error_text;
use can_assume_core::read;
use can_assume_report::{error_text as reading, page};

use crate::args::{ExplainArgs, PageFormat};
use crate::exit::Exit;
use crate::input::{InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    let result = match (&args.id, &args.error) {
        (Some(id), _) => one(id, args.format).map(|text| (text, Exit::Yes)),
        (_, Some(text)) => of_error(text, args.format),
        (None, None) => Ok((all(args.format), Exit::Yes)),
    };
    match result {
        Ok((text, exit)) => {
            terminal.report(&text);
            exit
        }
        Err(InputError(diagnostics)) => {
            terminal.message(&can_assume_report::plain::diagnostics(
                &diagnostics,
                can_assume_report::plain::Style::default(),
            ));
            Exit::Nothing
        }
    }
}

/// The page of the cause `id`.
fn one(id: &str, format: PageFormat) -> Result<String, InputError> {
    let meta = read::cause(id)?;
    Ok(match format {
        PageFormat::Plain => page::plain(meta),
        PageFormat::Markdown => page::markdown(meta),
        PageFormat::Json => page::json(meta),
    })
}

/// Every cause.
fn all(format: PageFormat) -> String {
    let pages = cause::pages();
    match format {
        PageFormat::Plain => page::list_plain(&pages),
        PageFormat::Markdown => page::list_markdown(&pages),
        PageFormat::Json => page::list_json(&pages),
    }
}

/// What an error text means; a text that tells of no known failure is answered with status 1.
fn of_error(text: &str, format: PageFormat) -> Result<(String, Exit), InputError> {
    let text = match text {
        "-" => Reader::default().stdin_text("--error")?,
        text => text.to_owned(),
    };
    let known = error_text::read(&text);
    let exit = if known.findings.is_empty() { Exit::No } else { Exit::Yes };
    let said = match format {
        PageFormat::Plain => reading::plain(&known),
        PageFormat::Markdown => reading::markdown(&known),
        PageFormat::Json => reading::json(&known),
    };
    Ok((said, exit))
}
