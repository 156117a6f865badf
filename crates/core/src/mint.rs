//! The claims that GitHub would issue to a job that somebody describes, without a workflow.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc#understanding-the-oidc-token>

use can_assume_github::claims::Claims;
use can_assume_github::git_ref::GitRef;
use can_assume_github::issuer::Issuer;
use can_assume_github::name::ColonEncoding;
use can_assume_github::template::{JobFacts, SubjectTemplate, subject_candidates};

use crate::read::{InputError, repository_name};

/// A job, as a form describes it; what is `None` or empty nobody said.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// `OWNER/NAME` in GitHub's own casing.
    pub repository: String,
    /// The numeric id of the owner.
    pub owner_id: Option<String>,
    /// The numeric id of the repository.
    pub repository_id: Option<String>,
    /// Whether the subject carries the ids.
    pub immutable: Option<bool>,
    /// The event that starts the run.
    pub event: String,
    /// The ref in full.
    pub git_ref: Option<String>,
    /// The environment of the job.
    pub environment: Option<String>,
    /// `include_claim_keys` of a customized subject.
    pub template: Option<Vec<String>>,
    /// The audience that the job requests.
    pub audience: Option<String>,
    /// The path of the workflow's file.
    pub workflow: Option<String>,
    /// The branch that a pull request comes from.
    pub head_ref: Option<String>,
    /// The branch that a pull request goes to.
    pub base_ref: Option<String>,
    /// Who started the run.
    pub actor: Option<String>,
    /// `public`, `private` or `internal`.
    pub visibility: Option<String>,
    /// When the token is issued, in Unix seconds.
    pub issued_at: Option<i64>,
}

/// The claims of a job, and what was taken for granted.
#[derive(Debug, Clone)]
pub struct Minted {
    /// The claims; those that only a run decides have made-up values.
    pub claims: Claims,
    /// What was taken for granted because the form does not say it.
    pub assumptions: Vec<String>,
}

/// The claims of the job's token.
///
/// # Errors
/// When the repository is no `OWNER/NAME`, the event is empty, or the template is none or names a claim that the job
/// does not have.
pub fn mint(job: &Job) -> Result<Minted, InputError> {
    let (owner, _) = repository_name(&job.repository)?;
    if job.event.is_empty() {
        return Err(InputError::plain("the form names no event", "give `event`, for example `push`"));
    }
    let mut assumptions = Vec::new();
    let mut given = |name: &str, value: Option<&String>, default: &str| {
        value.filter(|value| !value.is_empty()).cloned().unwrap_or_else(|| {
            assumptions.push(format!("`{name}` is `{default}`: the form does not say"));
            default.to_owned()
        })
    };
    let pull_request = matches!(job.event.as_str(), "pull_request" | "pull_request_target");
    let usual_ref = if job.event == "pull_request" { "refs/pull/1/merge" } else { "refs/heads/main" };
    let git_ref = given("ref", job.git_ref.as_ref(), usual_ref);
    let path = given("workflow", job.workflow.as_ref(), ".github/workflows/deploy.yml");
    let actor = given("actor", job.actor.as_ref(), "octocat");
    let visibility = given("repository_visibility", job.visibility.as_ref(), "private");
    let owner_id = given("repository_owner_id", job.owner_id.as_ref(), OWNER_ID);
    let repository_id = given("repository_id", job.repository_id.as_ref(), REPOSITORY_ID);
    let issued_at = job.issued_at.unwrap_or(ISSUED_AT);
    let immutable = job.immutable.unwrap_or_else(|| {
        assumptions
            .push("the subject carries ids, as for repositories created since 15 July 2026".to_owned());
        true
    });

    let issuer = Issuer::github();
    let workflow_ref = format!("{}/{path}@{git_ref}", job.repository);
    let text = |value: &str| serde_json::Value::from(value);
    let mut claims = Claims::new();
    claims.set("iss", issuer.url());
    claims
        .set("aud", job.audience.as_deref().filter(|given| !given.is_empty()).unwrap_or("sts.amazonaws.com"));
    // Its place is the one in which GitHub sends it; its value is made of the others.
    claims.set("sub", "");
    claims.set("repository", text(&job.repository));
    claims.set("repository_id", repository_id);
    claims.set("repository_owner", owner);
    claims.set("repository_owner_id", owner_id);
    claims.set("repository_visibility", visibility);
    claims.set("ref", text(&git_ref));
    claims.set("ref_type", GitRef::new(git_ref.as_str()).ref_type());
    claims.set("sha", COMMIT);
    let branch = |value: &Option<String>| {
        value.as_deref().filter(|_| pull_request).map_or_else(String::new, str::to_owned)
    };
    claims.set("head_ref", branch(&job.head_ref));
    claims.set("base_ref", branch(&job.base_ref));
    claims.set("event_name", text(&job.event));
    claims.set("workflow", path);
    claims.set("workflow_ref", text(&workflow_ref));
    claims.set("workflow_sha", COMMIT);
    claims.set("job_workflow_ref", workflow_ref);
    claims.set("job_workflow_sha", COMMIT);
    claims.set("actor", actor);
    claims.set("actor_id", "583231");
    claims.set("run_id", "1");
    claims.set("run_number", "1");
    claims.set("run_attempt", "1");
    claims.set("runner_environment", "github-hosted");
    let environment = job.environment.as_deref().filter(|name| !name.is_empty());
    if let Some(environment) = environment {
        claims.set("environment", environment);
    }
    claims.set("iat", issued_at);
    claims.set("nbf", issued_at);
    claims.set("exp", issued_at.saturating_add(LIFETIME));

    let template = template(job.template.as_deref())?;
    let colons = issuer.colon_encoding().unwrap_or(ColonEncoding::Encoded);
    let about = JobFacts { event: &job.event, environment, claims: &claims };
    let subjects = subject_candidates(&about, &template, immutable, colons).map_err(|error| {
        InputError::plain(
            error.to_string(),
            "take the key out of the template, or describe a job that has the claim",
        )
    })?;
    let mut subjects = subjects.into_iter();
    let subject = subjects.next().unwrap_or_default();
    assumptions.extend(
        subjects.map(|other| format!("`sub` is `{subject}`, the likeliest; `{other}` is possible too")),
    );
    claims.set("sub", subject);
    Ok(Minted { claims, assumptions })
}

fn template(keys: Option<&[String]>) -> Result<SubjectTemplate, InputError> {
    let usual = ["repo".to_owned(), "context".to_owned()];
    SubjectTemplate::new(keys.unwrap_or(&usual).iter().cloned()).map_err(|error| {
        InputError::plain(
            error.to_string(),
            "list the keys of `include_claim_keys`, such as `repo` and `context`",
        )
    })
}

/// A commit that is none.
const COMMIT: &str = "0000000000000000000000000000000000000000";
const OWNER_ID: &str = "90000001";
const REPOSITORY_ID: &str = "900000001";
/// 2026-11-19, when tokens of a form without a time are issued.
const ISSUED_AT: i64 = 1_795_000_000;
/// GitHub's tokens live for five minutes.
const LIFETIME: i64 = 300;

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(job: Job) -> String {
        let job = Job { repository: "octo-org/api".into(), immutable: Some(false), ..job };
        mint(&job).unwrap().claims.text("sub").unwrap().into_owned()
    }

    fn job(event: &str) -> Job {
        Job { event: event.into(), ..Job::default() }
    }

    #[test]
    fn the_subject_follows_event_ref_and_environment() {
        assert_eq!(subject(job("push")), "repo:octo-org/api:ref:refs/heads/main");
        assert_eq!(
            subject(Job { git_ref: Some("refs/tags/v1".into()), ..job("push") }),
            "repo:octo-org/api:ref:refs/tags/v1"
        );
        assert_eq!(subject(job("pull_request")), "repo:octo-org/api:pull_request");
        assert_eq!(
            subject(Job { environment: Some("a:b".into()), ..job("pull_request") }),
            "repo:octo-org/api:environment:a%3Ab"
        );
        assert_eq!(
            subject(Job { template: Some(vec!["repository_owner".into(), "context".into()]), ..job("push") }),
            "repository_owner:octo-org:ref:refs/heads/main"
        );
    }

    #[test]
    fn ids_stand_in_an_immutable_subject() {
        let form = Job {
            repository: "octo-org/api".into(),
            owner_id: Some("583231".into()),
            repository_id: Some("1296269".into()),
            ..job("push")
        };
        let minted = mint(&form).unwrap();
        assert_eq!(
            minted.claims.text("sub").unwrap(),
            "repo:octo-org@583231/api@1296269:ref:refs/heads/main"
        );
        assert!(minted.assumptions.iter().any(|assumption| assumption.contains("since 15 July 2026")));
    }

    #[test]
    fn a_form_that_describes_no_job_is_refused() {
        for (form, said) in [
            (Job { repository: "octo-org".into(), ..job("push") }, "is not OWNER/NAME"),
            (Job { repository: "o/r".into(), ..job("") }, "names no event"),
            (Job { repository: "o/r".into(), template: Some(vec![]), ..job("push") }, "has no keys"),
            (
                Job { repository: "o/r".into(), template: Some(vec!["environment".into()]), ..job("push") },
                "`environment`, which the job does not have",
            ),
        ] {
            let error = mint(&form).unwrap_err();
            assert!(error.0[0].headline.contains(said), "{error:?}");
        }
    }
}
