//! All causes, in the order in which fixing them matters.

use super::key::{
    AudiencePolicy, KeyMissing, KeyNeverPopulated, KeyPrefixDiffers, KeyPresent, PolicyVariable,
    RequestDiffers, SetOperatorScalar, ValueExcluded, ValueType, ValuesEmpty,
};
use super::policy::{
    ActionPrincipalMismatch, ExplicitDeny, Guardrail, PrincipalDiffers, TagSessionMissing, WrongAction,
};
use super::provider::{AudienceProvider, ProviderAccount, ProviderIssuer, ProviderMissing};
use super::subject::{
    BranchDiffers, ClaimDiffers, CustomTemplate, DraftIdForm, EnvironmentDiffers, EnvironmentReplacesRef,
    HostInSubject, OwnerOrRepoCase, PercentEncodedColon, PullRequestSubject, RefPrefixMissing,
    RenamedOrTransferred, SubjectFormClassic, SubjectFormImmutable, SubjectPrefixMissing, SubjectTailMissing,
    TagNotBranch, ValuesInOneString, WhiteSpace, WildcardUnderStringEquals, WorkflowDiffers, WrongRepository,
};
use super::{Cause, token, unexplained};

/// All causes, in the order in which fixing them matters: what STS looks at first, then what lets nobody in before
/// what lets others in, then the parts of a subject from left to right.
pub static REGISTRY: &[&dyn Cause] = &[
    // Before the call; an error text leads to them.
    &token::TOKEN_REQUEST,
    &token::REGION_INPUT,
    // Before the policies; of these only one can be found.
    &token::ROLE_NOT_ARN,
    &token::REGION_PARTITION,
    &token::CALLER_PARTITION,
    &token::ROOT_USER,
    &token::SESSION_NAME,
    &token::REGION_DISABLED,
    &token::PROVIDER_PARAMETER,
    &token::TOKEN_LENGTH,
    &token::TOKEN_SEGMENTS,
    &token::TOKEN_HEADER,
    &token::TOKEN_JSON,
    &token::CLAIM_MISSING,
    &token::CLAIM_EMPTY,
    &token::SUBJECT_TYPE,
    &token::TIMESTAMP_MALFORMED,
    &token::TOKEN_EXPIRED,
    &token::TOKEN_FROM_THE_FUTURE,
    &token::TOKEN_NOT_YET_VALID,
    &token::AUDIENCE_SEVERAL,
    &token::AUDIENCE_TYPE,
    &ProviderMissing,
    &AudienceProvider,
    &token::TOKEN_UNSIGNED,
    &token::ALGORITHM_UNSUPPORTED,
    &token::KEY_RETRIEVAL,
    &token::KEY_OPERATIONS,
    &token::SIGNATURE,
    &token::ROLES_CLAIM_FORMAT,
    &token::ROLES_CLAIM_EMPTY,
    &token::ROLES_CLAIM_MISMATCH,
    // A refusal that wins over every grant.
    &Guardrail,
    &ExplicitDeny,
    // The statement speaks of others.
    &ProviderAccount,
    &ProviderIssuer,
    &ActionPrincipalMismatch,
    &PrincipalDiffers,
    &WrongAction,
    &TagSessionMissing,
    // The condition tests something that is not there.
    &KeyPrefixDiffers,
    &KeyNeverPopulated,
    &SetOperatorScalar,
    &ValuesEmpty,
    &PolicyVariable,
    &ValueType,
    &AudiencePolicy,
    // The subject and the claims it is made of.
    &WhiteSpace,
    &ValuesInOneString,
    &HostInSubject,
    &SubjectPrefixMissing,
    &DraftIdForm,
    &RenamedOrTransferred,
    &WrongRepository,
    &SubjectFormImmutable,
    &SubjectFormClassic,
    &CustomTemplate,
    &EnvironmentReplacesRef,
    &PullRequestSubject,
    &TagNotBranch,
    &OwnerOrRepoCase,
    &PercentEncodedColon,
    &RefPrefixMissing,
    &SubjectTailMissing,
    &EnvironmentDiffers,
    &BranchDiffers,
    &WildcardUnderStringEquals,
    &WorkflowDiffers,
    &ClaimDiffers,
    // The rest of the request.
    &ValueExcluded,
    &KeyPresent,
    &KeyMissing,
    &RequestDiffers,
    // After the policies.
    &token::SESSION_DURATION,
    &token::SESSION_POLICY,
    &token::ACCOUNT_NOT_ALLOWED,
    &unexplained::Unexplained,
];

/// The cause with this id.
pub fn find(id: &str) -> Option<&'static dyn Cause> {
    REGISTRY.iter().copied().find(|cause| cause.meta().id == id)
}
