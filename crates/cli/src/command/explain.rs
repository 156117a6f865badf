//! `can-assume explain`: the page of a cause or a rule, the list of them, or what an error text means.

use can_assume_core::cause;
use can_assume_core::github::error_text;
use can_assume_core::lint::registry;
use can_assume_core::read::{self, Page};
use can_assume_report::{error_text as reading, lint, page};

use crate::args::{ExplainArgs, Listed, PageFormat};
use crate::exit::Exit;
use crate::input::{InputError, Reader};
use crate::terminal::Terminal;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Exit {
    let terminal = Terminal::new(args.color);
    let result = match (&args.id, &args.error) {
        (Some(id), _) => one(id, args.format).map(|text| (text, Exit::Yes)),
        (_, Some(text)) => of_error(text, args.format),
        (None, None) => Ok((all(args.list.unwrap_or(Listed::All), args.format), Exit::Yes)),
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

/// The page of the cause or the rule `id`; where both have the id, their page is the same.
fn one(id: &str, format: PageFormat) -> Result<String, InputError> {
    Ok(match (read::page(id)?, format) {
        (Page::Cause(meta), PageFormat::Plain) => page::plain(meta),
        (Page::Cause(meta), PageFormat::Markdown) => page::markdown(meta),
        (Page::Cause(meta), PageFormat::Json) => page::json(meta),
        (Page::Rule(meta), PageFormat::Plain) => lint::page_plain(meta),
        (Page::Rule(meta), PageFormat::Markdown) => lint::page_markdown(meta),
        (Page::Rule(meta), PageFormat::Json) => lint::page_json(meta),
    })
}

/// Every cause, every rule, or both.
fn all(what: Listed, format: PageFormat) -> String {
    let (causes, rules) = (cause::pages(), registry::pages());
    match (what, format) {
        (Listed::Causes, PageFormat::Plain) => page::list_plain(&causes),
        (Listed::Causes, PageFormat::Markdown) => page::list_markdown(&causes),
        (Listed::Causes, PageFormat::Json) => page::list_json(&causes),
        (Listed::Rules, PageFormat::Plain) => lint::pages_plain(&rules),
        (Listed::Rules, PageFormat::Markdown) => lint::pages_markdown(&rules),
        (Listed::Rules, PageFormat::Json) => lint::pages_json(&[], &rules),
        (Listed::All, PageFormat::Plain) => {
            format!("Causes\n{}\nRules\n{}", page::list_plain(&causes), lint::pages_plain(&rules))
        }
        (Listed::All, PageFormat::Markdown) => {
            format!("{}\n{}", page::list_markdown(&causes), lint::pages_markdown(&rules))
        }
        (Listed::All, PageFormat::Json) => lint::pages_json(&causes, &rules),
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
