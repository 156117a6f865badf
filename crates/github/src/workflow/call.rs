//! Jobs that call a reusable workflow.
//!
//! Every claim describes the caller, but for `job_workflow_ref` and `job_workflow_sha`, which describe the file that
//! defines the job; the environment is that of the called job and looked up in the caller's repository.
//!
//! Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows>

use std::rc::Rc;

use super::candidate::{CallSite, Candidate, JobEnvironment, JobPrediction};
use super::claims::{Ingredients, claims};
use super::explore::{Case, Explorer, narrowed};
use super::expression::{Bindings, Evaluator, Question, Value};
use super::finding::FindingId;
use super::frame::Frame;
use super::grant::{Grant, GrantReason, effective};
use super::hole::{HoleKind, Pattern};
use super::matrix::node_value;
use super::model::{Level, Workflow, Written};
use super::source::local_path;
use super::{Place, call_inputs, subject, token};

impl Explorer<'_> {
    /// Looks at the jobs of the called file, or at what is known without it.
    pub(super) fn call(&mut self, case: &Case<'_>, bindings: &Bindings, out: &mut JobPrediction) {
        let Some(uses) = &case.job.uses else { return };
        if !self.spend(case) {
            return;
        }
        let file = case.frame.workflow.file;
        let site = CallSite {
            job: case.job.id.clone(),
            uses: uses.text.clone(),
            place: Place::new(file, uses.span),
        };
        let grant = effective(&case.frame.workflow, case.job, case.frame.cap.as_ref());
        let mut chain = case.frame.chain.clone();
        chain.push(site);
        if chain.len() > MAX_NESTING {
            let message = format!("reusable workflows are nested more than {MAX_NESTING} levels deep");
            self.report.finding(FindingId::CallNesting, file, uses.span, message);
            return;
        }
        let Some(path) = local_path(&uses.text) else {
            self.not_followed(case, uses, bindings, &grant, &chain, out);
            return;
        };
        if path == self.identity.path
            || case.frame.path == path
            || chain.iter().rev().skip(1).any(|site| local_path(&site.uses).as_deref() == Some(&path))
        {
            let message = format!("`{}` calls itself, through the workflows it calls", uses.text);
            self.report.finding(FindingId::CallNesting, file, uses.span, message);
            return;
        }
        let Some(workflow) = self.files.workflow(&path, &mut self.report) else {
            self.not_followed(case, uses, bindings, &grant, &chain, out);
            return;
        };
        for (span, message) in call_inputs::refusals(case.job, uses, &workflow) {
            self.report.finding(FindingId::CallInputs, file, span, message);
        }
        let (inputs, open) = passed(case, &workflow, bindings);
        if let Some(question) = open.filter(|_| case.budget > 0) {
            self.both(case, bindings, &question, |explorer, case, bindings| {
                explorer.call(case, bindings, out);
            });
            return;
        }
        // `needs`, `matrix` and `steps` of the called file are others than the caller's.
        let bindings = bindings.outside_of_jobs();
        let frame =
            Frame { workflow: Rc::clone(&workflow), path, chain, cap: Some(grant), inputs: Some(inputs) };
        for job in &workflow.jobs {
            self.refuse_excess(&frame, job);
            self.job(&frame, job, case.scenario, &bindings, case.budget, out);
        }
    }

    /// Reports a called job that asks for a token its caller does not grant: the whole run then fails at its start.
    fn refuse_excess(&mut self, frame: &Frame, job: &super::model::Job) {
        let grant = effective(&frame.workflow, job, frame.cap.as_ref());
        if let GrantReason::CallerRefuses(asks) = grant.reason {
            let message = format!(
                "the nested job `{}` is requesting `id-token: write`, but is only allowed `id-token: none`",
                job.id
            );
            self.report.finding(FindingId::CallerPermission, asks.file, asks.span, message);
        }
    }

    /// A called file that is remote or not at hand: what the caller fixes is known, the environment is not.
    fn not_followed(
        &mut self,
        case: &Case<'_>,
        uses: &Written,
        bindings: &Bindings,
        grant: &Grant,
        chain: &[CallSite],
        out: &mut JobPrediction,
    ) {
        let file = case.frame.workflow.file;
        let message = format!("the reusable workflow `{}` is not at hand; its jobs are not known", uses.text);
        self.report.finding(FindingId::NotFollowed, file, uses.span, message);
        let grant = match grant.level {
            Level::Write => Grant { reason: GrantReason::CalleeUnknown, ..grant.clone() },
            Level::None => Grant { reason: GrantReason::CallerWithholds, ..grant.clone() },
        };
        let scenario = narrowed(case.scenario, bindings);
        let environment = JobEnvironment::Unknown { reason: format!("`{}` is not at hand", uses.text) };
        for job_workflow_ref in self.callee_refs(&uses.text, &scenario) {
            let claims = claims(&Ingredients {
                identity: self.identity,
                scenario: &scenario,
                environment: &environment,
                job_workflow_ref,
                runs_on: None,
                facts: self.facts,
            });
            let claims = claims.into_iter().map(|(name, value)| (name, bindings.apply(&value))).collect();
            let mut assumptions = self.assumptions(case, bindings);
            let situation = token::Situation {
                grant: &grant,
                scenario: &scenario,
                environment: &environment,
                actor: bindings.apply(&super::event::actor()),
                facts: self.facts,
            };
            let token = token::token(&situation, &mut assumptions, &mut self.report);
            let subjects = subject::subjects(&scenario, &environment, &claims, self.facts);
            let subjects = subjects
                .into_iter()
                .map(|form| super::CandidateSubject { subject: bindings.apply(&form.subject), ..form })
                .collect();
            let candidate = Candidate {
                job: case.job.id.clone(),
                place: Place::new(file, case.job.key),
                chain: chain.to_vec(),
                scenario: scenario.clone(),
                rows: case.row.iter().cloned().collect(),
                environment: environment.clone(),
                token,
                claims,
                subjects,
                assumptions,
                steps: Vec::new(),
                steps_left_out: false,
            };
            self.push(candidate, out);
        }
    }

    /// What `job_workflow_ref` can be: after `@` stands a commit, or the ref of a tag or of a branch, which the `uses`
    /// does not tell apart.
    fn callee_refs(&self, uses: &str, scenario: &super::Scenario) -> Vec<Pattern> {
        if let Some(path) = local_path(uses) {
            return vec![self.identity.workflow_ref(scenario, &path)];
        }
        let (file, reference) = uses.split_once('@').unwrap_or((uses, ""));
        let is_commit = reference.len() == 40 && reference.chars().all(|c| c.is_ascii_hexdigit());
        if is_commit || reference.starts_with("refs/") {
            return vec![Pattern::literal(format!("{file}@{reference}"))];
        }
        if reference.is_empty() {
            let mut all = Pattern::literal(format!("{file}@"));
            all.push(&Pattern::open("called ref", HoleKind::NonEmpty));
            return vec![all];
        }
        ["refs/tags/", "refs/heads/"]
            .map(|kind| Pattern::literal(format!("{file}@{kind}{reference}")))
            .to_vec()
    }
}

/// The context `inputs` of the called workflow: what `with` passes, else the default of the declaration.
/// Also the question that decides one of them.
fn passed(case: &Case<'_>, callee: &Workflow, bindings: &Bindings) -> (Value, Option<Question>) {
    let evaluator = Evaluator::new(&case.contexts, bindings);
    let config = callee.trigger("workflow_call").and_then(|trigger| trigger.config.clone());
    let Some(declared) = config.as_ref().and_then(|config| config.get("inputs")) else {
        return (Value::object(Vec::new()), None);
    };
    let member = |entry: &super::yaml::Entry| {
        let passed = case.job.with.as_ref().and_then(|with| {
            with.entries().iter().find(|passed| passed.key.eq_ignore_ascii_case(&entry.key))
        });
        let node = passed.map(|passed| &passed.value).or_else(|| entry.value.get("default"));
        let kind = entry.value.get("type").and_then(|kind| kind.scalar());
        let value = match node {
            Some(node) => node_value(node, &evaluator)
                .unwrap_or_else(|_| Value::Unknown(format!("inputs.{}", entry.key))),
            None if kind == Some("boolean") => Value::Boolean(false),
            None if kind == Some("number") => Value::Number(0.0),
            None => Value::text(""),
        };
        (entry.key.clone(), value.seen_from_outside(&case.job.id))
    };
    let inputs = Value::object(declared.entries().iter().map(member).collect());
    (inputs, evaluator.first_open())
}

/// GitHub's bound on nested reusable workflows.
const MAX_NESTING: usize = 10;
