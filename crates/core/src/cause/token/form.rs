//! Causes in the form of the token: its segments, its claims and their types.

use super::StageCause;
use crate::cause::CauseMeta;

pub(in crate::cause) static TOKEN_SEGMENTS: StageCause = StageCause::new(&CauseMeta {
    id: "token-segments",
    title: "what was sent is not a signed JWT of three segments",
    page: "\
A web identity token is a JWT: three segments of base64url with a `.` between them. An access token, an opaque token, a
token that was cut short, or one with quotation marks around it, is not.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Send the value of `value` in the answer of GitHub's token endpoint, whole and nothing else.
",
});

pub(in crate::cause) static TOKEN_HEADER: StageCause = StageCause::new(&CauseMeta {
    id: "token-header",
    title: "the header of the token cannot be read",
    page: "\
The first segment of the token is not a header that STS reads: not JSON, without `alg`, or with a critical extension
(`crit`).

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Send the token as the issuer made it.
",
});

pub(in crate::cause) static TOKEN_JSON: StageCause = StageCause::new(&CauseMeta {
    id: "token-json",
    title: "a segment of the token is not JSON",
    page: "\
The claims in the second segment of the token, or its header, are not a JSON object in base64url.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Send the token as the issuer made it.
",
});

pub(in crate::cause) static TOKEN_LENGTH: StageCause = StageCause::new(&CauseMeta {
    id: "token-length",
    title: "the token is too short or too long",
    page: "\
STS takes tokens of 4 to 20000 characters.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Have the issuer put less into the token, or send the whole of it.
",
});

pub(in crate::cause) static CLAIM_MISSING: StageCause = StageCause::new(&CauseMeta {
    id: "claim-missing",
    title: "the token lacks a claim that STS requires",
    page: "\
STS requires `iss`, `sub`, `aud`, `iat` and `exp`. Tokens of GitHub have them all.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer add the claim. Where the claims were written by hand, complete them.
",
});

pub(in crate::cause) static CLAIM_EMPTY: StageCause = StageCause::new(&CauseMeta {
    id: "claim-empty",
    title: "a claim that STS requires is empty",
    page: "\
STS requires a value in `aud`: an empty list of audiences, or `null`, is none.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write the audience.
",
});

pub(in crate::cause) static SUBJECT_TYPE: StageCause = StageCause::new(&CauseMeta {
    id: "subject-type",
    title: "the subject is not text",
    page: "\
`sub` has to be a string; a number is read as the string of its digits, and `null` makes STS fail.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write `sub` as a string.
",
});

pub(in crate::cause) static TIMESTAMP_MALFORMED: StageCause = StageCause::new(&CauseMeta {
    id: "timestamp-malformed",
    title: "a time in the token is not a whole number of seconds",
    page: "\
`exp`, `iat` and `nbf` are whole seconds since 1970, as a number or as a string of digits. Fractions are refused.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write whole seconds.
",
});

pub(in crate::cause) static AUDIENCE_SEVERAL: StageCause = StageCause::new(&CauseMeta {
    id: "audience-several",
    title: "the token has several audiences and no `azp`",
    page: "\
STS takes one audience. Where `aud` is a list of several, `azp` has to say which of them counts. Tokens of GitHub have
one.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer put one audience into the token.
",
});

pub(in crate::cause) static AUDIENCE_TYPE: StageCause = StageCause::new(&CauseMeta {
    id: "audience-type",
    title: "the audience is not text",
    page: "\
`aud` has to be a string or a list of strings, and `azp` a string.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer write the audience as a string.
",
});
