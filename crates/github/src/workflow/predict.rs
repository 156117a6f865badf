//! From a workflow file to its candidates.

use std::rc::Rc;

use super::candidate::{JobPrediction, Prediction};
use super::event::{Identity, scenarios};
use super::explore::{Explorer, MAX_ANSWERS};
use super::expression::Bindings;
use super::files::Files;
use super::finding::Report;
use super::frame::Frame;
use super::hole::Pattern;
use super::model::Workflow;
use super::source::{Resolver, workflow_path};
use super::{FileId, WorkflowError, assume, availability, check, settle};
use crate::facts::Facts;

/// Predicts the tokens that the runs of a workflow would be issued.
///
/// `name` is the file's name or path, of which the part from `.github/workflows/` on goes into the claims; `text` its
/// text; `resolver` gives the local reusable workflows and composite actions it refers to.
///
/// # Errors
/// Text that is not YAML, exceeds a bound, or is not a workflow. What merely keeps GitHub from starting the run is a
/// [`Finding`](super::Finding), and the candidates then have no token.
pub fn predict(
    name: &str,
    text: &str,
    facts: &Facts,
    resolver: &dyn Resolver,
) -> Result<Prediction, WorkflowError> {
    run(name, text, facts, resolver, false)
}

/// Like [`predict`], for a piece of a workflow as reports and questions show it: a lone job, a list of steps, one
/// step, jobs without `on`. What is missing is open: the event, the ref, the permissions of the workflow around it.
///
/// # Errors
/// Text that is not YAML or exceeds a bound.
pub fn predict_fragment(
    name: &str,
    text: &str,
    facts: &Facts,
    resolver: &dyn Resolver,
) -> Result<Prediction, WorkflowError> {
    run(name, text, facts, resolver, true)
}

fn run(
    name: &str,
    text: &str,
    facts: &Facts,
    resolver: &dyn Resolver,
    fragment: bool,
) -> Result<Prediction, WorkflowError> {
    let mut report = Report::default();
    for note in facts.notes() {
        report.note(None, note);
    }
    let workflow = Rc::new(Workflow::read(name, text, FileId(0), fragment, &mut report)?);
    let path = workflow_path(name);
    let display = workflow.name.as_ref().map_or_else(|| path.clone(), |name| name.text.clone());
    let identity = Identity::new(facts, path, Pattern::literal(display.as_str()));
    let scenarios =
        scenarios(&workflow, name, text, facts.repository.default_branch.as_deref(), &mut report)?;
    check::expressions(&workflow.root, workflow.file, text, &mut report);
    availability::contexts(&workflow.root, workflow.file, text, &mut report);
    assume::find_keys(&workflow, &mut report);

    let mut explorer = Explorer::new(&workflow, &identity, facts, Files::new(resolver, name, text), report);
    let frame = Frame {
        workflow: Rc::clone(&workflow),
        path: identity.path.clone(),
        chain: Vec::new(),
        cap: None,
        inputs: None,
    };
    let assumed = Bindings::new(facts.repository.default_branch.as_deref());
    let mut jobs = Vec::new();
    for job in &workflow.jobs {
        let mut prediction = JobPrediction {
            id: job.id.clone(),
            place: super::Place::new(workflow.file, job.key),
            candidates: Vec::new(),
            skipped: Vec::new(),
        };
        for scenario in &scenarios {
            explorer.job(&frame, job, scenario, &assumed, MAX_ANSWERS, &mut prediction);
        }
        jobs.push(prediction);
    }
    let (files, mut report, complete) = explorer.finish();
    settle::run_does_not_start(&mut jobs, &report.findings);
    settle::explain_open_facts(facts, &mut report);
    Ok(Prediction {
        workflow: display,
        files: files.into_read(),
        jobs,
        findings: report.findings,
        notes: report.notes,
        keys: report.keys,
        complete,
    })
}
