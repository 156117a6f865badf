//! Whether a job may run: its `if:` and the jobs it needs.
//!
//! Without a status function a job runs only if all jobs it needs succeed, so that a job that is skipped for a trigger
//! takes with it the jobs that need it. `success()` is the function that is implied; written, it says so by itself.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds>

use std::collections::BTreeMap;

use github_actions_expressions::call::Function;

use super::expression::{Bindings, Contexts, Evaluator, Names, Object, Question, Rest, Truth, Value};
use super::finding::{FindingId, Report};
use super::model::{Job, Workflow, Written};

/// Decides whether jobs run, under contexts and answers that hold for all jobs of a workflow.
pub(super) struct Gate<'a> {
    workflow: &'a Workflow,
    contexts: &'a Contexts,
    bindings: &'a Bindings,
    report: &'a mut Report,
    known: BTreeMap<String, Option<Truth>>,
    /// The first question that stayed open.
    pub(super) open: Option<Question>,
}

impl<'a> Gate<'a> {
    /// A gate that has decided nothing yet.
    pub(super) fn new(
        workflow: &'a Workflow,
        contexts: &'a Contexts,
        bindings: &'a Bindings,
        report: &'a mut Report,
    ) -> Self {
        Self { workflow, contexts, bindings, report, known: BTreeMap::new(), open: None }
    }

    /// Whether `job` runs, as far as `if:` and `needs` decide.
    pub(super) fn runs(&mut self, job: &Job) -> Truth {
        self.at_depth(job, 0)
    }

    fn at_depth(&mut self, job: &Job, depth: usize) -> Truth {
        match self.known.get(&job.id) {
            Some(Some(truth)) => return *truth,
            Some(None) => {
                let message = format!("job `{}` needs itself, through the jobs it needs", job.id);
                self.report.finding(FindingId::Needs, self.workflow.file, job.key, message);
                return Truth::Unknown;
            }
            None => {}
        }
        if depth > MAX_CHAIN || self.known.len() > MAX_JOBS {
            return Truth::Unknown;
        }
        self.known.insert(job.id.clone(), None);
        let status = job.condition.as_ref().map(|condition| status_functions(&condition.text));
        let status = status.unwrap_or_default();
        let truth = if status.is_empty() {
            match self.own_condition(job, Truth::Unknown) {
                Truth::False => Truth::False,
                truth => truth.and(self.all_needed(job, depth)),
            }
        } else {
            let asks = status.contains(&Function::Success);
            let needed = if asks { self.all_needed(job, depth) } else { Truth::Unknown };
            self.own_condition(job, needed)
        };
        self.known.insert(job.id.clone(), Some(truth));
        truth
    }

    /// What `if:` says, where `needed` says whether the jobs that this one needs run.
    fn own_condition(&mut self, job: &Job, needed: Truth) -> Truth {
        let Some(condition) = &job.condition else { return Truth::True };
        let inner = Contexts::from([("needs".to_owned(), needs(job))]);
        let evaluator = Evaluator::nested(self.contexts, &inner, self.bindings).after(needed);
        let truth = evaluator.condition(&condition.text).unwrap_or(Truth::Unknown);
        if truth == Truth::Unknown && self.open.is_none() {
            self.open = evaluator.first_open();
        }
        truth
    }

    fn all_needed(&mut self, job: &Job, depth: usize) -> Truth {
        let mut truth = Truth::True;
        for need in &job.needs {
            truth = truth.and(self.needed(job, need, depth));
        }
        truth
    }

    fn needed(&mut self, job: &Job, need: &Written, depth: usize) -> Truth {
        let workflow = self.workflow;
        if let Some(needed) = workflow.job(&need.text) {
            return self.at_depth(needed, depth + 1);
        }
        if !workflow.fragment {
            let message =
                format!("job `{}` needs `{}`, which is not a job of this workflow", job.id, need.text);
            self.report.finding(FindingId::Needs, workflow.file, need.span, message);
        }
        Truth::Unknown
    }
}

/// The context `needs`: results and outputs of the jobs that a job needs.
pub(super) fn needs(job: &Job) -> Value {
    let member = |need: &Written| {
        let outputs = Value::Object(Object { members: Vec::new(), rest: Rest::Text });
        let members = vec![("outputs".to_owned(), outputs)];
        (need.text.clone(), Value::Object(Object { members, rest: Rest::Unknown }))
    };
    Value::object(job.needs.iter().map(member).collect())
}

/// The status functions that a condition calls, with one of which it does not wait for success by itself.
fn status_functions(condition: &str) -> Vec<Function> {
    let status = [Function::Always, Function::Success, Function::Failure, Function::Cancelled];
    let mut called = Names::of_condition(condition).functions;
    called.retain(|function| status.contains(function));
    called
}

/// Chains of `needs` in real workflows have a handful of jobs.
const MAX_CHAIN: usize = 100;

/// Jobs that one job may need, directly or through others.
const MAX_JOBS: usize = 128;
