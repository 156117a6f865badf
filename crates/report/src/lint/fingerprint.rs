//! What stays the same of a finding while the lines around it change.

use std::collections::HashMap;

use can_assume_core::lint::{Finding, Report};

/// A fingerprint for each finding: of the rule, the file, the role, the statement's `Sid` and the text at the place, and, among findings
/// that agree in all of these, of the position.
pub(super) fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    report
        .findings
        .iter()
        .map(|finding| {
            let key = key(finding);
            let count = seen.entry(key.clone()).or_insert(0);
            *count += 1;
            format!("{:016x}:{count}", hash(&key))
        })
        .collect()
}

fn key(finding: &Finding) -> String {
    let (file, text) = finding
        .place()
        .map(|(source, span)| (source.name.as_str(), span.text(&source.text)))
        .unwrap_or_default();
    let sid = finding.statement.as_ref().and_then(|(_, sid)| sid.as_deref()).unwrap_or_default();
    let role = finding.role.as_deref().unwrap_or_default();
    // A place that spans lines shifts with their indentation.
    let text: Vec<&str> = text.split_whitespace().collect();
    [finding.rule.id, file, role, sid, &text.join(" ")].join("\u{1f}")
}

/// FNV-1a: the same on every platform, and no secret depends on it.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
