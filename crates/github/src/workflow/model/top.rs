//! The top level of a workflow file.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::error::WorkflowError;
use super::super::finding::Report;
use super::super::yaml::{Document, Entry, Node, parse};
use super::super::{FileId, Place, Span};
use super::{Env, Job, Permissions, Written, steps};

/// A workflow file.
#[derive(Debug, Clone)]
pub(in super::super) struct Workflow {
    /// Which file.
    pub(in super::super) file: FileId,
    /// `name`.
    pub(in super::super) name: Option<Written>,
    /// `on`, one for each event, in order.
    pub(in super::super) triggers: Vec<Trigger>,
    /// `permissions`.
    pub(in super::super) permissions: Option<Permissions>,
    /// `env`.
    pub(in super::super) env: Env,
    /// `jobs`, in order.
    pub(in super::super) jobs: Vec<Job>,
    /// Where in `jobs` the job of an id is.
    by_id: BTreeMap<String, usize>,
    /// Whether the file is a piece of a workflow that was completed.
    pub(in super::super) fragment: bool,
    /// Whether its job is implied, so that the permissions around it are not shown.
    pub(in super::super) implied: bool,
    /// The tree, for the check of its expressions.
    pub(in super::super) root: Rc<Node>,
}

/// One event of `on`.
#[derive(Debug, Clone)]
pub(in super::super) struct Trigger {
    /// Its name.
    pub(in super::super) event: String,
    /// Where its name stands.
    pub(in super::super) span: Span,
    /// Its filters and inputs.
    pub(in super::super) config: Option<Rc<Node>>,
}

impl Workflow {
    /// Reads a workflow file. With `fragment`, what a report shows of one is completed: a lone list of steps, a lone
    /// step, jobs without `on`.
    pub(in super::super) fn read(
        name: &str,
        text: &str,
        file: FileId,
        fragment: bool,
        report: &mut Report,
    ) -> Result<Self, WorkflowError> {
        let Document { root, notes } = parse(text).map_err(|error| {
            let make = if error.limit { WorkflowError::limit } else { WorkflowError::yaml };
            make(name, text, error.span, error.message)
        })?;
        for (span, note) in notes {
            report.note(Some(Place::new(file, span)), note);
        }
        let not_a_workflow =
            |span: Span, message: &str| Err(WorkflowError::not_a_workflow(name, text, span, message));
        let has_shape = if fragment { is_piece(&root) } else { root.is_mapping() };
        if !has_shape {
            return not_a_workflow(
                root.span,
                "this is not a workflow: a mapping with `on` and `jobs` was expected",
            );
        }
        // A YAML 1.1 reader makes a boolean of a plain `on`, and some tools write it back as `true`.
        let on = root.entry("on").or_else(|| root.entry("true"));
        let jobs = root.entry("jobs").filter(|jobs| jobs.value.is_mapping());
        if !fragment {
            if on.is_none() && jobs.is_none() {
                return not_a_workflow(
                    Span::new(root.span.start, root.span.start),
                    "this is not a workflow: it has neither `on` nor `jobs`",
                );
            }
            let Some(on) = on else {
                return not_a_workflow(
                    Span::new(root.span.start, root.span.start),
                    "the workflow has no `on`, which names its events",
                );
            };
            if jobs.is_none_or(|jobs| jobs.value.entries().is_empty()) {
                let span = root.entry("jobs").map_or(on.key_span, |jobs| jobs.key_span);
                return not_a_workflow(span, "the workflow has no `jobs`");
            }
        }
        for member in root.entries() {
            if !fragment && !MEMBERS.contains(&member.key.as_str()) {
                let note = format!("the member `{}` is not known and is left out", member.key);
                report.note(Some(Place::new(file, member.key_span)), note);
            }
        }
        let mut read: Vec<Job> = jobs
            .map(|jobs| jobs.value.entries())
            .unwrap_or_default()
            .iter()
            .filter(|entry| entry.value.is_mapping())
            .map(|entry| Job::read(entry, file, report))
            .collect();
        let implied = fragment && jobs.is_none();
        if implied {
            read.push(implied_job(&root, file, report));
        }
        Ok(Self {
            file,
            name: Written::member(&root, "name").filter(|_| !fragment || jobs.is_some() || on.is_some()),
            triggers: on.map(triggers).unwrap_or_default(),
            permissions: root.entry("permissions").map(|entry| Permissions::read(entry, file, report)),
            env: Env::read(&root),
            by_id: read.iter().enumerate().map(|(index, job)| (job.id.clone(), index)).collect(),
            jobs: read,
            fragment,
            implied,
            root,
        })
    }

    /// The trigger of this name.
    pub(in super::super) fn trigger(&self, event: &str) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.event == event)
    }

    /// The job of this id.
    pub(in super::super) fn job(&self, id: &str) -> Option<&Job> {
        self.by_id.get(id).and_then(|index| self.jobs.get(*index))
    }
}

/// `on` as a string, a list or a mapping.
fn triggers(on: &Entry) -> Vec<Trigger> {
    let node = &on.value;
    if node.is_mapping() {
        return node
            .entries()
            .iter()
            .map(|entry| Trigger {
                event: entry.key.clone(),
                span: entry.key_span,
                config: Some(Rc::clone(&entry.value)).filter(|config| !config.is_null()),
            })
            .collect();
    }
    node.strings()
        .into_iter()
        .map(|(event, span)| Trigger { event: event.to_owned(), span, config: None })
        .collect()
}

/// Whether this may have been cut from a workflow: steps, or a mapping with a member that a workflow, a job or a step has.
fn is_piece(root: &Node) -> bool {
    const PIECES: [&str; 12] = [
        "on",
        "true",
        "jobs",
        "permissions",
        "env",
        "environment",
        "steps",
        "runs-on",
        "strategy",
        "uses",
        "run",
        "with",
    ];
    let is_step = |node: &Node| node.entry("uses").or_else(|| node.entry("run")).is_some();
    if root.is_sequence() {
        let items = root.items();
        return items.iter().all(|item| item.is_mapping()) && items.iter().any(|item| is_step(item));
    }
    PIECES.iter().any(|name| root.entry(name).is_some())
}

/// The job that a fragment without `jobs` must have been cut from: a list of steps, a step, or no step at all.
fn implied_job(root: &Rc<Node>, file: FileId, report: &mut Report) -> Job {
    let list = if root.is_sequence() {
        Rc::clone(root)
    } else if let Some(list) = root.get("steps") {
        Rc::clone(list)
    } else {
        Rc::new(Node::sequence(root.span, vec![Rc::clone(root)]))
    };
    report.note(None, "the file has no `jobs`; what it shows is read as one job");
    let key_span = Span::new(root.span.start, root.span.start);
    let entry = Entry { key: "job".to_owned(), key_span, value: Rc::clone(root) };
    // The members of the fragment may be those of a workflow or of a step: they are not noted as unknown in a job.
    let mut job = Job::read(&entry, file, &mut Report::default());
    job.uses = None;
    job.steps = steps(&list);
    job.permissions = None;
    job
}

/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>
const MEMBERS: [&str; 9] =
    ["name", "run-name", "on", "true", "permissions", "env", "defaults", "concurrency", "jobs"];
