//! Who can assume a role at all?

use can_assume_core::exposure::{self, Exposure};
use can_assume_core::question::Role;
use can_assume_core::read::{self, InputError};
use can_assume_report::exit::Exit;
use can_assume_report::{concise, json, markdown, plain};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{Text, options};
use crate::output::{Format, Output, output, texts};

/// Takes a `WhoInput`; the report is a `WhoReport`.
#[wasm_bindgen]
pub fn who(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    policy: Text,
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
    let name = asked.policy.name.clone();
    let read::Roles { readable, errors } = read::roles(&asked.policy.into(), asked.role.as_deref())?;
    if readable.is_empty() && !errors.is_empty() {
        return Err(InputError(errors));
    }
    let names = Role::called(readable.iter().map(|(role, _)| role));
    let exposures = readable.iter().map(|(role, policy)| exposure::who(policy, role, &options));
    let roles: Vec<(Option<String>, Exposure)> = names.into_iter().zip(exposures).collect();
    Ok(Output {
        exit: if errors.is_empty() { Exit::of_exposures(&roles) } else { Exit::Nothing },
        errors,
        report: json::who(&roles),
        texts: texts(&asked.formats, |format| match format {
            Format::Plain => Some(plain::who(&roles, &name)),
            Format::Concise => Some(concise::who(&roles, &name)),
            Format::Markdown => Some(markdown::who(&roles, &name)),
            Format::Github | Format::Sarif => None,
        }),
    })
}
