//! Causes in the statements: actions, principals, Deny statements and guardrails.

mod action_principal;
mod deny;
mod explicit_deny;
mod guardrail;
mod principal;
mod tag_session;
mod wrong_action;

pub(super) use action_principal::ActionPrincipalMismatch;
pub(crate) use action_principal::META as ACTION_PRINCIPAL_MISMATCH;
pub(super) use explicit_deny::ExplicitDeny;
pub(super) use guardrail::Guardrail;
pub(super) use principal::PrincipalDiffers;
pub(super) use tag_session::TagSessionMissing;
pub(super) use wrong_action::WrongAction;
