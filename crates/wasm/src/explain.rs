//! What is a cause, and what does an error text mean?

use can_assume_core::cause;
use can_assume_core::github::error_text;
use can_assume_core::read::{self, InputError};
use can_assume_report::exit::Exit;
use can_assume_report::{error_text as reading, page};
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
            let meta = read::cause(id)?;
            Ok(Output {
                exit: Exit::Yes,
                report: page::json(meta),
                texts: texts(&asked.formats, |format| match format {
                    Format::Plain => Some(page::plain(meta)),
                    Format::Markdown => Some(page::markdown(meta)),
                    Format::Concise | Format::Github | Format::Sarif => None,
                }),
            })
        }
        (None, Some(text), false) => {
            let read = error_text::read(text);
            Ok(Output {
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
            let pages = cause::pages();
            Ok(Output {
                exit: Exit::Yes,
                report: page::list_json(&pages),
                texts: texts(&asked.formats, |format| match format {
                    Format::Plain => Some(page::list_plain(&pages)),
                    Format::Markdown => Some(page::list_markdown(&pages)),
                    Format::Concise | Format::Github | Format::Sarif => None,
                }),
            })
        }
        _ => Err(InputError::plain(
            "the input has none or several of `id`, `error` and `list`",
            "give exactly one of them",
        )),
    }
}
