//! How a subject is put together.

use super::{ContextKind, SubjectTemplate, contexts};
use crate::claims::Claims;
use crate::name::{ColonEncoding, encode};

/// A subject with holes: literal text and claims, left to right.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recipe {
    /// The pieces, in order. No two literal texts follow each other.
    pub pieces: Vec<Piece>,
}

/// One piece of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// This text.
    Text(String),
    /// The value of a claim as it is.
    Claim(String),
    /// The value of a claim with `:` written as the deployment writes it.
    Encoded(String),
    /// What follows `/` in the claim `repository`.
    RepositoryName,
}

/// What of a job decides its subject.
#[derive(Debug, Clone, Copy)]
pub struct JobFacts<'a> {
    /// The event that started the run: `event_name`, which may be missing from `claims`.
    pub event: &'a str,
    /// The environment the job declares.
    pub environment: Option<&'a str>,
    /// The other claims of the token.
    pub claims: &'a Claims,
}

/// Why a job's subject cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// A claim that the subject is made of is not there. What GitHub does then is not documented.
    #[error("subject is made of the claim `{0}`, which the job does not have")]
    NoClaim(String),
    /// The claim `repository` is not an owner and a name.
    #[error("claim `repository` is `{0}`, expected an owner, `/` and a name")]
    Repository(String),
}

/// The recipe of a subject, for one context.
///
/// Each key becomes a segment: `repo` the repository, with ids where `immutable`; `context` the context without
/// a label of its own; any other key itself, `:` and the claim of that name.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn recipe(template: &SubjectTemplate, context: ContextKind, immutable: bool) -> Recipe {
    let mut recipe = Recipe { pieces: Vec::new() };
    for (n, key) in template.keys().iter().enumerate() {
        if n > 0 {
            recipe.text(":");
        }
        match key.as_str() {
            "repo" => recipe.repository(immutable),
            "context" => match context {
                ContextKind::Environment => {
                    recipe.text("environment:");
                    recipe.pieces.push(Piece::Encoded("environment".to_owned()));
                }
                ContextKind::PullRequest => recipe.text("pull_request"),
                ContextKind::Ref => {
                    recipe.text("ref:");
                    recipe.claim("ref");
                }
            },
            key => {
                recipe.text(key);
                recipe.text(":");
                recipe.pieces.push(Piece::Encoded(key.to_owned()));
            }
        }
    }
    recipe
}

/// The subject of a job; of several that are possible (see [`contexts`]) the likeliest.
///
/// # Errors
/// [`SubjectError`] where a claim that the subject is made of is missing or malformed.
pub fn subject(
    job: &JobFacts<'_>,
    template: &SubjectTemplate,
    immutable: bool,
    colons: ColonEncoding,
) -> Result<String, SubjectError> {
    let context = contexts(job.event, job.environment).first().copied().unwrap_or(ContextKind::Ref);
    recipe(template, context, immutable).fill(job, colons)
}

/// Every subject a job may have, the likeliest first, each once.
///
/// # Errors
/// [`SubjectError`] where a claim that a subject is made of is missing or malformed.
pub fn subject_candidates(
    job: &JobFacts<'_>,
    template: &SubjectTemplate,
    immutable: bool,
    colons: ColonEncoding,
) -> Result<Vec<String>, SubjectError> {
    let mut candidates = Vec::new();
    for &context in contexts(job.event, job.environment) {
        let candidate = recipe(template, context, immutable).fill(job, colons)?;
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    Ok(candidates)
}

impl Recipe {
    /// The subject, with the claims of `job` in the holes.
    ///
    /// # Errors
    /// [`SubjectError`] where one is missing, or where `repository` is not an owner and a name.
    pub fn fill(&self, job: &JobFacts<'_>, colons: ColonEncoding) -> Result<String, SubjectError> {
        let mut subject = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => subject.push_str(text),
                Piece::Claim(claim) => subject.push_str(&job.value(claim)?),
                Piece::Encoded(claim) => subject.push_str(&encode(&job.value(claim)?, colons)),
                Piece::RepositoryName => subject.push_str(&job.repository()?.1),
            }
        }
        Ok(subject)
    }

    fn repository(&mut self, immutable: bool) {
        self.text("repo:");
        self.claim("repository_owner");
        if immutable {
            self.text("@");
            self.claim("repository_owner_id");
        }
        self.text("/");
        self.pieces.push(Piece::RepositoryName);
        if immutable {
            self.text("@");
            self.claim("repository_id");
        }
    }

    fn claim(&mut self, name: &str) {
        self.pieces.push(Piece::Claim(name.to_owned()));
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

impl JobFacts<'_> {
    fn value(&self, claim: &str) -> Result<String, SubjectError> {
        let declared = self.environment.filter(|name| claim == "environment" && !name.is_empty());
        let value = match (declared, self.claims.text(claim)) {
            (Some(name), _) => Some(name.to_owned()),
            (None, Some(value)) => Some(value.into_owned()),
            (None, None) if claim == "event_name" => Some(self.event.to_owned()),
            (None, None) if claim == "repository_owner" => Some(self.repository()?.0),
            (None, None) => None,
        };
        value.ok_or_else(|| SubjectError::NoClaim(claim.to_owned()))
    }

    fn repository(&self) -> Result<(String, String), SubjectError> {
        let Some(repository) = self.claims.text("repository") else {
            return Err(SubjectError::NoClaim("repository".to_owned()));
        };
        match repository.split_once('/') {
            Some((owner, name)) => Ok((owner.to_owned(), name.to_owned())),
            None => Err(SubjectError::Repository(repository.into_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColonEncoding::{Encoded, Raw};

    fn claims() -> Claims {
        Claims::from_json(
            r#"{"repository": "octo-org/octo-repo", "repository_id": "456789", "repository_owner": "octo-org",
                "repository_owner_id": "123456", "ref": "refs/heads/main", "workflow": "a:b", "environment": "claimed",
                "job_workflow_ref": "o/t/.github/workflows/ci.yaml@refs/heads/main"}"#,
        )
        .unwrap()
    }

    fn of(
        event: &str,
        environment: Option<&str>,
        keys: &[&str],
        immutable: bool,
        colons: ColonEncoding,
    ) -> String {
        let claims = claims();
        let template = SubjectTemplate::new(keys.iter().copied()).unwrap();
        subject(&JobFacts { event, environment, claims: &claims }, &template, immutable, colons).unwrap()
    }

    const DEFAULT: &[&str] = &["repo", "context"];

    #[test]
    fn default_template() {
        assert_eq!(of("push", None, DEFAULT, false, Encoded), "repo:octo-org/octo-repo:ref:refs/heads/main");
        assert_eq!(of("pull_request", None, DEFAULT, false, Encoded), "repo:octo-org/octo-repo:pull_request");
        assert_eq!(
            of("pull_request", Some("a:b"), DEFAULT, true, Encoded),
            "repo:octo-org@123456/octo-repo@456789:environment:a%3Ab"
        );
        assert_eq!(of("push", Some("a:b"), DEFAULT, false, Raw), "repo:octo-org/octo-repo:environment:a:b");
    }

    #[test]
    fn custom_templates_keep_their_order_and_encode() {
        assert_eq!(
            of("push", None, &["workflow", "repo", "context", "event_name"], true, Encoded),
            "workflow:a%3Ab:repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main:event_name:push"
        );
        assert_eq!(
            of("push", None, &["repository"], true, Encoded),
            "repository:octo-org/octo-repo",
            "no ids without `repo`"
        );
    }

    #[test]
    fn candidates_where_the_documentation_does_not_settle_it() {
        let claims = claims();
        let job = JobFacts { event: "pull_request_target", environment: None, claims: &claims };
        assert_eq!(
            subject_candidates(&job, &SubjectTemplate::default(), false, Encoded).unwrap(),
            ["repo:octo-org/octo-repo:pull_request", "repo:octo-org/octo-repo:ref:refs/heads/main"]
        );
        let template = SubjectTemplate::new(["repo"]).unwrap();
        assert_eq!(subject_candidates(&job, &template, false, Encoded).unwrap(), ["repo:octo-org/octo-repo"]);
    }

    #[test]
    fn a_claim_that_is_not_there_is_an_error() {
        let claims = Claims::from_json(r#"{"repository": "o/r"}"#).unwrap();
        let job = JobFacts { event: "push", environment: None, claims: &claims };
        let of = |keys: &[&str], immutable| {
            subject(&job, &SubjectTemplate::new(keys.iter().copied()).unwrap(), immutable, Encoded)
        };
        assert_eq!(of(&["environment"], false), Err(SubjectError::NoClaim("environment".to_owned())));
        assert_eq!(of(&["repo"], true), Err(SubjectError::NoClaim("repository_owner_id".to_owned())));
        assert_eq!(of(&["repo"], false), Ok("repo:o/r".to_owned()));
        let claims = Claims::from_json(r#"{"repository": "r"}"#).unwrap();
        let job = JobFacts { event: "push", environment: None, claims: &claims };
        assert_eq!(
            subject(&job, &SubjectTemplate::default(), false, Encoded),
            Err(SubjectError::Repository("r".to_owned()))
        );
    }

    #[test]
    fn a_recipe_has_holes_for_what_is_not_said() {
        let pieces = recipe(&SubjectTemplate::default(), ContextKind::Environment, true).pieces;
        assert_eq!(
            pieces,
            [
                Piece::Text("repo:".to_owned()),
                Piece::Claim("repository_owner".to_owned()),
                Piece::Text("@".to_owned()),
                Piece::Claim("repository_owner_id".to_owned()),
                Piece::Text("/".to_owned()),
                Piece::RepositoryName,
                Piece::Text("@".to_owned()),
                Piece::Claim("repository_id".to_owned()),
                Piece::Text(":environment:".to_owned()),
                Piece::Encoded("environment".to_owned()),
            ]
        );
    }
}
