//! The pages of these rules.

use crate::lint::meta::{Confidence, RuleMeta, Severity};

pub(in crate::lint) static DUPLICATE_MEMBER: RuleMeta = RuleMeta {
    id: "duplicate-member",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a member is written twice in one object; only the last one counts",
    page: "\
JSON leaves open what a name that stands twice in one object means. IAM does not document it; the readers of most languages,
and what was observed of AWS's, keep the last one and drop the first without a word. So a condition that stands first does
not restrict anything.

## What to do

Put both into one member, or take out the one that is not meant.

Source: <https://www.rfc-editor.org/rfc/rfc8259#section-4>
",
};

pub(in crate::lint) static DUPLICATE_CONDITION_KEY: RuleMeta = RuleMeta {
    id: "duplicate-condition-key",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "two keys under one operator differ only in case",
    page: "\
Condition keys compare without regard to case, so that `…:Sub` and `…:sub` under one operator are the same key, tested
twice; both have to hold. Access Analyzer reports it as an error, and what IAM does with it is not documented.

## What to do

Write the key once, with all of its values.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

pub(in crate::lint) static EMPTY_OPERATOR_BLOCK: RuleMeta = RuleMeta {
    id: "empty-operator-block",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "an operator has no condition keys and restricts nothing",
    page: "\
`\"StringEquals\": {}` holds for every request. It is usually left over from a condition that was taken out.

## What to do

Take the operator out, or write the condition that is meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>
",
};

pub(in crate::lint) static MISSING_VERSION: RuleMeta = RuleMeta {
    id: "missing-version",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "the policy has no `Version`, which means the old one",
    page: "\
A policy without `Version` is one of version `2008-10-17`, in which `${…}` is literal text and not a policy variable.

## What to do

Write `\"Version\": \"2012-10-17\"` as the first member.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
",
};

pub(in crate::lint) static OPERATOR_CASE: RuleMeta = RuleMeta {
    id: "operator-case",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    title: "a condition operator is not spelt as AWS documents it",
    page: "\
AWS documents one spelling of each operator, `StringEquals`, and not whether another one is taken. A policy that IAM does not
store protects nothing.

## What to do

Write the operator as AWS does.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
",
};

pub(in crate::lint) static VARIABLE_WITHOUT_VERSION: RuleMeta = RuleMeta {
    id: "variable-without-version",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "`${…}` is literal text in a policy without `Version` `2012-10-17`",
    page: "\
Policy variables were introduced with version `2012-10-17`. In an older policy, and in one without `Version`, the text is
compared as it stands and matches nothing that a request carries.

## What to do

Write `\"Version\": \"2012-10-17\"`, and look at who is let in then: `can-assume who`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
",
};
