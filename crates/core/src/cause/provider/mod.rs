//! Causes in the provider: whether the role's account has one for the token, and whether the policy names it.

mod account;
mod audience;
mod issuer;
mod missing;
mod named;

pub(super) use account::ProviderAccount;
pub(super) use audience::AudienceProvider;
pub(super) use issuer::ProviderIssuer;
pub(super) use missing::ProviderMissing;
