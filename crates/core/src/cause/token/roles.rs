//! Causes in the claim `https://aws.amazon.com/roles`, by which an issuer limits the roles a token is good for.

use super::StageCause;
use crate::cause::CauseMeta;

pub(in crate::cause) static ROLES_CLAIM_MISMATCH: StageCause = StageCause::new(&CauseMeta {
    id: "roles-claim-mismatch",
    title: "the token is limited to other roles",
    page: "\
A token can carry the claim `https://aws.amazon.com/roles`. STS then takes it only for a role whose ARN is listed there,
letter by letter.

Source: <https://awsteele.com/blog/2026/07/13/oidc-tokens-can-restrict-which-aws-roles-they-assume.html>

## How to fix it

Ask for a role that the token lists, or have the issuer list this one.
",
});

pub(in crate::cause) static ROLES_CLAIM_EMPTY: StageCause = StageCause::new(&CauseMeta {
    id: "roles-claim-empty",
    title: "the token's list of roles names no role",
    page: "\
The claim `https://aws.amazon.com/roles` is there, and none of its entries is the ARN of a role: names and wildcards do
not count.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write whole ARNs, or leave the claim out.
",
});

pub(in crate::cause) static ROLES_CLAIM_FORMAT: StageCause = StageCause::new(&CauseMeta {
    id: "roles-claim-format",
    title: "the token's list of roles is of another type",
    page: "\
The claim `https://aws.amazon.com/roles` has to be a string or a list of strings.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write a list of ARNs.
",
});
