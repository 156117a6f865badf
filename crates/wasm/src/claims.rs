//! Which claims would GitHub issue to each job of a workflow?

use can_assume_core::read::{self, InputError};
use can_assume_core::workflow::select;
use can_assume_report::exit::Exit;
use can_assume_report::workflow;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{Text, Workflow};
use crate::output::{Format, Output, STYLE, output, texts};

/// Takes a `ClaimsInput`; the report is a `ClaimsReport`.
#[wasm_bindgen]
pub fn claims(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    workflow: Text,
    #[serde(default)]
    files: Vec<Text>,
    repository: Option<String>,
    facts: Option<Text>,
    job: Option<String>,
    event: Option<String>,
    r#ref: Option<String>,
    #[serde(default)]
    formats: Vec<Format>,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let Workflow { source, prediction, selection, .. } =
        Workflow::read(asked.workflow, asked.files, asked.repository.as_deref(), asked.facts)?.select(
            asked.job,
            asked.event,
            asked.r#ref,
        );
    let candidates =
        select(&prediction, &selection).map_err(|error| read::nothing_selected(&source, &error))?;
    Ok(Output {
        errors: Vec::new(),
        exit: Exit::Yes,
        report: workflow::claims_json(&prediction, &candidates),
        texts: texts(&asked.formats, |format| match format {
            Format::Plain => Some(workflow::claims_plain(&prediction, &candidates, STYLE.width)),
            Format::Concise | Format::Markdown | Format::Github | Format::Sarif => None,
        }),
    })
}
