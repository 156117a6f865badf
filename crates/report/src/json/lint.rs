//! The output of `lint`.

use std::collections::BTreeMap;

use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::lint::{Finding, Fix, Outcome, Report, Severity, Witness};
use schemars::JsonSchema;
use serde::Serialize;

use super::place::{JsonDiagnostic, JsonEdit, JsonLabel};

/// What was found in policies and workflows.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LintReport {
    /// Version of this format.
    version: u32,
    /// `clean`, `findings`, `badInput` or `undetermined`.
    outcome: &'static str,
    /// The findings, file by file, in order of place.
    findings: Vec<JsonFinding>,
    /// How many there are.
    summary: JsonSummary,
    /// Ignores that are not used or have expired.
    warnings: Vec<JsonDiagnostic>,
    /// Files that cannot be read; the others were linted.
    errors: Vec<JsonDiagnostic>,
}

/// How many findings there are.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonSummary {
    /// Findings of high severity.
    high: usize,
    /// Findings of medium severity.
    medium: usize,
    /// Findings of low severity.
    low: usize,
    /// Findings for information.
    info: usize,
    /// Findings that the configuration ignores.
    ignored: usize,
    /// Trust policies that were looked at.
    policies: usize,
    /// Workflows that were looked at.
    workflows: usize,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonFinding {
    /// The permanent id of the rule: `can-assume explain ID` prints its page.
    rule: &'static str,
    /// `high`, `medium`, `low` or `info`.
    severity: &'static str,
    /// `high`, `medium` or `low`.
    confidence: &'static str,
    /// The file as it was given.
    file: String,
    /// Offset of the first byte.
    start: usize,
    /// Offset just past the last byte.
    end: usize,
    /// Line of the first character, from 1.
    line: usize,
    /// Column of the first character, from 1, in Unicode scalar values.
    column: usize,
    /// Line just past the last character.
    end_line: usize,
    /// Column just past the last character.
    end_column: usize,
    /// One line: what is.
    message: String,
    /// The role whose policy it is about, where the file names it.
    role: Option<String>,
    /// Position of the statement it is about, from 0.
    statement: Option<usize>,
    /// The `Sid` of that statement.
    sid: Option<String>,
    /// The claims of a token that shows it and that `check` allows; null where nothing is exposed.
    witness: Option<serde_json::Map<String, serde_json::Value>>,
    /// Other context keys with which the witness is allowed, for `check --context`.
    context: BTreeMap<String, Vec<String>>,
    /// The proof that something never happens; null where nothing of the kind is claimed.
    contradiction: Option<String>,
    /// Whether it says no more than that something was not decided.
    undetermined: bool,
    /// All places, the primary ones first, with what is to be said there.
    labels: Vec<JsonLabel>,
    /// Facts.
    notes: Vec<String>,
    /// Actions that no edit carries out.
    helps: Vec<String>,
    /// Edits that were tried: the finding is gone, and nobody is let in who was not before.
    fixes: Vec<JsonLintFix>,
}

/// An edit that was tried.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonLintFix {
    /// What it does, in the imperative.
    title: String,
    /// The file to edit.
    file: String,
    /// The edits, in order of place; none overlaps another.
    edits: Vec<JsonEdit>,
}

impl LintReport {
    /// The report as programs read it.
    pub fn new(report: &Report) -> Self {
        Self {
            version: 1,
            outcome: match report.outcome() {
                Outcome::Clean => "clean",
                Outcome::Findings => "findings",
                Outcome::BadInput => "badInput",
                Outcome::Undetermined => "undetermined",
            },
            findings: report.findings.iter().map(JsonFinding::new).collect(),
            summary: JsonSummary {
                high: report.count(Severity::High),
                medium: report.count(Severity::Medium),
                low: report.count(Severity::Low),
                info: report.count(Severity::Info),
                ignored: report.ignored,
                policies: report.policies,
                workflows: report.workflows,
            },
            warnings: report.warnings.iter().map(JsonDiagnostic::new).collect(),
            errors: report.errors.iter().map(JsonDiagnostic::new).collect(),
        }
    }
}

impl JsonFinding {
    fn new(finding: &Finding) -> Self {
        let place = finding.place();
        // A finding always has a place; without one it would stand at the beginning of nothing.
        let range = place.map(|(source, span)| LineIndex::new(&source.text).range(span));
        let (line, column) = range.map_or((1, 1), |(from, _)| (from.line, from.column));
        let (end_line, end_column) = range.map_or((1, 1), |(_, to)| (to.line, to.column));
        let claims = |witness: &Witness| {
            witness.claims.iter().map(|claim| (claim.name.clone(), claim.value.clone())).collect()
        };
        let context = finding.witness.iter().flat_map(|witness| &witness.context);
        Self {
            rule: finding.rule.id,
            severity: finding.severity.as_str(),
            confidence: finding.confidence.as_str(),
            file: place.map(|(source, _)| source.name.clone()).unwrap_or_default(),
            start: place.map(|(_, span)| span.start).unwrap_or_default(),
            end: place.map(|(_, span)| span.end).unwrap_or_default(),
            line,
            column,
            end_line,
            end_column,
            message: finding.message.clone(),
            role: finding.role.clone(),
            statement: finding.statement.as_ref().map(|(index, _)| *index),
            sid: finding.statement.as_ref().and_then(|(_, sid)| sid.clone()),
            witness: finding.witness.as_ref().map(claims),
            context: context.map(|(key, value)| (key.clone(), value.values().to_vec())).collect(),
            contradiction: finding.contradiction.clone(),
            undetermined: finding.undetermined,
            labels: finding.labels.iter().map(JsonLabel::new).collect(),
            notes: finding.notes.clone(),
            helps: finding.helps.clone(),
            fixes: finding.fixes.iter().map(JsonLintFix::new).collect(),
        }
    }
}

impl JsonLintFix {
    fn new(fix: &Fix) -> Self {
        Self {
            title: fix.title.clone(),
            file: fix.edits.first().map(|edit| edit.source.name.clone()).unwrap_or_default(),
            edits: fix.edits.iter().map(JsonEdit::new).collect(),
        }
    }
}
