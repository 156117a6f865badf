//! The verdict: the decision, where it fell, and the evaluation behind it.

use can_assume_iam::trace::{Decision, PolicyTrace, UnknownKey};
use serde::Serialize;

use crate::failure::{Stage, StsFailure};

/// The answer to a [`crate::question::Question`].
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The decision, in AWS's words.
    pub decision: Decision,
    /// The stage at which it fell.
    pub stage: Stage,
    /// What is known of the token's authenticity.
    pub authenticity: Authenticity,
    /// What is known of the identity in a few words, e.g. `token verified, expires in 4 min`.
    pub standing: String,
    /// Of a denial: the failure as AWS would report it, and as we put it.
    pub failure: Option<Box<StsFailure>>,
    /// Of an undetermined decision: the keys that would decide it.
    pub missing: Vec<UnknownKey>,
    /// Every policy that was evaluated, in order of evaluation.
    pub evaluations: Vec<Evaluation>,
    /// What was taken for granted because nobody said it, each one a sentence.
    pub assumptions: Vec<String>,
    /// What is worth knowing beside the decision, each one a sentence.
    pub remarks: Vec<String>,
}

impl Verdict {
    /// The evaluation that decided: the denying guardrail, else the first action that was not allowed, else the last one.
    pub fn deciding(&self) -> Option<&Evaluation> {
        self.evaluations
            .iter()
            .find(|evaluation| evaluation.decision() == self.decision)
            .or(self.evaluations.last())
    }
}

/// What is known of the token's authenticity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Authenticity {
    /// The signature was checked against the issuer's keys.
    Verified,
    /// Claims or a token whose signature was not checked.
    Unverified,
    /// Claims predicted from a workflow.
    Predicted,
}

impl Authenticity {
    /// The word as it stands in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unverified => "unverified",
            Self::Predicted => "predicted",
        }
    }
}

/// Which policy an [`Evaluation`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Evaluated {
    /// The role's trust policy.
    TrustPolicy,
    /// The resource control policy at this position of the question.
    ResourceControlPolicy(usize),
    /// The caller's identity-based policy.
    CallerPolicy,
}

/// One policy, evaluated for one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Which policy.
    pub policy: Evaluated,
    /// The action it was evaluated for.
    pub action: String,
    /// The caller as the policy sees it: a principal ARN, a service name or a provider ARN.
    pub principal: String,
    /// What evaluation did.
    pub trace: PolicyTrace,
}

impl Evaluation {
    /// The decision of this policy for this action.
    pub fn decision(&self) -> Decision {
        self.trace.decision
    }
}
