//! Who calls, and which `Principal` values speak of them.
//!
//! | `Principal` value | `AssumeRole` | `AssumeRoleWithSAML` | `AssumeRoleWithWebIdentity` |
//! |---|---|---|---|
//! | `AWS: *` | any principal of an AWS account | no | no (observed) |
//! | account id, `…:root` | every principal of the account, by delegation | no | no |
//! | user or role ARN | that user; that role and its sessions | no | no |
//! | session ARN | that session | no | no |
//! | unique id (`AIDA…`, `AROA…`) | whose `aws:userid` begins with it | no | no |
//! | `Service` | that service | no | no |
//! | `Federated`, SAML provider ARN | no | that provider | no |
//! | `Federated`, OIDC provider ARN or built-in domain | no | no | that provider |
//!
//! `TagSession` and `SetSourceIdentity` accompany a main call and match by the kind of its caller.
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>; that `AWS: *` does not match
//! federated callers was observed:
//! <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/saml-federation.md>

mod call;
mod caller;
mod value;

pub(crate) use call::Call;
pub use caller::{Action, Caller, Federation};
pub(crate) use value::{Match, PrincipalValue};
