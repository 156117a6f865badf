//! What is wrong with policies and workflows, before anyone runs them?

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::workflow::Resolver;
use can_assume_core::lint::config::Config;
use can_assume_core::lint::{File, Input, Selection, lint as findings};
use can_assume_core::read::{self, InputError, RepositoryFiles};
use can_assume_report::exit::Exit;
use can_assume_report::{json, lint as report};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{Text, Time, options};
use crate::output::{Format, Output, STYLE, output, texts};

/// Takes a `LintInput`; the report is a `LintReport`. Files that cannot be read are in `errors`, the others are linted.
#[wasm_bindgen]
pub fn lint(input: &str) -> String {
    output(input, run)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    files: Vec<Text>,
    config: Option<Text>,
    facts: Option<Text>,
    #[serde(default)]
    owners: Vec<String>,
    budget: Option<usize>,
    at: Option<Time>,
    #[serde(default)]
    formats: Vec<Format>,
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let options = options(asked.owners, asked.facts, asked.budget)?;
    let config = asked.config.map(|text| Config::read(&text.into()).map_err(InputError)).transpose()?;
    let today = asked.at.as_ref().map(Time::seconds).transpose()?.map(read::day);
    let sources: Vec<SourceText> = asked.files.into_iter().map(Text::by_name).collect();
    let files: Vec<File> =
        sources.iter().map(|source| File { source: source.clone(), named: true }).collect();
    let find_file =
        |workflow: &str, path: &str| RepositoryFiles::around(workflow, None, sources.clone()).read(path);
    let found = findings(&Input {
        files: &files,
        find_file: &find_file,
        options: &options,
        selection: &Selection::default(),
        config: config.as_ref(),
        today,
    });
    let texts = texts(&asked.formats, |format| {
        Some(match format {
            Format::Plain => report::plain(&found, STYLE),
            Format::Concise => report::concise(&found),
            Format::Markdown => report::markdown(&found),
            Format::Github => report::github(&found),
            Format::Sarif => report::sarif(&found),
        })
    });
    Ok(Output { exit: Exit::of_lint(&found), report: json::lint(&found), texts, errors: found.errors })
}
