//! Causes at the stages before the policies: the call, the token, its provider, its signature.
//!
//! The stage has found the failure and put it into words; a cause adds its page.

mod action;
mod call;
mod form;
mod keys;
mod roles;
mod stage;
mod time;

pub(super) use action::{ACCOUNT_NOT_ALLOWED, REGION_INPUT, TOKEN_REQUEST};
pub(super) use call::{
    CALLER_PARTITION, PROVIDER_PARAMETER, REGION_DISABLED, REGION_PARTITION, ROLE_NOT_ARN, ROOT_USER,
    SESSION_DURATION, SESSION_NAME, SESSION_POLICY,
};
pub(super) use form::{
    AUDIENCE_SEVERAL, AUDIENCE_TYPE, CLAIM_EMPTY, CLAIM_MISSING, SUBJECT_TYPE, TIMESTAMP_MALFORMED,
    TOKEN_HEADER, TOKEN_JSON, TOKEN_LENGTH, TOKEN_SEGMENTS,
};
pub(super) use keys::{ALGORITHM_UNSUPPORTED, KEY_OPERATIONS, KEY_RETRIEVAL, SIGNATURE, TOKEN_UNSIGNED};
pub(super) use roles::{ROLES_CLAIM_EMPTY, ROLES_CLAIM_FORMAT, ROLES_CLAIM_MISMATCH};
use stage::StageCause;
pub(super) use time::{TOKEN_EXPIRED, TOKEN_FROM_THE_FUTURE, TOKEN_NOT_YET_VALID};
