//! Causes in the subject, and in the claims that it is made of: the value of the policy is not what GitHub sends.
//!
//! Each looks for its own defect in the [`Comparison`](super::comparison::Comparison) of the nearest value with what
//! was presented; what to write instead is the same for all of them and stands in `proposals`.

mod branch;
mod case;
mod claim_differs;
mod custom_template;
mod draft_ids;
mod encoded_colon;
mod environment;
mod environment_replaces_ref;
mod form_classic;
mod form_immutable;
mod host;
mod joined;
mod prefix;
mod proposals;
mod pull_request;
mod ref_prefix;
mod renamed;
mod tag;
mod tail;
mod white_space;
mod wildcard;
mod workflow;
mod wrong_repository;

pub(super) use branch::BranchDiffers;
pub(super) use case::OwnerOrRepoCase;
pub(super) use claim_differs::ClaimDiffers;
pub(super) use custom_template::CustomTemplate;
pub(super) use draft_ids::DraftIdForm;
pub(crate) use draft_ids::META as DRAFT_ID_FORM;
pub(super) use encoded_colon::PercentEncodedColon;
pub(super) use environment::EnvironmentDiffers;
pub(super) use environment_replaces_ref::EnvironmentReplacesRef;
pub(super) use form_classic::SubjectFormClassic;
pub(super) use form_immutable::SubjectFormImmutable;
pub(super) use host::HostInSubject;
pub(super) use joined::ValuesInOneString;
pub(super) use prefix::SubjectPrefixMissing;
pub(super) use pull_request::PullRequestSubject;
pub(super) use ref_prefix::RefPrefixMissing;
pub(super) use renamed::RenamedOrTransferred;
pub(super) use tag::TagNotBranch;
pub(super) use tail::SubjectTailMissing;
pub(super) use white_space::WhiteSpace;
pub(super) use wildcard::WildcardUnderStringEquals;
pub(super) use workflow::WorkflowDiffers;
pub(super) use wrong_repository::WrongRepository;
