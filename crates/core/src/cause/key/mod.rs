//! Causes in the condition key and the operator: what is tested, rather than what it is tested for.

mod audience;
mod excluded;
mod missing;
mod never_populated;
mod no_values;
mod prefix;
mod present;
mod request;
mod set_operator;
mod suggest;
mod value_type;
mod variable;

pub(super) use audience::AudiencePolicy;
pub(super) use excluded::ValueExcluded;
pub(super) use missing::KeyMissing;
pub(super) use never_populated::KeyNeverPopulated;
pub(crate) use never_populated::META as KEY_NEVER_POPULATED;
pub(crate) use no_values::META as VALUES_EMPTY;
pub(super) use no_values::ValuesEmpty;
pub(super) use prefix::KeyPrefixDiffers;
pub(super) use present::KeyPresent;
pub(super) use request::RequestDiffers;
pub(super) use set_operator::SetOperatorScalar;
pub(crate) use suggest::nearest as nearest_key;
pub(super) use value_type::ValueType;
pub(super) use variable::PolicyVariable;
