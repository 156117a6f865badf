//! Which contexts the expressions of a job may name: GitHub refuses a workflow with another one as an
//! `Unrecognized named-value`.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability>

use super::expression::{Names, is_expression};
use super::finding::{FindingId, Report};
use super::yaml::{Node, NodeData};
use super::{FileId, Span};

/// Reports the contexts that are named where they do not exist: in what decides whether a job runs, where, and with what.
pub(super) fn contexts(workflow: &Node, file: FileId, text: &str, report: &mut Report) {
    let mut check = Check { file, text, report };
    let jobs = workflow.get("jobs").map(|jobs| jobs.entries()).unwrap_or_default();
    for job in jobs.iter().map(|entry| &entry.value) {
        if let Some(condition) = job.get("if") {
            check.condition(condition, "a job's `if`", &OF_A_CONDITION);
        }
        if let Some(strategy) = job.get("strategy") {
            check.tree(strategy, "`strategy`", &OF_A_CONDITION);
        }
        if let Some(environment) = job.get("environment") {
            let name = if environment.is_mapping() { environment.get("name") } else { Some(environment) };
            name.into_iter().for_each(|name| check.tree(name, "`environment`", &OF_A_JOB));
        }
        if let Some(with) = job.get("with").filter(|_| job.get("uses").is_some()) {
            check.tree(with, "what a job passes to a reusable workflow", &OF_A_JOB);
        }
        for step in job.get("steps").map(|steps| steps.items()).unwrap_or_default() {
            if let Some(condition) = step.get("if") {
                check.condition(condition, "a step's `if`", &OF_A_STEP);
            }
        }
    }
}

struct Check<'a> {
    file: FileId,
    text: &'a str,
    report: &'a mut Report,
}

impl Check<'_> {
    fn tree(&mut self, node: &Node, place: &str, known: &[&str]) {
        match &node.data {
            NodeData::Scalar(value, _) if is_expression(value) => {
                self.names(&Names::of_text(value), value, node.span, place, known);
            }
            NodeData::Scalar(..) => {}
            NodeData::Sequence(items) => items.iter().for_each(|item| self.tree(item, place, known)),
            NodeData::Mapping(entries) => {
                entries.iter().for_each(|entry| self.tree(&entry.value, place, known));
            }
        }
    }

    fn condition(&mut self, node: &Node, place: &str, known: &[&str]) {
        let Some(value) = node.scalar() else { return };
        self.names(&Names::of_condition(value), value, node.span, place, known);
    }

    fn names(&mut self, names: &Names, value: &str, span: Span, place: &str, known: &[&str]) {
        for (name, offset) in &names.contexts {
            if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                continue;
            }
            let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
            let message =
                format!("the context `{name}` does not exist in {place}, which may name {}", list.join(", "));
            // In a scalar that stands in the file as it is, the offset leads to the very place.
            let written = span.text(self.text).find(value).map(|start| span.start + start + offset);
            let span = written.map_or(span, |start| Span::new(start, start + name.len()));
            self.report.finding(FindingId::ExpressionSyntax, self.file, span, message);
        }
    }
}

/// Before a job has a matrix.
const OF_A_CONDITION: [&str; 4] = ["github", "inputs", "needs", "vars"];

/// Before a job has a runner.
const OF_A_JOB: [&str; 6] = ["github", "inputs", "matrix", "needs", "strategy", "vars"];

/// On the runner, but for `secrets`, which no `if` may name.
const OF_A_STEP: [&str; 10] =
    ["env", "github", "inputs", "job", "matrix", "needs", "runner", "steps", "strategy", "vars"];
