//! What a workflow file says by itself, job by job and step by step, before anything is predicted.

use super::error::WorkflowError;
use super::finding::Report;
use super::model::{Level, Permissions, Step, Workflow, Written};
use super::{FileId, Span};

/// What a workflow file says by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The events of `on`, each with the place of its name.
    pub events: Vec<OutlineText>,
    /// `permissions` of the workflow.
    pub permissions: Option<OutlinePermissions>,
    /// The jobs, in order.
    pub jobs: Vec<OutlineJob>,
}

/// A text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineText {
    /// The text, without quotes.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A `permissions` block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlinePermissions {
    /// Whether it grants `id-token: write`.
    pub grants_id_token: bool,
    /// The line of `id-token`, else the whole block.
    pub span: Span,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineJob {
    /// Its id and the place of it.
    pub id: OutlineText,
    /// Its own `permissions`, which replace the workflow's.
    pub permissions: Option<OutlinePermissions>,
    /// The reusable workflow that it calls.
    pub uses: Option<OutlineText>,
    /// Its steps.
    pub steps: Vec<OutlineStep>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineStep {
    /// The action that it uses.
    pub uses: Option<OutlineText>,
    /// The script that it runs.
    pub run: Option<OutlineText>,
    /// The inputs of the action that are scalars: name and value.
    pub with: Vec<(String, OutlineText)>,
    /// Its variables: name and value.
    pub env: Vec<(String, OutlineText)>,
}

impl OutlineStep {
    /// An input of the action; names of inputs compare without regard to case.
    pub fn input(&self, name: &str) -> Option<&OutlineText> {
        self.with.iter().find(|(input, _)| input.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Reads what a workflow file says by itself.
///
/// # Errors
/// Text that is not YAML, exceeds a bound, or is not a workflow.
pub fn outline(name: &str, text: &str) -> Result<Outline, WorkflowError> {
    let workflow = Workflow::read(name, text, FileId(0), false, &mut Report::default())?;
    let jobs = workflow.jobs.iter().map(|job| OutlineJob {
        id: OutlineText { text: job.id.clone(), span: job.key },
        permissions: job.permissions.as_ref().map(permissions),
        uses: job.uses.as_ref().map(written),
        steps: job.steps.iter().map(step).collect(),
    });
    let events = workflow
        .triggers
        .iter()
        .map(|trigger| OutlineText { text: trigger.event.clone(), span: trigger.span });
    Ok(Outline {
        events: events.collect(),
        permissions: workflow.permissions.as_ref().map(permissions),
        jobs: jobs.collect(),
    })
}

fn permissions(block: &Permissions) -> OutlinePermissions {
    OutlinePermissions { grants_id_token: block.level() == Level::Write, span: block.deciding_span() }
}

fn written(value: &Written) -> OutlineText {
    OutlineText { text: value.text.clone(), span: value.span }
}

fn step(step: &Step) -> OutlineStep {
    let scalars = |list: &[(String, Span, Written)]| {
        list.iter().map(|(name, _, value)| (name.clone(), written(value))).collect()
    };
    OutlineStep {
        uses: step.uses.as_ref().map(written),
        run: step.run.as_ref().map(written),
        with: scalars(&step.with),
        env: scalars(&step.env.0),
    }
}
