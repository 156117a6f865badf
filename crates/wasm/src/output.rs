//! The JSON around an answer.

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::read::InputError;
use can_assume_report::exit::Exit;
use can_assume_report::{escape, json, plain};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::input::parse;

/// A form in which an answer can be rendered besides its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Plain,
    Concise,
    Markdown,
    Github,
    Sarif,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Concise => "concise",
            Self::Markdown => "markdown",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }
}

/// An answer.
pub(crate) struct Output {
    /// How the command line would end.
    pub(crate) exit: Exit,
    /// The report as JSON.
    pub(crate) report: String,
    /// The texts that were asked for, and exist.
    pub(crate) texts: Vec<(Format, String)>,
    /// What could not be read, where the rest was answered.
    pub(crate) errors: Vec<Diagnostic>,
}

impl Output {
    /// An answer without texts.
    pub(crate) const fn new(exit: Exit, report: String) -> Self {
        Self { exit, report, texts: Vec::new(), errors: Vec::new() }
    }
}

/// Reads `input`, has `run` answer, and puts the JSON of an output around it.
pub(crate) fn output<T: DeserializeOwned>(
    input: &str,
    run: impl FnOnce(T) -> Result<Output, InputError>,
) -> String {
    match parse(input).and_then(run) {
        Ok(output) => around(output.exit, &output.report, &output.texts, &json::diagnostics(&output.errors)),
        Err(InputError(diagnostics)) => {
            let text = plain::diagnostics(&diagnostics, STYLE);
            around(Exit::Nothing, "null", &[(Format::Plain, text)], &json::diagnostics(&diagnostics))
        }
    }
}

/// The texts for those of `formats` that `render` has, each once, without styles.
pub(crate) fn texts(formats: &[Format], render: impl Fn(Format) -> Option<String>) -> Vec<(Format, String)> {
    let mut texts: Vec<(Format, String)> = Vec::new();
    for format in formats {
        if texts.iter().all(|(known, _)| known != format) {
            texts.extend(render(*format).map(|text| (*format, text)));
        }
    }
    texts
}

fn around(exit: Exit, report: &str, texts: &[(Format, String)], errors: &str) -> String {
    let texts: Vec<String> = texts
        .iter()
        .map(|(format, text)| {
            let text = serde_json::Value::from(escape::without_styles(text));
            format!("\"{}\":{text}", format.name())
        })
        .collect();
    format!(
        "{{\"version\":1,\"exit\":{},\"report\":{},\"texts\":{{{}}},\"errors\":{}}}",
        exit.code(),
        report.trim_end(),
        texts.join(","),
        errors.trim_end()
    )
}

/// How texts for people are drawn: as the command line draws them where it cannot know the width.
pub(crate) const STYLE: plain::Style = plain::Style { unicode: true, tree: None, width: 160 };
