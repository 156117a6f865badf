//! Evaluation: a policy and a request in, a decision and its trace out.
//!
//! There is one evaluator. [`CompiledPolicy::decide`] gives the decision alone, without allocating unless a value has policy variables
//! or an unknown key matters; [`CompiledPolicy::trace`] gives the same decision with what led to it. [`evaluate`] compiles and traces.
//!
//! Statements are joined by OR and an explicit Deny wins:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

mod caller_permission;
mod comparison;
mod condition;
mod element;
mod frame;
mod statement;
mod unknowns;

pub use caller_permission::{CallerPermission, CallerSide, caller_permission};

use crate::compile::{CompiledPolicy, compile};
use crate::context::Request;
use crate::policy::{Effect, PolicyDocument, PolicyKind};
use crate::trace::{Decision, PolicyTrace, Truth, UnknownKey};

use frame::Frame;

/// Decides one request by one policy, and says why.
///
/// A trust or identity policy allows when a statement does and none denies. A resource control policy only denies: what it does not
/// deny it leaves [`Decision::Allowed`].
#[must_use]
pub fn evaluate(policy: &PolicyDocument, request: &Request) -> PolicyTrace {
    compile(policy).trace(request)
}

impl CompiledPolicy {
    /// The decision of this policy alone: the one that [`Self::trace`] gives.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Decision {
        let frame = &Frame::new(request);
        let (mut allow, mut deny) = (self.allows_by_itself(), Truth::False);
        for statement in &self.statements {
            match statement.effect {
                Effect::Deny => deny = deny.or(statement.applies(frame)),
                Effect::Allow if allow == Truth::True => {}
                Effect::Allow => allow = allow.or(statement.applies(frame)),
            }
            if deny == Truth::True {
                return Decision::ExplicitDeny;
            }
        }
        conclude(allow, deny).unwrap_or_else(|| self.settle(frame).0)
    }

    /// The decision of this policy alone, with the evaluation of every statement.
    #[must_use]
    pub fn trace(&self, request: &Request) -> PolicyTrace {
        let frame = &Frame::new(request);
        let (mut allow, mut deny) = (self.allows_by_itself(), Truth::False);
        let mut statements = Vec::with_capacity(self.statements.len());
        for (index, (statement, written)) in self.statements.iter().zip(&self.document.statements).enumerate()
        {
            let trace = statement.trace(index, written, frame);
            match statement.effect {
                Effect::Deny => deny = deny.or(trace.applies),
                Effect::Allow => allow = allow.or(trace.applies),
            }
            statements.push(trace);
        }
        let (decision, unknown) =
            conclude(allow, deny).map_or_else(|| self.settle(frame), |decision| (decision, Vec::new()));
        PolicyTrace { decision, statements, unknown }
    }

    /// Whether what no statement speaks of is allowed: only by resource control policies, which AWS pairs with `RCPFullAWSAccess`.
    fn allows_by_itself(&self) -> Truth {
        (self.document.kind == PolicyKind::ResourceControl).into()
    }

    /// The decision where statements are unknown, and of an undetermined one the keys that would decide.
    fn settle(&self, frame: &Frame<'_>) -> (Decision, Vec<UnknownKey>) {
        unknowns::settle(self, frame, self.allows_by_itself() == Truth::True)
    }
}

/// The decision from whether some Allow and some Deny apply; `None` when that takes a closer look at the unknowns.
///
/// Where no Allow can apply the request is denied, whether or not a Deny applies too.
fn conclude(allow: Truth, deny: Truth) -> Option<Decision> {
    match (allow, deny) {
        (_, Truth::True) => Some(Decision::ExplicitDeny),
        (Truth::False, _) => Some(Decision::ImplicitDeny),
        (Truth::True, Truth::False) => Some(Decision::Allowed),
        (Truth::Unknown, _) | (Truth::True, Truth::Unknown) => None,
    }
}
