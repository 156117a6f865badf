//! What is a cause, and what does an error text mean?

use can_assume_core::cause;
use can_assume_core::github::error_text;
use can_assume_core::lint::registry;
use can_assume_core::read::{self, InputError, Page};
use can_assume_report::exit::Exit;
use can_assume_report::{error_text as reading, lint, page};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::output::{Format, Output, output, texts};

/// Takes an `ExplainInput`; the report is a `CausePage`, a `CauseList` or an `ErrorReading`, whose `exit` is 1 when the
/// text tells of no known failure.
#[wasm_bindgen]
pub fn explain(input: &str) -> String {
    output(input, |asked| run(&asked))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    id: Option<String>,
    error: Option<String>,
    #[serde(default)]
    list: bool,
    #[serde(default)]
    formats: Vec<Format>,
}

fn run(asked: &Asked) -> Result<Output, InputError> {
    match (&asked.id, &asked.error, asked.list) {
        (Some(id), None, false) => {
            let page = read::page(id)?;
            Ok(Output {
                exit: Exit::Yes,
                report: match page {
                    Page::Cause(meta) => page::json(meta),
                    Page::Rule(meta) => lint::page_json(meta),
                },
                texts: texts(&asked.formats, |format| match (format, page) {
                    (Format::Plain, Page::Cause(meta)) => Some(page::plain(meta)),
                    (Format::Plain, Page::Rule(meta)) => Some(lint::page_plain(meta)),
                    (Format::Markdown, Page::Cause(meta)) => Some(page::markdown(meta)),
                    (Format::Markdown, Page::Rule(meta)) => Some(lint::page_markdown(meta)),
                    (Format::Concise | Format::Github | Format::Sarif, _) => None,
                }),
                errors: Vec::new(),
            })
        }
        (None, Some(text), false) => {
            let read = error_text::read(text);
            Ok(Output {
                errors: Vec::new(),
                exit: if read.findings.is_empty() { Exit::No } else { Exit::Yes },
                report: reading::json(&read),
                texts: texts(&asked.formats, |format| match format {
                    Format::Plain => Some(reading::plain(&read)),
                    Format::Markdown => Some(reading::markdown(&read)),
                    Format::Concise | Format::Github | Format::Sarif => None,
                }),
            })
        }
        (None, None, true) => {
            let (causes, rules) = (cause::pages(), registry::pages());
            Ok(Output {
                exit: Exit::Yes,
                report: lint::pages_json(&causes, &rules),
                texts: texts(&asked.formats, |format| match format {
                    Format::Plain => Some(page::list_plain(&causes) + &lint::pages_plain(&rules)),
                    Format::Markdown => {
                        Some(page::list_markdown(&causes) + "\n" + &lint::pages_markdown(&rules))
                    }
                    Format::Concise | Format::Github | Format::Sarif => None,
                }),
                errors: Vec::new(),
            })
        }
        _ => Err(InputError::plain(
            "the input has none or several of `id`, `error` and `list`",
            "give exactly one of them",
        )),
    }
}
