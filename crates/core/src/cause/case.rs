//! One element that failed, with all that is known around it.

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::subject::Subject;
use can_assume_iam::span::Span;
use can_assume_iam::trace::{ConditionTrace, StatementTrace, ValueTrace};

use crate::diagnostic::{Edit, SourceText};
use crate::explain::Failing;
use crate::failure::StsFailure;
use crate::question::{Policy, Question};
use crate::verdict::{Evaluated, Verdict};

/// One element that failed, with all that is known around it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// What was asked.
    pub question: &'a Question,
    /// What was decided.
    pub verdict: &'a Verdict,
    /// The element; `None` when a stage before the policies failed.
    pub failing: Option<&'a Failing>,
    /// The claims, completed; `None` for a request that is no web identity.
    pub claims: Option<&'a Claims>,
}

impl<'a> Case<'a> {
    /// The failure of a stage before the policies.
    pub fn stage_failure(&self) -> Option<&'a StsFailure> {
        if self.failing.is_some() { None } else { self.verdict.failure.as_deref() }
    }

    /// The statement in which the element stands.
    pub fn statement(&self) -> Option<&'a StatementTrace> {
        let index = self.failing?.statement?;
        self.verdict.deciding()?.trace.statements.iter().find(|statement| statement.index == index)
    }

    /// The condition, where the element is one.
    pub fn condition(&self) -> Option<&'a ConditionTrace> {
        self.statement()?.conditions.get(self.failing?.condition?)
    }

    /// The condition, where it is on the provider's key `name`, e.g. `sub`.
    pub fn condition_on(&self, name: &str) -> Option<&'a ConditionTrace> {
        let condition = self.condition()?;
        let key = self.issuer()?.key(name);
        condition.key.eq_ignore_ascii_case(&key).then_some(condition)
    }

    /// The policy in which the element stands.
    pub fn policy(&self) -> Option<&'a Policy> {
        match self.failing?.evaluated? {
            Evaluated::TrustPolicy => Some(&self.question.policy),
            Evaluated::ResourceControlPolicy(index) => self.question.resource_control_policies.get(index),
            Evaluated::CallerPolicy => self.question.caller_policy.as_ref(),
        }
    }

    /// The token's issuer.
    pub fn issuer(&self) -> Option<Issuer> {
        self.claims?.issuer()
    }

    /// The token's subject as text.
    pub fn sub(&self) -> Option<String> {
        self.claims?.sub().map(std::borrow::Cow::into_owned)
    }

    /// The token's subject, read.
    pub fn subject(&self) -> Option<Subject> {
        self.sub().map(|sub| Subject::parse(&sub))
    }

    /// An edit that replaces one value of the condition by `text`.
    pub fn replace_value(&self, value: &ValueTrace, text: &str) -> Option<Edit> {
        Some(self.replace(value.span, &json_string(text)))
    }

    /// An edit of the policy's text.
    pub fn replace(&self, span: Span, replacement: &str) -> Edit {
        let source: SourceText =
            self.policy().map_or_else(|| self.question.policy.source.clone(), |policy| policy.source.clone());
        Edit { source, span, replacement: replacement.to_owned() }
    }
}

/// `text` as a JSON string.
pub(crate) fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
