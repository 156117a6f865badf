//! What the caller's own policies must say.

use serde::Serialize;

use crate::context::Request;
use crate::operators::arn::Arn;
use crate::policy::{Effect, PolicyDocument};
use crate::principals::Caller;
use crate::trace::{Decision, PolicyTrace, PrincipalMatch, StatementTrace, Truth};

use super::evaluate;

/// The decision of the trust policy and the caller's own policy together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerPermission {
    /// The decision of both.
    pub decision: Decision,
    /// Why the caller's own policy must allow too; `None` when the trust policy alone is enough.
    pub required: Option<CallerSide>,
    /// The evaluation of the caller's own policy; `None` when none was given.
    pub trace: Option<PolicyTrace>,
}

/// Why the caller's own policy must allow the call too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallerSide {
    /// The caller belongs to another account than the role.
    CrossAccount,
    /// The trust policy names the caller's account, which only delegates.
    AccountDelegation,
    /// The account of the role is not known, so the caller may belong to another.
    RoleAccountUnknown,
}

impl std::fmt::Display for CallerSide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::CrossAccount => "the caller belongs to another account, so its own policy must allow the call too",
            Self::AccountDelegation => {
                "the trust policy names the caller's account, not the caller, so the caller's own policy must allow the call too"
            }
            Self::RoleAccountUnknown => {
                "the account of the role is not known; unless the caller belongs to it, its own policy must allow the call too"
            }
        })
    }
}

/// Puts the decision of a trust policy together with the caller's own identity-based policy.
///
/// `trust` is the evaluation of the trust policy for `request`. A caller of another account, and a caller of the same account whom the
/// trust policy admits only through its account, needs an Allow on both sides; without `caller_policy` the decision is then
/// [`Decision::Undetermined`]. Where it is not required, a given policy still denies explicitly. Federated callers and services have no
/// such policy: the trust policy alone decides. Source:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>
#[must_use]
pub fn caller_permission(
    trust: &PolicyTrace,
    request: &Request,
    caller_policy: Option<&PolicyDocument>,
) -> CallerPermission {
    let caller = Caller::parse(&request.principal);
    let denied = matches!(trust.decision, Decision::ExplicitDeny | Decision::ImplicitDeny);
    if denied || !caller.is_aws_principal() {
        return CallerPermission { decision: trust.decision, required: None, trace: None };
    }
    let (required, certain) = required(trust, request, caller);
    let trace = caller_policy.map(|policy| evaluate(policy, request));
    let decision = match &trace {
        None if required.is_some() => Decision::Undetermined,
        None => trust.decision,
        Some(own) => match (own.decision, required.is_some()) {
            (Decision::ExplicitDeny, _) => Decision::ExplicitDeny,
            (Decision::Allowed, _) => trust.decision,
            (Decision::ImplicitDeny, true) if certain => Decision::ImplicitDeny,
            (Decision::ImplicitDeny | Decision::Undetermined, true) => Decision::Undetermined,
            (Decision::ImplicitDeny | Decision::Undetermined, false) if may_deny(own) => {
                Decision::Undetermined
            }
            (Decision::ImplicitDeny | Decision::Undetermined, false) => trust.decision,
        },
    };
    CallerPermission { decision, required, trace }
}

/// Why the caller's own policy must allow too, if it must, and whether it certainly must.
fn required(trust: &PolicyTrace, request: &Request, caller: Caller<'_>) -> (Option<CallerSide>, bool) {
    let Some(role_account) = request.resource.as_deref().and_then(Arn::parse).map(Arn::account) else {
        return (Some(CallerSide::RoleAccountUnknown), false);
    };
    if caller.account() != Some(role_account) {
        return (Some(CallerSide::CrossAccount), true);
    }
    match trust.statements.iter().map(admits_directly).fold(Truth::False, Truth::or) {
        Truth::True => (None, true),
        Truth::Unknown => (Some(CallerSide::AccountDelegation), false),
        Truth::False => (Some(CallerSide::AccountDelegation), true),
    }
}

/// Whether a statement admits the caller by more than its account.
fn admits_directly(statement: &StatementTrace) -> Truth {
    let directly = match &statement.principal.matched {
        Some(PrincipalMatch::Account(_)) => Truth::False,
        Some(_) => Truth::True,
        None => statement.principal.result,
    };
    Truth::from(statement.effect == Effect::Allow).and(directly).and(statement.applies)
}

/// Whether an explicit Deny is open.
fn may_deny(own: &PolicyTrace) -> bool {
    own.statements
        .iter()
        .any(|statement| statement.effect == Effect::Deny && statement.applies == Truth::Unknown)
}
