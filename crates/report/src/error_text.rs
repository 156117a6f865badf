//! What a pasted error text means: which stage refused, why it may have, and what to run next.

use anstyle::{AnsiColor, Style};
use can_assume_core::cause;
use can_assume_core::github::error_text::{Finding, Generation, Reading, Stage};
use serde::Serialize;

use crate::escape::terminal;
use crate::json::pretty;

/// The reading for people.
pub fn plain(reading: &Reading) -> String {
    if reading.findings.is_empty() {
        return format!("{UNKNOWN}\n{UNKNOWN_HELP}\n");
    }
    let bold = Style::new().bold();
    let name = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
    let mut out = String::new();
    for finding in &reading.findings {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{bold}{}{bold:#}: {}\n", speaker(finding), terminal(finding.wording.meaning)));
        out.push_str(&format!("  stage: {}\n", stages(finding)));
        for note in &finding.notes {
            out.push_str(&format!("  note: {}\n", terminal(note)));
        }
        if !finding.wording.causes.is_empty() {
            out.push_str("  possible causes:\n");
            let width = finding.wording.causes.iter().map(|id| id.len()).max().unwrap_or_default();
            for id in finding.wording.causes {
                match title(id) {
                    "" => out.push_str(&format!("    {name}{id}{name:#}\n")),
                    title => out.push_str(&format!("    {name}{id:width$}{name:#}  {title}\n")),
                }
            }
        }
        for step in next(finding) {
            out.push_str(&format!("  next: {step}\n"));
        }
    }
    out
}

/// The reading in Markdown.
pub fn markdown(reading: &Reading) -> String {
    if reading.findings.is_empty() {
        return format!("{UNKNOWN}\n\n{UNKNOWN_HELP}\n");
    }
    let mut out = String::new();
    for finding in &reading.findings {
        out.push_str(&format!("### {}: {}\n\n", speaker(finding), finding.wording.meaning));
        out.push_str(&format!("Stage: {}\n\n", stages(finding)));
        for note in &finding.notes {
            out.push_str(&format!("- {note}\n"));
        }
        if !finding.wording.causes.is_empty() {
            out.push_str("\n| possible cause | what is wrong |\n|---|---|\n");
            for id in finding.wording.causes {
                out.push_str(&format!("| `{id}` | {} |\n", title(id).replace('|', "\\|")));
            }
        }
        for step in next(finding) {
            out.push_str(&format!("\nNext: {step}\n"));
        }
        out.push('\n');
    }
    out
}

/// The reading as JSON.
pub fn json(reading: &Reading) -> String {
    let findings: Vec<JsonFinding<'_>> = reading.findings.iter().map(JsonFinding::new).collect();
    pretty(&serde_json::json!({"version": 1, "known": !findings.is_empty(), "findings": findings}))
}

/// One failure as programs read it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonFinding<'a> {
    /// The permanent name of the wording.
    id: &'a str,
    speaker: &'a str,
    stages: Vec<&'a str>,
    meaning: &'a str,
    causes: Vec<JsonCause<'a>>,
    notes: &'a [String],
    next: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct JsonCause<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> JsonFinding<'a> {
    fn new(finding: &'a Finding) -> Self {
        let wording = finding.wording;
        Self {
            id: wording.id,
            speaker: wording.speaker.name(),
            stages: wording.stages.iter().map(|stage| stage.name()).collect(),
            meaning: wording.meaning,
            causes: wording.causes.iter().map(|id| JsonCause { id, title: title(id) }).collect(),
            notes: &finding.notes,
            next: next(finding),
        }
    }
}

fn speaker(finding: &Finding) -> String {
    let when = match finding.wording.generation {
        Generation::Unchanged => "",
        Generation::Since2026 => " (since 2026)",
        Generation::Until2026 => " (until 2026)",
    };
    format!("{}{when}", finding.wording.speaker.name())
}

fn stages(finding: &Finding) -> String {
    let names: Vec<String> =
        finding.wording.stages.iter().map(|stage| format!("`{}`", stage.name())).collect();
    names.join(" or ")
}

/// The title of a cause, where it has a page.
fn title(id: &str) -> &'static str {
    cause::page(id).map_or("", |meta| meta.title)
}

/// What to run to tell the possible causes apart.
fn next(finding: &Finding) -> Vec<&'static str> {
    let mut steps: Vec<&'static str> = Vec::new();
    for stage in finding.wording.stages {
        let step = match stage {
            Stage::Token => {
                "`can-assume claims --workflow FILE` says which job gets a token, and which line keeps the others from one"
            }
            Stage::Provider | Stage::Audience => {
                "`can-assume check --policy POLICY --claims CLAIMS --provider PROVIDER` compares the token with the registered provider"
            }
            Stage::Signature => {
                "`can-assume check --policy POLICY --token TOKEN --discover` fetches the issuer's keys as STS does and verifies the token"
            }
            Stage::Expiry => "`can-assume check --policy POLICY --token TOKEN` says when the token was good",
            Stage::TrustPolicy => {
                "`can-assume check --policy POLICY --workflow FILE` says which condition does not hold, and for which job"
            }
            Stage::Guardrail => {
                "`can-assume check --policy POLICY --claims CLAIMS --rcp RCP` evaluates the resource control policies too"
            }
            Stage::Request => {
                "`can-assume claims --workflow FILE` shows the role and the credentials that each step asks with"
            }
        };
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

const UNKNOWN: &str = "this text is not one that STS, configure-aws-credentials or GitHub is known to print";
const UNKNOWN_HELP: &str = "give the whole message, or the part of the job's log around it; `can-assume check` decides from the policy itself";

#[cfg(test)]
mod tests {
    use can_assume_core::github::error_text::read;

    use super::*;

    #[test]
    fn a_denial_names_its_stage_and_causes_and_what_to_run() {
        let reading = read(
            "Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        );
        let said = plain(&reading);
        assert!(said.contains("stage: `trust-policy` or `guardrail`"), "{said}");
        assert!(said.contains("environment-replaces-ref"), "{said}");
        assert!(said.contains("next: `can-assume check --policy POLICY --workflow FILE`"), "{said}");
        let json: serde_json::Value = serde_json::from_str(&json(&reading)).unwrap();
        assert_eq!(json["findings"][0]["stages"][0], "trust-policy");
    }

    #[test]
    fn an_unknown_text_is_said_to_be_unknown() {
        let reading = read("the dog ate my homework");
        assert!(plain(&reading).starts_with(UNKNOWN));
        let json: serde_json::Value = serde_json::from_str(&json(&reading)).unwrap();
        assert_eq!(json["known"], false);
    }
}
