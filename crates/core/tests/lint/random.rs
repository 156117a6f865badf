//! Generated policies: every witness is allowed, every fix helps and lets in nobody new, and nothing panics.

use can_assume_core::exposure::{Options, Side, diff};
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::lint::{Finding, Fix};
use can_assume_core::question::{Policy, Role};

use crate::generate::{Random, policy as generated, shapes};
use crate::support::{decide, lint_texts};

/// How many policies; an optimised build looks at more.
const POLICIES: usize = if cfg!(debug_assertions) { 6 } else { 300 };

fn read(text: &str) -> Policy {
    let document = policy::parse(text, PolicyKind::Trust).unwrap().document;
    let source = can_assume_core::diagnostic::SourceText::new("policy.json", text);
    Policy { document, source, embedded: false, notices: Vec::new() }
}

fn findings(text: &str) -> Vec<Finding> {
    let report = lint_texts(&[("policy.json".to_owned(), text.to_owned())], None, &[]);
    assert!(report.errors.is_empty(), "{text}");
    report.findings
}

fn fixed(text: &str, fix: &Fix) -> String {
    let mut out = text.to_owned();
    for edit in fix.edits.iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    out
}

fn hold(text: &str) {
    let before = read(text);
    let all = findings(text);
    for finding in &all {
        assert!(finding.place().is_some(), "{text}\n{finding:?}");
        if let Some(witness) = &finding.witness {
            assert_eq!(decide(&before, witness), Decision::Allowed, "{text}\n{finding:?}");
        }
        for fix in &finding.fixes {
            let edited = fixed(text, fix);
            let count = |findings: &[Finding]| {
                findings.iter().filter(|other| other.rule.id == finding.rule.id).count()
            };
            assert!(count(&findings(&edited)) < count(&all), "{text}\n{edited}\n{}", finding.rule.id);
            let (role, after) = (Role::default(), read(&edited));
            let [old, new] = [&before, &after].map(|policy| Side { policy, role: &role });
            let difference = diff(old, new, &Options::default());
            assert!(!difference.lets_in_more(), "{text}\n{edited}\n{:?}", difference.gained);
        }
    }
}

#[test]
fn witnesses_and_fixes_of_generated_policies_hold() {
    let shapes = shapes();
    let mut random = Random(0x5eed_0005);
    for _ in 0..POLICIES {
        hold(&generated(&mut random, &shapes).to_string());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}", name in "[a-z]{1,5}\\.(json|yml|toml)") {
        let _ = lint_texts(&[(name, text)], None, &[]);
    }

    #[test]
    fn no_configuration_makes_it_panic(text in "(\\[\\[ignore\\]\\]\n)?([a-z]{1,9} = (\"[a-z0-9-]{0,12}\"|[0-9-]{1,10}|true|\\[\\])\n){0,5}") {
        let source = can_assume_core::diagnostic::SourceText::new("can-assume.toml", text);
        let _ = can_assume_core::lint::config::Config::read(&source);
    }
}
