//! From files to a report.

use can_assume_github::facts::Facts;
use can_assume_iam::policy::PolicyWarning;

use super::config;
use super::finding::Finding;
use super::fix;
use super::input::Input;
use super::policy_case::PolicyCase;
use super::read::{Read, read};
use super::registry::REGISTRY;
use super::report::Report;
use super::rule::Rule;
use super::workflow_case::WorkflowCase;
use crate::diagnostic::SourceText;
use crate::exposure::Options;
use crate::workflow::RolePolicy;

/// A file that was recognised.
enum Item {
    Policy(Box<RolePolicy>, Vec<PolicyWarning>),
    Workflow(SourceText),
}

/// Lints files: trust policies and workflows, in any number and order. What cannot be read is said in [`Report::errors`], and the rest is
/// linted nevertheless.
#[must_use]
pub fn lint(input: &Input<'_>) -> Report {
    let mut report = Report::default();
    let items = items(input, &mut report);
    let policies: Vec<RolePolicy> = items
        .iter()
        .filter_map(|item| match item {
            Item::Policy(of_role, _) => Some(of_role.as_ref().clone()),
            Item::Workflow(_) => None,
        })
        .collect();
    let no_facts = Facts::default();
    let facts = input.options.facts.as_ref().unwrap_or(&no_facts);
    let rules: Vec<&dyn Rule> =
        REGISTRY.iter().copied().filter(|rule| input.selection.wants(rule.meta().id)).collect();
    for item in &items {
        let mut found = match item {
            Item::Policy(of_role, warnings) => {
                report.policies += 1;
                let RolePolicy { role, policy } = of_role.as_ref();
                let states = input.options.budget.states() as u64;
                let budget = input.options.budget.with_total(states.saturating_mul(MOST_QUESTIONS));
                let options = Options { budget, ..input.options.clone() };
                in_policy(&rules, &PolicyCase::new(role, policy, warnings, &options))
            }
            Item::Workflow(source) => {
                report.workflows += 1;
                in_workflow(&rules, source, facts, &policies, input, &mut report)
            }
        };
        found.sort_by_key(|finding| finding.place().map(|(_, span)| span.start));
        report.findings.extend(found);
    }
    if let Some(config) = input.config {
        let (ignored, warnings) = config::apply(config, input.selection, input.today, &mut report.findings);
        report.ignored = ignored;
        report.warnings.extend(warnings);
    }
    report.findings.retain(|finding| {
        finding.undetermined
            || finding.severity >= input.selection.min_severity
                && finding.confidence >= input.selection.min_confidence
    });
    report
}

fn items(input: &Input<'_>, report: &mut Report) -> Vec<Item> {
    let mut items = Vec::new();
    for file in input.files {
        match read(file) {
            Ok(Read::Policies(policies)) => {
                for found in policies {
                    match found.policy {
                        Ok((policy, warnings)) => {
                            let of_role = RolePolicy { role: found.role, policy };
                            items.push(Item::Policy(Box::new(of_role), warnings));
                        }
                        Err(errors) => report.errors.extend(errors),
                    }
                }
            }
            Ok(Read::Workflow) => items.push(Item::Workflow(file.source.clone())),
            Ok(Read::Other) => {}
            Err(errors) => report.errors.extend(errors),
        }
    }
    items
}

fn in_policy(rules: &[&dyn Rule], case: &PolicyCase<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in rules {
        let mut of_rule = rule.in_policy(case);
        fix::prove_in_policy(*rule, case, &mut of_rule);
        let role = case.role.name.clone().or_else(|| case.role.arn.clone());
        found.extend(of_rule.into_iter().map(|finding| Finding { role: role.clone(), ..finding }));
    }
    found
}

fn in_workflow(
    rules: &[&dyn Rule],
    source: &SourceText,
    facts: &Facts,
    policies: &[RolePolicy],
    input: &Input<'_>,
    report: &mut Report,
) -> Vec<Finding> {
    let resolver = |path: &str| {
        let own = input.files.iter().find(|file| is_at(&file.source.name, &source.name, path));
        own.map(|file| file.source.text.to_string()).or_else(|| (input.find_file)(&source.name, path))
    };
    let case = match WorkflowCase::new(source, facts, &resolver, policies) {
        Ok(case) => case,
        Err(error) => {
            let span = can_assume_iam::span::Span::new(error.span().start, error.span().end);
            report.errors.push(
                crate::diagnostic::Diagnostic::new(crate::diagnostic::Level::Error, "", error.message())
                    .primary(source, span, ""),
            );
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for rule in rules {
        let mut of_rule = rule.in_workflow(&case);
        fix::prove_in_workflow(*rule, &case, &mut of_rule);
        found.extend(of_rule);
    }
    found
}

/// Whether the file called `name` is the one at `path` in the repository in which `workflow` stands.
fn is_at(name: &str, workflow: &str, path: &str) -> bool {
    let (name, workflow) = (name.replace('\\', "/"), workflow.replace('\\', "/"));
    match workflow.rfind(".github/workflows/") {
        Some(at) => workflow.get(..at).is_some_and(|root| name == format!("{root}{path}")),
        None => name == path,
    }
}

/// How much more all rules together may ask about one policy than one question costs.
const MOST_QUESTIONS: u64 = 64;
