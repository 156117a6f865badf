//! What a prediction consists of.

use std::collections::BTreeMap;

use serde::Serialize;

use super::event::Scenario;
use super::hole::{Hole, Pattern, TextTest};
use super::{AssumeStep, FileId, Finding, KeySet, Note, Place};

/// The tokens that the runs of a workflow would be issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Prediction {
    /// `name:` of the workflow, else the path of its file, as the claim `workflow` has it.
    pub workflow: String,
    /// The files that were read; [`Place::file`] is an index into it, the workflow itself comes first.
    pub files: Vec<SourceFile>,
    /// The jobs of the workflow, in order.
    pub jobs: Vec<JobPrediction>,
    /// What is wrong or unusual whatever the trigger.
    pub findings: Vec<Finding>,
    /// Remarks on the input and on the limits of the prediction.
    pub notes: Vec<Note>,
    /// The long-lived AWS keys that the files carry.
    #[serde(skip)]
    pub keys: Vec<KeySet>,
    /// Whether every case was looked at; `false` when a bound was reached, and a note says which.
    pub complete: bool,
}

/// A file that took part in a prediction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    /// Its name: as given for the workflow, its path in the repository for the others.
    pub name: String,
    /// Its text.
    #[serde(skip)]
    pub text: String,
}

impl Prediction {
    /// The file of this id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0)
    }

    /// All candidates of all jobs, in order.
    pub fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.jobs.iter().flat_map(|job| &job.candidates)
    }

    /// Name of the file, line and column of a place.
    pub fn line_column(&self, place: Place) -> Option<(&str, usize, usize)> {
        let file = self.file(place.file)?;
        let (line, column) = place.span.line_column(&file.text);
        Some((&file.name, line, column))
    }
}

/// What one job of the workflow would be issued; of a job that calls a reusable workflow, what the called jobs would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobPrediction {
    /// Its id.
    pub id: String,
    /// Where its id stands.
    pub place: Place,
    /// One for each trigger and each row of the matrix, equal rows put together.
    pub candidates: Vec<Candidate>,
    /// The triggers for which its `if:`, or that of a job it needs, keeps it from running.
    pub skipped: Vec<Skipped>,
}

/// A trigger for which a job does not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The trigger.
    pub scenario: Scenario,
    /// The `if:` that decides, if one of this job's own does.
    pub place: Option<Place>,
}

/// The token that a job would be issued in one case, as far as it is known before the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The id of the job; of a called job its own id, behind the ids of the jobs that call.
    pub job: String,
    /// Where the job's id stands.
    pub place: Place,
    /// The calls that lead to the job, outermost first; empty for a job of the workflow itself.
    pub chain: Vec<CallSite>,
    /// The trigger, its holes narrowed by the conditions of this case.
    pub scenario: Scenario,
    /// The rows of the matrix that this case stands for, as `name=value, …`; empty without a matrix.
    pub rows: Vec<String>,
    /// The environment.
    pub environment: JobEnvironment,
    /// Whether the job is issued a token.
    pub token: Token,
    /// The claims but `sub`, as far as they are known; a claim that the token does not have is not in it.
    pub claims: BTreeMap<String, Pattern>,
    /// The subjects the token can have, the likeliest first; more than one where GitHub's reports differ or where the
    /// facts do not say whether the repository's subjects are immutable.
    pub subjects: Vec<CandidateSubject>,
    /// What has to hold for this case.
    pub assumptions: Vec<Assumption>,
    /// The steps that assume a role.
    pub steps: Vec<AssumeStep>,
    /// Whether there are steps that assume a role and do not run in this case, because their `if:` does not hold.
    #[serde(skip)]
    pub steps_left_out: bool,
}

/// A job that calls a reusable workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallSite {
    /// The id of the calling job.
    pub job: String,
    /// Its `uses`.
    pub uses: String,
    /// Where the `uses` stands.
    pub place: Place,
}

/// The environment of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum JobEnvironment {
    /// It has none, so that the ref or `pull_request` stands in the subject.
    None,
    /// It has this one; the name may have holes.
    Named {
        /// The name, in the casing of the workflow.
        name: Pattern,
        /// Where it is written.
        place: Place,
    },
    /// Not known: the job is in a file that is not known.
    Unknown {
        /// Why.
        reason: String,
    },
}

/// One form that the subject of a candidate can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CandidateSubject {
    /// Whether the repository's segment has ids.
    pub immutable: bool,
    /// The subject.
    pub subject: Pattern,
    /// Under which condition it has this form, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Whether GitHub's behaviour is not documented for it, e.g. a template key whose claim is absent.
    pub unsettled: bool,
}

/// Something that has to hold for a case and that the workflow does not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Assumption {
    /// What has to hold.
    pub text: String,
    /// Where it comes from.
    pub place: Option<Place>,
}

/// Whether a job is issued a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Token {
    /// It is.
    Yes {
        /// The line that grants it.
        place: Place,
    },
    /// It is not.
    No {
        /// Why.
        reason: NoToken,
        /// The line that decides, or the place where it should be.
        place: Place,
        /// The reason in a sentence.
        text: String,
    },
    /// It depends on something that is not known.
    Maybe {
        /// On what.
        reason: MaybeToken,
        /// The place it is about.
        place: Place,
        /// The reason in a sentence.
        text: String,
    },
}

/// Why a job is not issued a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoToken {
    /// Its effective `id-token` permission is not `write`.
    TokenPermissionMissing,
    /// A caller does not grant `id-token: write`.
    TokenCallerPermission,
    /// The run is for a pull request from a fork.
    TokenFork,
    /// The environment does not let the ref deploy.
    EnvironmentBranchPolicy,
    /// GitHub refuses the workflow before it starts; a finding says why.
    RunDoesNotStart,
}

impl NoToken {
    /// The id as it is written in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TokenPermissionMissing => "token-permission-missing",
            Self::TokenCallerPermission => "token-caller-permission",
            Self::TokenFork => "token-fork",
            Self::EnvironmentBranchPolicy => "environment-branch-policy",
            Self::RunDoesNotStart => "run-does-not-start",
        }
    }
}

/// What decides whether a job is issued a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaybeToken {
    /// The called file is not known.
    CalleeUnknown,
    /// The callers are not known.
    CallerUnknown,
    /// Reports on runs that Dependabot starts differ.
    Dependabot,
    /// It is not known whether the environment lets the ref deploy.
    EnvironmentBranchPolicy,
    /// The event is not known.
    EventUnknown,
    /// A fragment does not show the permissions.
    PermissionsNotShown,
}

impl MaybeToken {
    /// The id as it is written in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CalleeUnknown => "callee-unknown",
            Self::CallerUnknown => "caller-unknown",
            Self::Dependabot => "dependabot",
            Self::EnvironmentBranchPolicy => "environment-branch-policy",
            Self::EventUnknown => "event-unknown",
            Self::PermissionsNotShown => "permissions-not-shown",
        }
    }
}

/// Concrete claims that a candidate allows, with the values that were chosen for its holes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// Every claim but times, `sub` included, in GitHub's types.
    pub claims: BTreeMap<String, String>,
    /// The holes that were filled and with what: these values are samples, not predictions.
    pub chosen: BTreeMap<String, String>,
    /// Index into [`Candidate::subjects`].
    pub subject: usize,
}

impl Candidate {
    /// Concrete representative claims: for each form of the subject one token with the most telling value in every
    /// hole, then one more for each further value of the holes in the subject.
    ///
    /// A hole for which no value was found is filled with its name in angle brackets.
    pub fn samples(&self) -> Vec<Sample> {
        let mut samples = Vec::new();
        for (index, form) in self.subjects.iter().enumerate() {
            let holes: BTreeMap<&str, &Hole> = self
                .claims
                .values()
                .chain([&form.subject])
                .flat_map(Pattern::holes)
                .map(|hole| (hole.name.as_str(), hole))
                .collect();
            let values: BTreeMap<&str, Vec<String>> =
                holes.iter().map(|(name, hole)| (*name, hole.samples())).collect();
            let variants =
                form.subject.holes().filter_map(|hole| values.get(hole.name.as_str())).map(Vec::len).max();
            for variant in 0..variants.unwrap_or(1).max(1) {
                let chosen: BTreeMap<String, String> = values
                    .iter()
                    .filter_map(|(name, values)| {
                        Some(((*name).to_owned(), values.get(variant).or(values.first())?.clone()))
                    })
                    .collect();
                let mut claims: BTreeMap<String, String> = self
                    .claims
                    .iter()
                    .map(|(name, value)| (name.clone(), value.instantiate(&chosen)))
                    .collect();
                claims.insert("sub".to_owned(), form.subject.instantiate(&chosen));
                if let (JobEnvironment::Unknown { .. }, Some(name)) =
                    (&self.environment, chosen.get("environment"))
                {
                    claims.insert("environment".to_owned(), name.clone());
                }
                let sample = Sample { claims, chosen, subject: index };
                if !samples.contains(&sample) {
                    samples.push(sample);
                }
            }
        }
        samples
    }

    /// Like [`Candidate::samples`], with the audience that `step` asks GitHub for.
    pub fn samples_for(&self, step: &AssumeStep) -> Vec<Sample> {
        let mut asking = self.clone();
        asking.claims.insert("aud".to_owned(), step.audience.value.clone());
        asking.samples()
    }

    /// The holes of the claims and subjects, each once.
    pub fn holes(&self) -> Vec<&Hole> {
        let mut holes: Vec<&Hole> = Vec::new();
        let subjects = self.subjects.iter().map(|form| &form.subject);
        for hole in subjects.chain(self.claims.values()).flat_map(Pattern::holes) {
            if !holes.iter().any(|known| known.name == hole.name) {
                holes.push(hole);
            }
        }
        holes
    }
}

impl Assumption {
    /// What an answer to a question says, in words; `None` where it goes without saying.
    pub(super) fn of_answer(name: &str, test: &TextTest, holds: bool) -> Option<Self> {
        if *test == TextTest::Truthy && holds && matches!(name, "success()" | "!cancelled()") {
            return None;
        }
        Some(Self { text: format!("`{name}` is {}", test.describe(holds)), place: None })
    }
}
