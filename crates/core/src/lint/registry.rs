//! All rules, in the order of the documentation.

use can_assume_github::workflow::{FindingId, NoOidc, NoToken};

use super::between::{
    AUDIENCE_NOT_ACCEPTED, CONTEXT_NEVER_ISSUED, Denied, ROLE_NOT_GRANTED, TemplateNotInEffect,
    TemplateWithoutRepository,
};
use super::condition::{
    BothTruths, ConditionAlwaysHolds, ForAllValuesScalar, IfExistsOptional, ValueRedundant, ValuesEmpty,
};
use super::dead::{
    DraftIdForm, EnvironmentRawColon, NameCase, StatementNeverApplies, ValueNeverMatches, WildcardWithoutLike,
};
use super::form::{
    DUPLICATE_CONDITION_KEY, DUPLICATE_MEMBER, EMPTY_OPERATOR_BLOCK, MISSING_VERSION, OPERATOR_CASE,
    VARIABLE_WITHOUT_VERSION, Written,
};
use super::key::{
    AudienceType, EnvironmentUnprotected, KeyDeprecated, KeyMisspelt, KeyNeverPopulated, KeyOfOtherCaller,
    KeyPrefixDiffers, KeyUnpaired, QualifierMissing, RecycledName, SessionKeyNeverPopulated, SubjectForm,
    ValueTypeDiffers, VariableSyntax, WorkflowRefMovable,
};
use super::meta::RuleMeta;
use super::reach::{
    AnyBranch, AnyEnvironment, AnyJobOfRepository, ForgeableSubject, OpenToAnyone, OwnerIdWildcard,
    OwnerNotAnchored, OwnerWide, PullRequestSubject, SubjectWithoutRepository, UndecidedExposure,
};
use super::rule::Rule;
use super::statement::{
    ActionMissingForKey, ActionPrincipalMismatch, ActionRedundant, AnyAwsAccount, DenyMissesWebIdentity,
    OidcWithoutCondition, PrincipalRedundant, RolesAnywhereActions, ServiceUnrestricted, SidEmpty,
    StatementSwallowed,
};
use super::stored::{self, Stored};
use super::workflow::{
    CREDENTIALS_NOT_OIDC, ENVIRONMENT_ON_CALLER, IdTokenTooWide, IfAlwaysTrue, LONG_LIVED_KEYS, NotPresented,
    OutsiderStartedToken, PERMISSION_VALUE, Predicted, ROLE_NOT_ARN, RUN_DOES_NOT_START,
    TOKEN_CALLER_PERMISSION, TOKEN_PERMISSION_MISSING, TokenMissing, UntrustedCodeWithToken,
};

/// All rules, in the order of the documentation: who is let in, what never happens, what restricts nothing, keys, statements and
/// principals, the text, what IAM does not store, workflows, and policies beside workflows.
pub static REGISTRY: &[&dyn Rule] = &[
    // Who is let in, the worst first.
    &OpenToAnyone,
    &ForgeableSubject,
    &SubjectWithoutRepository,
    &OwnerNotAnchored,
    &OwnerIdWildcard,
    &OwnerWide,
    &AnyJobOfRepository,
    &PullRequestSubject,
    &AnyBranch,
    &AnyEnvironment,
    &UndecidedExposure,
    // What never happens.
    &StatementNeverApplies,
    &WildcardWithoutLike,
    &EnvironmentRawColon,
    &ValueNeverMatches,
    &DraftIdForm,
    &NameCase,
    // What restricts nothing, or less than it seems to.
    &ConditionAlwaysHolds,
    &ForAllValuesScalar,
    &IfExistsOptional,
    &BothTruths,
    &ValuesEmpty,
    &ValueRedundant,
    // Keys.
    &KeyNeverPopulated,
    &KeyMisspelt,
    &KeyPrefixDiffers,
    &SessionKeyNeverPopulated,
    &KeyOfOtherCaller,
    &KeyUnpaired,
    &QualifierMissing,
    &AudienceType,
    &ValueTypeDiffers,
    &KeyDeprecated,
    &VariableSyntax,
    // Who is meant, and for how long.
    &RecycledName,
    &SubjectForm,
    &WorkflowRefMovable,
    &EnvironmentUnprotected,
    // Statements and principals.
    &AnyAwsAccount,
    &OidcWithoutCondition,
    &StatementSwallowed,
    &ActionPrincipalMismatch,
    &ActionMissingForKey,
    &RolesAnywhereActions,
    &DenyMissesWebIdentity,
    &ServiceUnrestricted,
    &ActionRedundant,
    &PrincipalRedundant,
    &SidEmpty,
    // The text.
    &Written(&DUPLICATE_MEMBER),
    &Written(&DUPLICATE_CONDITION_KEY),
    &Written(&EMPTY_OPERATOR_BLOCK),
    &Written(&MISSING_VERSION),
    &Written(&OPERATOR_CASE),
    &Written(&VARIABLE_WITHOUT_VERSION),
    // What IAM does not store.
    &Stored(&stored::POLICY_SIZE),
    &Stored(&stored::POLICY_CHARACTERS),
    &Stored(&stored::SID_CHARACTERS),
    &Stored(&stored::SID_UNIQUE),
    &Stored(&stored::ASSUME_ACTIONS_ONLY),
    &Stored(&stored::ACTION_EMPTY),
    &Stored(&stored::RESOURCE_PROHIBITED),
    &Stored(&stored::PRINCIPAL_STAR),
    &Stored(&stored::PRINCIPAL_EMPTY),
    &Stored(&stored::NOT_PRINCIPAL),
    &Stored(&stored::CANONICAL_USER_PRINCIPAL),
    &Stored(&stored::AWS_PRINCIPAL),
    &Stored(&stored::SERVICE_PRINCIPAL),
    &Stored(&stored::FEDERATED_PRINCIPAL),
    &Stored(&stored::SHARED_ISSUER_CONTROL),
    &Stored(&stored::SHARED_ISSUER_LATER_VALUE),
    &Stored(&stored::BUILT_IN_ISSUER_CONTROL),
    &Stored(&stored::COGNITO_CONDITION),
    &Stored(&stored::CONDITION_LITERAL),
    // Workflows.
    &UntrustedCodeWithToken,
    &OutsiderStartedToken,
    &Predicted {
        meta: &LONG_LIVED_KEYS,
        of: &[FindingId::LongLivedKeys],
        help: "assume a role with `role-to-assume` and `id-token: write`, then delete the key in IAM",
    },
    &TokenMissing { meta: &TOKEN_PERMISSION_MISSING, why: NoToken::TokenPermissionMissing },
    &TokenMissing { meta: &TOKEN_CALLER_PERMISSION, why: NoToken::TokenCallerPermission },
    &Predicted {
        meta: &ENVIRONMENT_ON_CALLER,
        of: &[FindingId::EnvironmentOnCaller],
        help: "name the environment in the called workflow",
    },
    &Predicted {
        meta: &RUN_DOES_NOT_START,
        of: &[
            FindingId::ExpressionSyntax,
            FindingId::FilterConflict,
            FindingId::CallerPermission,
            FindingId::CallInputs,
            FindingId::CallNesting,
            FindingId::Needs,
            FindingId::MatrixLimit,
        ],
        help: "correct the line; GitHub does not start the run",
    },
    &NotPresented { meta: &ROLE_NOT_ARN, why: NoOidc::RoleNotArn, help: "give the whole ARN of the role" },
    &NotPresented {
        meta: &CREDENTIALS_NOT_OIDC,
        why: NoOidc::CredentialsNotOidc,
        help: "take out what switches the OIDC path off, if the job's token was meant",
    },
    &Predicted {
        meta: &PERMISSION_VALUE,
        of: &[FindingId::PermissionValue],
        help: "write `write` or `none`",
    },
    &IfAlwaysTrue,
    &IdTokenTooWide,
    // A policy beside the workflows and the facts.
    &Denied { meta: &CONTEXT_NEVER_ISSUED },
    &Denied { meta: &AUDIENCE_NOT_ACCEPTED },
    &Denied { meta: &ROLE_NOT_GRANTED },
    &TemplateWithoutRepository,
    &TemplateNotInEffect,
];

/// How far an id may be from another one to be taken for a misspelling of it, as a similarity from 0 to 1.
const NEAR: f64 = 0.75;

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static dyn Rule> {
    REGISTRY.iter().copied().find(|rule| rule.meta().id == id)
}

/// The pages of all rules, in the order of the documentation.
#[must_use]
pub fn pages() -> Vec<&'static RuleMeta> {
    REGISTRY.iter().map(|rule| rule.meta()).collect()
}

/// Up to three rules whose ids come nearest to `id`, the nearest first.
#[must_use]
pub fn nearest(id: &str) -> Vec<&'static RuleMeta> {
    // Ids are short; a long text is none, and comparing it is not worth the time.
    if id.len() > 200 {
        return Vec::new();
    }
    let wanted = id.to_ascii_lowercase();
    let mut scored: Vec<(f64, &'static RuleMeta)> =
        pages().into_iter().map(|meta| (strsim::jaro_winkler(&wanted, meta.id), meta)).collect();
    scored.retain(|(score, _)| *score >= NEAR);
    scored.sort_by(|left, right| right.0.total_cmp(&left.0));
    scored.into_iter().take(3).map(|(_, meta)| meta).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_every_page_says_what_is_wrong_and_what_to_do() {
        let mut ids: Vec<&str> = pages().iter().map(|meta| meta.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        for meta in pages() {
            assert!(meta.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", meta.id);
            assert!(!meta.title.is_empty() && !meta.title.ends_with('.'), "{}", meta.id);
            assert!(meta.page.ends_with('\n') && !meta.page.starts_with('#'), "{}", meta.id);
            assert!(meta.page.contains("\n## "), "{}", meta.id);
        }
    }

    #[test]
    fn a_rule_and_a_cause_of_one_id_have_one_page() {
        for meta in pages() {
            if let Some(cause) = crate::cause::page(meta.id) {
                assert_eq!((meta.title, meta.page), (cause.title, cause.page), "{}", meta.id);
            }
        }
    }

    #[test]
    fn misspelt_ids_are_near() {
        assert_eq!(nearest("any-brunch").first().map(|meta| meta.id), Some("any-branch"));
        assert!(nearest("zzzzqqq").is_empty());
        assert!(find("any-branch").is_some() && find("Any-Branch").is_none());
    }
}
