//! Who is let in that probably was not meant: rules that show a token.
//!
//! Each rule speaks of one rung of the ladder, of what `reaches` found.

mod any_branch;
mod any_environment;
mod any_job;
mod forgeable;
mod open;
mod owner_id;
mod owner_wide;
mod pull_request;
mod registrable;
mod undecided;
mod without_repository;

pub(super) use any_branch::AnyBranch;
pub(super) use any_environment::AnyEnvironment;
pub(super) use any_job::AnyJobOfRepository;
pub(super) use forgeable::ForgeableSubject;
pub(super) use open::OpenToAnyone;
pub(super) use owner_id::OwnerIdWildcard;
pub(super) use owner_wide::OwnerWide;
pub(super) use pull_request::PullRequestSubject;
pub(super) use registrable::OwnerNotAnchored;
pub(super) use undecided::UndecidedExposure;
pub(super) use without_repository::SubjectWithoutRepository;
