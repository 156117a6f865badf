//! What does a change of a trust policy let in, and lock out?

use can_assume_core::exposure::{self, Difference};
use can_assume_core::question::Role;
use can_assume_core::read::{self, InputError};
use can_assume_report::exit::Exit;
use can_assume_report::{concise, json, markdown, plain};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{Text, options};
use crate::output::{Format, Output, output, texts};

/// Takes a `DiffInput`; the report is a `DiffReport`, and `exit` is 1 when somebody is let in who was not before.
#[wasm_bindgen]
pub fn diff(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    before: Text,
    after: Text,
    role: Option<String>,
    #[serde(default)]
    owners: Vec<String>,
    facts: Option<Text>,
    budget: Option<usize>,
    #[serde(default)]
    formats: Vec<Format>,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let options = options(asked.owners, asked.facts, asked.budget)?;
    let name = asked.after.name.clone();
    let pairs = read::pairs(&asked.before.into(), &asked.after.into(), asked.role.as_deref())?;
    let names = Role::called(pairs.iter().map(|pair| pair.new_side().role));
    let differences = pairs.iter().map(|pair| exposure::diff(pair.old_side(), pair.new_side(), &options));
    let roles: Vec<(Option<String>, Difference)> = names.into_iter().zip(differences).collect();
    Ok(Output {
        errors: Vec::new(),
        exit: Exit::of_differences(&roles, Difference::lets_in_more),
        report: json::diff(&roles),
        texts: texts(&asked.formats, |format| match format {
            Format::Plain => Some(plain::diff(&roles, &name)),
            Format::Concise => Some(concise::diff(&roles, &name)),
            Format::Markdown => Some(markdown::diff(&roles, &name)),
            Format::Github | Format::Sarif => None,
        }),
    })
}
