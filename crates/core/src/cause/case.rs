//! One element that failed, with all that is known around it.

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::subject::Subject;
use can_assume_iam::policy::{ActionElement, OperatorKind};
use can_assume_iam::span::Span;
use can_assume_iam::trace::{ActionTrace, ConditionTrace, Presented, StatementTrace, Truth, ValueTrace};

use super::comparison::{Comparison, Defect};
use super::edit;
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
    /// The condition's nearest value beside what was presented, where the element is a condition on text.
    pub comparison: Option<&'a Comparison>,
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

    /// The condition that does not hold, where the element is one.
    pub fn condition(&self) -> Option<&'a ConditionTrace> {
        self.any_condition().filter(|_| !self.is_denying())
    }

    /// The condition, where the element is one: also one of a Deny statement, which holds.
    pub fn any_condition(&self) -> Option<&'a ConditionTrace> {
        self.statement()?.conditions.get(self.failing?.condition?)
    }

    /// Whether the element is one of a Deny statement that applies.
    pub fn is_denying(&self) -> bool {
        self.failing.is_some_and(|failing| failing.mismatch == "deny-applies")
    }

    /// The provider that a web identity comes from, where the element is a principal that does not cover it.
    pub fn mismatched_principal(&self) -> Option<&'a str> {
        let failing = self.failing.filter(|failing| failing.mismatch == "principal-mismatch")?;
        let evaluation = self.verdict.deciding()?;
        let web_identity = evaluation.action.eq_ignore_ascii_case("sts:AssumeRoleWithWebIdentity");
        let came = failing.presented.as_ref()?.first()?;
        web_identity.then_some(came.as_str())
    }

    /// The action that is called and what the statement has for `Action`, where the two do not go together.
    pub fn mismatched_action(&self) -> Option<(&'a str, &'a ActionTrace)> {
        let failing = self.failing.filter(|failing| failing.mismatch == "action-mismatch")?;
        Some((failing.presented.as_ref()?.first()?, &self.statement()?.action))
    }

    /// Whether the statement has `NotAction` in the place of `Action`.
    pub fn is_not_action(&self) -> bool {
        let statements = self.policy().map(|policy| &policy.document.statements);
        let index = self.failing.and_then(|failing| failing.statement);
        let statement = statements.zip(index).and_then(|(statements, index)| statements.get(index));
        statement.is_some_and(|statement| matches!(statement.action.value, ActionElement::NotAction(_)))
    }

    /// The condition, where it is on the provider's key `name`, e.g. `sub`.
    pub fn condition_on(&self, name: &str) -> Option<&'a ConditionTrace> {
        let condition = self.condition()?;
        let key = self.issuer()?.key(name);
        condition.key.eq_ignore_ascii_case(&key).then_some(condition)
    }

    /// Whether the statement asks for the repository's id, and has the one that came.
    pub fn tests_repository_id(&self) -> bool {
        let Some((statement, issuer)) = self.statement().zip(self.issuer()) else { return false };
        let key = issuer.key("repository_id");
        statement.conditions.iter().any(|condition| {
            condition.key.eq_ignore_ascii_case(&key)
                && condition.result == Truth::True
                && condition.operator.kind == OperatorKind::StringEquals
                && matches!(condition.presented, Presented::Single(_))
        })
    }

    /// The policy in which the element stands.
    pub fn policy(&self) -> Option<&'a Policy> {
        match self.failing?.evaluated? {
            Evaluated::TrustPolicy => Some(&self.question.policy),
            Evaluated::ResourceControlPolicy(index) => self.question.resource_control_policies.get(index),
            Evaluated::CallerPolicy => self.question.caller_policy.as_ref(),
        }
    }

    /// The comparison, where the defect that `wanted` looks for is in it.
    pub fn defect(&self, wanted: impl Fn(&Defect) -> bool) -> Option<(&'a Comparison, &'a Defect)> {
        let comparison = self.comparison?;
        let defect = comparison.defects.iter().find(|defect| wanted(defect))?;
        Some((comparison, defect))
    }

    /// The policy's text, for edits.
    pub(crate) fn source(&self) -> &'a SourceText {
        self.policy().map_or(&self.question.policy.source, |policy| &policy.source)
    }

    /// The token's issuer; for a request, that of the provider it comes from.
    pub fn issuer(&self) -> Option<Issuer> {
        match self.claims {
            Some(claims) => claims.issuer(),
            None => issuer_of_principal(&self.verdict.deciding()?.principal),
        }
    }

    /// What follows the provider's prefix in the condition's key, e.g. `sub`, in lower case.
    pub fn claim_of_key(&self) -> Option<String> {
        let condition = self.condition()?;
        let issuer = self.issuer()?;
        let (prefix, name) = condition.key.rsplit_once(':')?;
        prefix.eq_ignore_ascii_case(issuer.key_prefix()).then(|| name.to_ascii_lowercase())
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
        Some(self.replace(value.span, &edit::json_string(text)))
    }

    /// An edit of the policy's text.
    pub fn replace(&self, span: Span, replacement: &str) -> Edit {
        edit::replace(self.source(), span, replacement.to_owned())
    }
}

/// The issuer of the OIDC provider that a principal is.
pub(crate) fn issuer_of_principal(principal: &str) -> Option<Issuer> {
    let (_, path) = principal.split_once(":oidc-provider/")?;
    Some(Issuer::parse(&format!("https://{path}")))
}
