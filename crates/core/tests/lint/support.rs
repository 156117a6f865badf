//! What the tests of lints share.

use can_assume_core::diagnostic::SourceText;
use can_assume_core::exposure::Options;
use can_assume_core::github::facts::Facts;
use can_assume_core::iam::trace::Decision;
use can_assume_core::lint::{File, Finding, Input, Report, Selection, Witness, lint};
use can_assume_core::question::{Identity, Policy, Question, Role};
use can_assume_core::sts;
use serde_json::Value;

/// Lints texts as files that were named.
pub(crate) fn lint_texts(files: &[(String, String)], facts: Option<&Value>, owners: &[String]) -> Report {
    let files: Vec<File> = files
        .iter()
        .map(|(name, text)| File { source: SourceText::new(name.as_str(), text.as_str()), named: true })
        .collect();
    let options = Options {
        facts: facts.map(|facts| Facts::from_json(&facts.to_string()).unwrap()),
        owners: owners.to_vec(),
        ..Options::default()
    };
    lint(&Input {
        files: &files,
        find_file: &|_, _| None,
        options: &options,
        selection: &Selection::default(),
        config: None,
        today: None,
    })
}

/// Findings in a few words each, for the text of a failure.
pub(crate) fn shown(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            let at = finding.place().map_or("", |(source, span)| span.text(&source.text));
            let witness = finding.witness.as_ref().map(Witness::subject).unwrap_or_default();
            format!(
                "  {} {} [{at}]: {} | witness {witness} | proved {:?} | fixes {}\n",
                finding.severity.as_str(),
                finding.rule.id,
                finding.message,
                finding.contradiction,
                finding.fixes.len()
            )
        })
        .collect()
}

/// What `check` says of a witness.
pub(crate) fn decide(policy: &Policy, witness: &Witness) -> Decision {
    sts::decide(&Question {
        role: Role::default(),
        policy: policy.clone(),
        identity: Identity::Claims {
            claims: witness.claims.clone(),
            source: SourceText::new("claims.json".to_owned(), String::new()),
            predicted: false,
        },
        providers: None,
        resource_control_policies: Vec::new(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: witness.context.clone(),
        now: None,
        session_name: None,
        duration_seconds: None,
    })
    .decision
}
