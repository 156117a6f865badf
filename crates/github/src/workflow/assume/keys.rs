//! Long-lived AWS keys in a workflow.
//!
//! Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>

use super::super::finding::{FindingId, Report};
use super::super::model::{Env, Job, Step, Workflow, Written};
use super::super::{FileId, Place, Span};

/// An access key that a workflow carries, and what an edit that replaces it by a role has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySet {
    /// The member that holds the key's id, as the finding has it.
    pub place: Place,
    /// Where the key stands.
    pub carrier: KeyCarrier,
    /// Every member of the `with` or `env` that the key stands in, in order.
    pub members: Vec<KeyMember>,
    /// The jobs that have the key.
    pub jobs: Vec<KeyJob>,
    /// The region that is set beside the key, as it is written.
    pub region: Option<String>,
}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCarrier {
    /// In the inputs of `aws-actions/configure-aws-credentials`.
    Inputs,
    /// The same, beside a role, which is then assumed with the key.
    InputsWithRole,
    /// In an `env`, of a step, a job or the workflow.
    Environment,
}

/// One member of a `with` or `env`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMember {
    /// From the beginning of its name to the end of its value.
    pub span: Span,
    /// Whether it is a part of the key.
    pub is_key: bool,
}

/// A job that has a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyJob {
    /// Its id.
    pub id: String,
    /// The first step that may use the key; before it a step can assume a role. `None` where one does already.
    pub first_use: Option<Span>,
}

/// Reports inputs and variables that carry an access key, and `aws configure set` of one.
pub(in super::super) fn find(workflow: &Workflow, report: &mut Report) {
    let file = workflow.file;
    let all: Vec<&Job> = workflow.jobs.iter().collect();
    of_env(&workflow.env, &all, &[&workflow.env], file, report);
    for job in &workflow.jobs {
        of_env(&job.env, &[job], &[&job.env, &workflow.env], file, report);
        for step in &job.steps {
            of_step_env(step, job, &[&step.env, &job.env, &workflow.env], file, report);
            of_inputs(step, job, file, report);
            if let Some(run) = &step.run
                && run.text.contains("configure set aws_access_key_id")
            {
                found(report, file, run.span, "the script configures a long-lived key");
            }
        }
    }
}

fn of_env(env: &Env, jobs: &[&Job], scopes: &[&Env], file: FileId, report: &mut Report) {
    let Some(span) = key_of_env(env) else { return };
    found(report, file, span, "the variable `AWS_ACCESS_KEY_ID` holds a long-lived key");
    let jobs = jobs
        .iter()
        .filter(|job| job.uses.is_none())
        .map(|job| {
            let first = job.steps.iter().find(|step| may_use_key(step)).map(|step| step.span);
            KeyJob { id: job.id.clone(), first_use: first.filter(|_| !assumes(job)) }
        })
        .collect();
    push(report, file, span, env, jobs, scopes);
}

fn of_step_env(step: &Step, job: &Job, scopes: &[&Env], file: FileId, report: &mut Report) {
    let Some(span) = key_of_env(&step.env) else { return };
    found(report, file, span, "the variable `AWS_ACCESS_KEY_ID` holds a long-lived key");
    let first_use = (!assumes(job)).then_some(step.span);
    push(report, file, span, &step.env, vec![KeyJob { id: job.id.clone(), first_use }], scopes);
}

fn push(report: &mut Report, file: FileId, span: Span, env: &Env, jobs: Vec<KeyJob>, scopes: &[&Env]) {
    let region = scopes.iter().find_map(|env| {
        let regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
        env.0
            .iter()
            .find(|(name, _, _)| regions.contains(&name.as_str()))
            .map(|(_, _, value)| value.text.clone())
    });
    let place = Place::new(file, span);
    keep(report, KeySet { place, carrier: KeyCarrier::Environment, members: members(&env.0), jobs, region });
}

fn of_inputs(step: &Step, job: &Job, file: FileId, report: &mut Report) {
    let key = step.with.iter().find(|(name, _, value)| {
        name.eq_ignore_ascii_case("aws-access-key-id") && !value.text.is_empty()
            // A key that an earlier step has just made is not long-lived.
            && !value.text.contains("steps.") && !value.text.contains("env.")
    });
    let Some((_, key, value)) = key else { return };
    let span = key.to(value.span);
    found(report, file, span, "`aws-access-key-id` passes a long-lived key");
    let has_role = step.input("role-to-assume").is_some_and(|role| !role.text.is_empty());
    if is_configure(step) {
        let jobs = vec![KeyJob { id: job.id.clone(), first_use: None }];
        let place = Place::new(file, span);
        let members = members(&step.with);
        let carrier = if has_role { KeyCarrier::InputsWithRole } else { KeyCarrier::Inputs };
        keep(report, KeySet { place, carrier, members, jobs, region: None });
    }
}

/// The variable that holds the id of a long-lived key.
fn key_of_env(env: &Env) -> Option<Span> {
    let holds = |name: &str, value: &Written| name == "AWS_ACCESS_KEY_ID" && !value.text.contains("steps.");
    let (_, key, value) = env.0.iter().find(|(name, _, value)| holds(name, value))?;
    Some(key.to(value.span))
}

fn members(all: &[(String, Span, Written)]) -> Vec<KeyMember> {
    let is_key = |name: &str| {
        let name = name.to_ascii_lowercase().replace('_', "-");
        matches!(name.as_str(), "aws-access-key-id" | "aws-secret-access-key" | "aws-session-token")
    };
    all.iter()
        .map(|(name, key, value)| KeyMember { span: key.to(value.span), is_key: is_key(name) })
        .collect()
}

/// Whether the step may take credentials from the environment: not one of GitHub's own actions, which need none.
fn may_use_key(step: &Step) -> bool {
    step.run.is_some() || step.uses.as_ref().is_some_and(|uses| !uses.text.starts_with("actions/"))
}

/// Whether a step of the job assumes a role.
fn assumes(job: &Job) -> bool {
    let has_role = |step: &Step| step.input("role-to-assume").is_some_and(|role| !role.text.is_empty());
    job.steps.iter().any(|step| is_configure(step) && has_role(step))
}

fn is_configure(step: &Step) -> bool {
    step.uses.as_ref().is_some_and(|uses| {
        let action = uses.text.split('@').next().unwrap_or_default();
        action.eq_ignore_ascii_case("aws-actions/configure-aws-credentials")
    })
}

fn keep(report: &mut Report, keys: KeySet) {
    if report.keys.len() < MOST_KEYS && !report.keys.contains(&keys) {
        report.keys.push(keys);
    }
}

fn found(report: &mut Report, file: FileId, span: Span, message: &str) {
    report.finding(FindingId::LongLivedKeys, file, span, message);
}

/// A hostile file may have a million keys.
const MOST_KEYS: usize = 100;
