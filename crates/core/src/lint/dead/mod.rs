//! What never happens: statements and values that no token can satisfy, each with the proof.

mod draft_ids;
mod name_case;
mod raw_colon;
mod statement;
mod value;
mod wildcard;

pub(super) use draft_ids::DraftIdForm;
pub(super) use name_case::NameCase;
pub(super) use raw_colon::EnvironmentRawColon;
pub(super) use statement::StatementNeverApplies;
pub(super) use value::ValueNeverMatches;
pub(super) use wildcard::WildcardWithoutLike;
