//! Whether a job may run: its `if:` and the jobs it needs.
//!
//! Without a status function a job runs only if all jobs it needs succeed, so that a job that is skipped for a trigger
//! takes with it the jobs that need it.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds>

use std::collections::BTreeMap;

use super::expression::{Evaluator, Truth};
use super::finding::{FindingId, Report};
use super::model::{Job, Workflow};

/// Whether `job` runs, under the contexts of `evaluator`, as far as `if:` and `needs` decide.
pub(super) fn runs(workflow: &Workflow, job: &Job, evaluator: &Evaluator<'_>, report: &mut Report) -> Truth {
    let mut known = BTreeMap::new();
    gate(workflow, job, evaluator, report, &mut known, 0)
}

fn gate(
    workflow: &Workflow,
    job: &Job,
    evaluator: &Evaluator<'_>,
    report: &mut Report,
    known: &mut BTreeMap<String, Option<Truth>>,
    depth: usize,
) -> Truth {
    match known.get(&job.id) {
        Some(Some(truth)) => return *truth,
        Some(None) => {
            let message = format!("job `{}` needs itself, through the jobs it needs", job.id);
            report.finding(FindingId::Needs, workflow.file, job.key, message);
            return Truth::Unknown;
        }
        None => {}
    }
    if depth > MAX_CHAIN {
        return Truth::Unknown;
    }
    known.insert(job.id.clone(), None);
    let own = match &job.condition {
        Some(condition) => evaluator.condition(&condition.text).unwrap_or(Truth::Unknown),
        None => Truth::True,
    };
    let waits = job.condition.as_ref().is_none_or(|condition| !has_status_function(&condition.text));
    let mut truth = own;
    if waits && own != Truth::False {
        for need in &job.needs {
            let needed = match workflow.job(&need.text) {
                Some((_, needed)) => gate(workflow, needed, evaluator, report, known, depth + 1),
                None => {
                    if !workflow.fragment {
                        let message = format!(
                            "job `{}` needs `{}`, which is not a job of this workflow",
                            job.id, need.text
                        );
                        report.finding(FindingId::Needs, workflow.file, need.span, message);
                    }
                    Truth::Unknown
                }
            };
            truth = truth.and(needed);
        }
    }
    known.insert(job.id.clone(), Some(truth));
    truth
}

/// Whether a condition calls `always()`, `failure()` or `cancelled()`, so that it does not wait for success.
fn has_status_function(condition: &str) -> bool {
    let condition: String = condition.to_lowercase().split_whitespace().collect();
    ["always()", "failure()", "cancelled()"].iter().any(|function| condition.contains(function))
}

/// Chains of `needs` in real workflows have a handful of jobs.
const MAX_CHAIN: usize = 100;
