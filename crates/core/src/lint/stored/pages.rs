//! The pages of these rules, in the order of IAM's checks.

use crate::lint::meta::{Confidence, RuleMeta, Severity};

pub(in crate::lint) static POLICY_SIZE: RuleMeta = RuleMeta {
    id: "policy-size",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the policy is longer than the quota on trust policies",
    page: "\
A trust policy may have 2,048 characters, white space not counted, or as many as the account's quota was raised to: 8,192 at
most. IAM answers a longer one with `LimitExceeded`. Pages of 2023 and before name 4,096 as the highest quota.

## What to do

Shorten the policy: one pattern in the place of several values, no repeated statements (`value-redundant` and
`statement-swallowed` find them), two roles in the place of one; or have the quota raised.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
",
};

pub(in crate::lint) static POLICY_CHARACTERS: RuleMeta = RuleMeta {
    id: "policy-characters",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the policy has characters that IAM does not store",
    page: "\
A policy may hold tab, line feed, carriage return and the characters from U+0020 to U+00FF. An environment with a name in
another script cannot be written literally.

## What to do

Rename the environment, or match it with `?` under `StringLike`, one for each UTF-16 unit.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
",
};

pub(in crate::lint) static SID_CHARACTERS: RuleMeta = RuleMeta {
    id: "sid-characters",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a `Sid` has characters that IAM does not allow",
    page: "\
A `Sid` of an IAM policy has letters and digits only.

## What to do

Take the other characters out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
",
};

pub(in crate::lint) static SID_UNIQUE: RuleMeta = RuleMeta {
    id: "sid-unique",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "two statements have the same `Sid`",
    page: "\
Each `Sid` has to be unique in its policy.

## What to do

Rename one of them.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
",
};

pub(in crate::lint) static ASSUME_ACTIONS_ONLY: RuleMeta = RuleMeta {
    id: "assume-actions-only",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "an action is none by which a role is assumed",
    page: "\
A trust policy names the actions by which a role is assumed and nothing else: `sts:AssumeRole`,
`sts:AssumeRoleWithSAML`, `sts:AssumeRoleWithWebIdentity`, `sts:TagSession`, `sts:SetSourceIdentity`, `sts:SetContext`.
IAM refuses `sts:*` and `*`.

## What to do

Name the actions one by one. What the role may do stands in its permission policies.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

pub(in crate::lint) static ACTION_EMPTY: RuleMeta = RuleMeta {
    id: "action-empty",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a statement names no action",
    page: "\
A statement without an action says nothing.

## What to do

Name the action.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
",
};

pub(in crate::lint) static RESOURCE_PROHIBITED: RuleMeta = RuleMeta {
    id: "resource-prohibited",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a trust policy has a `Resource`",
    page: "\
The resource of a trust policy is the role that it belongs to; IAM refuses a `Resource` or `NotResource` there.

## What to do

Take it out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

pub(in crate::lint) static PRINCIPAL_STAR: RuleMeta = RuleMeta {
    id: "principal-star",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the principal is the bare `*`",
    page: "\
IAM refuses `\"Principal\": \"*\"` in a trust policy, and stores `{\"AWS\": \"*\"}`, which is every AWS account and no web identity.

## What to do

Name the principals.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static PRINCIPAL_EMPTY: RuleMeta = RuleMeta {
    id: "principal-empty",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a statement names no principal",
    page: "\
A trust policy says who is trusted; an empty list is refused.

## What to do

Name a principal, or take the statement out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static NOT_PRINCIPAL: RuleMeta = RuleMeta {
    id: "not-principal",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "a trust policy uses `NotPrincipal`",
    page: "\
`NotPrincipal` with `Allow` means everybody but those listed. IAM refuses it in trust policies.

## What to do

Name who is trusted in `Principal`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
",
};

pub(in crate::lint) static CANONICAL_USER_PRINCIPAL: RuleMeta = RuleMeta {
    id: "canonical-user-principal",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a canonical user assumes no role",
    page: "\
`CanonicalUser` is a principal of Amazon S3 only.

## What to do

Name the account or the role that is meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static AWS_PRINCIPAL: RuleMeta = RuleMeta {
    id: "aws-principal",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "an `AWS` principal is not of a form that IAM takes",
    page: "\
An `AWS` principal is an account id, the ARN of an account, user, role or session, a unique id, or `*` alone. Part of an ARN
cannot be a wildcard.

## What to do

Write the whole ARN, or trust the account and test `aws:PrincipalArn` with `ArnLike`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static SERVICE_PRINCIPAL: RuleMeta = RuleMeta {
    id: "service-principal",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a `Service` principal is not of a form that IAM takes",
    page: "\
A service principal is a name such as `ec2.amazonaws.com`, without wildcards.

## What to do

Write the service's name as its documentation has it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static FEDERATED_PRINCIPAL: RuleMeta = RuleMeta {
    id: "federated-principal",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a `Federated` principal is not of a form that IAM takes",
    page: "\
A federated principal is the ARN of an OIDC or SAML provider, or the domain of a provider that is built into STS, without
wildcards.

## What to do

Write `arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

pub(in crate::lint) static SHARED_ISSUER_CONTROL: RuleMeta = RuleMeta {
    id: "shared-issuer-control",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "the policy does not test the key that AWS requires for a shared issuer",
    page: "\
One issuer signs the tokens of all tenants of a provider such as GitHub. IAM refuses to store a trust policy that
trusts one and does not test who the tenant is: for GitHub `sub` or `job_workflow_ref` with `StringEquals`, `StringLike` or
`StringEqualsIgnoreCase`, and not with a value that begins with `*`. Policies that were stored before keep working, and the
next change of one fails.

## What to do

Test `sub` with the repository that is meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
",
};

pub(in crate::lint) static SHARED_ISSUER_LATER_VALUE: RuleMeta = RuleMeta {
    id: "shared-issuer-later-value",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    title: "a value counts as scoped to all, and IAM stores it behind a good one",
    page: "\
IAM's rule for shared issuers was seen to look at the first value of the key: behind a good one it stores `*`, which lets in every
identity of the issuer.

## What to do

Name the repository.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
",
};

pub(in crate::lint) static BUILT_IN_ISSUER_CONTROL: RuleMeta = RuleMeta {
    id: "built-in-issuer-control",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "the policy does not test the application of a built-in provider",
    page: "\
For Google, Amazon and Facebook IAM requires a `StringEquals` test of the application's id, or of the subject.

## What to do

Test `accounts.google.com:aud`, `www.amazon.com:app_id` or `graph.facebook.com:app_id` with `StringEquals`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html>
",
};

pub(in crate::lint) static COGNITO_CONDITION: RuleMeta = RuleMeta {
    id: "cognito-condition",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "the policy trusts Amazon Cognito without a condition",
    page: "\
Cognito signs the tokens of every identity pool of every account; IAM requires a condition.

## What to do

Test `cognito-identity.amazonaws.com:aud` with the id of the pool.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html>
",
};

pub(in crate::lint) static CONDITION_LITERAL: RuleMeta = RuleMeta {
    id: "condition-literal",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a value is not of the operator's type",
    page: "\
IAM refuses a number, date, address, ARN or base64 text that cannot be read under an operator that compares such values.

## What to do

Write the value in the form of the operator, or use a string operator.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
",
};
