//! Causes that a workflow shows: why a job has no token, or does not present it to STS.
//!
//! One file a cause, in the order in which fixing them matters.

mod credentials_not_oidc;
mod environment_branch_policy;
mod long_lived_keys;
mod replace_keys;
mod role_missing;
mod role_not_arn;
mod run_does_not_start;
mod token_caller_permission;
mod token_fork;
mod token_permission_missing;

use can_assume_github::workflow::{AssumeStep, Candidate, KeySet, NoOidc, Oidc, Place};

use super::{CauseMeta, Proposal};
use crate::question::WorkflowQuestion;

pub(crate) use long_lived_keys::{in_words as replace_keys_in_words, propose as replace_keys};

/// A job that has no token, or a step that does not present it, with all that is known around it.
#[derive(Debug, Clone, Copy)]
pub struct WorkflowCase<'a> {
    /// What was asked.
    pub question: &'a WorkflowQuestion<'a>,
    /// The job under one trigger.
    pub candidate: &'a Candidate,
    /// The step, where it is known.
    pub step: Option<&'a AssumeStep>,
    /// The line that decides.
    pub place: Option<Place>,
}

impl WorkflowCase<'_> {
    /// The long-lived key that keeps the step from presenting its token.
    fn keys(&self) -> Option<&KeySet> {
        let Oidc::No { reason: NoOidc::CredentialsNotOidc, place: Some(value), .. } = &self.step?.oidc else {
            return None;
        };
        self.question.prediction.keys.iter().find(|keys| {
            let place = keys.place;
            place.file == value.file
                && place.span.start <= value.span.start
                && value.span.end <= place.span.end
        })
    }
}

/// What a cause proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Edits to try, the safest first.
    pub edits: Vec<Proposal>,
    /// Facts.
    pub notes: Vec<String>,
    /// Actions that no edit carries out.
    pub helps: Vec<String>,
}

/// What the cause `id` proposes for `case`.
pub fn propose(id: &str, case: &WorkflowCase<'_>) -> Proposals {
    match id {
        "token-permission-missing" => token_permission_missing::propose(case),
        "token-caller-permission" => token_caller_permission::propose(case),
        "token-fork" => token_fork::propose(),
        "credentials-not-oidc" => credentials_not_oidc::propose(case),
        "role-not-arn" => role_not_arn::propose(case),
        "role-missing" => role_missing::propose(),
        "region-input" => in_words("set `aws-region` to the region of the endpoint, e.g. `eu-west-1`"),
        "account-not-allowed" => {
            in_words("name the role's account in `allowed-account-ids`, or the right role")
        }
        "environment-branch-policy" => environment_branch_policy::propose(),
        _ => Proposals::default(),
    }
}

/// What no edit can carry out.
fn in_words(help: &str) -> Proposals {
    Proposals { helps: vec![help.to_owned()], ..Proposals::default() }
}

pub(crate) use credentials_not_oidc::META as CREDENTIALS_NOT_OIDC;
pub(crate) use long_lived_keys::META as LONG_LIVED_KEYS;
pub(crate) use role_not_arn::META as ROLE_NOT_ARN;
pub(crate) use run_does_not_start::META as RUN_DOES_NOT_START;
pub(crate) use token_caller_permission::META as TOKEN_CALLER_PERMISSION;
pub(crate) use token_permission_missing::META as TOKEN_PERMISSION_MISSING;

/// The pages of these causes, in the order in which fixing them matters.
pub static PAGES: &[&CauseMeta] = &[
    &run_does_not_start::META,
    &token_permission_missing::META,
    &token_caller_permission::META,
    &token_fork::META,
    &environment_branch_policy::META,
    &role_missing::META,
    &role_not_arn::META,
    &credentials_not_oidc::META,
    &long_lived_keys::META,
];
