//! SARIF 2.1.0 for code scanning.
//!
//! Sources: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>,
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>

use can_assume_core::diagnostic::{Edit, Label, SourceText};
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::iam::span::Span;
use can_assume_core::lint::{Confidence, Finding, Fix, Report, RuleMeta, Severity, Witness, registry};
use serde_json::{Map, Value, json};

use super::fingerprint::fingerprints;
use crate::escape::terminal;
use crate::json::pretty;

/// The report as SARIF; every rule is in it, found or not.
pub fn sarif(report: &Report) -> String {
    let rules = registry::pages();
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(fingerprints(report))
        .map(|(finding, fingerprint)| result(finding, &fingerprint, &rules))
        .collect();
    let notifications: Vec<Value> = report
        .errors
        .iter()
        .map(|error| {
            let place = error.labels.first().map(|label| location(&label.source, label.span, None));
            let mut notification =
                json!({"level": "error", "message": {"text": &*terminal(&error.headline)}});
            if let (Some(place), Some(members)) = (place, notification.as_object_mut()) {
                members.insert("locations".to_owned(), json!([place]));
            }
            notification
        })
        .collect();
    pretty(&json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "can-assume",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|meta| rule(meta)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.errors.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    }))
}

fn rule(meta: &RuleMeta) -> Value {
    let mut properties = json!({
        "precision": precision(meta.confidence),
        "tags": tags(meta),
    });
    if let (Some(score), Some(members)) = (score(meta.severity), properties.as_object_mut()) {
        members.insert("security-severity".to_owned(), json!(score));
    }
    let repository = env!("CARGO_PKG_REPOSITORY");
    json!({
        "id": meta.id,
        "name": pascal_case(meta.id),
        "shortDescription": {"text": meta.title},
        "fullDescription": {"text": meta.title},
        "help": {"text": meta.page, "markdown": meta.page},
        "helpUri": format!("{repository}/blob/main/docs/{}", super::document(meta)),
        "defaultConfiguration": {"level": level(meta.severity)},
        "properties": properties,
    })
}

fn result(finding: &Finding, fingerprint: &str, rules: &[&RuleMeta]) -> Value {
    let mut members = Map::new();
    members.insert("ruleId".to_owned(), json!(finding.rule.id));
    if let Some(index) = rules.iter().position(|meta| meta.id == finding.rule.id) {
        members.insert("ruleIndex".to_owned(), json!(index));
    }
    members.insert("level".to_owned(), json!(level(finding.severity)));
    members.insert("message".to_owned(), json!({"text": message(finding)}));
    let (primary, related): (Vec<&Label>, Vec<&Label>) =
        finding.labels.iter().partition(|label| label.primary);
    let of = |label: &&Label| location(&label.source, label.span, Some(&label.text));
    members.insert("locations".to_owned(), primary.iter().map(of).collect());
    if !related.is_empty() {
        members.insert("relatedLocations".to_owned(), related.iter().map(of).collect());
    }
    members.insert("partialFingerprints".to_owned(), json!({"canAssumeFinding/v1": fingerprint}));
    if let Some(witness) = &finding.witness {
        members.insert("codeFlows".to_owned(), json!([flow(&finding.labels, witness)]));
    }
    let fixes: Vec<Value> = finding.fixes.iter().map(fix).collect();
    if !fixes.is_empty() {
        members.insert("fixes".to_owned(), Value::Array(fixes));
    }
    members.insert(
        "properties".to_owned(),
        json!({
            "severity": finding.severity.as_str(),
            "confidence": finding.confidence.as_str(),
            "contradiction": finding.contradiction,
            "undetermined": finding.undetermined,
        }),
    );
    Value::Object(members)
}

/// The message with the facts, as code scanning shows nothing else.
fn message(finding: &Finding) -> String {
    let mut text = terminal(&finding.message).into_owned();
    for note in finding.diagnostic().notes {
        text.push_str(&format!("\n{}", terminal(&note)));
    }
    for help in &finding.helps {
        text.push_str(&format!("\nhelp: {}", terminal(help)));
    }
    text
}

/// From the place in the policy to the token that gets in by it.
fn flow(labels: &[Label], witness: &Witness) -> Value {
    let claims: Map<String, Value> =
        witness.claims.iter().map(|claim| (claim.name.clone(), claim.value.clone())).collect();
    let token = format!("the token with these claims is allowed: {}", Value::Object(claims));
    let mut steps: Vec<Value> = labels
        .iter()
        .take(1)
        .map(|label| json!({"location": location(&label.source, label.span, Some(&label.text))}))
        .collect();
    // The token is in no file: it stands at the place that lets it in.
    let place = labels.first().map(|label| location(&label.source, label.span, Some(&token)));
    steps.extend(place.map(|place| json!({"location": place})));
    json!({"message": {"text": "from the policy to a token"}, "threadFlows": [{"locations": steps}]})
}

fn fix(fix: &Fix) -> Value {
    let mut files: Vec<&SourceText> = Vec::new();
    for edit in &fix.edits {
        if !files.contains(&&edit.source) {
            files.push(&edit.source);
        }
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|file| {
            let edits = fix.edits.iter().filter(|edit| edit.source == *file);
            json!({
                "artifactLocation": {"uri": uri(&file.name)},
                "replacements": edits.map(replacement).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({"description": {"text": fix.title}, "artifactChanges": changes})
}

fn replacement(edit: &Edit) -> Value {
    json!({
        "deletedRegion": region(&edit.source, edit.span),
        "insertedContent": {"text": edit.replacement},
    })
}

fn location(source: &SourceText, span: Span, text: Option<&str>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&source.name)}});
    // A policy that was written inside a string of the file has no places in the file.
    if !source.name.ends_with(DECODED)
        && let Some(members) = physical.as_object_mut()
    {
        members.insert("region".to_owned(), region(source, span));
    }
    let mut location = json!({"physicalLocation": physical});
    if let (Some(text), Some(members)) = (text.filter(|text| !text.is_empty()), location.as_object_mut()) {
        members.insert("message".to_owned(), json!({"text": &*terminal(text)}));
    }
    location
}

fn region(source: &SourceText, span: Span) -> Value {
    let (from, to) = LineIndex::new(&source.text).range(span);
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
    })
}

/// The file as a URI reference: a relative path stays relative, so that code scanning finds it in the repository.
fn uri(name: &str) -> String {
    let file = name.strip_suffix(DECODED).unwrap_or(name);
    let file = file.split_once("#role/").map_or(file, |(file, _)| file).replace('\\', "/");
    let file = file.strip_prefix("./").unwrap_or(&file);
    let mut uri = String::with_capacity(file.len());
    if file.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// The score that code scanning sorts by; a finding for information has none.
fn score(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::High => Some("8.0"),
        Severity::Medium => Some("5.5"),
        Severity::Low => Some("3.0"),
        Severity::Info => None,
    }
}

fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

fn tags(meta: &RuleMeta) -> Vec<&'static str> {
    let mut tags = vec!["aws", "github-actions", "oidc"];
    if meta.severity > Severity::Info {
        tags.insert(0, "security");
    }
    tags
}

/// An id as the name of a rule: `any-branch` as `AnyBranch`.
fn pascal_case(id: &str) -> String {
    id.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
        })
        .collect()
}

/// What the name of a text ends in that was written inside a string of its file.
const DECODED: &str = " (decoded)";
