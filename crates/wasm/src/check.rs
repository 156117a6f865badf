//! Would this identity, or this workflow, get this role, and why?

use can_assume_core::explain::{self, Answer};
use can_assume_core::question::Question;
use can_assume_core::read::InputError;
use can_assume_core::workflow::WorkflowAnswer;
use can_assume_report::exit::Exit;
use can_assume_report::{concise, github, json, markdown, plain, workflow};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::input::{About, Asked, Explain};
use crate::output::{Format, Output, STYLE, output, texts};

/// Takes a `CheckInput`; the report is a `CheckReport`, or for a workflow a `WorkflowReport`.
#[wasm_bindgen]
pub fn check(input: &str) -> String {
    output(input, run)
}

fn run(asked: Asked) -> Result<Output, InputError> {
    let formats = asked.formats.clone();
    let tree = asked.explain.map(|explain| match explain {
        Explain::Failing => plain::Detail::Failing,
        Explain::Full => plain::Detail::Full,
    });
    let style = plain::Style { tree, ..STYLE };
    match asked.read()? {
        About::Identity(question) => {
            let answer = explain::answer(&question);
            Ok(Output {
                errors: Vec::new(),
                exit: Exit::from(answer.verdict.decision),
                report: json::check(&answer),
                texts: texts(&formats, |format| of_answer(&question, &answer, format, style)),
            })
        }
        About::Workflow(asked) => {
            let answer = asked.answer()?;
            Ok(Output {
                errors: Vec::new(),
                exit: Exit::of_workflow(&answer),
                report: workflow::check_json(&asked.workflow.source.name, &answer),
                texts: texts(&formats, |format| {
                    of_workflow(&asked.workflow.source.name, &answer, format, style)
                }),
            })
        }
    }
}

fn of_answer(question: &Question, answer: &Answer, format: Format, style: plain::Style) -> Option<String> {
    match format {
        Format::Plain => Some(plain::answer(answer, style)),
        Format::Concise => Some(concise::answer(answer)),
        Format::Markdown => Some(markdown::check(question, answer)),
        Format::Github => Some(github::diagnostics(&answer.diagnostics)),
        Format::Sarif => None,
    }
}

fn of_workflow(name: &str, answer: &WorkflowAnswer, format: Format, style: plain::Style) -> Option<String> {
    match format {
        Format::Plain => Some(workflow::check_plain(answer, style)),
        Format::Concise => Some(workflow::check_concise(answer)),
        Format::Markdown => Some(markdown::workflow(name, answer)),
        Format::Github => {
            let rows = answer.rows.iter().flat_map(|row| &row.answer.diagnostics);
            Some(github::diagnostics(rows.chain(&answer.diagnostics)))
        }
        Format::Sarif => None,
    }
}
