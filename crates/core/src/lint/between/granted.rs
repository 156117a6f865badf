//! A job asks for a role whose policy, linted in the same run, denies it.

use can_assume_github::facts::Facts;
use can_assume_github::subject::Subject;
use can_assume_github::workflow::{Candidate, FileId};
use can_assume_iam::trace::Decision;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::WorkflowCase;
use crate::failure::Stage;
use crate::workflow::{RolePolicy, Row, Selection, check, job_path};

pub(in crate::lint) static CONTEXT_NEVER_ISSUED: RuleMeta = RuleMeta {
    id: "context-never-issued",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "the policy waits for a branch while the job names an environment, or the other way round",
    page: "\
A job that names an environment has a subject that ends in `environment:NAME`, whatever its branch; one that names none has its ref, or
`pull_request`. Where the policy accepts `…:ref:refs/heads/main` and the job names an environment, no run of the job is let in.

The finding is raised for a workflow whose role's policy is linted in the same run: by the role's ARN or name, or because it is the only
policy.

## What to do

Accept the environment in the policy, and protect it; or take `environment` off the job.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

pub(in crate::lint) static AUDIENCE_NOT_ACCEPTED: RuleMeta = RuleMeta {
    id: "audience-not-accepted",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the step asks for another audience than the one that the policy accepts",
    page: "\
The job chooses the audience of its token: `aws-actions/configure-aws-credentials` asks for `sts.amazonaws.com` unless its input
`audience` says otherwise. STS takes a token only if the provider has the audience registered, and a policy that tests `aud` only if it is
one of its values.

## What to do

Write the same audience in the step, in the provider and in the policy.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>
",
};

pub(in crate::lint) static ROLE_NOT_GRANTED: RuleMeta = RuleMeta {
    id: "role-not-granted",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "no run of the job is let in by the policy of the role that it asks for",
    page: "\
The claims that GitHub would issue to the job were held against the policy of the role, for every trigger of the workflow, and all were
denied. The finding names the cause, which has a page of its own: `can-assume explain CAUSE`.

The finding is raised for a workflow whose role's policy is linted in the same run: by the role's ARN or name, or because it is the only
policy. Where the facts do not say which repository the workflow is in, it is taken to be the one that the policy names.

## What to do

`can-assume check --workflow FILE --policy FILE` shows the same with an edit that was tried.

Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>
",
};

/// Jobs that a policy denies for a cause.
pub(in crate::lint) struct Denied {
    /// The rule.
    pub(in crate::lint) meta: &'static RuleMeta,
}

impl Rule for Denied {
    fn meta(&self) -> &'static RuleMeta {
        self.meta
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for denied in case.denied() {
            if rule_of(denied.cause) == self.meta.id {
                found.push(self.finding(case, denied));
            }
        }
        found
    }
}

impl Denied {
    fn finding(&self, case: &WorkflowCase<'_>, denied: &DeniedJob) -> Finding {
        let message = format!("the job `{}` is never let in: {}", denied.job, denied.headline);
        let mut finding = case
            .here(self.meta, message, denied.place, "asks for the role")
            .contradiction(format!("every token of the job is denied, for `{}`", denied.cause))
            .help(format!("`can-assume explain {}`", denied.cause));
        for subject in &denied.subjects {
            finding = finding.note(format!("its subject is `{subject}`"));
        }
        finding.note(format!("the policy is in `{}`", denied.policy))
    }
}

/// A job all of whose tokens a policy denies.
#[derive(Debug, Clone)]
pub(in crate::lint) struct DeniedJob {
    job: String,
    place: can_assume_github::workflow::Span,
    cause: &'static str,
    headline: String,
    subjects: Vec<String>,
    policy: String,
}

/// The rule that speaks of a cause.
fn rule_of(cause: &str) -> &'static str {
    match cause {
        "environment-replaces-ref" | "environment-differs" => CONTEXT_NEVER_ISSUED.id,
        "audience-policy" | "audience-provider" => AUDIENCE_NOT_ACCEPTED.id,
        _ => ROLE_NOT_GRANTED.id,
    }
}

/// The jobs of a workflow all of whose tokens are denied by the policy of the role that they ask for.
pub(in crate::lint) fn denied_jobs(case: &WorkflowCase<'_>) -> Vec<DeniedJob> {
    let mut found = Vec::new();
    for policy in case.policies {
        let named = policy.role.name.is_some() || policy.role.arn.is_some();
        if !named && case.policies.len() > 1 {
            continue;
        }
        let facts = with_repository(case.facts, policy);
        let again;
        let predicted = match &facts {
            None => case,
            Some(facts) => {
                let Ok(case) = WorkflowCase::new(case.source, facts, case.resolver, case.policies) else {
                    continue;
                };
                again = case;
                &again
            }
        };
        of_policy(predicted, policy, &mut found);
    }
    found
}

fn of_policy(case: &WorkflowCase<'_>, policy: &RolePolicy, found: &mut Vec<DeniedJob>) {
    let selection = Selection::default();
    let policies = std::slice::from_ref(policy);
    let Ok(answer) = check(&case.question(policies, &selection)) else { return };
    let rows: Vec<&Row> = answer.rows.iter().filter(|row| row.role.is_some()).collect();
    for row in &rows {
        let same = rows.iter().filter(|other| other.job == row.job && other.role == row.role);
        let denied = |row: &&&Row| {
            matches!(row.answer.verdict.decision, Decision::ImplicitDeny | Decision::ExplicitDeny)
        };
        // A run without a token is denied before the policy is looked at; that is another finding.
        let with_token: Vec<&&Row> = same.filter(|row| row.answer.verdict.stage != Stage::Token).collect();
        if with_token.is_empty() || !with_token.iter().all(denied) {
            continue;
        }
        let (Some(cause), Some(place)) = (&row.answer.cause, place(case, row)) else { continue };
        if row.answer.verdict.stage == Stage::Token
            || found.iter().any(|known| known.job == row.job && known.policy == policy.policy.source.name)
        {
            continue;
        }
        found.push(DeniedJob {
            job: row.job.clone(),
            place,
            cause: cause.id,
            headline: cause.headline.clone(),
            subjects: row.subjects.clone(),
            policy: policy.policy.source.name.clone(),
        });
    }
}

/// Where the step of a row stands, if that is in the file itself; else the job.
fn place(case: &WorkflowCase<'_>, row: &Row) -> Option<can_assume_github::workflow::Span> {
    let of_row = |candidate: &&Candidate| job_path(candidate) == row.job;
    let candidate = case.prediction.candidates().find(of_row)?;
    let role = |step: &&can_assume_github::workflow::AssumeStep| {
        step.role.as_ref().map(|role| role.value.to_string()) == row.role
    };
    let step = candidate.steps.iter().find(role)?;
    [step.place, candidate.place].into_iter().find(|place| place.file == FileId(0)).map(|place| place.span)
}

/// The facts with the repository that the policy names, where they name none; `None` where they do not change.
fn with_repository(facts: &Facts, policy: &RolePolicy) -> Option<Facts> {
    if facts.repository.owner.is_some() || facts.repository.name.is_some() {
        return None;
    }
    let conditions = policy.policy.document.statements.iter().flat_map(|statement| &statement.conditions);
    let subjects = conditions.filter(|condition| condition.key.value.to_ascii_lowercase().ends_with(":sub"));
    let mut names: Vec<(String, String)> = Vec::new();
    for value in subjects.flat_map(|condition| &condition.values) {
        let subject = Subject::parse(&value.value);
        let Some(repository) = subject.repository() else { continue };
        let name = (repository.owner().to_owned(), repository.name().to_owned());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let [(owner, name)] = names.as_slice() else { return None };
    let mut facts = facts.clone();
    facts.repository.owner = Some(owner.clone());
    facts.repository.name = Some(name.clone());
    Some(facts)
}
