//! Looking at every case of a job: one for each row of its matrix, and, where an open question decides whether it
//! runs, in which environment, or which role it assumes, one for each answer.

use super::assume::{AssumeStep, Scan, scan, variables};
use super::candidate::{Assumption, Candidate, JobEnvironment, JobPrediction, Skipped};
use super::claims::{Ingredients, claims, runner_environment};
use super::event::{Identity, Scenario, github};
use super::expression::{Bindings, Contexts, Evaluator, Object, Question, Rest, Truth, Value};
use super::files::Files;
use super::finding::{FindingId, Report};
use super::frame::Frame;
use super::grant::effective;
use super::hole::{Pattern, TextTest};
use super::model::{Job, Workflow};
use super::{Place, condition, matrix, subject, token};
use crate::facts::Facts;

/// Explores the cases of jobs.
pub(super) struct Explorer<'a> {
    pub(super) top: &'a Workflow,
    pub(super) identity: &'a Identity,
    pub(super) facts: &'a Facts,
    pub(super) files: Files<'a>,
    pub(super) report: Report,
    complete: bool,
    candidates: usize,
    /// What may still be spent on looking at cases.
    left: usize,
}

/// A case of a job while it is looked at.
pub(super) struct Case<'c> {
    pub(super) frame: &'c Frame,
    pub(super) job: &'c Job,
    pub(super) scenario: &'c Scenario,
    pub(super) contexts: Contexts,
    pub(super) row: Option<String>,
    /// The answers that may still be looked at.
    pub(super) budget: usize,
}

/// The steps of a job that assume a role.
struct Steps {
    found: Vec<AssumeStep>,
    /// Whether there are others, whose `if:` does not hold.
    left_out: bool,
}

impl<'a> Explorer<'a> {
    /// An explorer that has looked at nothing yet.
    pub(super) fn new(
        top: &'a Workflow,
        identity: &'a Identity,
        facts: &'a Facts,
        files: Files<'a>,
        report: Report,
    ) -> Self {
        Self { top, identity, facts, files, report, complete: true, candidates: 0, left: MAX_WORK }
    }

    /// What was read, what was found, and whether every case was looked at.
    pub(super) fn finish(self) -> (Files<'a>, Report, bool) {
        (self.files, self.report, self.complete)
    }

    /// Notes that a bound was reached.
    fn give_up(&mut self, text: String) {
        self.complete = false;
        self.report.note(None, text);
    }

    /// Takes the cost of looking at a case off what is left; `false` when nothing is left.
    pub(super) fn spend(&mut self, case: &Case<'_>) -> bool {
        let hole = case.scenario.git_ref.name.only_hole();
        let filter =
            hole.and_then(|hole| hole.constraint.filter.as_ref()).map_or(0, |filter| filter.patterns.len());
        let cost = 1 + case.job.steps.len() / 64 + filter / 4;
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(0);
        if left.is_none() {
            self.give_up("the workflow has more cases than are looked at".to_owned());
        }
        left.is_some()
    }

    /// Looks at a job under a trigger.
    pub(super) fn job(
        &mut self,
        frame: &Frame,
        job: &Job,
        scenario: &Scenario,
        bindings: &Bindings,
        budget: usize,
        out: &mut JobPrediction,
    ) {
        let mut contexts = Contexts::new();
        contexts.insert("github".into(), github(scenario, self.identity, self.facts, self.top));
        contexts.insert("inputs".into(), frame.inputs(scenario));
        contexts.insert("vars".into(), self.vars(None, false));
        contexts.insert("needs".into(), condition::needs(job));
        contexts.insert("secrets".into(), Value::Object(Object { members: Vec::new(), rest: Rest::Text }));
        let case = Case { frame, job, scenario, contexts, row: None, budget };
        let before = out.candidates.len();
        self.gate(&case, bindings, out);
        // A trigger for which the job runs in some case is not one for which it does not.
        if out.candidates.len() > before {
            out.skipped.retain(|skipped| skipped.scenario != *scenario);
        }
    }

    /// `vars`, with those of an environment in front.
    fn vars(&self, environment: Option<&str>, in_environment: bool) -> Value {
        let environment = environment.and_then(|name| self.facts.environment(name));
        let own = environment.into_iter().flat_map(|environment| &environment.vars);
        // Variables of the environment that are not known may go before those of the repository.
        let hidden = environment.is_some_and(|environment| environment.vars_complete == Some(false));
        let shared = self.facts.vars.iter().flatten().filter(|_| !hidden);
        let members =
            own.chain(shared).map(|(name, value)| (name.clone(), Value::text(value.as_str()))).collect();
        // An environment that nobody asked GitHub about may have variables of its own.
        let complete = !hidden
            && self.facts.vars.is_some()
            && self.facts.vars_complete != Some(false)
            && (!in_environment || self.facts.environments.is_some());
        let rest = if complete { Rest::Absent } else { Rest::Text };
        Value::Object(Object { members, rest })
    }

    /// Whether the job runs.
    fn gate(&mut self, case: &Case<'_>, bindings: &Bindings, out: &mut JobPrediction) {
        if !self.spend(case) {
            return;
        }
        let mut gate = condition::Gate::new(&case.frame.workflow, &case.contexts, bindings, &mut self.report);
        let (runs, open) = (gate.runs(case.job), gate.open);
        match runs {
            Truth::False => {
                let place = case
                    .job
                    .condition
                    .as_ref()
                    .map(|written| Place::new(case.frame.workflow.file, written.span));
                let scenario = narrowed(case.scenario, bindings);
                if case.frame.chain.is_empty()
                    && !out.skipped.iter().any(|skipped| skipped.scenario == scenario)
                {
                    out.skipped.push(Skipped { scenario, place });
                }
            }
            Truth::Unknown => match open {
                Some(question) if case.budget > 0 => {
                    self.both(case, bindings, &question, |explorer, case, bindings| {
                        explorer.gate(case, bindings, out);
                    });
                }
                _ => self.rows(case, bindings, out),
            },
            Truth::True => self.rows(case, bindings, out),
        }
    }

    /// Looks at both answers to a question, with half of the budget for each.
    pub(super) fn both(
        &mut self,
        case: &Case<'_>,
        bindings: &Bindings,
        question: &Question,
        mut look: impl FnMut(&mut Self, &Case<'_>, &Bindings),
    ) {
        let budget = case.budget / 2;
        if budget == 0 {
            self.give_up(format!("job `{}` depends on more questions than are looked at", case.job.id));
        }
        for answer in [true, false] {
            let bindings = bindings.with(question, answer);
            look(
                self,
                &Case { budget, contexts: case.contexts.clone(), row: case.row.clone(), ..*case },
                &bindings,
            );
        }
    }

    /// Each row of the matrix.
    fn rows(&mut self, case: &Case<'_>, bindings: &Bindings, out: &mut JobPrediction) {
        let evaluator = Evaluator::new(&case.contexts, bindings);
        let file = case.frame.workflow.file;
        let Ok(rows) = matrix::expand(case.job.matrix.as_deref(), &evaluator) else { return };
        if let Some(question) = evaluator.first_open().filter(|_| case.budget > 0) {
            self.both(case, bindings, &question, |explorer, case, bindings| {
                explorer.rows(case, bindings, out);
            });
            return;
        }
        if rows.too_many {
            let span = case.job.matrix.as_ref().map_or(case.job.key, |matrix| matrix.span);
            let message = format!("the matrix of job `{}` has more than 256 rows", case.job.id);
            self.report.finding(FindingId::MatrixLimit, file, span, message);
            self.complete = false;
        }
        for row in rows.rows {
            let mut contexts = case.contexts.clone();
            let label = case.job.matrix.is_some().then(|| matrix::describe(&row));
            contexts.insert("matrix".into(), row);
            let case = Case { contexts, row: label, ..*case };
            if case.job.uses.is_some() {
                self.call(&case, bindings, out);
            } else {
                self.environment(&case, bindings, out);
            }
        }
    }

    /// The environment of the job.
    fn environment(&mut self, case: &Case<'_>, bindings: &Bindings, out: &mut JobPrediction) {
        if !self.spend(case) {
            return;
        }
        let Some(written) = &case.job.environment else {
            self.steps(case, bindings, JobEnvironment::None, out);
            return;
        };
        let evaluator = Evaluator::new(&case.contexts, bindings);
        let name = match evaluator.text(&written.text) {
            Ok(value) => evaluator.named(&value),
            Err(_) => Pattern::literal(written.text.as_str()),
        };
        if let Some(question) = evaluator.first_open().or_else(|| choice(&name)).filter(|_| case.budget > 0) {
            self.both(case, bindings, &question, |explorer, case, bindings| {
                explorer.environment(case, bindings, out);
            });
            return;
        }
        let deploys = token::deployment_question(self.facts, &name, &narrowed(case.scenario, bindings));
        if let Some(question) = deploys.filter(|_| case.budget > 0) {
            self.both(case, bindings, &question, |explorer, case, bindings| {
                explorer.environment(case, bindings, out);
            });
            return;
        }
        let environment = if name.exact() == Some("") {
            JobEnvironment::None
        } else {
            JobEnvironment::Named { name, place: Place::new(case.frame.workflow.file, written.span) }
        };
        self.steps(case, bindings, environment, out);
    }

    /// The steps of the job that assume a role.
    fn steps(
        &mut self,
        case: &Case<'_>,
        bindings: &Bindings,
        environment: JobEnvironment,
        out: &mut JobPrediction,
    ) {
        let name = match &environment {
            JobEnvironment::Named { name, .. } => name.exact().map(str::to_owned),
            JobEnvironment::None | JobEnvironment::Unknown { .. } => None,
        };
        let mut contexts = case.contexts.clone();
        contexts
            .insert("vars".into(), self.vars(name.as_deref(), !matches!(environment, JobEnvironment::None)));
        let workflow = &case.frame.workflow;
        let mut variables = variables::Variables::default();
        variables.extend(&workflow.env, workflow.file, &Evaluator::new(&contexts, bindings));
        contexts.insert("env".into(), variables.context());
        variables.extend(&case.job.env, workflow.file, &Evaluator::new(&contexts, bindings));
        contexts.remove("env");
        let hosted = runner_environment(case.job.runs_on.as_deref()).exact() == Some("github-hosted");
        // Of a piece of a workflow it is not shown what stands around it.
        let own_runner = !hosted || workflow.fragment;
        let mut looking = Scan::new(&contexts, bindings, &mut self.files, &mut self.report, own_runner);
        let steps = scan(&mut looking, &case.job.steps, workflow.file, &variables);
        let left_out = looking.left_out;
        if let Some(question) = looking.open.filter(|_| case.budget > 0) {
            self.both(case, bindings, &question, |explorer, case, bindings| {
                explorer.steps(case, bindings, environment.clone(), out);
            });
            return;
        }
        self.candidate(case, bindings, environment, Steps { found: steps, left_out }, out);
    }

    /// The token of one case.
    fn candidate(
        &mut self,
        case: &Case<'_>,
        bindings: &Bindings,
        environment: JobEnvironment,
        steps: Steps,
        out: &mut JobPrediction,
    ) {
        let frame = case.frame;
        let scenario = narrowed(case.scenario, bindings);
        let grant = effective(&frame.workflow, case.job, frame.cap.as_ref());
        let job_workflow_ref = self.identity.workflow_ref(&scenario, &frame.path);
        let claims = claims(&Ingredients {
            identity: self.identity,
            scenario: &scenario,
            environment: &environment,
            job_workflow_ref,
            runs_on: case.job.runs_on.as_deref(),
            facts: self.facts,
        });
        let claims = claims.into_iter().map(|(name, value)| (name, bindings.apply(&value))).collect();
        let mut assumptions = self.assumptions(case, bindings);
        let token = token::token(
            &token::Situation {
                grant: &grant,
                scenario: &scenario,
                environment: &environment,
                actor: bindings.apply(&super::event::actor()),
                facts: self.facts,
            },
            &mut assumptions,
            &mut self.report,
        );
        let subjects = subject::subjects(&scenario, &environment, &claims, self.facts);
        let subjects = subjects
            .into_iter()
            .map(|form| super::CandidateSubject { subject: bindings.apply(&form.subject), ..form })
            .collect();
        self.push(
            Candidate {
                job: case.job.id.clone(),
                place: Place::new(frame.workflow.file, case.job.key),
                chain: frame.chain.clone(),
                scenario,
                rows: case.row.iter().cloned().collect(),
                environment,
                token,
                claims,
                subjects,
                assumptions,
                steps: steps.found,
                steps_left_out: steps.left_out,
            },
            out,
        );
    }

    /// What was assumed of open questions and what the trigger leaves to the run.
    pub(super) fn assumptions(&self, case: &Case<'_>, bindings: &Bindings) -> Vec<Assumption> {
        // What narrows the ref is seen in the ref.
        let in_ref = |name: &str| case.scenario.git_ref.name.holes().any(|hole| hole.name == name);
        let answers = bindings.answers().iter().filter(|(name, _, _)| !in_ref(name));
        let mut all: Vec<Assumption> =
            answers.filter_map(|(name, test, holds)| Assumption::of_answer(name, test, *holds)).collect();
        let trigger = self.top.trigger(&case.scenario.event);
        let config = trigger.and_then(|trigger| trigger.config.as_deref());
        for filter in ["paths", "paths-ignore"] {
            if let Some(entry) = config.and_then(|config| config.entry(filter)) {
                let text = format!("the changed files pass the filter `{filter}`");
                all.push(Assumption { text, place: Some(Place::new(self.top.file, entry.key_span)) });
            }
        }
        all.dedup();
        all
    }

    /// Adds a candidate, or its row to an equal one.
    pub(super) fn push(&mut self, candidate: Candidate, out: &mut JobPrediction) {
        let same = out.candidates.iter_mut().rev().take(LOOK_BACK).find(|known| equal(known, &candidate));
        if let Some(known) = same {
            for row in candidate.rows {
                if !known.rows.contains(&row) {
                    known.rows.push(row);
                }
            }
            // What both cases have in common is all that has to hold.
            known.assumptions.retain(|assumption| candidate.assumptions.contains(assumption));
        } else if self.candidates < MAX_CANDIDATES {
            self.candidates += 1;
            out.candidates.push(candidate);
        } else {
            self.give_up(format!("more than {MAX_CANDIDATES} cases; the rest is not looked at"));
        }
    }
}

/// Whether two candidates differ in nothing but rows and assumptions.
fn equal(one: &Candidate, other: &Candidate) -> bool {
    one.job == other.job
        && one.chain == other.chain
        && one.scenario == other.scenario
        && one.environment == other.environment
        && one.token == other.token
        && one.steps == other.steps
        && one.steps_left_out == other.steps_left_out
        && one.subjects == other.subjects
        && one.claims == other.claims
}

/// The scenario with what was assumed of its holes put in.
pub(super) fn narrowed(scenario: &Scenario, bindings: &Bindings) -> Scenario {
    Scenario {
        git_ref: scenario.git_ref.map(|name| bindings.apply(name)),
        base: scenario.base.as_ref().map(|base| bindings.apply(base)),
        ..scenario.clone()
    }
}

/// A question that tells apart the few values of a name, or an empty name from others.
fn choice(name: &Pattern) -> Option<Question> {
    if let Some(hole) = name.holes().find(|hole| hole.constraint.one_of.is_some()) {
        let constraint = &hole.constraint;
        let values = constraint.one_of.as_ref()?;
        if values.len() <= MAX_CHOICES {
            let next = values.iter().find(|value| constraint.accepts(value))?;
            return Some(Question { hole: hole.clone(), test: TextTest::Equals(next.clone()) });
        }
    }
    // A name of several holes is taken as not empty.
    let hole = name.only_hole().filter(|hole| hole.constraint.may_be_empty())?;
    Some(Question { hole: hole.clone(), test: TextTest::Equals(String::new()) })
}

/// Answers to open questions that are looked at for one job and trigger; halved with every question.
pub(super) const MAX_ANSWERS: usize = 1 << 10;

/// Cases that are looked at in one workflow, weighed by their size.
const MAX_WORK: usize = 10_000;

/// Options of a choice that are looked at one by one.
const MAX_CHOICES: usize = 12;

/// Candidates of one prediction.
const MAX_CANDIDATES: usize = 4096;

/// How far back an equal candidate is looked for.
const LOOK_BACK: usize = 300;
