//! The edits that let the request through, each one tried before.

use can_assume_core::explain;
use can_assume_core::plan::Plan;
use can_assume_core::read::InputError;
use can_assume_report::exit::Exit;
use can_assume_report::{json, plain};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{About, Asked};
use crate::output::{Format, Output, STYLE, output, texts};

/// Takes a `FixInput`; the report is a `FixReport`, and `exit` is 1 when a denial has no proven fix.
#[wasm_bindgen]
pub fn fix(input: &str) -> String {
    output(input, run)
}

fn run(asked: Asked) -> Result<Output, InputError> {
    if asked.has_token_or_request() {
        return Err(InputError::plain(
            "a token or a request is not fixed",
            "give `claims` or `workflow`; `check` shows the fixes for a token too",
        ));
    }
    let formats = asked.formats.clone();
    let mut plan = Plan::default();
    match asked.read()? {
        About::Identity(question) => plan.add(&explain::answer(&question)),
        About::Workflow(asked) => plan.add_workflow(&asked.answer()?),
    }
    Ok(Output {
        errors: Vec::new(),
        exit: Exit::of_plan(&plan),
        report: json::fix(&plan),
        texts: texts(&formats, |format| match format {
            Format::Plain => Some(plain::plan(&plan, STYLE)),
            Format::Concise | Format::Markdown | Format::Github | Format::Sarif => None,
        }),
    })
}
